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
    const hover = await profiledHover(page, { line: "total += abs(number)", word: "abs" });
    const table = hover.locator("table").first();
    await table.waitFor();
    const rows = await cells(table);
    assert.match(rows["Time"] ?? "", /^[\d.]+ m?s$/);
    assert.match(rows["Per hit"] ?? "", /^[\d.]+ (ns|μs)$/);
    assert.equal(rows["Hits"], "200,000");
    assert.match(rows["Of the function"] ?? "", /^\d+ % of busy \([\d.]+ m?s\)$/);
    assert.match(rows["Of the run"] ?? "", /^\d+ % of the run \([\d.]+ m?s in the program's body\)$/);
    await hover.getByText(/Measured .* by Heatline's native tracer under Python 3/).waitFor();
    await hover.getByText(/Measuring made the run take [\d.]+× the time; that is taken off the figures/).waitFor();
  });

  check("says whom a line calls, and what is its own", { files: { "hot.py": PROGRAM } }, async ({ page }) => {
    const hover = await profiledHover(page, { line: "print(busy())", word: "busy" });
    const called = hover.locator("table").nth(1);
    await called.waitFor();
    const rows = await called.locator("tr").allInnerTexts();
    assert.match(rows[0] ?? "", /^Under this line\s+% of the module\s+Time\s+Calls$/);
    assert.match(rows[1] ?? "", /^busy\s+\d+\s%\s+[\d.]+\sm?s\s+1$/);
    assert.match(rows[2] ?? "", /^the line itself\s+<?\d+\s%\s+[\d.]+\s[mμn]?s\s*$/);
    await hover.getByText(/of\sthe\srun\sis\sspent\sin\sthis\sline\sitself,\s\d+\s%\swith\swhat/).waitFor();
  });

  const chosen = { ".vscode/settings.json": JSON.stringify({ "heatline.tracer": "line_profiler" }) };
  check("names the tracer that was chosen", { files: { "hot.py": PROGRAM, ...chosen } }, async ({ page }) => {
    const hover = await profiledHover(page, { line: "total += abs(number)", word: "abs" });
    await hover.getByText(/Measured .* by line_profiler .* under Python 3/).waitFor();
  });
});

/**
 * The hover over a word of the program, once it is profiled.
 * @param {import("playwright-core").Page} page
 * @param {Parameters<typeof hoverOver>[1]} place
 */
async function profiledHover(page, place) {
  await openFile(page, "hot.py");
  await profileByLens(page);
  await lens(page, "of the run").waitFor();
  return hoverOver(page, place);
}

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
