/** One click from a file to a running profile: save, prepare, run in a terminal, stop. */

import { l10n, type Uri, window, workspace } from "vscode";

import type { Messages } from "./messages";
import { PREPARE, type Prepared, type PrepareParams, type Refused, STOP } from "./protocol";
import type { Runs } from "./runs";
import type { Server } from "./server";
import type { Terminals } from "./terminals";

export interface ProfilerParts {
  readonly server: Server;
  readonly runs: Runs;
  readonly terminals: Terminals;
  readonly messages: Messages;
}

export class Profiler {
  readonly #parts: ProfilerParts;
  /** The file of the newest run. */
  #last: Uri | undefined;

  constructor(parts: ProfilerParts) {
    this.#parts = parts;
  }

  /** Profiles a document; without `uri` the one in the active editor. */
  async profile(uri: Uri | undefined = window.activeTextEditor?.document.uri): Promise<void> {
    if (!(await this.#mayRun())) return;
    if (uri === undefined) {
      void window.showInformationMessage(l10n.t("Open a Python file to profile it.")); // nothing to wait for
      return;
    }
    const saved = await savedUri(uri);
    if (saved === undefined) return;
    await this.#prepareAndRun(saved);
  }

  /** Profiles what was profiled last, whatever file is shown now, with the settings as they are now. */
  async again(): Promise<void> {
    await this.profile(this.#last);
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

  async #mayRun(): Promise<boolean> {
    if (!workspace.isTrusted) await this.#parts.messages.explainTrust();
    return workspace.isTrusted;
  }

  async #prepareAndRun(file: Uri): Promise<void> {
    const { server, messages, terminals, runs } = this.#parts;
    const params: PrepareParams = { uri: file.toString(), engine: "line_time" };
    const answer = await server.execute<Prepared | Refused>(PREPARE, params);
    if (answer.kind === "refused") {
      await messages.showRefused(answer, () => this.profile(file));
      return;
    }
    this.#last = file;
    try {
      await terminals.start(answer);
    } catch (error) {
      runs.drop(answer.run);
      await this.abandon(answer.run);
      throw error;
    }
  }
}

/** The file that holds what the editor shows, saved; undefined when it was not saved. */
async function savedUri(uri: Uri): Promise<Uri | undefined> {
  const document = await workspace.openTextDocument(uri);
  if (document.isUntitled) return workspace.save(document.uri); // asks where to
  if (!document.isDirty || (await document.save())) return document.uri;
  const message = l10n.t("{0} was not saved, so it was not profiled.", workspace.asRelativePath(uri));
  void window.showWarningMessage(message); // nothing to wait for
  return undefined;
}
