import { check } from "../rig/check.mjs";
import { hoverOver, lens, scrollDown, titleButton } from "../rig/editor.mjs";
import { paintedLine, untilPainted } from "../rig/paint.mjs";
import { command, openFile } from "../rig/palette.mjs";
import { picture, pictureStage } from "../rig/pictures.mjs";
import { terminalLine } from "../rig/terminal.mjs";

const HOT = "hashlib.pbkdf2_hmac";

describe("the pictures of the README", () => {
  check("front: the hot line of an imported file", pictureStage({ theme: "dark", height: 600 }), async ({ page }) => {
    await profileLogin(page);
    await openFile(page, "login/login.py");
    await scrollDown(page, 7);
    await untilHot(page);
    await picture(page, "front");
  });

  check("hover: what its figures are a part of", pictureStage({ theme: "dark", height: 500 }), async ({ page }) => {
    await profileLogin(page);
    await openFile(page, "login/login.py");
    await scrollDown(page, 16);
    await untilHot(page);
    await hoverOver(page, { line: HOT, word: '"sha256"' });
    await picture(page, "hover");
  });

  check(
    "imported: the driver above, the heat below",
    pictureStage({ theme: "light", height: 620 }),
    async ({ page }) => {
      await profileLogin(page);
      await scrollDown(page, 16);
      await command(page, "View: Split Editor Down");
      await openFile(page, "login/login.py");
      await scrollDown(page, 23);
      await untilHot(page);
      await picture(page, "imported");
    },
  );
});

/** Profiles the driver in an otherwise empty window. @param {import("playwright-core").Page} page */
async function profileLogin(page) {
  await openFile(page, "login/prof.py");
  await command(page, "View: Close Primary Side Bar");
  await titleButton(page, "Profile Time").click(); // a small window has no room for the lens
  await terminalLine(page, "logins went well").waitFor();
  await titleButton(page, "Profile Time").waitFor();
  await command(page, "View: Hide Panel");
}

/** @param {import("playwright-core").Page} page */
async function untilHot(page) {
  await lens(page, "of the run").waitFor();
  await untilPainted(page, (lines) => paintedLine(lines, HOT)?.heat === "heat5");
}
