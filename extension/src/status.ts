/** The status item: what runs now, then how it ended; a click stops the one, and tells the other in words. */

import { commands, Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from "vscode";

import type { Messages } from "./messages";
import { type Refused, type RunState, SUMMARY, type Summary } from "./protocol";
import type { Runs } from "./runs";
import type { Server } from "./server";

/** How long the result of a run stands there in full. */
const RESULT_MS = 8000;

export interface StatusParts {
  readonly runs: Runs;
  readonly server: Server;
  readonly messages: Messages;
}

export class Status implements Disposable {
  readonly #item: StatusBarItem;
  readonly #runs: Runs;
  readonly #server: Server;
  readonly #owned: Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor({ runs, server, messages }: StatusParts) {
    this.#runs = runs;
    this.#server = server;
    this.#item = window.createStatusBarItem("heatline.status", StatusBarAlignment.Left, 0);
    this.#item.name = "Heatline";
    const rest = (): void => {
      messages.follow(this.#showNewest());
    };
    this.#owned = Disposable.from(
      this.#item,
      runs.onChanged(() => {
        this.#showGoing();
      }),
      runs.onEnded((state) => {
        this.#showResult(state);
        this.#timer = setTimeout(rest, RESULT_MS);
      }),
      server.onCalls(({ keys }) => {
        if (keys === null) rest(); // what was kept is there again, or all is cleared
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }

  #showGoing(): void {
    const going = this.#runs.going;
    const newest = going.at(-1);
    void commands.executeCommand("setContext", "heatline.running", newest !== undefined); // it cannot fail
    clearTimeout(this.#timer);
    if (newest === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(sync~spin) ${newest.text === "" ? newest.title : newest.text}`;
    const offer = l10n.t("{0}: click to stop and keep what was measured", newest.title);
    this.#item.tooltip = `${offer}\n${newest.setting}`;
    this.#item.command = "heatline.stop";
    this.#item.show();
  }

  #showResult(state: RunState): void {
    if (this.#runs.going.length > 0) return;
    this.#item.text = `$(${ICONS[state.severity ?? "info"]}) ${state.text}`;
    this.#item.tooltip = `${state.text}\n${state.setting}`; // the bar may cut it short
    this.#item.command = "heatline.showSummary";
    this.#item.show();
  }

  /** The newest run there is, by its name alone; a click tells the rest. */
  async #showNewest(): Promise<void> {
    const found = await this.#server.execute<Summary | Refused>(SUMMARY);
    if (this.#runs.going.length > 0) return;
    if (found.kind === "refused") {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(flame) ${found.title}`;
    this.#item.tooltip = found.sentences.join("\n");
    this.#item.command = "heatline.showSummary";
    this.#item.show();
  }
}

const ICONS = { info: "flame", warning: "warning", error: "error" } as const;
