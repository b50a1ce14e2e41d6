// What it takes to have something timed, and to read the answer: lenses, the boxes in between, the page of timings.
import { lens } from "./editor.mjs";
import { quickInput } from "./palette.mjs";
import { webview } from "./webview.mjs";

/** @typedef {import("playwright-core").Page} Page */

/**
 * Clicks a lens until another says what is wanted: the workbench may draw its lenses anew under the mouse.
 * @param {Page} page @param {string} title @param {RegExp} wanted
 */
export async function clickLens(page, title, wanted) {
  for (let tries = 0; tries < 5; tries++) {
    await lens(page, title).click();
    if (await isThere(lens(page, wanted), 12_000)) return;
  }
  throw new Error(`${title} was clicked five times, and no lens said ${String(wanted)}`);
}

/**
 * Presses a lens whose click is seen elsewhere, once its place has settled.
 * @param {Page} page @param {string | RegExp} title @param {number} [at] which of those that say so
 */
export async function pressLens(page, title, at = 0) {
  const found = page
    .locator(".editor-group-container.active .codelens-decoration > *", { hasText: title })
    .filter({ visible: true })
    .nth(at);
  await found.waitFor();
  let before = "";
  for (let seen = await placeOf(found); seen !== before; seen = await placeOf(found)) {
    before = seen;
    await page.waitForTimeout(400);
  }
  await found.click();
}

/** Picks a row of the box that is open, by its label. @param {Page} page @param {string | RegExp} label */
export async function choose(page, label) {
  await quickInput(page).locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
}

/** What the newest answer on the page of timings says. @param {Page} page */
export async function verdict(page) {
  const said = await webview(page).locator(".verdict").first().textContent();
  return (said ?? "").replaceAll("\u00a0", " ");
}

/** @param {import("playwright-core").Locator} locator @param {number} limit_ms */
const isThere = (locator, limit_ms) =>
  locator.waitFor({ timeout: limit_ms }).then(
    () => true,
    () => false,
  );

/** @param {import("playwright-core").Locator} locator */
const placeOf = async (locator) => JSON.stringify(await locator.boundingBox());
