/** What follows from what: the server's messages reach the screen, and the end of things is told. */

import { Disposable, window } from "vscode";

import type { Messages } from "./messages";
import type { Painter } from "./painter";
import type { Profiler } from "./profiler";
import type { RunState } from "./protocol";
import type { Runs } from "./runs";
import type { Server } from "./server";
import type { Terminals } from "./terminals";

export interface WiredParts {
  readonly server: Server;
  readonly runs: Runs;
  readonly painter: Painter;
  readonly terminals: Terminals;
  readonly messages: Messages;
  readonly profiler: Profiler;
}

/** A run that took longer than this says so when it ends behind another window. */
const LONG_NS = 10e9;

export function wires({ server, runs, painter, terminals, messages, profiler }: WiredParts): Disposable {
  return Disposable.from(
    server.onAnnotations((message) => {
      painter.update(message);
    }),
    server.onRun((state) => {
      runs.update(state);
    }),
    server.onStarting(() => {
      painter.orphan();
      runs.clear();
    }),
    server.onLost(() => {
      painter.orphan();
      messages.follow(messages.showLost());
    }),
    runs.onEnded((state) => {
      if (isLoud(state)) messages.follow(messages.showEnd(state, () => profiler.again()));
    }),
    terminals.onEnded(({ run, title, started }) => {
      if (!started || !server.isRunning) runs.drop(run);
      if (started) return;
      messages.follow(profiler.abandon(run));
      messages.follow(messages.showNotStarted(title));
    }),
  );
}

function isLoud({ severity, elapsedNs }: RunState): boolean {
  return (severity ?? "info") !== "info" || (elapsedNs >= LONG_NS && !window.state.focused);
}
