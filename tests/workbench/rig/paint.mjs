// What Heatline has painted, read off the page: decorations have no API, their text is a CSS ::after.

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ code: string, text: string, color: string, background: string }} Painted code: the line as it reads */

/** The painted texts of the lines in view, from the top down. @param {Page} page @returns {Promise<Painted[]>} */
export function paintedLines(page) {
  return page.locator(".monaco-editor .view-line").evaluateAll((lines) =>
    lines
      .map((line) => ({ top: line.getBoundingClientRect().top, line }))
      .sort((a, b) => a.top - b.top)
      .flatMap(({ line }) => {
        const code = (line.textContent ?? "").replaceAll("\u00a0", " ");
        return [...line.querySelectorAll('span[class*="ced-"]')].flatMap((span) => {
          const { content, color, backgroundColor } = getComputedStyle(span, "::after");
          const text = content.startsWith('"') ? content.slice(1, -1).replaceAll("\u00a0", " ") : "";
          return text === "" ? [] : [{ code, text, color, background: backgroundColor }];
        });
      }),
  );
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

/** The background colours of whole measured lines, by the line's text. @param {Page} page */
export async function lineBackgrounds(page) {
  return page.locator(".monaco-editor .view-overlays .cdr").evaluateAll((marks) =>
    marks.flatMap((mark) => {
      const { backgroundColor, opacity } = getComputedStyle(mark);
      if (backgroundColor === "rgba(0, 0, 0, 0)") return [];
      return [{ top: mark.getBoundingClientRect().top, background: backgroundColor, opacity: Number(opacity) }];
    }),
  );
}

/** The colours in the overview ruler, each with its number of pixels. @param {Page} page */
export async function rulerColors(page) {
  const counted = await page
    .locator(".monaco-editor canvas.decorationsOverviewRuler")
    .first()
    .evaluate((element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      /** @type {Record<string, number>} */
      const counts = {};
      for (let at = 0; at < pixels.length; at += 4) {
        if ((pixels[at + 3] ?? 0) < 100) continue;
        const color = `rgb(${pixels[at]}, ${pixels[at + 1]}, ${pixels[at + 2]})`;
        counts[color] = (counts[color] ?? 0) + 1;
      }
      return counts;
    });
  return new Map(Object.entries(counted));
}
