// A page of ours in another theme.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { WAIT_MS } from "./window.mjs";
import { webview } from "./webview.mjs";

/**
 * Chooses a theme for the workspace, and waits until the page that shows has it.
 * @param {import("playwright-core").Page} page @param {{ folder: string, theme: string }} choice
 */
export async function chooseTheme(page, { folder, theme }) {
  mkdirSync(path.join(folder, ".vscode"), { recursive: true });
  writeFileSync(
    path.join(folder, ".vscode", "settings.json"),
    JSON.stringify({ "workbench.colorTheme": `Default ${theme}` }),
  );
  await webview(page).locator(`body[data-vscode-theme-id$="${theme}"]`).waitFor();
}

/** Looks until it is so. @param {() => Promise<boolean>} holds */
export async function until(holds) {
  const deadline = Date.now() + WAIT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within a minute: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
