import { check } from "../rig/check.mjs";
import { hoverOver, lens, scrollDown } from "../rig/editor.mjs";
import { paintedLine, untilPainted } from "../rig/paint.mjs";
import { command, openFile } from "../rig/palette.mjs";
import { picture, pictureStage } from "../rig/pictures.mjs";
import { terminalLine } from "../rig/terminal.mjs";

describe("the pictures of the README", () => {
  check("front: the hot line of an imported file", pictureStage({ theme: "dark", height: 640 }), async ({ page }) => {
    await profile(page, { file: "login/prof.py", says: "logins went well" });
    await openFile(page, "login/login.py");
    await scrollDown(page, 7);
    await untilHot(page, "hashlib.pbkdf2_hmac");
    await picture(page, "front");
  });

  check(
    "hover: what a line's figures are a part of",
    pictureStage({ theme: "dark", height: 640 }),
    async ({ page }) => {
      await profile(page, { file: "sum_of_diffs.py", says: "by index:" });
      await scrollDown(page, 2);
      await page.locator(".codelens-decoration", { hasText: "of the run" }).nth(2).waitFor();
      await hoverOver(page, { line: "total += abs(right", word: "abs" });
      await picture(page, "hover");
    },
  );

  check(
    "imported: the driver above, the heat below",
    pictureStage({ theme: "light", height: 800 }),
    async ({ page }) => {
      await profile(page, { file: "login/prof.py", says: "logins went well" });
      await scrollDown(page, 19);
      await command(page, "View: Split Editor Down");
      await openFile(page, "login/login.py");
      await scrollDown(page, 22);
      await untilHot(page, "hashlib.pbkdf2_hmac");
      await picture(page, "imported");
    },
  );
});

/**
 * Profiles a file in an otherwise empty window.
 * @param {import("playwright-core").Page} page
 * @param {{ file: string, says: string }} program says: its last words
 */
async function profile(page, { file, says }) {
  await openFile(page, file);
  await command(page, "View: Close Primary Side Bar");
  await lens(page, "Profile time").click();
  await terminalLine(page, says).waitFor();
  await lens(page, "of the run").waitFor();
  await command(page, "View: Hide Panel");
}

/** @param {import("playwright-core").Page} page @param {string} code */
async function untilHot(page, code) {
  await lens(page, "of the run").waitFor();
  await untilPainted(page, (lines) => paintedLine(lines, code)?.heat === "heat5");
}
