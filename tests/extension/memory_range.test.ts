import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, including, moved, type Range, zoomed } from "../../extension/view/memory/range";

const WHOLE: Range = { from: 0, to: 1_000_000 };
const MIDDLE: Range = { from: 400_000, to: 600_000 };

test("zooming keeps the moment where it is", () => {
  assert.deepEqual(zoomed(WHOLE, WHOLE, 250_000, 0.5), { from: 125_000, to: 625_000 });
  assert.deepEqual(zoomed({ from: 125_000, to: 625_000 }, WHOLE, 250_000, 2), WHOLE);
});

test("zooming at a moment that is out of view zooms at the nearest end", () => {
  assert.deepEqual(zoomed(MIDDLE, WHOLE, 900_000, 0.5), { from: 500_000, to: 600_000 });
});

test("zooming out never leaves what there is", () => {
  assert.deepEqual(zoomed(MIDDLE, WHOLE, 500_000, 100), WHOLE);
  assert.deepEqual(zoomed({ from: 0, to: 100_000 }, WHOLE, 100_000, 2), { from: 0, to: 200_000 });
});

test("zooming in ends where nothing more can be told apart", () => {
  assert.deepEqual(zoomed({ from: 500_000, to: 501_000 }, WHOLE, 500_500, 0.5), { from: 500_000, to: 501_000 });
});

test("a moment out of view is brought in with some room beyond it", () => {
  assert.deepEqual(including(MIDDLE, WHOLE, 300_000), { from: 280_000, to: 480_000 });
  assert.deepEqual(including(MIDDLE, WHOLE, 1_000_000), { from: 800_000, to: 1_000_000 });
  assert.equal(including(MIDDLE, WHOLE, 500_000), MIDDLE);
});

test("moving ends at the ends", () => {
  assert.deepEqual(moved(MIDDLE, WHOLE, -900_000), { from: 0, to: 200_000 });
  assert.deepEqual(moved(MIDDLE, WHOLE, 900_000), { from: 800_000, to: 1_000_000 });
});

test("a range kept from a longer run is fitted into what there is now", () => {
  assert.deepEqual(fitted({ from: 2_000_000, to: 3_000_000 }, WHOLE), WHOLE);
  assert.deepEqual(fitted({ from: 900_000, to: 1_200_000 }, WHOLE), { from: 700_000, to: 1_000_000 });
});
