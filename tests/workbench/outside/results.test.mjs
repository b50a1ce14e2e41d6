import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { check } from "../rig/check.mjs";
import { lens, line, profileByLens } from "../rig/editor.mjs";
import { paintedLine, texts, untilPainted } from "../rig/paint.mjs";
import { command, openFile } from "../rig/palette.mjs";

const TALL = { look: { viewport: { width: 1280, height: 1200 } } };

describe("what was measured", () => {
  check("outlives a restart of the server, is cleared, and measured again by a key", TALL, async ({ page }) => {
    await openFile(page, "sums.py");
    await profileByLens(page);
    await lens(page, "of the run").waitFor();
    const before = await untilPainted(
      page,
      (lines) => paintedLine(lines, "summed = by_sum")?.text.includes(" % ") === true,
    );

    await command(page, "Heatline: Restart Server");
    await lens(page, "of the run").waitFor({ state: "detached" });
    await lens(page, "of the run").waitFor();
    await untilPainted(page, (lines) => isDeepStrictEqual(texts(lines), texts(before)));

    await command(page, "Heatline: Clear Heat");
    await untilPainted(page, (lines) => lines.length === 0);
    await lens(page, "of the run").waitFor({ state: "detached" });

    await line(page, "def by_sum").click();
    await page.keyboard.press("Control+Alt+p");
    const again = await untilPainted(page, (lines) => lines.some(({ text }) => text.includes("2,000,000×")));
    assert.ok(paintedLine(again, "total += number"));
  });
});
