import assert from "node:assert/strict";
import { test } from "node:test";

import { ConfigurationTarget, type Memento, type Uri, window, workspace } from "vscode";

import { Showing } from "../../extension/src/showing";

const BOTH = ["percent", "time", "hits", "suspended", "difference", "memory", "allocations"];
const TIME = ["percent", "time", "hits", "suspended", "difference"];
const MEMORY = ["memory", "allocations"];
const FILE = "file.py" as unknown as Uri; // nothing asks more of it than that it is one

type Level = "globalValue" | "workspaceValue" | "workspaceFolderValue";
type Values = Partial<Record<Level, readonly string[]>>;

/** The object that turns the setting, where it is set so; `writes` has what it writes, and at which level. */
function showing(set: Values = {}): { showing: Showing; writes: [Level, readonly string[] | undefined][] } {
  const writes: [Level, readonly string[] | undefined][] = [];
  const values: Values = { ...set };
  const update = (_: string, value: readonly string[] | undefined, level: Level): void => {
    writes.push([level, value]);
    Object.assign(values, { [level]: value });
  };
  const configuration = {
    get: () => values.workspaceFolderValue ?? values.workspaceValue ?? values.globalValue ?? BOTH,
    inspect: () => ({ defaultValue: BOTH, ...values }),
    update,
  };
  Object.assign(workspace, { getConfiguration: () => configuration });
  const levels = { Global: "globalValue", Workspace: "workspaceValue", WorkspaceFolder: "workspaceFolderValue" };
  Object.assign(ConfigurationTarget, levels);
  const kept = new Map<string, unknown>();
  const memory = { get: (key: string) => kept.get(key), update: (key: string, value: unknown) => kept.set(key, value) };
  return { showing: new Showing(memory as unknown as Memento), writes };
}

test("a turn is the user's where the setting is nobody's, and ends without a trace", async () => {
  const { showing: shown, writes } = showing();
  for (let turn = 0; turn < 3; turn++) await shown.turn();

  assert.deepEqual(writes, [
    ["globalValue", TIME],
    ["globalValue", MEMORY],
    ["globalValue", undefined],
  ]);
});

test("a turn is written where the setting stands closest to the document", async () => {
  const workspaces = showing({ globalValue: BOTH, workspaceValue: ["per_hit", "peak"] });
  for (let turn = 0; turn < 3; turn++) await workspaces.showing.turn();
  const folders = showing({ workspaceValue: BOTH, workspaceFolderValue: MEMORY });
  await folders.showing.turn();

  assert.deepEqual(workspaces.writes, [
    ["workspaceValue", ["per_hit"]],
    ["workspaceValue", ["peak"]],
    ["workspaceValue", ["per_hit", "peak"]],
  ]);
  assert.deepEqual(folders.writes, [["workspaceFolderValue", BOTH]]);
});

test("who profiles what is hidden is told, and can have it shown", async () => {
  const said: string[] = [];
  const showInformationMessage = (text: string, button: string): Promise<string> => {
    said.push(text);
    return Promise.resolve(button);
  };
  Object.assign(window, { showInformationMessage });
  const { showing: shown, writes } = showing({ globalValue: ["per_hit"] });
  await shown.offer("line_time", FILE);
  await shown.offer("allocations", FILE);

  assert.equal(said.length, 1);
  assert.deepEqual(writes, [["globalValue", ["per_hit", ...MEMORY]]]);
});
