// What Heatline has painted, read off the page: decorations have no API, their text is a CSS ::after.
import { colorName } from "./colors.mjs";

/** @typedef {import("playwright-core").Page} Page */
/**
 * @typedef {{ code: string, text: string, color: string, heat: string, bar: string, faded: boolean }} Painted
 *   code: the line as it reads; text: what stands at its end, in which color; heat: the name of its background,
 *   `heat0` to `heat5`, `memory0` to `memory5` or `failed`, empty without one; bar: the name of the colour of the bar
 *   before the code, `memoryMark1` to `memoryMark5`, empty without one; faded: drawn as a line that never ran
 */

/**
 * The lines in view in the active editor that anything is painted on, from the top down.
 * @param {Page} page
 * @returns {Promise<Painted[]>}
 */
export async function paintedLines(page) {
  const lines = await page.locator(".editor-group-container.active .monaco-editor").first().evaluate(readLines);
  const named = lines.map(({ background, edge, ...line }) => ({
    ...line,
    heat: colorName(background),
    bar: colorName(edge),
  }));
  return named.filter(({ text, heat, bar, faded }) => text !== "" || heat !== "" || bar !== "" || faded);
}

/**
 * Waits until what is painted is as wanted, and answers it. The page is asked again and again, as a person would look.
 * @param {Page} page
 * @param {(lines: readonly Painted[]) => boolean} wanted
 * @param {number} [wait_ms]
 */
export async function untilPainted(page, wanted, wait_ms = 60_000) {
  const deadline = Date.now() + wait_ms;
  for (;;) {
    const lines = await paintedLines(page);
    if (wanted(lines)) return lines;
    if (Date.now() > deadline) throw new Error(`painted instead: ${JSON.stringify(lines, null, 1)}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** The painted line that holds this code. @param {readonly Painted[]} lines @param {string} code */
export const paintedLine = (lines, code) => lines.find((line) => line.code.includes(code));

/** What stands beside which code. @param {readonly Painted[]} lines */
export const texts = (lines) => lines.map(({ code, text }) => [code, text]);

/** The names of the colours in the overview ruler: `mark3` to `mark5`, `memoryMark3` to `memoryMark5`. @param {Page} page */
export async function rulerMarks(page) {
  const colors = await page.locator(".monaco-editor canvas.decorationsOverviewRuler").first().evaluate(readRuler);
  return new Set(colors.map(colorName).filter((name) => name !== ""));
}

/** In the page: each line in view with what is painted on it. @param {Element} editor */
function readLines(editor) {
  /** @param {Element} element */
  const top = (element) => Math.round(element.getBoundingClientRect().top);
  const CLEAR = "rgba(0, 0, 0, 0)";
  const marks = [...editor.querySelectorAll(".view-overlays .cdr")].map((mark) => {
    const { backgroundColor, borderLeftWidth, borderLeftColor } = getComputedStyle(mark);
    return { top: top(mark), background: backgroundColor, edge: borderLeftWidth === "0px" ? CLEAR : borderLeftColor };
  });
  const shades = marks.filter(({ background }) => background !== CLEAR);
  const backgrounds = new Map(shades.map(({ top, background }) => [top, background]));
  const bars = marks.filter(({ background, edge }) => background === CLEAR && edge !== CLEAR);
  const edges = new Map(bars.map(({ top, edge }) => [top, edge]));
  /** @param {Element} span the text set after it */
  const after = (span) => {
    const { content, color } = getComputedStyle(span, "::after");
    return { text: content.startsWith('"') ? content.slice(1, -1).replaceAll("\u00a0", " ") : "", color };
  };
  return [...editor.querySelectorAll(".view-line")]
    .sort((a, b) => top(a) - top(b))
    .map((line) => {
      const spans = [...line.querySelectorAll('span[class*="ced-"]')];
      const { text, color } = spans.map(after).find(({ text }) => text !== "") ?? { text: "", color: "" };
      return {
        code: (line.textContent ?? "").replaceAll("\u00a0", " "),
        text,
        color,
        background: backgrounds.get(top(line)) ?? "",
        edge: edges.get(top(line)) ?? "",
        faded: spans.some((span) => getComputedStyle(span).opacity === "0.5"),
      };
    });
}

/** In the page: the clear colours of the ruler's pixels. @param {Element} element */
function readRuler(element) {
  const canvas = /** @type {HTMLCanvasElement} */ (element);
  const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  /** @type {Set<string>} */
  const colors = new Set();
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) >= 250) colors.add(`rgb(${pixels[at]}, ${pixels[at + 1]}, ${pixels[at + 2]})`);
  }
  return [...colors];
}
