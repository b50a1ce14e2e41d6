import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { check } from "../rig/check.mjs";
import { chooseFromMenu, lens, line, profileByLens, titleButton } from "../rig/editor.mjs";
import { notification, statusItem } from "../rig/notices.mjs";
import { paintedLine, rulerMarks, untilPainted } from "../rig/paint.mjs";
import { command, openFile } from "../rig/palette.mjs";
import { gone } from "../rig/processes.mjs";
import { screenshot } from "../rig/screenshots.mjs";

/** @typedef {readonly import("../rig/paint.mjs").Painted[]} Lines */

const TALL = { viewport: { width: 1280, height: 1300 } };
const DARK = { ".vscode/settings.json": JSON.stringify({ "workbench.colorTheme": "Default Dark Modern" }) };
const TIME_ONLY = { ".vscode/settings.json": JSON.stringify({ "heatline.show": ["percent", "hits"] }) };
const SLICE = "before = readings[:-1]";
const GROWING = `import os
import time

with open("pid", "w") as file:
    file.write(str(os.getpid()))

kept = []
while True:
    kept.append(bytearray(1_000_000))
    time.sleep(0.05)
`;

describe("memory beside time", () => {
  check(
    "is painted by one click, keeps its place beside time, and is turned by a key",
    { look: TALL },
    async ({ page }) => {
      await openFile(page, "sum_of_diffs.py");
      await profileByLens(page, "Profile memory");
      const alone = await untilPainted(page, (lines) => says(lines, SLICE, /^\s*\+2\.\d+ MiB · +1×$/));
      assert.match(paintedLine(alone, SLICE)?.heat ?? "", /^memory[2345]$/);
      assert.equal(paintedLine(alone, SLICE)?.bar, "");
      await lens(page, "Memory over time").waitFor(); // it has ended
      await screenshot(page, "memory alone");

      await command(page, "Heatline: Profile Time");
      const both = await untilPainted(page, (lines) => says(lines, SLICE, /^\s*<?\d+ % · .*s · +1× │ +\+2\.\d+ MiB$/));
      assert.match(paintedLine(both, SLICE)?.heat ?? "", /^heat[0123]$/); // a copy: what it costs is the machine's
      assert.match(paintedLine(both, SLICE)?.bar ?? "", /^memoryMark[2345]$/);
      assert.match(paintedLine(both, "total += abs(right - left)")?.heat ?? "", /^heat[345]$/);
      const marks = [...(await rulerMarks(page))];
      assert.ok(marks.some((mark) => /^mark[345]$/.test(mark)) && marks.some((mark) => /^memoryMark[345]$/.test(mark)));
      await titleButton(page, "Profile Time").waitFor();
      await screenshot(page, "memory and time");

      await turnRound(page);
    },
  );

  check("is told of where the setting leaves it out", { files: TIME_ONLY }, async ({ page }) => {
    await openFile(page, "sum_of_diffs.py");
    await profileByLens(page, "Profile memory");
    await notification(page, "leaves memory out").getByRole("button", { name: "Show Memory Too" }).click();
    await untilPainted(page, (lines) => says(lines, SLICE, /^\s*\+2\.\d+ MiB/));
  });
});

describe("a function alone", () => {
  check(
    "is profiled from the menu of its lines, and only they have figures",
    { files: DARK, look: TALL },
    async ({ page }) => {
      await openFile(page, "sum_of_diffs.py");
      await lens(page, "Profile memory").waitFor();
      const item = "Profile Memory of This Function or Selection";
      await chooseFromMenu(page, { line: SLICE, word: "before", item });
      const lines = await untilPainted(page, (painted) => says(painted, "return total", /1×$/));
      await screenshot(page, "function alone");
      const measured = lines.filter(({ text }) => text !== "").map(({ code }) => code.trim().split(" ")[0]);
      assert.deepEqual(measured, ["before", "after", "total", "for", "total", "return"]);
    },
  );
});

describe("a program whose memory grows", () => {
  const files = { "growing.py": GROWING };

  check("is painted while it runs, until it is stopped", { files }, async ({ page, folder }) => {
    await openFile(page, "growing.py");
    await profileByLens(page, "Profile memory");
    const first = grown(await untilPainted(page, (lines) => grown(lines) > 0));
    await untilPainted(page, (lines) => grown(lines) > first);
    await statusItem(page, /growing\.py\s·/).click();
    await statusItem(page, "growing.py was stopped").waitFor();
    assert.ok(await gone(Number(readFileSync(path.join(folder, "pid"), "utf8"))));
    await untilPainted(page, (lines) => grown(lines) > first && paintedLine(lines, "kept.append")?.heat === "memory5");
  });

  check("shows what it allocated since a moment that is marked", { files }, async ({ page, folder }) => {
    await openFile(page, "growing.py");
    await profileByLens(page, "Profile allocations");
    await untilPainted(page, (lines) => says(lines, "kept.append", /MiB alive/));
    await command(page, "Heatline: Mark a Moment, to See What Grows");
    await notification(page, "This moment is marked: lines show what has grown since.").waitFor();
    await untilPainted(page, (lines) => says(lines, "kept.append", /\+[\d.]+ MiB growth · [\d.]+ MiB alive/));
    await screenshot(page, "marked");
    await statusItem(page, /growing\.py\s·/).click();
    await statusItem(page, "growing.py was stopped").waitFor();
    assert.ok(await gone(Number(readFileSync(path.join(folder, "pid"), "utf8"))));
    await command(page, "Heatline: Profile Time");
    await statusItem(page, /growing\.py\s·/).waitFor();
    await command(page, "Heatline: Mark a Moment, to See What Grows");
    await notification(page, "There is no run to mark a moment of: start Profile allocations").waitFor();
  });
});

/** Time alone, memory alone, and both again, by the key. @param {import("playwright-core").Page} page */
async function turnRound(page) {
  await line(page, SLICE).click();
  await page.keyboard.press("Control+Alt+h");
  await statusItem(page, "Time beside the lines").waitFor();
  await untilPainted(page, (lines) => says(lines, SLICE, / 1×$/) && lines.every(({ bar }) => bar === ""));
  await page.keyboard.press("Control+Alt+h");
  await statusItem(page, "Memory beside the lines").waitFor();
  await untilPainted(page, (lines) => says(lines, SLICE, /^\s*\+2\.\d+ MiB$/) && lines.every(isOfMemory));
  await page.keyboard.press("Control+Alt+h");
  await untilPainted(page, (lines) => says(lines, SLICE, / 1× │ +\+2\.\d+ MiB$/));
}

/** Whether what stands beside some code is as wanted. @param {Lines} lines @param {string} code @param {RegExp} wanted */
const says = (lines, code, wanted) => wanted.test(paintedLine(lines, code)?.text ?? "");

/** @param {Lines[number]} line */
const isOfMemory = ({ heat }) => heat === "" || heat.startsWith("memory");

/** The MiB that the growing line added. @param {Lines} lines */
const grown = (lines) => Number(/\+([\d.]+) MiB/.exec(paintedLine(lines, "kept.append")?.text ?? "")?.[1] ?? 0);
