import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { check } from "../rig/check.mjs";
import { until } from "../rig/themes.mjs";
import { webview, webviewFrame } from "../rig/webview.mjs";

const FUNCTIONS = 100_000;
const ZOOMS = 20;
/** Writes what cProfile would of so many functions, each called by one before it. */
const MAKE = `
import marshal, sys
count = int(sys.argv[2])
key = lambda i: (f"/p/package{i // 1000}/module{i // 50}.py", i % 50 * 10 + 1, f"function_{i}")
stats = {}
for i in range(count):
    callers = {key((i - 1) // 3): (2, 2, 0.001, 9 / (1 + i ** 0.9))} if i else {}
    stats[key(i)] = (2, 2, 0.002, 10 / (1 + i ** 0.9), callers)
open(sys.argv[1], "wb").write(marshal.dumps(stats, 2))
`;

describe("who calls whom, of 100,000 functions", () => {
  check(
    "opens, is zoomed and searched",
    { look: { viewport: { width: 1500, height: 1100 } } },
    async ({ page, folder }) => {
      execFileSync("python3", ["-c", MAKE, path.join(folder, "large.prof"), String(FUNCTIONS)]);
      const file = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "large.prof" });
      await file.waitFor();
      const began = Date.now();
      await file.dblclick();
      const view = webview(page);
      await view.locator("#functions tbody tr").first().waitFor();
      const rows = Date.now() - began;
      await view.locator("#picture rect").nth(5).waitFor();
      const picture = Date.now() - began;
      assert.match(await view.locator("#count").innerText(), /^100,000.functions$/);
      const works = (await zooms(page)).sort((a, b) => a - b);
      const p95 = works[Math.ceil(works.length * 0.95) - 1] ?? 0;
      console.log(
        `100,000 functions: rows after ${rows} ms, picture after ${picture} ms; ` +
          `main-thread work per zoom ${(works[Math.floor(works.length / 2)] ?? 0).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
      );
      await view.getByLabel("Search").fill("function_99999");
      await until(async () => (await view.locator("#functions tbody tr").count()) === 1);
    },
  );
});

/**
 * What the page's thread works, in ms, for each of so many zooms into the picture and out of it again.
 * @param {import("playwright-core").Page} page
 */
async function zooms(page) {
  const frame = await webviewFrame(page);
  /** @type {number[]} */
  const works = [];
  for (let zoom = 0; zoom < ZOOMS; zoom++) works.push(await frame.evaluate(workOfZoom, zoom % 2 === 0));
  return works;
}

/**
 * In the page: clicks a function, or the whole above it, and answers what the thread worked until it is drawn: from
 * each event to the layout after it.
 * @param {boolean} isIn
 * @returns {Promise<number>} in ms
 */
function workOfZoom(isIn) {
  return new Promise((resolve) => {
    let work = 0;
    let start = 0;
    const begins = () => {
      start = performance.now();
    };
    const ends = () => {
      void document.body.offsetHeight; // has the layout done
      work += performance.now() - start;
    };
    /** @param {MessageEvent<{ kind?: string } | undefined>} event */
    const heard = (event) => {
      ends();
      if (event.data?.kind !== "tree") return;
      window.removeEventListener("message", begins, true);
      window.removeEventListener("message", heard);
      resolve(work);
    };
    window.addEventListener("message", begins, true); // before the page's own
    window.addEventListener("message", heard); // and after it
    const shapes = document.querySelectorAll("#picture rect");
    begins();
    shapes[isIn ? 3 : 0]?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    ends();
  });
}
