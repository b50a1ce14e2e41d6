import assert from "node:assert/strict";
import { test } from "node:test";

import { Uri, workspace } from "vscode";

import { Profiler, type ProfilerParts } from "../../extension/src/profiler";
import { stretch } from "./values";

const REFUSED = "refused.py";

type Edited = (event: object) => void;

/** A profiler, the arguments of the commands that it sends to the server, and who is told of edits. */
function profiler(): { profiler: Profiler; sent: object[]; edited: Edited } {
  const sent: object[] = [];
  let edited: Edited = () => undefined;
  const openTextDocument = (uri: Uri): Promise<object> => Promise.resolve({ uri, isDirty: false });
  const onDidChangeTextDocument = (listener: Edited): void => {
    edited = listener;
  };
  Object.assign(workspace, { isTrusted: true, openTextDocument, onDidChangeTextDocument });
  const answer = (params: { uri?: string }): object => {
    sent.push(params);
    return { kind: params.uri === REFUSED ? "refused" : "prepared" };
  };
  const parts = {
    server: { isRunning: true, execute: (_: string, params: object) => Promise.resolve(answer(params)) },
    terminals: { start: () => Promise.resolve() },
    showing: { offer: () => Promise.resolve() },
    messages: { mayRun: () => Promise.resolve(true), showRefused: () => Promise.resolve(), follow: () => undefined },
  };
  return { profiler: new Profiler(parts as unknown as ProfilerParts), sent, edited }; // what it uses of them is here
}

/** Stands for the Uri of a file. */
const file = (name: string): Uri => name as unknown as Uri;

test("profiling again asks for the file that ran last, so that its settings are read anew", async () => {
  const { profiler: shown, sent } = profiler();
  await shown.profile({ engine: "line_memory", uri: file("first.py") });
  await shown.again();

  assert.deepEqual(sent, Array(2).fill({ uri: "first.py", engine: "line_memory", lines: null }));
});

test("a file that was refused is not what is profiled again", async () => {
  const { profiler: shown, sent } = profiler();
  await shown.profile({ engine: "line_time", uri: file("first.py") });
  await shown.profile({ engine: "line_memory", uri: file(REFUSED) });
  await shown.again();

  assert.deepEqual(sent.at(-1), { uri: "first.py", engine: "line_time", lines: null });
});

test("profiling a function again asks for its lines where edits moved them", async () => {
  const { profiler: shown, sent, edited } = profiler();
  const contentChanges = [{ range: stretch("0:0"), text: "import a\n" }];
  await shown.profile({ engine: "allocations", uri: file("first.py"), lines: { first: 5, last: 8 } });
  edited({ document: { uri: file("other.py") }, contentChanges });
  edited({ document: { uri: file("first.py") }, contentChanges });
  await shown.again();

  assert.deepEqual(sent.at(-1), { uri: "first.py", engine: "allocations", lines: { first: 6, last: 9 } });
});

test("real calls are of another document than the one that runs, whose edits are followed", async () => {
  const { profiler: shown, sent, edited } = profiler();
  const lines = { first: 5, last: 8 };
  await shown.profile({ engine: "snippet_time", uri: file("prof.py"), of: file("login.py"), lines });
  edited({ document: { uri: file("prof.py") }, contentChanges: [{ range: stretch("0:0"), text: "import b\n" }] });
  edited({ document: { uri: file("login.py") }, contentChanges: [{ range: stretch("0:0"), text: "import a\n" }] });
  await shown.again();

  assert.deepEqual(sent, [
    { uri: "prof.py", engine: "snippet_time", lines, of: "login.py" },
    { uri: "prof.py", engine: "snippet_time", lines: { first: 6, last: 9 }, of: "login.py" },
  ]);
});
