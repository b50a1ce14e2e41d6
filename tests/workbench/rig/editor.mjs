// What stands in the editor: lines (only those in view are in the page), lenses, the hover.

/** @typedef {import("playwright-core").Page} Page */

/** The first line that holds this text. @param {Page} page @param {string | RegExp} text */
export const line = (page, text) => page.locator(".monaco-editor .view-line", { hasText: text }).first();

/** A lens, to be read or clicked; one without a command is no link. In the active editor. @param {Page} page @param {string | RegExp} title */
export const lens = (page, title) =>
  page
    .locator(".editor-group-container.active .codelens-decoration > *", { hasText: title })
    .filter({ visible: true })
    .first();

/** A button at the right of the tabs, by its tooltip. @param {Page} page @param {string | RegExp} name */
export const titleButton = (page, name) => page.locator(".editor-actions").getByRole("button", { name }).first();

/** The hover that is open. @param {Page} page */
export const hover = (page) => page.locator(".monaco-hover:visible");

/**
 * Rests the mouse on a word of a line and waits for the hover. The line has to stand where it stays: after an edit or
 * a run, wait for the lens first.
 * @param {Page} page
 * @param {{ line: string | RegExp, word: string }} where
 */
export async function hoverOver(page, { line: text, word }) {
  await line(page, text).getByText(word, { exact: true }).first().hover();
  await hover(page).first().waitFor();
  return hover(page);
}

/** Puts the cursor at the start of the document. @param {Page} page */
export async function goToStart(page) {
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("Control+Home");
}

/** Saves and waits until the tab says so. @param {Page} page */
export async function save(page) {
  await page.keyboard.press("Control+s");
  await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
}

/** Scrolls by so many lines; the cursor stays. @param {Page} page @param {number} lines */
export async function scrollDown(page, lines) {
  await page.locator(".editor-group-container.active .monaco-editor .view-line").first().click();
  for (let line = 0; line < lines; line++) await page.keyboard.press("Control+ArrowDown");
}

/**
 * Chooses from the menu that a right click on a line opens, through Heatline's own.
 * @param {Page} page
 * @param {{ line: string | RegExp, word: string, item: string }} choice
 */
export async function chooseFromMenu(page, { line: text, word, item }) {
  await line(page, text).getByText(word, { exact: true }).first().click({ button: "right" });
  const menu = page.locator(".monaco-menu");
  await menu.getByRole("menuitem", { name: "Heatline" }).hover();
  const own = menu.getByRole("menuitem", { name: item, exact: true });
  await own.click();
  // A menu takes no click in its first moments.
  await own.waitFor({ state: "hidden", timeout: 3000 }).catch(() => own.click());
}

/**
 * Clicks a lens that profiles and waits until its terminal shows; clicks again, as a person does, where the workbench
 * drew its lenses anew under the mouse and the click was lost.
 * @param {Page} page
 * @param {string} [title]
 */
export async function profileByLens(page, title = "Profile time") {
  const shown = page.locator(".terminal-wrapper .xterm").first();
  for (let tries = 0; tries < 5; tries++) {
    await lens(page, title).click();
    const began = await shown.waitFor({ timeout: 8000 }).then(
      () => true,
      () => false,
    );
    if (began) return;
  }
  throw new Error(`${title} was clicked five times, and nothing ran`);
}
