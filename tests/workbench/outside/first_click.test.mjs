import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { lens, profileByLens, titleButton } from "../rig/editor.mjs";
import { paintedLine, rulerMarks, untilPainted } from "../rig/paint.mjs";
import { openFile } from "../rig/palette.mjs";
import { screenshot } from "../rig/screenshots.mjs";
import { terminalLine } from "../rig/terminal.mjs";

describe("one click on Profile time", () => {
  check("paints each line's cost and its heat", {}, async ({ page }) => {
    await openFile(page, "sum_of_diffs.py");
    await profileByLens(page);
    await terminalLine(page, "by index:").waitFor();
    await lens(page, "of the run").waitFor(); // the lens above the function, and with it the last of the painting
    const lines = await untilPainted(page, (painted) => painted.some(({ text }) => text.includes("333,332×")));
    const hot = paintedLine(lines, "total += abs(right - left)");
    assert.match(hot?.text ?? "", /^\s*\d+ % · .*s · 333,332×$/);
    assert.match(hot?.heat ?? "", /^heat[345]$/);
    assert.equal(paintedLine(lines, "before = readings[:-1]")?.faded, false);
    assert.match(paintedLine(lines, "before = readings[:-1]")?.heat ?? "", /^heat[012]$/);
    assert.ok([...(await rulerMarks(page))].some((mark) => /^mark[345]$/.test(mark)));
    await titleButton(page, "Profile Time").waitFor();
    await screenshot(page, "first click");
  });

  check(
    "warms the file it imports, which is opened afterwards",
    { look: { viewport: { width: 1280, height: 1400 } } },
    async ({ page }) => {
      await openFile(page, "login/prof.py");
      await profileByLens(page);
      await terminalLine(page, "of 200 logins went well").waitFor();
      await openFile(page, "login/login.py");
      await lens(page, "of the run").waitFor();
      const lines = await untilPainted(page, (painted) =>
        painted.some(({ heat, text }) => heat === "heat5" && text !== ""),
      );
      assert.match(paintedLine(lines, "hashlib.pbkdf2_hmac")?.text ?? "", /^\s*\d\d % · .*s · 160×$/);
      assert.deepEqual(
        lines.filter(({ heat }) => heat === "heat5").map(({ code }) => code.trim()),
        ['derived = hashlib.pbkdf2_hmac("sha256", secret, salt, ROUNDS)'],
      );
      assert.ok((await rulerMarks(page)).has("mark5"));
      await screenshot(page, "imported");
    },
  );
});
