// The page inside an editor of its own: VS Code puts it into a frame within a frame.

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */

/** What stands in the page that shows. @param {Page} page */
export const webview = (page) => page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");

/**
 * The frame itself, to look at more than elements; the page has to be there.
 * @param {Page} page
 * @returns {Promise<Frame>}
 */
export async function webviewFrame(page) {
  const frame = await webview(page).locator("body").elementHandle();
  const owner = await frame?.ownerFrame();
  if (!owner) throw new Error("no webview shows");
  return owner;
}
