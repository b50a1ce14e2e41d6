import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { hoverOver, lens } from "../rig/editor.mjs";
import { rulerColors, untilPainted } from "../rig/paint.mjs";
import { openFile } from "../rig/palette.mjs";
import { screenshot } from "../rig/screenshots.mjs";
import { terminalLine } from "../rig/terminal.mjs";

describe("one click on Profile time", () => {
  check("paints each line's cost, and the hot line explains itself", {}, async ({ page }) => {
    await openFile(page, "sum_of_diffs.py");
    await lens(page, "Profile time").click();
    await terminalLine(page, "by index:").waitFor();
    await lens(page, "of the run").waitFor(); // the lens above the function, and with it the last of the painting
    const lines = await untilPainted(page, (painted) => painted.some(({ text }) => text.includes("333,332×")));
    const hot = lines.find(({ code }) => code.includes("total += abs(right - left)"));
    assert.match(hot?.text ?? "", /^\s*\d+ % · .*s · 333,332×$/);
    assert.ok((await rulerColors(page)).size > 1);
    const hover = await hoverOver(page, { line: "total += abs(right", word: "abs" });
    await hover.locator("table", { hasText: "333,332" }).waitFor();
    await screenshot(page, "first click");
  });
});
