// Where pictures of the page go: a folder git does not see.
import { mkdirSync } from "node:fs";
import { place } from "../../../scripts/places.mjs";

/**
 * Saves what the page shows. Answers the file.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
export async function screenshot(page, name) {
  const folder = place("workbench", ".run", "screenshots");
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.png`;
  await page.screenshot({ path: file });
  return file;
}
