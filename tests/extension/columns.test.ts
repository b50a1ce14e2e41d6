import assert from "node:assert/strict";
import { test } from "node:test";

import { displayWidth, figureColumn, figureMargin } from "../../extension/src/columns";

const cool = (width: number): { width: number; matters: boolean } => ({ width, matters: false });
const hot = (width: number): { width: number; matters: boolean } => ({ width, matters: true });

test("a tab reaches the next stop", () => {
  assert.equal(displayWidth("\tx", 4), 5);
  assert.equal(displayWidth("ab\tx", 4), 5);
  assert.equal(displayWidth("abcd\tx", 8), 9);
});

test("wide characters take two columns, combining ones none", () => {
  assert.equal(displayWidth("s = '火'", 4), 8);
  assert.equal(displayWidth("# 🔥", 4), 4);
  assert.equal(displayWidth("e\u0301", 4), 1);
  assert.equal(displayWidth("größe = 1", 4), 9);
});

test("figures begin three columns after the widest line", () => {
  assert.equal(figureColumn([cool(10), cool(42), cool(30)]), 45);
  assert.equal(figureMargin(30, 45), 15);
});

test("one long cool line among many does not push the figures out", () => {
  const lines = [...Array.from({ length: 20 }, () => cool(40)), cool(79)];

  assert.equal(figureColumn(lines), 43);
  assert.equal(figureMargin(79, 43), 3);
});

test("a long hot line does, up to 88 columns", () => {
  const lines = Array.from({ length: 20 }, () => cool(40));

  assert.equal(figureColumn([...lines, hot(88)]), 91);
  assert.equal(figureColumn([...lines, hot(120)]), 43);
});

test("a file of long lines has its figures after 88 columns", () => {
  assert.equal(figureColumn([cool(100), cool(110)]), 91);
});

test("no lines, no width", () => {
  assert.equal(figureColumn([]), 3);
});
