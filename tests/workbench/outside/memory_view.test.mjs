import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { check } from "../rig/check.mjs";
import { statusItem } from "../rig/notices.mjs";
import { command, openFile, quickInput } from "../rig/palette.mjs";
import { screenshot } from "../rig/screenshots.mjs";
import { chooseTheme, until } from "../rig/themes.mjs";
import { webview, webviewFrame } from "../rig/webview.mjs";

/** @typedef {import("playwright-core").Page} Page */

const LONG = `import time


def hold():
    kept = bytearray(60_000_000)
    time.sleep(0.7)
    return len(kept)


def rest():
    time.sleep(0.7)


for turn in range(200):
    hold()
    rest()
`;
const DAT = `CMDLINE python sos.py
MEM 10.0 1000.0
MEM 50.0 1000.1
FUNC sos.add 12.0 1000.02 48.0 1000.08
MEM 20.0 1000.2
`;
/** What mprof would call it, by when it began. */
const AGAIN = "mprofile_19700101001640.dat";

describe("memory over time", () => {
  check(
    "is drawn while a program runs, is read and walked, and stops it",
    { files: { "long.py": LONG }, look: { viewport: { width: 1400, height: 1000 } } },
    async ({ page }) => {
      await openFile(page, "long.py");
      await command(page, "Heatline: Memory over Time");
      await profileAndStop(page);
      await command(page, "View: Hide Panel");
      await webview(page).locator("#plot").focus();
      await page.keyboard.press("p");
      const peak = await readout(page);
      assert.match(peak, / · [67]\d\.\d MiB · long\.py:[567] in hold$/);
      assert.ok((await fact(page, "Peak")).endsWith(lineOf(peak)));
      await page.keyboard.press("ArrowLeft");
      assert.notEqual(await readout(page), peak);

      await clickAt(page, 0.4);
      const clicked = numberIn(await readout(page));
      await until(async () => (await activeLines(page)).includes(clicked));
      await page.keyboard.press("p");
      await page.keyboard.press("Enter");
      await statusItem(page, `Ln ${numberIn(peak)}, Col 1`).waitFor();
    },
  );
});

describe("memory over time in mprof's files", () => {
  const files = { "mprofile_1.dat": DAT, "mprofile_2.dat": "no such thing\n" };

  check("is drawn, is saved again, and refused where it is none", { files }, async ({ page, folder }) => {
    const outside = foreignRequests(page);
    await openDat(page, "mprofile_1.dat");
    const view = webview(page);
    await view.locator("#plot canvas").waitFor();
    assert.equal(await fact(page, "Peak"), "50.0 MiB at 100 ms");
    await view.getByText("sos.add 1 call, 60.0 ms").waitFor();
    await view.locator("#calls").getByRole("cell", { name: "+36.0 MiB" }).waitFor();

    await view.getByRole("button", { name: "Save as .dat" }).click();
    await until(async () => (await quickInput(page).locator("input").first().inputValue()).endsWith(AGAIN));
    await page.keyboard.press("Enter");
    await view.getByText(`${AGAIN}, which mprof plot opens too.`).waitFor();
    assert.match(readFileSync(path.join(folder, AGAIN), "utf8"), /^MEM 50\.0+ /m);
    assert.deepEqual(outside, []);

    await openDat(page, "mprofile_2.dat");
    await view.getByText("mprofile_2.dat cannot be shown: it is no file of mprof's.").waitFor();
  });

  check("can be read in every theme", { files }, async ({ page, folder }) => {
    await openDat(page, "mprofile_1.dat");
    await webview(page).locator("#plot canvas").waitFor();
    for (const theme of ["Light Modern", "Dark Modern", "High Contrast", "High Contrast Light"]) {
      await chooseTheme(page, { folder, theme });
      const frame = await webviewFrame(page);
      await until(async () => (await frame.evaluate(paintedColors)).curve > 100);
      await screenshot(page, `memory ${theme}`);
      const { contrasts } = await frame.evaluate(paintedColors);
      for (const [name, contrast] of Object.entries(contrasts))
        assert.ok(contrast >= 3, `${theme}: ${name} ${contrast}`);
    }
  });
});

/** Profiles by the page's own button, looks on while the curve grows, and stops by its other one. @param {Page} page */
async function profileAndStop(page) {
  const view = webview(page);
  await view.getByText("There is no memory over time for long.py: profile its memory first.").waitFor();
  await view.getByRole("button", { name: "Profile Memory" }).click();
  await view.locator("#plot canvas").waitFor();
  const first = await readings(page);
  await until(async () => (await readings(page)) > first + 150);
  await until(async () => (await fact(page, "Peak")).includes("long.py"));
  await screenshot(page, "memory live");
  await view.getByRole("button", { name: "Stop" }).click();
  await statusItem(page, "long.py was stopped").waitFor();
  await view.getByRole("button", { name: "Stop" }).waitFor({ state: "hidden" });
}

/** @param {Page} page */
const readout = async (page) => words(await webview(page).locator("#readout").textContent());

/** What the facts say under a title. @param {Page} page @param {string} title */
const fact = async (page, title) =>
  words(await webview(page).locator(`#facts dt:text-is("${title}") + dd`).textContent());

/** @param {Page} page */
const readings = async (page) => Number(/^[\d,]+/.exec(await fact(page, "Readings"))?.[0].replaceAll(",", ""));

/** @param {string | null} text */
const words = (text) => (text ?? "").replaceAll("\u00a0", " ");

/** The place that a read-out ends with. @param {string} text */
const lineOf = (text) => text.slice(text.lastIndexOf(" · ") + 3);

/** @param {string} text */
const numberIn = (text) => /\.py:(\d+)/.exec(text)?.[1] ?? "";

/** The numbers of the lines that the cursor is on. @param {Page} page */
const activeLines = (page) => page.locator(".active-line-number").allTextContents();

/** Clicks into the plot, so far from its left end to its right. @param {Page} page @param {number} part */
async function clickAt(page, part) {
  const box = await webview(page).locator(".u-over").boundingBox();
  if (box === null) throw new Error("the plot is not in view");
  await page.mouse.click(box.x + box.width * part, box.y + box.height / 2);
}

/** @param {Page} page @param {string} name */
async function openDat(page, name) {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
  await page.locator(".tab.active", { hasText: name }).waitFor();
}

/**
 * How many pixels of the plot have the curve's colour, and the contrast of every colour with what is behind it. It is
 * run in the page.
 */
function paintedColors() {
  const style = getComputedStyle(document.body);
  const probe = new OffscreenCanvas(1, 1).getContext("2d");
  const canvas = document.querySelector("#plot canvas");
  if (probe === null || !(canvas instanceof HTMLCanvasElement)) throw new Error("there is no plot");
  /** @param {string} name */
  const rgb = (name) => {
    probe.fillStyle = style.getPropertyValue(`--${name}`);
    probe.fillRect(0, 0, 1, 1);
    return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  /** WCAG's relative luminance. @param {number[]} color */
  const luminance = (color) => {
    const [red = 0, green = 0, blue = 0] = color
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paper = luminance(rgb("paper"));
  /** @param {string} name */
  const contrast = (name) => {
    const [low = 0, high = 0] = [paper, luminance(rgb(name))].sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  };
  const numbered = [0, 1, 2, 3, 4, 5].flatMap((at) => [`curve-${at}`, `call-${at}`]);
  const contrasts = Object.fromEntries(["ink", "muted", ...numbered].map((name) => [name, contrast(name)]));
  const { data = [] } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
  const wanted = rgb("curve-0");
  let curve = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (wanted.every((part, place) => Math.abs(part - (data[at + place] ?? 0)) < 16)) curve++;
  }
  return { curve, contrasts };
}

/** The addresses that pages ask for from now on that are neither the workbench's nor the extension's own. @param {Page} page */
function foreignRequests(page) {
  /** @type {string[]} */
  const found = [];
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const own = hostname === "127.0.0.1" || hostname.endsWith(".vscode-resource.vscode-cdn.net");
    if (request.frame().parentFrame() !== null && protocol.startsWith("http") && !own) found.push(request.url());
  });
  return found;
}
