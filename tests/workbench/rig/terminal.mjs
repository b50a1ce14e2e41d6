// The integrated terminal, in which programs are profiled.

/** @typedef {import("playwright-core").Page} Page */

/** The terminal in front. @param {Page} page */
export const terminal = (page) => page.locator(".terminal-wrapper.active .xterm");

/** A line the terminal shows. @param {Page} page @param {string | RegExp} text */
export const terminalLine = (page, text) => terminal(page).locator(".xterm-rows > div", { hasText: text }).first();

/** Types a line into the terminal, as an answer to input(). @param {Page} page @param {string} text */
export async function answer(page, text) {
  await terminal(page).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}
