import assert from "node:assert/strict";
import { test } from "node:test";

import { l10n, Uri, window, workspace } from "vscode";

import { splitVersus } from "../../extension/src/sizes";
import { Timeit, type TimeitParts } from "../../extension/src/timeit";
import { callItems } from "../../extension/src/timeitBoxes";
import { stretch } from "./values";

Object.assign(l10n, { t: (text: string) => text });
Object.assign(Uri, { parse: (text: string) => text });

const URI = "file:///p/grades.py";
const LINES = { first: 3, last: 9 };
const CHOICES = {
  kind: "choices",
  function: "grade",
  lines: LINES,
  call: "grade(score)",
  calls: ["grade(60)"],
  asked: "given",
  candidates: [{ name: "grade2", detail: "the same parameters" }],
  drivers: [{ uri: "file:///p/prof.py", title: "prof.py", detail: "ran it last" }],
  versus: [],
} as const;

/** What a user does with the boxes, what the server is sent, and what came of it. */
class Play {
  readonly sent: (readonly [string, object])[] = [];
  readonly profiled: object[] = [];
  readonly shown: object[] = [];
  /** The rows of every list, and which is picked: by the start of its words. */
  readonly lists: string[][] = [];
  answers: Readonly<Record<string, object>> = {};
  picks: string[] = [];
  typed: string[] = [];
  trusted = true;
  pausedAnswers = false;
  modals = 0;
  readonly timeit = new Timeit(this.#parts());

  constructor(selection?: ReturnType<typeof stretch>, text = "") {
    const document = { uri: URI, isDirty: false, getText: () => text };
    const isEmpty = text === "";
    const activeTextEditor = { document, selection: selection && { ...selection, isEmpty } };
    Object.assign(workspace, { openTextDocument: () => Promise.resolve(document) });
    Object.assign(window, {
      activeTextEditor,
      showQuickPick: (items: { label: string }[]) => Promise.resolve(this.#picked(items)),
      showInputBox: () => Promise.resolve(this.typed.shift()),
      createQuickPick: () => this.#box(),
      showWarningMessage: (_: string, __: object, button: string) => Promise.resolve((this.modals++, button)),
    });
  }

  #picked(items: readonly { label: string }[]): { label: string } | undefined {
    this.lists.push(items.map(({ label }) => label));
    const pick = this.picks.shift();
    return pick === undefined ? undefined : items.find(({ label }) => label.startsWith(pick));
  }

  #box(): object {
    const listeners: Record<string, () => void> = {};
    const on = (name: string) => (listener: () => void) => void (listeners[name] = listener);
    const box = {
      items: [] as { label: string }[],
      activeItems: [] as object[],
      value: "",
      onDidChangeValue: on("value"),
      onDidAccept: on("accept"),
      onDidHide: on("hide"),
      dispose: () => undefined,
      hide: () => listeners["hide"]?.(),
      show: () => {
        const typed = this.typed.shift();
        box.value = typed ?? box.value;
        listeners["value"]?.();
        if (typed === undefined) box.activeItems = [this.#picked(box.items) ?? {}];
        listeners["accept"]?.();
      },
    };
    return box;
  }

  #parts(): TimeitParts {
    const kept = new Map<string, unknown>();
    const execute = (command: string, params: object): Promise<object> => {
      const name = command.replace("heatline.server.", "");
      this.sent.push([name, params]);
      return Promise.resolve(name === "timeitChoices" ? CHOICES : (this.answers[name] ?? { kind: "started" }));
    };
    return {
      server: { execute },
      profiler: { profile: (wish: object) => Promise.resolve(void this.profiled.push(wish)) },
      messages: {
        mayRun: () => Promise.resolve(this.trusted),
        showRefused: (refused: object) => Promise.resolve(void this.shown.push(refused)),
      },
      timings: { show: (of: object) => void this.shown.push(of) },
      memory: { get: (key: string) => kept.get(key), update: (key: string, value: unknown) => kept.set(key, value) },
      paused: { timePaused: () => Promise.resolve(this.pausedAnswers) },
    } as unknown as TimeitParts; // what it uses of them is here
  }
}

test("a lens times its function, a selection its code, and a bare cursor the function around it", async () => {
  const play = new Play(stretch("4:2", "4:12"), "grade(74)");
  await play.timeit.time({ uri: URI, function: "grade" });
  await play.timeit.time(undefined);
  const bare = new Play(stretch("4:2"));
  await bare.timeit.time(undefined);

  assert.deepEqual(play.sent, [
    ["timeit", { uri: URI, function: "grade" }],
    ["timeit", { uri: URI, lines: { first: 5, last: 5 }, code: "grade(74)" }],
  ]);
  assert.deepEqual(bare.sent, [["timeit", { uri: URI, lines: { first: 5, last: 5 } }]]);
});

test("a button that gives it longer sends what it names", async () => {
  const play = new Play();
  await play.timeit.time(JSON.stringify({ uri: URI, function: "grade", limitS: 60 }));

  assert.deepEqual(play.sent, [["timeit", { uri: URI, function: "grade", limitS: 60 }]]);
});

test("where a debugger is paused, it times what is selected there, and a lens what it stands above", async () => {
  const play = new Play(stretch("4:2", "4:12"), "grade(74)");
  play.pausedAnswers = true;
  await play.timeit.time(undefined);
  assert.deepEqual(play.sent, []);

  await play.timeit.time({ uri: URI, function: "grade" });
  assert.equal(play.sent.length, 1);
});

test("nothing is sent from an untrusted workspace", async () => {
  const play = new Play(stretch("4:2"));
  play.trusted = false;
  await play.timeit.time(undefined);
  await play.timeit.compare(undefined);

  assert.deepEqual(play.sent, []);
});

test("a question is answered by what is typed", async () => {
  const play = new Play();
  play.answers = { timeit: { kind: "question", text: "How?", function: "grade", call: "grade(score)" } };
  play.typed = ["grade(74)"];
  await play.timeit.time({ uri: URI, function: "grade" }).catch(() => undefined);

  assert.deepEqual(play.sent[2], ["timeit", { uri: URI, function: "grade", calls: ["grade(74)"], fresh: false }]);
});

test("a question is answered by the program's own calls", async () => {
  const play = new Play();
  play.answers = { timeit: { kind: "question", text: "How?", function: "grade", call: "grade(score)" } };
  play.picks = ["The program's own calls"];
  await play.timeit.time({ uri: URI, function: "grade" });

  assert.deepEqual(play.profiled, [{ engine: "snippet_time", uri: "file:///p/prof.py", of: URI, lines: LINES }]);
});

test("what is typed comes first, then what was typed before and the programs that call it", () => {
  assert.deepEqual(
    callItems("grade(74)", CHOICES).map(({ label }) => label),
    ["grade(74)", "grade(74)", "grade(60)", "The program's own calls: run {0}"],
  );
  assert.deepEqual(
    callItems("grade(60)", CHOICES).map(({ label, value }) => [label, value.kind === "call" && value.fresh]),
    [
      ["grade(60)", false],
      ["grade(60)", true],
      ["The program's own calls: run {0}", false],
    ],
  );
});

test("a function is compared with a likely one, or with an expression, at growing sizes where it says so", async () => {
  const play = new Play();
  play.picks = ["grade2", "An expression"];
  play.typed = ["grade2(n) for n in 10..1_000"];
  await play.timeit.compare({ uri: URI, function: "grade" });
  await play.timeit.compare({ uri: URI, function: "grade" });

  const compared = play.sent.filter(([name]) => name === "compare").map(([, params]) => params);
  assert.deepEqual(compared, [
    { uri: URI, code: null, function: "grade", versus: "grade2" },
    { uri: URI, code: null, function: "grade", versus: "grade2(n)", sizes: "10..1_000" },
  ]);
  assert.deepEqual(play.lists[0], ["grade2", "An expression…"]);
});

test("two selected functions are compared without a question", async () => {
  const text = "def a():\n    pass\n\n\ndef b():\n    pass\n";
  const play = new Play(stretch("0:0", "6:0"), text);
  await play.timeit.compare(undefined);

  assert.deepEqual(play.sent, [["compare", { uri: URI, lines: { first: 1, last: 6 }, code: text }]]);
});

test("over n it asks for a call with n, for sizes and for another side, and shows the chart", async () => {
  const play = new Play();
  play.typed = ["grade(n)", "10..1_000"];
  play.picks = ["Nothing"];
  await play.timeit.timeOverSizes({ uri: URI, function: "grade" });

  assert.deepEqual(play.sent.at(-1), [
    "timeit",
    { uri: URI, function: "grade", code: null, calls: ["grade(n)"], sizes: "10..1_000" },
  ]);
  assert.deepEqual(play.shown, [{ uri: URI, function: "grade" }]);
});

test("a live call is repeated only after a yes, which is asked for once per function", async () => {
  const play = new Play();
  play.picks = ["Run {0}: repeat", "Run {0}: repeat", "Run {0}: clock"];
  for (let times = 0; times < 3; times++) await play.timeit.timeRealCalls({ uri: URI, function: "grade" });

  assert.equal(play.modals, 1);
  const wish = { engine: "snippet_time", uri: "file:///p/prof.py", of: URI, lines: LINES };
  const repeating = { ...wish, options: { repeat: "yes" } };
  assert.deepEqual(play.profiled, [repeating, repeating, wish]);
});

test("sizes are what stands after the expression, not a generator's own", () => {
  assert.deepEqual(splitVersus("total(n) for n in 10..100_000"), { versus: "total(n)", sizes: "10..100_000" });
  assert.deepEqual(splitVersus("sum(n for n in range(9))"), { versus: "sum(n for n in range(9))" });
  assert.deepEqual(splitVersus(" grade2 "), { versus: "grade2" });
});
