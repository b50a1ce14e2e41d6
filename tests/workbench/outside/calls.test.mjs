import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { check } from "../rig/check.mjs";
import { hoverOver, lens, profileByLens } from "../rig/editor.mjs";
import { statusItem } from "../rig/notices.mjs";
import { paintedLine, untilPainted } from "../rig/paint.mjs";
import { command, openFile, quickInput } from "../rig/palette.mjs";
import { screenshot } from "../rig/screenshots.mjs";
import { chooseTheme, until } from "../rig/themes.mjs";
import { webview, webviewFrame } from "../rig/webview.mjs";

/** @typedef {import("playwright-core").Page} Page */

const WORK = `import time


def busy(seconds):
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        pass


def left():
    busy(0.3)


def right():
    for turn in range(3):
        busy(0.05)


def prepare():
    busy(0.2)


prepare()
if __name__ == "__main__":
    left()
    right()
`;
const files = { "work.py": WORK };
const look = { viewport: { width: 1500, height: 1100 } };

describe("who calls whom, from the click to the line", () => {
  check("is a table and a picture", { files, look }, async ({ page }) => {
    await openFile(page, "work.py");
    await profileByLens(page, "Profile calls");
    await lens(page, /^5\scalls · own \d+\sms · /).waitFor();
    await command(page, "View: Hide Panel");
    await lens(page, "Who calls whom").click();
    const view = webview(page);
    await row(page, "busy").waitFor();
    assert.equal((await cells(page, "busy"))[2], "5");
    assert.match(
      (await cells(page, "left")).join(" "),
      /^left work\.py:10 1 [\d.]+ [μm]s [\d.]+ [μm]s 30\d ms 30\d ms 4\d %$/,
    );
    assert.deepEqual((await names(page)).slice(0, 2), ["exec", "work.py"]);
    await view.getByRole("button", { name: "Calls", exact: true }).click();
    await until(async () => (await names(page))[0] === "time.perf_counter");
    await view.getByLabel("Your code only").check();
    await until(async () => (await names(page))[0] === "busy");
    await screenshot(page, "calls icicle");
    await row(page, "busy").getByRole("button").click();
    await view.locator("#callers").getByText("right").waitFor();
    assert.match(await view.locator("#callers").innerText(), /left\s+work\.py:10\s+1\s+30\d\sms\s+4\d\s%/);

    await shape(page, "right").click();
    await view.locator("#stack").getByText("right").waitFor();
    assert.match(await view.locator("#readout").innerText(), /^right \(work\.py:14\) · 15\d\sms · 2\d\s% of the run$/);
    await view.getByRole("button", { name: "Reset" }).click();
    await until(async () => (await view.locator("#stack li").count()) === 1);

    await view.getByRole("button", { name: "Sunburst" }).click();
    await view.locator("#picture path").first().waitFor();
    await screenshot(page, "calls sunburst");
    await view.locator("#picture").focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowDown");
    assert.match(await view.locator("#readout").innerText(), /^left \(work\.py:10\)/);
    await page.keyboard.press("g");
    await statusItem(page, "Ln 10, Col 1").waitFor();
  });
});

describe("who calls whom, and the lines", () => {
  check("is reached from a line's hover, and leaves the heat of one function", { files, look }, async ({ page }) => {
    await openFile(page, "work.py");
    await profileByLens(page);
    await untilPainted(page, (lines) => /^heat/.test(paintedLine(lines, "busy(0.05)")?.heat ?? ""));
    await command(page, "View: Hide Panel");
    const hover = await hoverOver(page, { line: "while time.perf_counter() - began < seconds:", word: "began" });
    await hover.getByText("Who calls this, and whom it calls").click();
    const view = webview(page);
    await view.locator("#chosen").getByText("busy").waitFor();
    assert.match(await view.locator("#callers").innerText(), /right/);

    await row(page, "left").getByRole("button").click();
    await view.locator("#chosen").getByText("left").waitFor();
    await view.getByRole("button", { name: "Go to Line" }).click();
    await statusItem(page, "Ln 10, Col 1").waitFor();
    const lines = await untilPainted(page, (painted) => paintedLine(painted, "busy(0.05)")?.heat === "");
    assert.match(paintedLine(lines, "busy(0.3)")?.heat ?? "", /^heat/);
    assert.match(paintedLine(lines, "busy(0.05)")?.text ?? "", / ms /);
    await screenshot(page, "calls attended");
  });
});

describe("who calls whom, in files", () => {
  check("is saved for other tools, and opened from theirs", { files, look }, async ({ page, folder }) => {
    await openFile(page, "work.py");
    await profileByLens(page, "without set-up");
    await lens(page, /^4\scalls · own \d+\sms · /).waitFor();
    await command(page, "View: Hide Panel");
    await command(page, "Heatline: Show Who Calls Whom");
    const view = webview(page);
    await row(page, "busy").waitFor();
    assert.equal((await names(page)).includes("prepare"), false);
    await view.getByRole("button", { name: "Save as .prof" }).click();
    await saved(page, ".prof");
    await view.getByRole("button", { name: "Save Picture" }).click();
    await saved(page, ".svg");
    assert.match(text(folder, ".svg"), /<svg[^]*style="fill:[^]*<title>busy \(work\.py:4\)/);
    await view.getByRole("button", { name: "Save as Page" }).click();
    await saved(page, ".html");
    assert.match(text(folder, ".html"), /<h1>work\.py<\/h1>[^]*<svg[^]*<td[^>]*>busy<\/td>/);

    await command(page, "View: Close All Editors");
    await openOther(page, ".prof");
    await row(page, "busy").waitFor();
    assert.equal((await cells(page, "busy"))[2], "4");
  });
});

describe("who calls whom, in every theme", () => {
  check(
    "says why there is nothing, and can be read in every theme",
    {
      files: { ...files, "torn.prof": "no such thing", "evil.lprof": 'cos\nsystem\n(S"touch made"\ntR.' },
      look,
    },
    async ({ page, folder }) => {
      const view = webview(page);
      await openOther(page, "torn.prof");
      await view.getByText("torn.prof cannot be shown: it is cut short, or no file of cProfile's.").waitFor();
      await command(page, "View: Close All Editors");
      await openOther(page, "evil.lprof");
      await view.getByText("evil.lprof cannot be shown: it asks for os.system of Python").waitFor();
      await command(page, "View: Close All Editors");
      await openFile(page, "work.py");
      await command(page, "Heatline: Show Who Calls Whom");
      await view.getByText("There are no calls of work.py: profile its calls first.").waitFor();
      await view.getByRole("button", { name: "Profile Calls" }).click();
      await row(page, "busy").waitFor();
      for (const theme of ["Light Modern", "Dark Modern", "High Contrast", "High Contrast Light"]) {
        await chooseTheme(page, { folder, theme });
        await screenshot(page, `calls ${theme}`);
        const frame = await webviewFrame(page);
        const shapes = await frame.evaluate(() => document.querySelectorAll("#picture rect").length);
        assert.ok(shapes > 5);
      }
    },
  );
});

/** Opens a file that is no text. @param {Page} page @param {string} name */
async function openOther(page, name) {
  // As text, where the workbench does not know the extension yet.
  await page.locator(".pane-header", { hasText: "Heatline Runs" }).waitFor();
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
  await page.locator(".tab.active", { hasText: name }).waitFor();
}

/** @param {Page} page @param {string} name */
const row = (page, name) =>
  webview(page)
    .locator("#functions tbody tr")
    .filter({ has: page.locator(`td button:text-is("${name}")`) })
    .first();

/** What stands in a function's row, spaces as they are typed. @param {Page} page @param {string} name */
const cells = async (page, name) =>
  (await row(page, name).locator("td").allInnerTexts()).map((text) => text.replaceAll("\u00a0", " "));

/** The functions in the order of the table. @param {Page} page */
const names = (page) => webview(page).locator("#functions tbody td:first-child").allInnerTexts();

/** A function's first shape in the picture. @param {Page} page @param {string} name */
const shape = (page, name) =>
  webview(page)
    .locator("#picture [data-at]")
    .filter({ has: page.locator(`title:text("${name} (")`) })
    .first();

/** Saves as what is proposed. @param {Page} page @param {string} ending */
async function saved(page, ending) {
  const input = quickInput(page).locator("input").first();
  await until(async () => (await input.inputValue()).endsWith(ending));
  await page.keyboard.press("Enter");
  await until(async () => (await webview(page).locator("#said").innerText()).includes(ending));
}

/** The text of the file in `folder` that ends so. @param {string} folder @param {string} ending */
function text(folder, ending) {
  const found = readdirSync(folder).find((name) => name.endsWith(ending)) ?? "";
  return readFileSync(path.join(folder, found), "utf8");
}
