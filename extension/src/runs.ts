/** The runs that are going on, as the server tells them. */

import { type Disposable, EventEmitter } from "vscode";

import type { RunState } from "./protocol";

export class Runs implements Disposable {
  readonly #going = new Map<string, RunState>();
  readonly #dropped = new Set<string>();
  readonly #changed = new EventEmitter<undefined>();
  readonly #ended = new EventEmitter<RunState>();

  readonly onChanged = this.#changed.event;
  readonly onEnded = this.#ended.event;

  /** Those that have not ended, oldest first. */
  get going(): readonly RunState[] {
    return [...this.#going.values()];
  }

  update(state: RunState): void {
    if (this.#dropped.has(state.run)) {
      if (state.phase === "ended") this.#dropped.delete(state.run);
      return;
    }
    if (state.phase !== "ended") {
      this.#going.set(state.run, state);
      this.#changed.fire(undefined);
    } else if (this.#going.delete(state.run)) {
      this.#changed.fire(undefined);
      this.#ended.fire(state);
    }
  }

  /** A run is over, whatever the server says of it later: it never began, or the server is gone. */
  drop(run: string): void {
    this.#dropped.add(run);
    if (this.#going.delete(run)) this.#changed.fire(undefined);
  }

  /** There is another server, or none: of what went on until now nothing is told any more. */
  clear(): void {
    this.#dropped.clear();
    this.#going.clear();
    this.#changed.fire(undefined);
  }

  /** Resolves once nothing goes on any more, or after `limit_ms`. */
  async allEnded(limitMs: number): Promise<void> {
    if (this.#going.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, limitMs);
      const listener = this.onChanged(() => {
        if (this.#going.size === 0) done();
      });
      function done(): void {
        clearTimeout(timer);
        listener.dispose();
        resolve();
      }
    });
  }

  dispose(): void {
    this.#changed.dispose();
    this.#ended.dispose();
  }
}
