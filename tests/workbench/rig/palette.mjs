// The command palette and Quick Open: both are the same box.
import path from "node:path";

/** @typedef {import("playwright-core").Page} Page */

/** The box, for prompts of our own too: rows, input, message. @param {Page} page */
export const quickInput = (page) => page.locator(".quick-input-widget:visible");

/** Runs a command by the title the palette shows. @param {Page} page @param {string} title */
export async function command(page, title) {
  await pick(page, { key: "F1", text: `>${title}`, row: title });
}

/**
 * Opens a file of the folder by its name, or its path there, and waits for its text.
 * @param {Page} page
 * @param {string} name
 */
export async function openFile(page, name) {
  await pick(page, { key: "Control+p", text: name, row: path.basename(name) });
  await page.locator(".tab.active", { hasText: path.basename(name) }).waitFor();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/** Runs a command that goes on to ask in the same box. @param {Page} page @param {string} title */
export async function askingCommand(page, title) {
  await choose(page, { key: "F1", text: `>${title}`, row: title });
}

/** @typedef {{ key: string, text: string, row: string }} Choice */

/** @param {Page} page @param {Choice} choice */
async function pick(page, choice) {
  await choose(page, choice);
  await quickInput(page).waitFor({ state: "hidden" });
}

/** @param {Page} page @param {Choice} choice */
async function choose(page, { key, text, row }) {
  await page.keyboard.press(key);
  const box = quickInput(page);
  await box.locator("input").first().fill(text);
  // Not Enter: until the list has been narrowed down, another row may be the first.
  const label = page.locator(".label-name").getByText(row, { exact: true });
  await box.locator(".quick-input-list .monaco-list-row", { has: label }).first().click();
}
