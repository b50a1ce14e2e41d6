import assert from "node:assert/strict";
import { test } from "node:test";

import manifest from "../../package.json";
import { remembered, shownBy, turned } from "../../extension/src/shown";

const { default: DEFAULT, items } = manifest.contributes.configuration.properties["heatline.show"];

test("every value of the setting is of time or of memory", () => {
  const alone = items.enum.map((item) => shownBy([item]));

  assert.ok(alone.every(({ time, memory }) => time !== memory));
});

test("time and memory show by default, and where nothing is to stand in words", () => {
  assert.deepEqual(shownBy(DEFAULT), { time: true, memory: true });
  assert.deepEqual(shownBy([]), { time: true, memory: true });
});

test("a turn leads to time alone, to memory alone, and back", () => {
  const time = turned(DEFAULT);
  const memory = turned(time);

  assert.deepEqual(time, ["percent", "time", "hits", "suspended", "difference"]);
  assert.deepEqual(memory, ["memory", "allocations"]);
  assert.deepEqual(turned(memory), DEFAULT);
});

test("what a user chose comes back as it was", () => {
  const own = ["per_hit", "peak", "percent"];
  const before = remembered(own);
  const time = turned(own, before);
  const memory = turned(time, remembered(time, before));

  assert.deepEqual(time, ["per_hit", "percent"]);
  assert.deepEqual(memory, ["peak"]);
  assert.deepEqual(turned(memory, before), ["per_hit", "percent", "peak"]);
});
