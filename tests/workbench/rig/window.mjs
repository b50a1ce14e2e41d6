// One VS Code window: a page of its own, with nothing remembered from the windows before it.

/** @typedef {import("playwright-core").BrowserContextOptions} Look how large the window is, and how fine its picture */

/** Long, for a machine that has other things to do; a wait ends as soon as what it waits for is there. */
export const WAIT_MS = 60_000;

/**
 * Opens a folder and answers the question of trust.
 * @param {import("playwright-core").Browser} browser
 * @param {string} url the server's
 * @param {{ folder: string, trusted: boolean, look: Look }} options
 */
export async function openWindow(browser, url, { folder, trusted, look }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...look });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  await answerTrust(page, trusted);
  return page;
}

/** Leaves by a real unload, so that the window's extension host ends with it. @param {import("playwright-core").Page} page */
export async function closeWindow(page) {
  await page.goto("about:blank");
  await page.context().close();
}

/** @param {import("playwright-core").Page} page @param {boolean} trusted */
async function answerTrust(page, trusted) {
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.getByRole("button", { name: trusted ? /Yes, I trust/ : /No, I don't trust/ }).click();
  await dialog.waitFor({ state: "detached" });
}
