/** One click from a function to its time: save, ask what has to be asked, and have the server time it. */

import { l10n, type Memento, Uri, window } from "vscode";

import type { Messages } from "./messages";
import { namedTimeit, namedUri } from "./named";
import { selectedLines } from "./part";
import type { Profiler } from "./profiler";
import {
  COMPARE,
  type Lines,
  type Question,
  type Refused,
  type Started,
  TIMEIT,
  TIMEIT_CHOICES,
  type TimeitChoices,
  type TimeitParams,
} from "./protocol";
import { savedUri } from "./saving";
import type { Server } from "./server";
import { askCall, askDriver, askExpression, askSizes, askVersus, type Run } from "./timeitBoxes";
import type { TimingsView } from "./timingsView";

export interface TimeitParts {
  readonly server: Server;
  readonly profiler: Profiler;
  readonly messages: Messages;
  readonly timings: TimingsView;
  /** Keeps of which functions live calls may be repeated. */
  readonly memory: Memento;
  /** Times in the frame at which a debugger is paused; false: nothing is. */
  readonly paused: { timePaused(editor: NonNullable<typeof window.activeTextEditor>): Promise<boolean> };
}

/** What is to be timed, in a document that is saved. */
type Wish = TimeitParams & { readonly uri: string };

/** The same, with how it can be; `text` is the server's question. */
interface Subject {
  readonly wish: Wish;
  readonly choices: TimeitChoices & { readonly text?: string };
}

export class Timeit {
  readonly #parts: TimeitParts;

  constructor(parts: TimeitParts) {
    this.#parts = parts;
  }

  /** What `argument` names, else what is selected, else the function around the cursor. */
  async time(argument: unknown): Promise<void> {
    const editor = window.activeTextEditor;
    const isNamed = namedTimeit(argument) !== undefined;
    if (!isNamed && editor !== undefined && (await this.#parts.paused.timePaused(editor))) return;
    const wish = await this.#wish(argument);
    if (wish !== undefined) await this.#ask(TIMEIT, wish);
  }

  /** With a call that is typed, or chosen among those that were. */
  async timeOtherwise(argument: unknown): Promise<void> {
    const subject = await this.#subject(argument);
    if (subject !== undefined) await this.#askHow(TIMEIT, subject);
  }

  /** With what `argument` names; the other of two functions that are selected; else with what is chosen. */
  async compare(argument: unknown): Promise<void> {
    const wish = await this.#wish(argument);
    if (wish === undefined) return;
    const other = wish.versus || functionsIn(wish.code) > 1 ? {} : await this.#askVersus(wish);
    if (other !== undefined) await this.#ask(COMPARE, { ...wish, ...other });
  }

  /** At growing sizes, alone or beside another, with a chart of both. */
  async timeOverSizes(argument: unknown): Promise<void> {
    const subject = await this.#subject(argument);
    if (subject === undefined) return;
    const over = await askSizes(subject.choices);
    const other = over && (await askVersus(subject.choices, l10n.t("Nothing: see how it grows by itself")));
    if (over === undefined || other === undefined) return;
    const wish = { ...subject.wish, calls: [over.call], sizes: over.sizes, ...other };
    await this.#ask(other.versus === undefined ? TIMEIT : COMPARE, wish);
  }

  /** Has the program run that calls it, and its calls clocked as they happen. */
  async timeRealCalls(argument: unknown): Promise<void> {
    const subject = await this.#subject(argument);
    if (subject === undefined) return;
    const run = await askDriver(subject.choices, Uri.parse(subject.wish.uri));
    if (run !== undefined) await this.#run(subject, run);
  }

  async #wish(argument: unknown): Promise<Wish | undefined> {
    if (!(await this.#parts.messages.mayRun())) return undefined;
    const named = namedTimeit(argument);
    const uri = namedUri(named ?? argument) ?? window.activeTextEditor?.document.uri;
    if (uri === undefined) {
      void window.showInformationMessage(l10n.t("Open a Python file to time what is in it.")); // nothing to wait for
      return undefined;
    }
    const saved = await savedUri(uri);
    return saved && { ...(named ?? selected(saved)), uri: saved.toString() };
  }

  /** The function that `argument` names, or that the selection is in. */
  async #subject(argument: unknown): Promise<Subject | undefined> {
    const wish = await this.#wish(argument);
    return wish && this.#subjectOf({ ...wish, code: null });
  }

  async #subjectOf(wish: Wish): Promise<Subject | undefined> {
    const choices = await this.#choices(wish);
    return choices && { wish: { ...wish, function: choices.function }, choices };
  }

  /** What to compare with, and of what that is, where `wish` leaves that open. */
  async #askVersus(wish: Wish): Promise<Partial<Wish> | undefined> {
    if (wish.code && functionsIn(wish.code) === 0) return askExpression(wish.code.trim());
    const subject = await this.#subjectOf({ ...wish, code: null });
    const other = subject && (await askVersus(subject.choices));
    return other && { code: null, function: subject.wish.function ?? null, ...other };
  }

  async #ask(command: string, wish: Wish): Promise<void> {
    const { server, messages, timings } = this.#parts;
    const answer = await server.execute<Started | Question | Refused>(command, wish);
    if (answer.kind === "refused") return messages.showRefused(answer, () => this.#ask(command, wish));
    if (answer.kind === "started") {
      if (wish.sizes) timings.show({ uri: wish.uri, function: wish.function ?? null }, false); // no lens is a chart
      return;
    }
    const choices = await this.#choices({ ...wish, function: answer.function });
    if (choices !== undefined)
      await this.#askHow(command, { wish, choices: { ...choices, ...answer, kind: "choices" } });
  }

  /** Asks for a call where nothing says how: of those typed before, a new one, or what a run of the program does. */
  async #askHow(command: string, { wish, choices }: Subject): Promise<void> {
    const how = await askCall(choices);
    if (how === undefined) return;
    if (how.kind === "driver") return this.#run({ wish, choices }, { driver: how.driver, repeat: false });
    await this.#ask(command, { ...wish, function: choices.function, calls: [how.call], fresh: how.fresh });
  }

  async #choices(wish: Wish): Promise<TimeitChoices | undefined> {
    const { server, messages } = this.#parts;
    const answer = await server.execute<TimeitChoices | Refused>(TIMEIT_CHOICES, wish);
    if (answer.kind === "choices") return answer;
    await messages.showRefused(answer, () => Promise.resolve());
    return undefined;
  }

  async #run({ wish, choices }: Subject, { driver, repeat }: Run): Promise<void> {
    if (repeat && !(await this.#mayRepeat(wish.uri, choices.function))) return;
    await this.#parts.profiler.profile({
      engine: "snippet_time",
      uri: driver,
      of: Uri.parse(wish.uri),
      lines: choices.lines,
      ...(repeat ? { options: { repeat: "yes" } } : {}),
    });
  }

  /** Asked once per function: whoever says yes has thought about what a call of it does. */
  async #mayRepeat(uri: string, name: string): Promise<boolean> {
    const key = `repeat ${name} of ${uri}`;
    if (this.#parts.memory.get(key) === true) return true;
    const text = l10n.t("Repeat a call of {0} thousands of times, with the arguments your program has?", name);
    const detail = l10n.t("It may insert, send or delete: each repeat does so again.");
    const repeat = l10n.t("Repeat It");
    const isMeant = (await window.showWarningMessage(text, { modal: true, detail }, repeat)) === repeat;
    if (isMeant) await this.#parts.memory.update(key, true);
    return isMeant;
  }
}

/** What is selected in the editor of a document; without a selection the lines of the function that the cursor is in. */
function selected(uri: Uri): { readonly lines: Lines; readonly code?: string } | undefined {
  const editor = window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri.toString()) return undefined;
  const lines = selectedLines(editor.selection);
  return editor.selection.isEmpty ? { lines } : { lines, code: editor.document.getText(editor.selection) };
}

/** How many functions a selection holds. */
function functionsIn(code: string | null | undefined): number {
  return code?.match(/^[ \t]*(?:async[ \t]+)?def[ \t]/gm)?.length ?? 0;
}
