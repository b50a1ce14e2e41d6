import assert from "node:assert/strict";
import { test } from "node:test";

import { commands } from "vscode";

import { type CommandParts, registerCommands } from "../../extension/src/commands";

type Stopped = string | undefined;

test("stopping stops the run that its lens names, elsewhere the newest", async () => {
  const table = new Map<string, (argument?: unknown) => Promise<void>>();
  Object.assign(commands, { registerCommand: table.set.bind(table) });
  const stopped: Stopped[] = [];
  const profiler = { stop: (run: Stopped) => Promise.resolve(void stopped.push(run)) };
  registerCommands({ profiler } as unknown as CommandParts); // all that stopping needs
  const stop = table.get("heatline.stop");
  await stop?.({ run: "7-1" });
  await stop?.();
  await stop?.({ path: "/p/shown.py" });

  assert.deepEqual(stopped, ["7-1", undefined, undefined]);
});
