import assert from "node:assert/strict";
import { test } from "node:test";

import { commands, window } from "vscode";

import { type CommandParts, registerCommands } from "../../extension/src/commands";
import type { Wish } from "../../extension/src/profiler";
import { stretch } from "./values";

type Command = (argument?: unknown) => Promise<void>;

/** The commands of the extension, with `parts` for what they use of it. */
function table(parts: object): ReadonlyMap<string, Command> {
  const registered = new Map<string, Command>();
  Object.assign(commands, { registerCommand: registered.set.bind(registered) });
  registerCommands(parts as CommandParts);
  return registered;
}

test("stopping stops the run that its lens names, elsewhere the newest", async () => {
  const stopped: (string | undefined)[] = [];
  const profiler = { stop: (run: string | undefined) => Promise.resolve(void stopped.push(run)) };
  const stop = table({ profiler }).get("heatline.stop");
  await stop?.({ run: "7-1" });
  await stop?.();
  await stop?.({ path: "/p/shown.py" });

  assert.deepEqual(stopped, ["7-1", undefined, undefined]);
});

test("every engine profiles a file, or what is selected in the one that shows", async () => {
  const wishes: object[] = [];
  const chosen = ({ lines, ...wish }: Wish): object => ({
    ...wish,
    lines: typeof lines === "function" ? lines() : lines,
  });
  const profiler = { profile: (wish: Wish) => Promise.resolve(void wishes.push(chosen(wish))) };
  const found = table({ profiler });
  const document = { uri: "shown.py" };
  Object.assign(window, { activeTextEditor: { document, selection: stretch("4:2", "6:1") } });
  for (const name of ["profileTime", "profileMemory", "profileCalls", "profileAllocations"]) {
    await found.get(`heatline.${name}`)?.();
    await found.get(`heatline.${name}OfFunction`)?.("context.py");
  }

  const lines = { first: 5, last: 7 };
  assert.deepEqual(
    wishes,
    ["line_time", "line_memory", "call_time", "allocations"].flatMap((engine) => [
      { engine, uri: undefined, lines: undefined },
      { engine, uri: "shown.py", lines },
    ]),
  );
});
