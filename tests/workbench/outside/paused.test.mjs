import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { check } from "../rig/check.mjs";
import { goOn, launchFile, pauseAt, variable } from "../rig/debugging.mjs";
import { lens, line } from "../rig/editor.mjs";
import { notification, statusItem } from "../rig/notices.mjs";
import { command, openFile } from "../rig/palette.mjs";
import { screenshot } from "../rig/screenshots.mjs";

const BILL = `import json


def bill(prices, rate):
    count = len(prices)
    due = 0
    due = sum(prices) * rate
    return due, count


with open("runs.txt", "a") as file:
    file.write("run ")
with open("bill.json", "w") as file:
    json.dump(bill(list(range(1000)), 3), file)
`;
const LINE = "due = sum(";
const TIME = "Heatline: timeit in the Paused Frame";
const ANSWER = /^\d[\d.]*\s[μn]s\s±.*loops/;

describe("a paused program", () => {
  check(
    "times a selection with its real values, rebinds nothing, and goes on to its end",
    {
      files: { "bill.py": BILL, ...launchFile("bill.py") },
      debugs: true,
      look: { viewport: { width: 1280, height: 900 } },
    },
    async ({ page, folder }) => {
      await openFile(page, "bill.py");
      await pauseAt(page, LINE);
      await line(page, LINE).click();
      await page.keyboard.press("Home");
      for (let at = 0; at < "due = ".length; at++) await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Shift+End");
      await command(page, TIME);
      await notification(page, "is run again and again").getByRole("button", { name: "Time It" }).click();
      await lens(page, ANSWER).waitFor();
      await screenshot(page, "a paused program timed");

      await line(page, LINE).click(); // the whole line, which would bind a variable
      await page.keyboard.press("Home");
      await command(page, TIME);
      await statusItem(page, /^due = sum.* takes/).waitFor();
      assert.match(await variable(page, "due"), /due\s*=\s*0$/);

      await goOn(page);
      assert.deepEqual(JSON.parse(read(folder, "bill.json")), [1498500, 1000]);
      assert.equal(read(folder, "runs.txt"), "run ");
    },
  );
});

/** @param {string} folder @param {string} name */
const read = (folder, name) => readFileSync(path.join(folder, name), "utf8");
