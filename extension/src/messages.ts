/** What Heatline says in message boxes, and what their buttons do. */

import { commands, l10n, type LogOutputChannel, ProgressLocation, window, workspace } from "vscode";

import {
  type Action,
  COMPARE,
  FETCH_ENGINE,
  type Fetched,
  type FetchParams,
  PROFILE_ALLOCATIONS,
  PROFILE_CALLS,
  PROFILE_SAMPLES,
  PROFILE_MEMORY,
  PROFILE_TIME,
  type Refused,
  type RunState,
  TIME_REAL_CALLS,
  TIMEIT,
} from "./protocol";
import { NoServer, type Server } from "./server";

/** What to do again once a button has mended what stood in the way. */
export type Retry = () => Promise<void>;

export class Messages {
  readonly #server: Server;
  readonly #log: LogOutputChannel;

  constructor(server: Server, log: LogOutputChannel) {
    this.#server = server;
    this.#log = log;
  }

  /** For what nobody waits for: its failure is shown all the same. */
  follow(doing: Promise<void>): void {
    void doing.catch((error: unknown) => this.showFailure(error)); // that is what this is for
  }

  /** Whether code of the workspace's may run, which only its user can allow; where not, it is said. */
  async mayRun(): Promise<boolean> {
    if (workspace.isTrusted) return true;
    await this.#showWithTrust(l10n.t("Heatline runs nothing in Restricted Mode: profiling a file runs it."));
    return false;
  }

  async showRefused(refused: Refused, retry: Retry): Promise<void> {
    const { text, action } = refused;
    if (await this.#isPicked("warning", text, action)) await this.#perform(action, retry);
  }

  async showEnd(state: RunState, retry: Retry): Promise<void> {
    const { text, action, severity = "info" } = state;
    if (await this.#isPicked(severity, text, action)) await this.#perform(action, retry);
  }

  async showNotStarted(title: string): Promise<void> {
    await this.#showWithOutput(l10n.t("{0} did not start: its terminal says why.", title));
  }

  async showLost(): Promise<void> {
    const text = l10n.t(
      "Heatline's server ended unexpectedly. What was measured stays on the screen until you edit it.",
    );
    await this.#showWithOutput(text, l10n.t("Restart"));
  }

  /** For whatever a command throws: a reason for people where there is one, else the log has the rest. */
  async showFailure(error: unknown): Promise<void> {
    this.#log.error(error instanceof Error ? error : String(error));
    if (error instanceof NoServer && !workspace.isTrusted) await this.#showWithTrust(error.message);
    else if (error instanceof NoServer) await this.#showWithOutput(error.message, l10n.t("Restart"));
    else await this.#showWithOutput(l10n.t("Heatline failed: {0}", reasonOf(error)));
  }

  async #showWithTrust(text: string): Promise<void> {
    const manage = l10n.t("Manage Workspace Trust");
    if ((await window.showWarningMessage(text, manage)) === manage) {
      await commands.executeCommand("workbench.trust.manage");
    }
  }

  async #isPicked(severity: "info" | "warning" | "error", text: string, action?: Action | null): Promise<boolean> {
    const buttons = action ? [action.title] : [];
    return (await SHOW[severity](text, ...buttons)) !== undefined;
  }

  async #perform(action: Action | null | undefined, retry: Retry): Promise<void> {
    if (!action) return;
    if (!action.command.startsWith(SERVERS) || TWINS.includes(action.command)) {
      await commands.executeCommand(action.command.replace(SERVERS, "heatline."), action.argument);
      return;
    }
    const options = { location: ProgressLocation.Notification, title: action.title };
    const answer = await window.withProgress(options, () =>
      this.#server.execute<Fetched | Refused | null>(action.command, argumentOf(action)),
    );
    if (answer?.kind === "refused") await this.showRefused(answer, retry);
    if (answer?.kind !== "fetched") return;
    this.#log.info(answer.text);
    window.setStatusBarMessage(answer.text, 5000);
    await retry();
  }

  async #showWithOutput(text: string, restart?: string): Promise<void> {
    const output = l10n.t("Show Output");
    const picked = await window.showErrorMessage(text, ...(restart === undefined ? [] : [restart]), output);
    if (picked === output) this.#log.show();
    else if (picked !== undefined) await commands.executeCommand("heatline.restartServer");
  }
}

/** What the names of the server's commands begin with. */
const SERVERS = "heatline.server.";
/** Those that have a twin here, which runs the program in a terminal, or asks what there is to ask. */
const TWINS: readonly string[] = [
  PROFILE_TIME,
  PROFILE_MEMORY,
  PROFILE_CALLS,
  PROFILE_ALLOCATIONS,
  PROFILE_SAMPLES,
  TIMEIT,
  COMPARE,
  TIME_REAL_CALLS,
];

const SHOW = {
  info: (text: string, ...buttons: string[]) => window.showInformationMessage(text, ...buttons),
  warning: (text: string, ...buttons: string[]) => window.showWarningMessage(text, ...buttons),
  error: (text: string, ...buttons: string[]) => window.showErrorMessage(text, ...buttons),
} as const;

/** An action names its argument in a word; a command takes a value with named fields. */
function argumentOf({ command, argument }: Action): FetchParams | undefined {
  return command === FETCH_ENGINE && argument ? { interpreter: argument } : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
