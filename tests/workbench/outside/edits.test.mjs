import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { check } from "../rig/check.mjs";
import { goToStart, lens, line, profileByLens } from "../rig/editor.mjs";
import { paintedLine, texts, untilPainted } from "../rig/paint.mjs";
import { openFile } from "../rig/palette.mjs";

const PROGRAM = `def busy():
    total = 0
    for number in range(200_000):
        total += abs(number)
    return total


print(busy())
`;

describe("editing a measured file", () => {
  check(
    "moves the figures with their lines, and calls a changed one stale",
    { files: { "hot.py": PROGRAM } },
    async ({ page }) => {
      await openFile(page, "hot.py");
      await profileByLens(page);
      await lens(page, "of the run").waitFor();
      const before = await untilPainted(
        page,
        (lines) => paintedLine(lines, "print(busy())")?.text.includes(" % ") === true,
      );

      await goToStart(page);
      await page.keyboard.type("# a line above\n\n");
      await line(page, "# a line above").waitFor();
      await untilPainted(page, (lines) => isDeepStrictEqual(texts(lines), texts(before)));

      await line(page, "return total").click();
      await page.keyboard.press("End");
      await page.keyboard.type(" + 0");
      const after = await untilPainted(page, (lines) => lines.some(({ text }) => text === "stale"));
      assert.deepEqual(
        after.filter(({ text }) => text === "stale").map(({ code, heat }) => [code.trim(), heat]),
        [["return total + 0", ""]],
      );
      assert.equal(paintedLine(after, "total += abs")?.text, paintedLine(before, "total += abs")?.text);
      await lens(page, "Stale").waitFor();

      for (let key = 0; key < 4; key++) await page.keyboard.press("Backspace");
      await untilPainted(page, (lines) => isDeepStrictEqual(texts(lines), texts(before)));
    },
  );
});
