import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { lens, line } from "../rig/editor.mjs";
import { restrictedMode } from "../rig/notices.mjs";
import { openFile } from "../rig/palette.mjs";
import { pythonsSince } from "../rig/processes.mjs";
import { screenshot } from "../rig/screenshots.mjs";

describe("opening the examples", () => {
  check("shows an example in a trusted window", {}, async ({ page }) => {
    await openFile(page, "sums.py");
    await line(page, "def ").waitFor();
    assert.equal(await restrictedMode(page).count(), 0);
    await screenshot(page, "opening");
  });

  check("says so in Restricted Mode", { trusted: false }, async ({ page }) => {
    await openFile(page, "sums.py");
    await restrictedMode(page).waitFor();
  });

  check(
    "starts no Python before a Python file is open",
    { files: { "notes.txt": "nothing to measure\n" } },
    async ({ page, folder }) => {
      await openFile(page, "notes.txt");
      await line(page, "nothing to measure").waitFor();
      assert.deepEqual(pythonsSince(folder), []);

      await openFile(page, "sums.py");
      await lens(page, "Profile time").waitFor();
      assert.notDeepEqual(pythonsSince(folder), []);
    },
  );
});
