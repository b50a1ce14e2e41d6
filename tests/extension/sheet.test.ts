import assert from "node:assert/strict";
import { test } from "node:test";

import { applied } from "../../extension/src/sheet";
import { annotation, drawn, message, remembering, sheetOf } from "./values";

const abc = sheetOf(annotation(4, "a"), annotation(5, "b"), annotation(9, "c"));

test("a message without a base replaces everything", () => {
  const sheet = applied(abc, message([annotation(2, "z")], { revision: 7, version: 3 }));

  assert.equal(drawn(sheet), "2 z");
  assert.equal(sheet?.version, 3);
  assert.equal(sheet.revision, 7);
});

test("what stands in no move is dropped, what does is moved and kept", () => {
  const moves = [{ first: 5, last: 9, by: 2 }];

  assert.equal(drawn(applied(abc, message([], { revision: 2, base: 1, moves }))), "7 b, 11 c");
});

test("a moved annotation says its new line", () => {
  const sheet = applied(abc, message([], { revision: 2, base: 1, moves: [{ first: 9, last: 9, by: -3 }] }));

  assert.equal(sheet?.lines.get(6)?.line, 6);
});

test("new lines are laid over what was kept, in order of lines", () => {
  const moves = [{ first: 1, last: 20, by: 0 }];
  const lines = [annotation(5, "stale", null, "stale"), annotation(1, "new")];

  assert.equal(drawn(applied(abc, message(lines, { revision: 2, base: 1, moves }))), "1 new, 4 a, 5 stale, 9 c");
});

test("an empty annotation without heat takes the line's away", () => {
  const moves = [{ first: 1, last: 20, by: 0 }];

  assert.equal(drawn(applied(abc, message([annotation(5, "", null)], { revision: 2, base: 1, moves }))), "4 a, 9 c");
});

test("a heat in memory keeps its line", () => {
  assert.equal(drawn(sheetOf({ ...remembering(3, 2), text: "" })), "3 ");
});

test("a line that never ran stays without a text", () => {
  assert.equal(drawn(sheetOf(annotation(3, "", null, "never_ran"))), "3 ");
});

test("two moves may swap blocks of lines", () => {
  const moves = [
    { first: 4, last: 5, by: 5 },
    { first: 9, last: 9, by: -5 },
  ];

  assert.equal(drawn(applied(abc, message([], { revision: 2, base: 1, moves }))), "4 c, 9 a, 10 b");
});

test("a message on a base that never came leaves nothing", () => {
  assert.equal(applied(abc, message([annotation(1, "x")], { revision: 6, base: 5 })), undefined);
  assert.equal(applied(undefined, message([], { revision: 6, base: 5 })), undefined);
});
