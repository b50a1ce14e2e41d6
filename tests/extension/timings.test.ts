import assert from "node:assert/strict";
import { test } from "node:test";

import { commands, env, l10n, Uri, type WebviewPanel } from "vscode";

import type { TimingsChanged } from "../../extension/src/protocol";
import { TimingsLink, type TimingsParts } from "../../extension/src/timingsLink";
import type { HostMessage, PageMessage } from "../../extension/src/timingsMessages";
import { grouped } from "../../extension/view/timings/groups";

Object.assign(l10n, { t: (text: string) => text });
Object.assign(Uri, { joinPath: (_: Uri, name: string) => `/ext/dist/${name}` });

const URI = { toString: () => "file:///p/grades.py" } as unknown as Uri;
const AGAIN = { function: "grade", calls: ["grade(74)"] };
const ANSWERS = [
  { id: "3", function: "grade", title: "grade", copied: "214 ns ± 3 ns", again: AGAIN },
  { id: "2", function: "grade", title: "grade", copied: "", again: { ...AGAIN, versus: "grade2" } },
  { id: "1", function: "", title: "grade(60)", copied: "", again: null },
];
const TIMINGS = { kind: "timings", key: "/p/grades.py", run: "7-1", answers: ANSWERS };

/** A link between a page and a server that a test plays both of. */
class Play {
  readonly asked: (readonly [string, object])[] = [];
  readonly posted: HostMessage[] = [];
  readonly done: (readonly unknown[])[] = [];
  placed: object = { kind: "refused", text: "This line is no longer there." };
  send: (message: PageMessage) => void = () => undefined;
  changed: (changed: TimingsChanged) => void = () => undefined;
  readonly link: TimingsLink;

  constructor() {
    const executeCommand = (...args: unknown[]): Promise<void> => Promise.resolve(void this.done.push(args));
    Object.assign(commands, { executeCommand });
    Object.assign(env, { clipboard: { writeText: (text: string) => Promise.resolve(void this.done.push([text])) } });
    const webview = {
      onDidReceiveMessage: (listener: (message: PageMessage) => void) => {
        this.send = listener;
      },
      asWebviewUri: (uri: unknown) => uri,
      postMessage: (message: HostMessage) => this.posted.push(message),
      cspSource: "https://own.example",
    };
    const panel = { webview, visible: true } as unknown as WebviewPanel; // all that a link needs
    this.link = new TimingsLink(panel, URI, this.#parts());
  }

  /** Sends a message and waits for what comes of it. */
  async say(message: PageMessage): Promise<void> {
    this.send(message);
    await new Promise((done) => setImmediate(done));
  }

  #parts(): TimingsParts {
    const server = {
      onTimed: (listener: (changed: TimingsChanged) => void) => {
        this.changed = listener;
      },
      execute: (command: string, params: object) => {
        this.asked.push([command.replace("heatline.server.", ""), params]);
        return Promise.resolve(command.endsWith("timings") ? TIMINGS : this.placed);
      },
    };
    const messages = { follow: (doing: Promise<void>) => void doing };
    const profiler = { stop: (run: string) => Promise.resolve(void this.done.push(["stop", run])) };
    return { server, messages, profiler, dist: "/ext/dist" } as unknown as TimingsParts; // likewise
  }
}

test("a page that is ready gets its timings, and again whenever there are others of its file", async () => {
  const play = new Play();
  await play.say({ kind: "ready" });
  play.changed({ keys: ["/p/other.py"] });
  play.changed({ keys: ["/p/grades.py"] });
  await new Promise((done) => setImmediate(done));

  assert.deepEqual(play.asked, Array(2).fill(["timings", { uri: "file:///p/grades.py", function: null }]));
  assert.deepEqual(play.posted, Array(2).fill({ kind: "timings", timings: TIMINGS }));
});

test("a lens turns the page to its function", async () => {
  const play = new Play();
  await play.say({ kind: "ready" });
  play.link.turnTo("grade");

  assert.deepEqual(play.asked.at(-1), ["timings", { uri: "file:///p/grades.py", function: "grade" }]);
});

test("an answer is had again as it was asked for, and what was compared is compared", async () => {
  const play = new Play();
  await play.say({ kind: "ready" });
  for (const answer of ["3", "2", "1", "gone"]) await play.say({ kind: "again", answer });
  await play.say({ kind: "compare", answer: "3" });

  const uri = "file:///p/grades.py";
  assert.deepEqual(play.done, [
    ["heatline.timeit", { ...AGAIN, uri }],
    ["heatline.compare", { ...AGAIN, versus: "grade2", uri }],
    ["heatline.compare", { function: "grade", uri }],
  ]);
});

test("an answer is copied, and the run that is shown is the one that is stopped", async () => {
  const play = new Play();
  await play.say({ kind: "ready" });
  await play.say({ kind: "copy", answer: "3" });
  await play.say({ kind: "stop" });

  assert.deepEqual(play.done, [["214 ns ± 3 ns"], ["stop", "7-1"]]);
});

test("a line that is gone is said, and nothing is opened", async () => {
  const play = new Play();
  await play.say({ kind: "ready" });
  await play.say({ kind: "go", answer: "3", path: "/p/grades.py", line: 3, focus: true });

  assert.deepEqual(play.asked.at(-1), [
    "timingPlace",
    { key: "/p/grades.py", answer: "3", path: "/p/grades.py", line: 3 },
  ]);
  assert.deepEqual(play.posted.at(-1), { kind: "said", text: "This line is no longer there." });
});

test("earlier answers stand below the newest of their function, a selection by itself", () => {
  const answers = ANSWERS as unknown as Parameters<typeof grouped>[0]; // what it looks at is there

  assert.deepEqual(
    grouped(answers).map((group) => group.map(({ id }) => id)),
    [["3", "2"], ["1"]],
  );
});
