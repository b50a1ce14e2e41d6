import assert from "node:assert/strict";
import { test } from "node:test";

import { type Change, followed, namedLines, selectedLines } from "../../extension/src/part";
import { stretch } from "./values";

function change(text: string, from: string, to = from): Change {
  return { range: stretch(from, to), text };
}

function after(...changes: readonly Change[]): string {
  const { first, last } = followed({ first: 5, last: 8 }, changes);
  return `${first}-${last}`;
}

test("a cursor stands for its line, a selection for all it holds something of", () => {
  assert.deepEqual(selectedLines(stretch("4:7")), { first: 5, last: 5 });
  assert.deepEqual(selectedLines(stretch("4:7", "6:1")), { first: 5, last: 7 });
});

test("a selection that ends where a line begins leaves that line out", () => {
  assert.deepEqual(selectedLines(stretch("4:0", "6:0")), { first: 5, last: 6 });
});

test("a code action names its lines, a lens and a button none", () => {
  assert.deepEqual(namedLines({ uri: "file:///a.py", lines: { first: 3, last: 7 } }), { first: 3, last: 7 });
  for (const argument of [
    undefined,
    null,
    "a",
    {},
    { uri: "a" },
    { lines: null },
    { lines: { first: "3", last: 7 } },
  ]) {
    assert.equal(namedLines(argument), undefined);
  }
});

test("lines above move it, lines below and words within do not", () => {
  assert.equal(after(change("import a\nimport b\n", "0:0")), "7-10");
  assert.equal(after(change("@cached\n", "4:0")), "6-9");
  assert.equal(after(change("", "1:0", "3:0")), "3-6");
  assert.equal(after(change("x\n", "9:0")), "5-8");
  assert.equal(after(change("total", "5:2", "5:9")), "5-8");
});

test("lines in it and at its end make it longer, or shorter", () => {
  assert.equal(after(change("\n    y = 1", "5:4")), "5-9");
  assert.equal(after(change("\n    y = 1\n    z = 2", "7:9")), "5-10");
  assert.equal(after(change("", "5:0", "6:0")), "5-7");
});

test("what is cut away with its surroundings shrinks to the line that is left", () => {
  assert.equal(after(change("", "2:3", "9:1")), "3-3");
  assert.equal(after(change("", "2:3", "5:4")), "3-5");
});

test("several changes count one after the other", () => {
  assert.equal(after(change("x\n", "9:0"), change("a\n", "1:0"), change("b\n", "0:0")), "7-10");
});
