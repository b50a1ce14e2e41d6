/** One click from a file to a running profile: save, prepare, run in a terminal, stop. */

import { type Disposable, l10n, type Uri, window, workspace } from "vscode";

import type { Messages } from "./messages";
import { followed } from "./part";
import { type Engine, type Lines, PREPARE, type Prepared, type PrepareParams, type Refused, STOP } from "./protocol";
import type { Runs } from "./runs";
import { savedUri } from "./saving";
import type { Server } from "./server";
import type { Showing } from "./showing";
import type { Terminals } from "./terminals";

export interface ProfilerParts {
  readonly server: Server;
  readonly runs: Runs;
  readonly terminals: Terminals;
  readonly showing: Showing;
  readonly messages: Messages;
}

/**
 * What to profile, and by what; without `uri` the document in the active editor, with `lines` only those of it, or of
 * the document `of`, or those that are chosen once it is saved, which may format it. `options` are the engine's.
 */
export interface Wish {
  readonly engine: Engine;
  readonly uri?: Uri | undefined;
  readonly lines?: Lines | (() => Lines) | undefined;
  readonly of?: Uri | undefined;
  readonly options?: Readonly<Record<string, string>> | undefined;
}

/** The same, as a run has it. */
interface Settled extends Wish {
  readonly uri: Uri;
  readonly lines?: Lines | undefined;
}

export class Profiler implements Disposable {
  readonly #parts: ProfilerParts;
  readonly #edits: Disposable;
  /** What the newest run was of. */
  #last: Settled | undefined;

  constructor(parts: ProfilerParts) {
    this.#parts = parts;
    this.#edits = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const last = this.#last;
      if (last?.lines === undefined || (last.of ?? last.uri).toString() !== document.uri.toString()) return;
      this.#last = { ...last, lines: followed(last.lines, contentChanges) };
    });
  }

  async profile({ uri = window.activeTextEditor?.document.uri, lines, ...wish }: Wish): Promise<void> {
    if (!(await this.#parts.messages.mayRun())) return;
    if (uri === undefined) {
      void window.showInformationMessage(l10n.t("Open a Python file to profile it.")); // nothing to wait for
      return;
    }
    const saved = await savedUri(uri);
    if (saved === undefined) return;
    await this.#prepareAndRun({ ...wish, uri: saved, lines: typeof lines === "function" ? lines() : lines });
  }

  /** Profiles what was profiled last, whatever file is shown now, with the settings as they are now. */
  async again(): Promise<void> {
    await this.profile(this.#last ?? { engine: "line_time" });
  }

  dispose(): void {
    this.#edits.dispose();
  }

  /** Stops a run, without `run` the newest; what it measured is kept. */
  async stop(run?: string): Promise<void> {
    const { server, terminals, runs } = this.#parts;
    if (server.isRunning) await server.execute<boolean>(STOP, { run: run ?? null });
    else {
      terminals.terminateAll();
      runs.clear();
    }
  }

  /** Tells the server not to wait for a run that never began. */
  async abandon(run: string): Promise<void> {
    const { server } = this.#parts;
    if (server.isRunning) await server.execute<boolean>(STOP, { run });
  }

  /** Stops every run, and waits until they are over or `limitMs` have passed. */
  async stopAll(limitMs: number): Promise<void> {
    const { server, runs } = this.#parts;
    await Promise.all(runs.going.map(({ run }) => server.execute<boolean>(STOP, { run })));
    await runs.allEnded(limitMs);
  }

  async #prepareAndRun(wish: Settled): Promise<void> {
    const { server, messages, terminals, runs, showing } = this.#parts;
    const answer = await server.execute<Prepared | Refused>(PREPARE, paramsOf(wish));
    if (answer.kind === "refused") {
      await messages.showRefused(answer, () => this.profile(wish));
      return;
    }
    this.#last = wish;
    try {
      await terminals.start(answer);
    } catch (error) {
      runs.drop(answer.run);
      await this.abandon(answer.run);
      throw error;
    }
    messages.follow(showing.offer(wish.engine, wish.uri));
  }
}

function paramsOf({ engine, uri, lines, of, options }: Settled): PrepareParams {
  return {
    uri: uri.toString(),
    engine,
    lines: lines ?? null,
    ...(of === undefined ? {} : { of: of.toString() }),
    ...(options === undefined ? {} : { options }),
  };
}
