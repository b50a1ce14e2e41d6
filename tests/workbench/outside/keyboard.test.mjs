import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { hover, line } from "../rig/editor.mjs";
import { quickInput } from "../rig/palette.mjs";
import { untilPainted } from "../rig/paint.mjs";
import { screenshot } from "../rig/screenshots.mjs";
import { until } from "../rig/themes.mjs";

/** @typedef {import("playwright-core").Page} Page */

const files = {
  "main.py": `import helper


def small():
    return sum(range(400_000))


for turn in range(3):
    small()
    helper.large()
`,
  "helper.py": `def large():
    first = sum(range(2_000_000))
    second = sum(range(4_000_000))
    return first + second
`,
};

describe("by the keyboard alone", () => {
  check(
    "the hottest line of all files is reached, its hover read, and left again",
    { files, look: { viewport: { width: 1400, height: 1000 } } },
    async ({ page }) => {
      await typed(page, "Control+p", "main.py", "main.py");
      await line(page, "def small").waitFor();
      await typed(page, "F1", ">Heatline: Profile Time", "Heatline: Profile Time");
      await page.locator(".statusbar-item", { hasText: "main.py finished after" }).waitFor();

      await page.keyboard.press("Control+Alt+/");
      await page.locator(".tab.active", { hasText: "helper.py" }).waitFor();
      await page.locator(".statusbar-item", { hasText: "Ln 3, Col 5" }).waitFor();
      await page.locator(".statusbar", { hasText: /Hot line \d of 3: \d+.% · .*, in large/ }).waitFor();
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+i");
      await hover(page).getByText("Of the run", { exact: true }).waitFor();
      await screenshot(page, "keyboard hover");
      await page.keyboard.press("Escape");
      await hover(page).first().waitFor({ state: "hidden" });

      await page.keyboard.press("Control+Alt+.");
      await page.locator(".tab.active", { hasText: "main.py" }).waitFor();
      await page.locator(".statusbar-item", { hasText: "Ln 5, Col 5" }).waitFor();
      await page.keyboard.press("Control+Alt+,");
      await page.locator(".tab.active", { hasText: "helper.py" }).waitFor();
      await page.keyboard.press("Control+Alt+-");
      await page.locator(".tab.active", { hasText: "main.py" }).waitFor();

      await heatOffAndOn(page);
      await inWords(page);
      await asATree(page);
    },
  );
});

/** Nothing is painted, then all is again. @param {Page} page */
async function heatOffAndOn(page) {
  await page.keyboard.press("Control+Alt+Shift+h");
  await untilPainted(page, (lines) => lines.every(({ text }) => text === ""));
  await page.keyboard.press("Control+Alt+Shift+h");
  await untilPainted(page, (lines) => lines.some(({ text }) => text.includes(" ms ")));
}

/** The run is told in a message. @param {Page} page */
async function inWords(page) {
  await typed(page, "F1", ">Heatline: Tell the Newest Run in Words", "Heatline: Tell the Newest Run in Words");
  const told = page.locator(".notification-list-item-message", { hasText: /The hottest line is helper\.py:3/ });
  await told.waitFor();
  assert.match(await told.innerText(), /^main\.py finished after .* Measuring made the run take /);
}

/** The tree of hot spots is walked, and leads to a line. @param {Page} page */
async function asATree(page) {
  await typed(page, "F1", ">Explorer: Focus on Heatline Hot Spots View", "Explorer: Focus on Heatline Hot Spots View");
  await until(async () => (await spots(page)).length === 6);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: "main.py" }).waitFor();
  const shown = (await spots(page)).map((text) => text.replaceAll(/[\u00a0\n]/g, " "));
  assert.match(shown[0] ?? "", /helper\.py.*2 hot lines/);
  assert.match(shown[1] ?? "", /large.*% of the run · .* ms/);
  assert.match(shown[2] ?? "", /3: second = sum.*\d+ % · .* ms/);
  await screenshot(page, "hot spots");
}

/** Chooses from a list as fingers do: types, waits until it is narrowed down, and presses Enter. @param {Page} page @param {string} key @param {string} text @param {string} row */
async function typed(page, key, text, row) {
  await page.keyboard.press(key);
  const box = quickInput(page);
  await box.waitFor();
  await page.keyboard.type(text.startsWith(">") ? text.slice(1) : text);
  const focused = box.locator(".monaco-list-row.focused");
  await focused.filter({ has: page.locator(".label-name").getByText(row, { exact: true }) }).waitFor();
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "hidden" });
}

/** What the tree of hot spots has, row by row. @param {Page} page */
const spots = (page) =>
  page.locator(".pane", { hasText: "Heatline Hot Spots" }).locator(".monaco-list-row").allInnerTexts();
