import assert from "node:assert/strict";
import { test } from "node:test";

import type { PageState } from "../../extension/src/memoryMessages";
import type { MemoryFunction, MemoryView } from "../../extension/src/protocol";
import { Asking } from "../../extension/view/memory/asking";
import { actOf, type Pressed } from "../../extension/view/memory/keys";
import { inUnit, nearest, stepped, tick } from "../../extension/view/points";
import { namesOf, rangeOf, seriesRequest, shownFunctions } from "../../extension/view/memory/state";

const TIMES = [0, 10, 20, 40];
const UNTOUCHED: PageState = { uri: "file:///p/sos.py", range: null, chosen: null, fromZero: true };
const VIEW: MemoryView = {
  kind: "memory",
  key: "/p/sos.py",
  revision: 1,
  title: "sos.py",
  label: "",
  provenance: "",
  fromNs: 0,
  toNs: 5_000_000,
  curves: ["sos.py"],
  peak: null,
  facts: [],
  functions: [called("main", true), called("sos", true), called("small", false)],
  notes: [],
  run: null,
  saveAs: "",
};

function called(id: string, chosen: boolean): MemoryFunction {
  return { id, name: id, text: "1 call", chosen, place: null };
}

function pressed(key: string, modifiers: Partial<Pressed> = {}): Pressed {
  return { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...modifiers };
}

test("the nearest reading is meant", () => {
  assert.deepEqual(
    [-5, 4, 5, 6, 29, 31, 99].map((at) => nearest(TIMES, at)),
    [0, 0, 0, 1, 2, 3, 3],
  );
  assert.equal(nearest([], 3), -1);
});

test("a step ends at the ends", () => {
  assert.deepEqual(
    [-10, -1, 1, 10].map((by) => stepped(TIMES, 1, by)),
    [0, 0, 2, 3],
  );
});

test("what has no reading stays without one in the unit of the axis", () => {
  assert.deepEqual(inUnit([1024, null, 512], 1024), [1, null, 0.5]);
});

test("ticks have their thousands separated, and no more digits than they need", () => {
  assert.deepEqual([0, 0.25, 999, 1000, 1_234_567.5, -2000].map(tick), [
    "0",
    "0.25",
    "999",
    "1,000",
    "1,234,567.5",
    "-2,000",
  ]);
});

test("every key does what the page says it does", () => {
  assert.deepEqual(actOf(pressed("ArrowLeft")), { kind: "step", by: -1 });
  assert.deepEqual(actOf(pressed("ArrowRight", { shiftKey: true })), { kind: "step", by: 10 });
  assert.deepEqual(actOf(pressed("Home")), { kind: "end", last: false });
  assert.deepEqual(actOf(pressed("ArrowUp")), { kind: "zoom", factor: 0.5 });
  assert.deepEqual(actOf(pressed("+", { shiftKey: true })), { kind: "zoom", factor: 0.5 });
  assert.deepEqual(actOf(pressed("-")), { kind: "zoom", factor: 2 });
  assert.deepEqual(actOf(pressed("Escape")), { kind: "whole" });
  assert.deepEqual(actOf(pressed("p")), { kind: "peak" });
  assert.deepEqual(actOf(pressed("Enter")), { kind: "go" });
});

test("keys that are VS Code's stay its own", () => {
  assert.equal(actOf(pressed("p", { ctrlKey: true })), undefined);
  assert.equal(actOf(pressed("ArrowLeft", { altKey: true })), undefined);
  assert.equal(actOf(pressed("Tab")), undefined);
  assert.equal(actOf(pressed("constructor")), undefined);
});

test("one thing is asked for at a time, and then only the newest", () => {
  const asked: number[] = [];
  const asking = new Asking<number>((question) => asked.push(question));
  for (const question of [1, 2, 3]) asking.want(question);
  assert.deepEqual(asked, [1]);

  asking.answered();
  assert.deepEqual(asked, [1, 3]);

  asking.answered();
  assert.deepEqual(asked, [1, 3]);
});

test("going back to what is being asked for asks for nothing more", () => {
  const asked: string[] = [];
  const asking = new Asking<string>((question) => asked.push(question));
  for (const question of ["whole", "part", "whole"]) asking.want(question);
  asking.answered();

  assert.deepEqual(asked, ["whole"]);
});

test("the whole run is shown, and what is added to it, until a range is chosen", () => {
  assert.deepEqual(rangeOf(UNTOUCHED, VIEW), { from: 0, to: 5_000_000 });
  assert.deepEqual(rangeOf(UNTOUCHED, { ...VIEW, toNs: 9_000_000 }), { from: 0, to: 9_000_000 });
  assert.deepEqual(rangeOf({ ...UNTOUCHED, range: [1_000_000, 2_000_000] }, VIEW), { from: 1_000_000, to: 2_000_000 });
});

test("the server's choice of functions holds until there is another", () => {
  const names = (state: PageState): string[] => shownFunctions(state, VIEW).map(({ name }) => name);

  assert.deepEqual(names(UNTOUCHED), ["main", "sos"]);
  assert.deepEqual(names({ ...UNTOUCHED, chosen: ["small", "gone", "main"] }), ["main", "small"]);
  assert.deepEqual(names({ ...UNTOUCHED, chosen: [] }), []);
});

test("brackets keep the names of the functions they were asked for", () => {
  assert.deepEqual(namesOf(["sos", "gone", "small"], VIEW), ["sos", "", "small"]);
});

test("what is asked for is what is shown", () => {
  assert.deepEqual(seriesRequest({ ...UNTOUCHED, range: [10_000, 20_000] }, VIEW, 800), {
    kind: "series",
    fromNs: 10_000,
    toNs: 20_000,
    points: 800,
    functions: ["main", "sos"],
  });
});
