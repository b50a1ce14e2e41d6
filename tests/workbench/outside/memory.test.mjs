import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { chooseFromMenu, lens } from "../rig/editor.mjs";
import { untilPainted } from "../rig/paint.mjs";
import { openFile } from "../rig/palette.mjs";
import { screenshot } from "../rig/screenshots.mjs";

/** @typedef {readonly import("../rig/paint.mjs").Painted[]} Lines */

describe("a function alone", () => {
  check("is profiled from the menu of its lines, and only they have figures", {}, async ({ page }) => {
    await openFile(page, "sum_of_diffs.py");
    await lens(page, "Profile time").waitFor();
    await chooseFromMenu(page, {
      line: "before = readings",
      word: "before",
      item: "Profile Time of This Function or Selection",
    });
    const lines = await untilPainted(page, (painted) => painted.some(({ text }) => text.includes("333,332×")));
    await screenshot(page, "function");
    assert.deepEqual(measured(lines), ["before", "after", "total", "for", "total", "return"]);
  });
});

/** The first words of the lines that have figures. @param {Lines} lines */
const measured = (lines) => lines.filter(({ text }) => text !== "").map(({ code }) => code.trim().split(" ")[0]);
