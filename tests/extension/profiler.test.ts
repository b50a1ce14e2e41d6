import assert from "node:assert/strict";
import { test } from "node:test";

import { Uri, workspace } from "vscode";

import { Profiler, type ProfilerParts } from "../../extension/src/profiler";

const REFUSED = "refused.py";

/** A profiler, and the arguments of the commands that it sends to the server. */
function profiler(): { profiler: Profiler; sent: object[] } {
  const sent: object[] = [];
  const openTextDocument = (uri: Uri): Promise<object> => Promise.resolve({ uri, isDirty: false });
  Object.assign(workspace, { isTrusted: true, openTextDocument });
  const answer = (params: { uri?: string }): object => {
    sent.push(params);
    return { kind: params.uri === REFUSED ? "refused" : "prepared" };
  };
  const parts = {
    server: { isRunning: true, execute: (_: string, params: object) => Promise.resolve(answer(params)) },
    terminals: { start: () => Promise.resolve() },
    messages: { showRefused: () => Promise.resolve() },
  };
  return { profiler: new Profiler(parts as unknown as ProfilerParts), sent }; // what it uses of them is here
}

/** Stands for the Uri of a file. */
const file = (name: string): Uri => name as unknown as Uri;

test("profiling again asks for the file that ran last, so that its settings are read anew", async () => {
  const { profiler: shown, sent } = profiler();
  await shown.profile(file("first.py"));
  await shown.again();

  assert.deepEqual(sent, Array(2).fill({ uri: "first.py", engine: "line_time" }));
});

test("a file that was refused is not what is profiled again", async () => {
  const { profiler: shown, sent } = profiler();
  await shown.profile(file("first.py"));
  await shown.profile(file(REFUSED));
  await shown.again();

  assert.deepEqual(sent.at(-1), { uri: "first.py", engine: "line_time" });
});
