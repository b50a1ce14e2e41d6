// The integrated terminal: what it shows cannot be read off its canvas reliably, so programs write files to be read.

/** @typedef {import("playwright-core").Page} Page */

/** The terminal in front. @param {Page} page */
export const terminal = (page) => page.locator(".terminal-wrapper.active .xterm");

/** Types into the terminal, as an answer to input(). @param {Page} page @param {string} text */
export async function type(page, text) {
  await terminal(page).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** The lines the terminal shows, read from its accessible rows. @param {Page} page */
export async function shownLines(page) {
  const rows = await terminal(page).locator(".xterm-rows > div, .xterm-accessibility-tree > div").allTextContents();
  return rows.map((row) => row.replaceAll("\u00a0", " ").trimEnd()).filter((row) => row !== "");
}
