/** Times a selection or a line where a debugger has stopped a program, with the values that it has there. */

import { debug, type DebugSession, l10n, ProgressLocation, type TextEditor, window } from "vscode";

import type { Messages } from "./messages";
import { selectedLines } from "./part";
import {
  PAUSED_TIMED,
  type PausedAnswer,
  type PausedResult,
  type PausedSnippet,
  type Refused,
  TIME_PAUSED,
  type TimeitParams,
} from "./protocol";
import type { Server } from "./server";

export interface PausedParts {
  readonly server: Server;
  readonly messages: Messages;
}

interface Frame {
  readonly session: DebugSession;
  readonly frameId: number;
}

/** What the sessions of the Python debugger are called. */
const PYTHON: readonly string[] = ["debugpy", "python"];
const SHOWN_MS = 10_000;

export class PausedTiming {
  readonly #parts: PausedParts;
  /** Where the user has been told that what is timed is run, and said yes. */
  readonly #told = new WeakSet<DebugSession>();

  constructor(parts: PausedParts) {
    this.#parts = parts;
  }

  /** The command's: says so where nothing is paused. */
  async time(): Promise<void> {
    const editor = window.activeTextEditor;
    if (editor !== undefined && (await this.timePaused(editor))) return;
    const text = l10n.t("No Python program is paused: stop one at a breakpoint, then time what is selected in it.");
    void window.showInformationMessage(text); // nothing to wait for
  }

  /** Times what is selected, else the line of the cursor; false where no Python program is paused. */
  async timePaused(editor: TextEditor): Promise<boolean> {
    const frame = pausedFrame();
    if (frame === undefined) return false;
    const { server, messages } = this.#parts;
    const snippet = await server.execute<PausedSnippet | Refused>(TIME_PAUSED, wanted(editor));
    if (snippet.kind === "refused") {
      void messages.showRefused(snippet, () => this.time()); // it waits for a button
      return true;
    }
    if (!(await this.#agrees(frame.session, snippet.text))) return true;
    const result = await evaluated(frame, snippet);
    const answer = await server.execute<PausedAnswer | Refused>(PAUSED_TIMED, result);
    if (answer.kind === "answer") window.setStatusBarMessage(answer.text, SHOWN_MS);
    else void messages.showRefused(answer, () => this.time()); // it waits for a button
    return true;
  }

  async #agrees(session: DebugSession, text: string): Promise<boolean> {
    if (this.#told.has(session)) return true;
    const go = l10n.t("Time It");
    if ((await window.showWarningMessage(text, go)) !== go) return false;
    this.#told.add(session);
    return true;
  }
}

/** The frame that the debugger shows as its own; a thread that runs has none. */
function pausedFrame(): Frame | undefined {
  const item = debug.activeStackItem;
  return item !== undefined && "frameId" in item && PYTHON.includes(item.session.type) ? item : undefined;
}

function wanted({ document, selection }: TextEditor): TimeitParams {
  const code = selection.isEmpty ? document.lineAt(selection.active.line).text : document.getText(selection);
  return { uri: document.uri.toString(), lines: selectedLines(selection), code };
}

async function evaluated({ session, frameId }: Frame, { token, expression }: PausedSnippet): Promise<PausedResult> {
  const options = { location: ProgressLocation.Window, title: l10n.t("Timing in the paused program") };
  return window.withProgress(options, async () => {
    try {
      const asked = { expression, frameId, context: "repl" };
      const answer: unknown = await session.customRequest("evaluate", asked);
      return { token, result: resultOf(answer) };
    } catch (error) {
      return { token, result: "", error: error instanceof Error ? error.message : String(error) };
    }
  });
}

function resultOf(answer: unknown): string {
  const known = typeof answer === "object" && answer !== null && "result" in answer ? answer.result : "";
  return typeof known === "string" ? known : "";
}
