/** The status item: what runs now, and for a moment how it ended. A click on it stops the run. */

import { commands, Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from "vscode";

import type { RunState } from "./protocol";
import type { Runs } from "./runs";

/** How long the result of a run stands there. */
const RESULT_MS = 8000;

export class Status implements Disposable {
  readonly #item: StatusBarItem;
  readonly #runs: Runs;
  readonly #owned: Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(runs: Runs) {
    this.#runs = runs;
    this.#item = window.createStatusBarItem("heatline.status", StatusBarAlignment.Left, 0);
    this.#item.name = "Heatline";
    this.#owned = Disposable.from(
      this.#item,
      runs.onChanged(() => {
        this.#showGoing();
      }),
      runs.onEnded((state) => {
        this.#showResult(state);
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
    this.#item.command = "heatline.showOutput";
    this.#item.show();
    this.#timer = setTimeout(() => {
      this.#item.hide();
    }, RESULT_MS);
  }
}

const ICONS = { info: "flame", warning: "warning", error: "error" } as const;
