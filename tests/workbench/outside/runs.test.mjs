import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { lens, profileByLens } from "../rig/editor.mjs";
import { command, openFile } from "../rig/palette.mjs";
import { screenshot } from "../rig/screenshots.mjs";
import { until } from "../rig/themes.mjs";

/** @typedef {import("playwright-core").Page} Page */

const WORK = `def work(n):
    return [str(each) for each in range(n)]


for turn in range(30):
    work(2_000)
`;

describe("the runs that are kept", () => {
  check(
    "are listed, shown again, and compared",
    { files: { "work.py": WORK }, look: { viewport: { width: 1400, height: 1000 } } },
    async ({ page }) => {
      await openFile(page, "work.py");
      await profileByLens(page);
      await lens(page, /30\scalls/).waitFor();
      await command(page, "View: Hide Panel");
      await command(page, "Explorer: Focus on Heatline Runs View");
      await until(async () => (await rows(page)).length === 1);
      assert.match((await rows(page))[0] ?? "", /^work\.py.*Time · [\d.]+\sms · just now/);

      await page.locator(".editor-group-container.active .view-line").first().click();
      await command(page, "Heatline: Profile Time");
      await until(async () => (await rows(page)).length === 2);
      await command(page, "View: Hide Panel");
      await command(page, "Heatline: Compare Runs");
      const shown = page.locator(".editor-group-container.active .view-lines");
      await shown.getByText("The run:").waitFor();
      const text = (await shown.innerText()).replaceAll("\u00a0", " ");
      assert.match(text, /work +work\.py:1 .* ms .* ms|Nothing differs/);
      await screenshot(page, "runs compared");
      await page.locator(".pane", { hasText: "Heatline Runs" }).locator(".monaco-list-row").last().click();
      await page.locator(".tab.active", { hasText: "work.py" }).waitFor();
    },
  );
});

/** What the view lists. @param {Page} page */
const rows = (page) => page.locator(".pane", { hasText: "Heatline Runs" }).locator(".monaco-list-row").allInnerTexts();
