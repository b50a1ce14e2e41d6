import assert from "node:assert/strict";
import { test } from "node:test";

import { debug, l10n, type TextEditor, window } from "vscode";

import { type PausedParts, PausedTiming } from "../../extension/src/paused";
import { stretch } from "./values";

Object.assign(l10n, { t: (text: string) => text });

/** What a debugger and a user do, and what is said to whom. */
class Play {
  readonly sent: (readonly [string, object])[] = [];
  readonly evaluated: object[] = [];
  readonly refused: object[] = [];
  warnings = 0;
  agrees = true;
  answers: Readonly<Record<string, object>> = {
    "heatline.server.timePaused": { kind: "paused", token: "1", expression: "(…)", text: "It is run again." },
    "heatline.server.pausedTimed": { kind: "answer", text: "f(n) takes 214 ns." },
  };
  evaluate = (): Promise<object> => Promise.resolve({ result: "'{}'" });
  readonly session = {
    type: "debugpy",
    customRequest: (_: string, asked: object) => {
      this.evaluated.push(asked);
      return this.evaluate();
    },
  };
  readonly editor = {
    document: { uri: "file:///p/bill.py", lineAt: () => ({ text: "    return f(n)" }), getText: () => "f(n)" },
    selection: { ...stretch("6:11", "6:15"), active: { line: 6 }, isEmpty: false },
  };
  readonly timing: PausedTiming;

  constructor() {
    Object.assign(window, {
      showWarningMessage: (_: string, go: string) => Promise.resolve((this.warnings++, this.agrees ? go : undefined)),
      withProgress: (_: object, act: () => Promise<object>) => act(),
      setStatusBarMessage: () => undefined,
    });
    Object.assign(debug, { activeStackItem: { session: this.session, frameId: 7 } });
    const execute = (name: string, params: object): Promise<object | undefined> => {
      this.sent.push([name, params]);
      return Promise.resolve(this.answers[name]);
    };
    const showRefused = (refused: object): Promise<void> => Promise.resolve(void this.refused.push(refused));
    this.timing = new PausedTiming({ server: { execute }, messages: { showRefused } } as unknown as PausedParts);
  }

  time(): Promise<boolean> {
    return this.timing.timePaused(this.editor as unknown as TextEditor);
  }
}

test("a selection is timed by the frame that is shown, and the answer is for the server", async () => {
  const play = new Play();
  assert.equal(await play.time(), true);

  assert.deepEqual(play.evaluated, [{ expression: "(…)", frameId: 7, context: "repl" }]);
  assert.deepEqual(play.sent, [
    ["heatline.server.timePaused", { uri: "file:///p/bill.py", lines: { first: 7, last: 7 }, code: "f(n)" }],
    ["heatline.server.pausedTimed", { token: "1", result: "'{}'" }],
  ]);
});

test("without a selection it is the line", async () => {
  const play = new Play();
  play.editor.selection.isEmpty = true;
  await play.time();

  assert.equal((play.sent[0]?.[1] as { code: string }).code, "    return f(n)");
});

test("that it is run is said, and asked, once in a session; without a yes nothing is run", async () => {
  const play = new Play();
  play.agrees = false;
  await play.time();
  assert.deepEqual(play.evaluated, []);
  play.agrees = true;
  await play.time();
  await play.time();

  assert.deepEqual([play.warnings, play.evaluated.length], [2, 2]);
});

test("nothing is paused in other debuggers, in threads, or without any", async () => {
  const play = new Play();
  for (const item of [undefined, { session: play.session }, { session: { type: "node" }, frameId: 7 }]) {
    Object.assign(debug, { activeStackItem: item });
    assert.equal(await play.time(), false);
  }

  assert.deepEqual(play.sent, []);
});

test("what a debugger does not evaluate is for the server to say", async () => {
  const play = new Play();
  const refused = { kind: "refused", text: "The debugger did not evaluate it." };
  play.answers = { ...play.answers, "heatline.server.pausedTimed": refused };
  play.evaluate = () => Promise.reject(new Error("no such frame"));
  await play.time();

  assert.deepEqual(play.sent.at(-1), [
    "heatline.server.pausedTimed",
    { token: "1", result: "", error: "no such frame" },
  ]);
  assert.deepEqual(play.refused, [refused]);
});
