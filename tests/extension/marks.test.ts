import assert from "node:assert/strict";
import { test } from "node:test";

import { figures, layout, type Lines, seen } from "../../extension/src/marks";
import { annotation, remembering, sheetOf } from "./values";

const TEXT = ["total = 0", "for a in b:", "\ttotal += a", "print(total)"];
const lines: Lines = { count: TEXT.length, tabSize: 4, at: (line) => TEXT[line - 1] ?? "" };
const sheet = sheetOf(
  annotation(1, "1 %", 0),
  annotation(2, "40 %", 3),
  annotation(3, "59 %", 5),
  annotation(4, "stale", null, "stale"),
);

/** "heat0: 1; heat3: 2": the lines of every shade that has some. */
function shades(of = sheet): string {
  const some = [...layout(of, lines).shades].filter(([, shaded]) => shaded.length > 0);
  return some.map(([shade, shaded]) => `${shade}: ${shaded.join(" ")}`).join("; ");
}

function spoken(of: typeof sheet, ...shown: [number, number][]): string {
  const said = figures(of, lines, layout(of, lines).column, shown);
  return [...said]
    .flatMap(([voice, each]) => each.map(({ line, text, margin }) => `${line} ${voice} +${margin} ${text}`))
    .join("; ");
}

test("every heat level shades its lines, a stale line has none", () => {
  assert.equal(shades(), "heat0: 1; heat3: 2; heat5: 3");
});

test("lines that never ran fade, the failing one is marked whatever its heat", () => {
  const failed = sheetOf(annotation(2, "✗ ZeroDivisionError", 4, "failed"), annotation(3, "", null, "never_ran"));

  assert.equal(shades(failed), "failed: 2; neverRan: 3");
  assert.equal(spoken(failed, [1, 4]), "2 failed +3 ✗ ZeroDivisionError");
});

test("a line without a heat has its figure and no shade", () => {
  const recursive = sheetOf(annotation(1, "12 ms", null));

  assert.equal(shades(recursive), "");
  assert.equal(spoken(recursive, [1, 4]), "1 cool +3 12 ms");
});

test("figures stand in one column and grow louder with the heat", () => {
  assert.equal(spoken(sheet, [1, 4]), "1 cool +8 1 %; 2 mild +6 40 %; 3 hot +3 59 %; 4 stale +5 stale");
});

test("only shown lines have figures, and overlapping ranges no two", () => {
  assert.equal(spoken(sheet, [2, 2], [-30, 2]), "1 cool +8 1 %; 2 mild +6 40 %");
});

test("what is beyond the end of the document is not painted", () => {
  const longer = sheetOf(annotation(4, "x"), annotation(5, "y"));

  assert.equal(shades(longer), "heat0: 4");
  assert.equal(spoken(longer, [1, 99]), "4 cool +3 x");
});

const both = sheetOf(remembering(1, 5, 0), remembering(2, 1, 4), remembering(3, 3, 3), remembering(4, 0, 1));

test("memory has bars beside the shades of time, and none where it adds next to nothing", () => {
  assert.equal(shades(both), "heat0: 1; heat1: 4; heat3: 3; heat4: 2; bar1: 2; bar3: 3; bar5: 1");
});

test("memory shades the lines where time shades none", () => {
  const memory = "memory0: 4; memory1: 2; memory3: 3; memory5: 1";

  assert.equal(shades(sheetOf(remembering(1, 5), remembering(2, 1), remembering(3, 3), remembering(4, 0))), memory);
  assert.equal(shades(seen(both, { time: false, memory: true })), memory);
});

test("what is not to show has no heat", () => {
  assert.equal(shades(seen(both, { time: true, memory: false })), "heat0: 1; heat1: 4; heat3: 3; heat4: 2");
  assert.equal(seen(both, { time: true, memory: true }), both);
});

test("of what is attended to the heat alone shows", () => {
  const only = seen(both, { time: true, memory: true }, { first: 2, last: 3 });

  assert.equal(shades(only), "heat3: 3; heat4: 2; bar1: 2; bar3: 3");
});

test("a figure speaks for the hotter of its line's two heats, for time where they are equal", () => {
  const said = spoken(both, [1, 4]);

  assert.equal(said, "4 cool +5 +0 MiB; 3 mild +3 +3 MiB; 2 warm +6 +1 MiB; 1 hotMemory +8 +5 MiB");
});

test("a changed line and the failing one have no heat in memory", () => {
  const changed = { ...annotation(1, "stale", null, "stale"), memoryLevel: 5 as const };
  const failed = { ...annotation(2, "✗", 3, "failed"), memoryLevel: 5 as const };

  assert.equal(shades(sheetOf(changed, failed)), "failed: 2");
});
