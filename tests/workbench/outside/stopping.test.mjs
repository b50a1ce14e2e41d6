import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { check } from "../rig/check.mjs";
import { lens, profileByLens, titleButton } from "../rig/editor.mjs";
import { statusItem } from "../rig/notices.mjs";
import { paintedLine, untilPainted } from "../rig/paint.mjs";
import { openFile } from "../rig/palette.mjs";
import { gone } from "../rig/processes.mjs";

const ENDLESS = `import os
import time

with open("pid", "w") as file:
    file.write(str(os.getpid()))


def work():
    total = 0
    for number in range(20_000):
        total += number
    return total


while True:
    work()
    time.sleep(0.02)
`;
const FILES = { "endless.py": ENDLESS };

describe("a run that never ends", () => {
  check(
    "moves its heat until it is stopped by its status item, and keeps it",
    { files: FILES },
    async ({ page, folder }) => {
      await openFile(page, "endless.py");
      await profileByLens(page);
      await statusItem(page, /endless\.py\s·\s.*s\s·\s\d+\slines/).waitFor();
      const first = hits(await untilPainted(page, (lines) => hits(lines) > 0));
      const warm = await untilPainted(page, (lines) => hits(lines) > first && heat(lines) !== "");
      assert.match(heat(warm), /^heat\d$/);

      await statusItem(page, /endless\.py\s·/).click();
      await statusItem(page, "endless.py was stopped").waitFor();
      await lens(page, "Profile time").waitFor();
      assert.ok(await gone(pidIn(folder)));
      await untilPainted(page, (lines) => hits(lines) > first && heat(lines) !== "");
    },
  );

  check("is stopped by the button in the editor's title", { files: FILES }, async ({ page, folder }) => {
    await openFile(page, "endless.py");
    await titleButton(page, "Profile Time").click();
    await untilPainted(page, (lines) => hits(lines) > 0);
    await titleButton(page, "Stop Profiling").click();
    await titleButton(page, "Profile Time").waitFor();
    assert.ok(await gone(pidIn(folder)));
    await untilPainted(page, (lines) => hits(lines) > 0 && heat(lines) !== "");
  });
});

/** @typedef {readonly import("../rig/paint.mjs").Painted[]} Lines */

/** @param {Lines} lines */
const hits = (lines) => {
  const text = paintedLine(lines, "total += number")?.text ?? "";
  return Number(/([\d,]+)×/.exec(text)?.[1]?.replaceAll(",", "") ?? 0);
};

/** @param {Lines} lines */
const heat = (lines) => paintedLine(lines, "total += number")?.heat ?? "";

/** @param {string} folder */
const pidIn = (folder) => Number(readFileSync(path.join(folder, "pid"), "utf8"));
