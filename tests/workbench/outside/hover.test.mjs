import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { hoverOver, lens, profileByLens } from "../rig/editor.mjs";
import { openFile } from "../rig/palette.mjs";

const PROGRAM = `def busy():
    total = 0
    for number in range(200_000):
        total += abs(number)
    return total


print(busy())
`;

describe("the hover of a hot line", () => {
  check("has each figure with what it is a part of", { files: { "hot.py": PROGRAM } }, async ({ page }) => {
    await openFile(page, "hot.py");
    await profileByLens(page);
    await lens(page, "of the run").waitFor();
    const hover = await hoverOver(page, { line: "total += abs(number)", word: "abs" });
    const table = hover.locator("table").first();
    await table.waitFor();
    const rows = await cells(table);
    assert.match(rows["Time"] ?? "", /^[\d.]+ m?s$/);
    assert.match(rows["Per hit"] ?? "", /^[\d.]+ (ns|μs)$/);
    assert.equal(rows["Hits"], "200,000");
    assert.match(rows["Of the function"] ?? "", /^\d+ % of busy \([\d.]+ m?s\)$/);
    assert.match(rows["Of the run"] ?? "", /^\d+ % of the run \([\d.]+ m?s in the program's body\)$/);
    await hover.getByText(/Measured .* by line_profiler .* under Python 3/).waitFor();
  });
});

/** A table of two columns: title to figure. @param {import("playwright-core").Locator} table @returns {Promise<Record<string, string>>} */
async function cells(table) {
  const rows = await table
    .locator("tr")
    .evaluateAll((found) => found.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")));
  /** @type {Record<string, string>} */
  const figures = {};
  for (const [title, figure] of rows) {
    if (title !== undefined && figure !== undefined) figures[title.trim()] = figure.replaceAll("\u00a0", " ").trim();
  }
  return figures;
}
