import { check } from "../rig/check.mjs";
import { hoverOver, lens, scrollDown, titleButton } from "../rig/editor.mjs";
import { paintedLine, untilPainted } from "../rig/paint.mjs";
import { command, openFile } from "../rig/palette.mjs";
import { picture, pictureStage } from "../rig/pictures.mjs";
import { terminalLine } from "../rig/terminal.mjs";
import { webview } from "../rig/webview.mjs";

const HOT = "hashlib.pbkdf2_hmac";
const SLICE = "before = readings[:-1]";
const WAVES = `import time


def load(day):
    time.sleep(0.2)
    return list(range(400_000 * (1 + day % 3)))


def smooth(readings):
    later = readings[1:]
    time.sleep(0.1)
    return list(map(max, readings, later))


def week():
    for day in range(7):
        readings = load(day)
        time.sleep(0.1)
        print(day, len(smooth(readings)))
        time.sleep(0.1)


week()
`;

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

describe("the pictures of memory in the README", () => {
  check("memory: beside time", pictureStage({ theme: "dark", height: 640 }), async ({ page }) => {
    await openFile(page, "sum_of_diffs.py");
    await command(page, "View: Close Primary Side Bar");
    await scrollDown(page, 8);
    await profileToTheEnd(page, "Memory");
    await profileToTheEnd(page, "Time");
    await lens(page, /of the run.*peak 2\d/).waitFor();
    await untilPainted(page, (lines) => /× │ +\+2\.\d+ MiB/.test(paintedLine(lines, SLICE)?.text ?? ""));
    await picture(page, "memory");
  });

  const stage = pictureStage({ theme: "light", height: 840 });
  const withWaves = { ...stage, files: { ...stage.files, "waves.py": WAVES } };
  check("over_time: a week of waves", withWaves, async ({ page }) => {
    await openFile(page, "waves.py");
    await command(page, "View: Close Primary Side Bar");
    await command(page, "Heatline: Memory over Time");
    await webview(page).getByRole("button", { name: "Profile Memory" }).click();
    await webview(page).getByText("End", { exact: true }).waitFor();
    await command(page, "View: Hide Panel");
    await webview(page).locator("#plot").focus();
    await page.keyboard.press("p");
    await picture(page, "over_time");
  });
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

/** By its command, until the lenses say that it has ended. @param {import("playwright-core").Page} page @param {string} what */
async function profileToTheEnd(page, what) {
  await command(page, `Heatline: Profile ${what}`);
  await titleButton(page, "Stop Profiling").waitFor();
  await titleButton(page, "Profile Time").waitFor();
  await command(page, "View: Hide Panel");
  await lens(page, "Profile time").waitFor();
}

/** @param {import("playwright-core").Page} page */
async function untilHot(page) {
  await lens(page, "of the run").waitFor();
  await untilPainted(page, (lines) => paintedLine(lines, HOT)?.heat === "heat5");
}
