import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { line } from "../rig/editor.mjs";
import { restrictedMode } from "../rig/notices.mjs";
import { openFile } from "../rig/palette.mjs";
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
});
