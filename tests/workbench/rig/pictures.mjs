// The pictures of the README: taken by checks, kept only where that is asked for.
import { mkdirSync } from "node:fs";
import { place } from "../../../scripts/places.mjs";

/** Calm, and nothing in the window but the editor. */
const SETTINGS = {
  "breadcrumbs.enabled": false,
  "editor.fontSize": 14,
  "editor.guides.indentation": false,
  "editor.hideCursorInOverviewRuler": true,
  "editor.matchBrackets": "never",
  "editor.occurrencesHighlight": "off",
  "editor.renderLineHighlight": "none",
  "editor.scrollbar.horizontal": "hidden",
  "editor.stickyScroll.enabled": false,
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "workbench.statusBar.visible": false,
};
const THEMES = { dark: "Default Dark Modern", light: "Default Light Modern" };

/** @param {{ theme: keyof typeof THEMES, height: number }} look @returns {import("./check.mjs").Stage} */
export const pictureStage = ({ theme, height }) => ({
  files: { ".vscode/settings.json": JSON.stringify({ ...SETTINGS, "workbench.colorTheme": THEMES[theme] }) },
  look: { viewport: { width: 1100, height }, deviceScaleFactor: 2 },
});

/**
 * Takes a picture of the page: into docs/images/ with HEATLINE_PICTURES=1, else beside the screenshots.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
export async function picture(page, name) {
  const kept = process.env["HEATLINE_PICTURES"] === "1";
  const folder = kept ? place("docs", "images") : place("workbench", ".run", "screenshots");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, caret: "hide" });
}
