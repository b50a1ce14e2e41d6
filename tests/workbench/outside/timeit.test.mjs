import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { check } from "../rig/check.mjs";
import { lens, line, profileByLens, save } from "../rig/editor.mjs";
import { notification, statusItem } from "../rig/notices.mjs";
import { askingCommand, openFile, quickInput } from "../rig/palette.mjs";
import { gone } from "../rig/processes.mjs";
import { screenshot } from "../rig/screenshots.mjs";
import { chooseTheme, until } from "../rig/themes.mjs";
import { choose, clickLens, pressLens, verdict } from "../rig/timing.mjs";
import { webview, webviewFrame } from "../rig/webview.mjs";

const GRADES = `from bisect import bisect

CUTOFFS = list(range(0, 1000, 10))


# timeit: grade(740)
def grade(score):
    for at, cutoff in enumerate(CUTOFFS):
        if score < cutoff:
            return at
    return len(CUTOFFS)


def grade2(score):
    return bisect(CUTOFFS, score)


def wrong(score):
    return "F"
`;
const SIZES = `# timeit: scan(n)
# versus: formula(n) for n in 10..10_000
def scan(n):
    return sum(range(n))


def formula(n):
    sum(range(200))
    return n * (n - 1) // 2
`;
const BAD = `import os

with open("pid", "w") as file:
    file.write(str(os.getpid()))


def needs(score):
    return score * 2


TOTAL = sum([1, 2])


# timeit: fails("x")
def fails(score):
    return score < 60


# timeit: forever()
def forever():
    while True:
        pass
`;
const TIMED = /[\d.]+\s[nμ]s\s±\s[\d.]+\s[nμ]s\s·\s[\d,]+\sloops/;
const LOOK = { viewport: { width: 1500, height: 1000 } };

describe("timeit", () => {
  check(
    "answers in the lens, is stale after an edit, and stands beside the answer before",
    { files: { "grades.py": GRADES }, look: LOOK },
    async ({ page }) => {
      await openFile(page, "grades.py");
      await clickLens(page, "timeit this", TIMED);
      await screenshot(page, "timeit lens");
      await line(page, "return len(CUTOFFS)").getByText("return", { exact: true }).click();
      await page.keyboard.press("End");
      await page.keyboard.type(" * 1");
      await lens(page, "Stale").waitFor();
      await save(page);
      await clickLens(page, "timeit this", /\s→\s.*(faster|slower|noise)/);
      await screenshot(page, "timeit again");
      await pressLens(page, /\s→\s/);
      await webview(page).getByRole("heading", { name: "Earlier" }).waitFor();
      assert.match(await verdict(page), /^grade\(740\) takes .* Since the answer before: .* → /);
      await screenshot(page, "timeit view");
    },
  );
});

describe("timeit of two", () => {
  check(
    "compares two functions, by a lens and a list, the same results first",
    { files: { "grades.py": GRADES }, look: LOOK },
    async ({ page }) => {
      await openFile(page, "grades.py");
      await pressLens(page, "compare…");
      await choose(page, "grade2");
      await pressLens(page, /grade2 is [\d.]+× faster \([\d.]+–[\d.]+\)/);
      await webview(page).locator("figure canvas").nth(1).waitFor();
      assert.match(await verdict(page), /^grade2 is [\d.]+× faster \([\d.]+–[\d.]+\)/);
      const rows = await webview(page).locator("section tbody tr").allTextContents();
      assert.equal(rows.length, 2, rows.join("; "));
      await screenshot(page, "timeit compare");
      await webview(page).getByRole("button", { name: "grade against grade2" }).click();
      await page.locator(".active-line-number", { hasText: /^7$/ }).waitFor();

      await webview(page).getByRole("button", { name: "Compare…" }).click();
      await choose(page, "wrong");
      await webview(page).getByText("results differ for grade(740): 75 and 'F'").first().waitFor();
      await screenshot(page, "timeit results differ");
    },
  );
});

describe("timeit over n", () => {
  check(
    "draws two sides over n, with where they cross, and reads the points by keys",
    { files: { "sizes.py": SIZES }, look: LOOK },
    async ({ page, folder }) => {
      await openFile(page, "sizes.py");
      await pressLens(page, "compare…");
      await choose(page, "formula(n) for n in 10..10_000");
      await pressLens(page, /·.*(just now|ago)/);
      const view = webview(page);
      await view.locator(".growth canvas").waitFor();
      assert.ok((await view.locator("tbody tr", { hasText: "scan(n), n" }).count()) >= 7);
      await view.locator(".growth .plot").focus();
      await page.keyboard.press("End");
      await view.locator(".readout", { hasText: /scan\(n\), n\s=\s10,000: .*formula\(n\), n\s=\s10,000: / }).waitFor();
      await page.keyboard.press("Home");
      await view.locator(".readout", { hasText: /scan\(n\), n\s=\s10: / }).waitFor();
      await screenshot(page, "timeit over n");
      const label = (await view.locator(".growth .plot").getAttribute("aria-label")) ?? "";
      assert.match(label.replaceAll("\u00a0", " "), /faster from about n = \d+ on/);
      for (const theme of ["Light Modern", "Dark Modern", "High Contrast", "High Contrast Light"]) {
        await chooseTheme(page, { folder, theme });
        const frame = await webviewFrame(page);
        for (const curve of [0, 1]) await until(async () => (await frame.evaluate(pixelsOf, curve)) > 50);
        await screenshot(page, `timeit over n ${theme}`);
      }
    },
  );
});

describe("timeit of real calls", () => {
  check("clocks the calls that a program with its database makes", { look: LOOK }, async ({ page }) => {
    await openFile(page, "login/prof.py");
    await profileByLens(page);
    await lens(page, "of the run").waitFor();
    await openFile(page, "login/login.py");
    await line(page, "user = find_user(name)").getByText("user", { exact: true }).first().click();
    await askingCommand(page, "Heatline: Time Real Calls");
    await choose(page, /Run .*prof\.py: clock each call/);
    await pressLens(page, /200\scalls\s·\smedian\s[\d.]+\s(ms|μs)/);
    await webview(page).locator("section tbody tr").first().waitFor();
    assert.match(await verdict(page), /^login, 200 calls: .* called from prof\.py:22\.$/);
    await webview(page).getByRole("button", { name: "prof.py:22" }).click();
    await page.locator(".tab.active", { hasText: "prof.py" }).waitFor();
    await screenshot(page, "timeit real calls");
  });
});

describe("timeit of what cannot be timed", () => {
  check(
    "says in a sentence what it cannot time, and leaves nothing running",
    { files: { "bad.py": BAD }, look: LOOK },
    async ({ page, folder }) => {
      await openFile(page, "bad.py");
      await pressLens(page, "timeit this");
      const box = quickInput(page).locator("input").first();
      await box.waitFor();
      assert.equal(await box.inputValue(), "needs(score)");
      await screenshot(page, "timeit question");
      await box.fill("needs(74)");
      await page.keyboard.press("Enter");
      await lens(page, TIMED).waitFor();

      await pressLens(page, "timeit this", 1);
      await notification(page, /fails\("x"\) raises TypeError: .*: change the call\./).waitFor();
      await lens(page, /raises TypeError/).waitFor();
      await screenshot(page, "timeit raises");

      await pressLens(page, "timeit this", 2);
      await notification(page, "forever() had not returned after 10 s, so it was stopped").waitFor();
      assert.ok(await gone(pidIn(folder)));
      await screenshot(page, "timeit never returns");
      await notification(page, "forever() had not returned").getByRole("button", { name: "Give It Longer" }).click();
      await statusItem(page, /forever.*\ss\s/).click();
      await lens(page, "timing… · Stop").waitFor({ state: "hidden" });
      assert.ok(await gone(pidIn(folder)));

      await line(page, "TOTAL = sum").getByText("TOTAL", { exact: false }).first().click();
      await page.keyboard.press("Home");
      await page.keyboard.press("Shift+End");
      await page.keyboard.press("Shift+ArrowLeft");
      await page.keyboard.press("Control+Alt+m");
      await notification(page, /The selection is not Python/).waitFor();
      await screenshot(page, "timeit no python");
    },
  );
});

/** The process that the module was loaded in last. @param {string} folder */
const pidIn = (folder) => Number(readFileSync(path.join(folder, "pid"), "utf8"));

/** How many pixels of the chart have the colour of a curve. It is run in the page. @param {number} curve */
function pixelsOf(curve) {
  const canvas = document.querySelector(".growth canvas");
  const probe = new OffscreenCanvas(1, 1).getContext("2d");
  if (!(canvas instanceof HTMLCanvasElement) || probe === null) throw new Error("there is no chart");
  probe.fillStyle = getComputedStyle(document.body).getPropertyValue(`--curve-${curve}`);
  probe.fillRect(0, 0, 1, 1);
  const wanted = [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
  const { data = [] } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
  let found = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (wanted.every((part, place) => Math.abs(part - (data[at + place] ?? 0)) < 16)) found++;
  }
  return found;
}
