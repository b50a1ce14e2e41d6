import assert from "node:assert/strict";
import { test } from "node:test";

import { l10n, Uri, type WebviewPanel } from "vscode";

import { MemoryLink, type MemoryParts } from "../../extension/src/memoryLink";
import type { HostMessage, PageMessage } from "../../extension/src/memoryMessages";
import type { MemoryChanged } from "../../extension/src/protocol";

Object.assign(l10n, { t: (text: string) => text });
Object.assign(Uri, { joinPath: (_: Uri, name: string) => `/ext/dist/${name}` });

const VIEW = { kind: "memory", key: "/p/sos.py", run: "7-1" };
const URI = { toString: () => "file:///p/sos.py" } as unknown as Uri;

interface Asked {
  readonly command: string;
  readonly answer: (value: unknown) => Promise<void>;
  readonly fail: () => Promise<void>;
}

/** A link between a page and a server that a test plays both of. */
class Play {
  visible = true;
  readonly asked: Asked[] = [];
  readonly posted: HostMessage[] = [];
  readonly stopped: string[] = [];
  failures = 0;
  options: unknown;
  send: (message: PageMessage) => void = () => undefined;
  changed: (changed: MemoryChanged) => void = () => undefined;

  constructor() {
    new MemoryLink(this.#panel(), { uri: URI, params: { uri: URI.toString() } }, this.#parts());
  }

  #panel(): WebviewPanel {
    const webview = {
      onDidReceiveMessage: (listener: (message: PageMessage) => void) => {
        this.send = listener;
      },
      asWebviewUri: (uri: unknown) => uri,
      postMessage: (message: HostMessage) => this.posted.push(message),
      cspSource: "https://own.example",
      set options(options: unknown) {
        play.options = options;
      },
      set html(_: string) {
        // seen by another test
      },
    };
    const play = this; // eslint-disable-line @typescript-eslint/no-this-alias -- a setter has its own
    return {
      webview,
      get visible() {
        return play.visible;
      },
    } as unknown as WebviewPanel; // all that a link needs
  }

  #parts(): MemoryParts {
    const server = {
      onMemory: (listener: (changed: MemoryChanged) => void) => {
        this.changed = listener;
      },
      execute: (command: string) =>
        new Promise((resolve, reject) => {
          const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
          this.asked.push({
            command: command.replace("heatline.server.", ""),
            answer: (value) => (resolve(value), settled()),
            fail: () => (reject(new Error("gone")), settled()),
          });
        }),
    };
    const messages = { follow: (doing: Promise<void>) => void doing.catch(() => this.failures++) };
    const profiler = { stop: (run: string) => Promise.resolve(void this.stopped.push(run)) };
    return { server, messages, profiler, dist: "/ext/dist" } as unknown as MemoryParts; // likewise
  }
}

test("a page may load from the extension's dist alone", () => {
  assert.deepEqual(new Play().options, { enableScripts: true, localResourceRoots: ["/ext/dist"] });
});

test("a page that is ready gets its view, and again whenever there is a newer one of its file", async () => {
  const play = new Play();
  play.send({ kind: "ready" });
  await play.asked[0]?.answer(VIEW);
  play.changed({ keys: ["/p/other.py"] });
  play.changed({ keys: ["/p/sos.py"] });
  await play.asked[1]?.answer(VIEW);
  play.changed({ keys: null });

  assert.deepEqual(play.posted, [
    { kind: "view", view: VIEW },
    { kind: "view", view: VIEW },
  ]);
  assert.equal(play.asked.length, 3);
});

test("while a view is asked for, newer ones are asked for once, after it", async () => {
  const play = new Play();
  play.send({ kind: "ready" });
  for (let times = 0; times < 5; times++) play.changed({ keys: null });
  assert.equal(play.asked.length, 1);

  await play.asked[0]?.answer(VIEW);
  assert.equal(play.asked.length, 2);
});

test("a hidden page asks by itself when it shows again", () => {
  const play = new Play();
  play.visible = false;
  play.changed({ keys: null });

  assert.deepEqual(play.asked, []);
});

test("a question whose answer fails is answered all the same, so that the page asks on", async () => {
  const play = new Play();
  play.send({ kind: "series", fromNs: 0, toNs: 9, points: 100, functions: [] });
  await play.asked[0]?.fail();

  assert.deepEqual(play.posted, [{ kind: "series", series: { kind: "refused", text: "" } }]);
  assert.equal(play.failures, 1);
});

test("a line that is gone is said, and nothing is opened", async () => {
  const play = new Play();
  play.send({ kind: "go", path: "/p/sos.py", line: 3, focus: true });
  await play.asked[0]?.answer({ kind: "refused", text: "This line is no longer there." });

  assert.deepEqual(play.posted, [{ kind: "said", text: "This line is no longer there." }]);
});

test("the run that is shown is the one that is stopped", async () => {
  const play = new Play();
  play.send({ kind: "stop" });
  play.send({ kind: "ready" });
  await play.asked[0]?.answer(VIEW);
  play.send({ kind: "stop" });

  assert.deepEqual(play.stopped, ["7-1"]);
});
