// What the workbench says around the editor: status bar, notifications, Restricted Mode.

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string | RegExp} text */
export const statusItem = (page, text) => page.locator(".statusbar-item", { hasText: text }).first();

/** A notification; its buttons by getByRole("button"). @param {Page} page @param {string | RegExp} text */
export const notification = (page, text) => page.locator(".notification-toast", { hasText: text }).first();

/** All notifications that show. @param {Page} page */
export const notifications = (page) => page.locator(".notification-toast");

/** @param {Page} page */
export const restrictedMode = (page) => statusItem(page, "Restricted Mode");

/** Trusts the folder after all, from the trust editor, and leaves that. @param {Page} page */
export async function grantTrust(page) {
  await restrictedMode(page).click();
  const editor = page.locator(".workspace-trust-editor");
  await editor.getByRole("button", { name: "Trust", exact: true }).first().click();
  await restrictedMode(page).waitFor({ state: "detached" });
  await page
    .locator(".monaco-modal-editor-block")
    .getByRole("button", { name: /^Close/ })
    .click();
  await editor.waitFor({ state: "detached" });
}
