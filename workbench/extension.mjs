// Put the packaged extension into a workbench, as a user would, with the engines set-up has fetched.
import { existsSync, readdirSync, symlinkSync, unlinkSync } from "node:fs";
import path from "node:path";
import { Failure, must } from "../scripts/command.mjs";
import { place, VSIX } from "../scripts/places.mjs";
import { folderArguments } from "./folders.mjs";
import { ENTRY } from "./install.mjs";
import { nodeForWorkbench } from "./node.mjs";

/**
 * Installs heatline.vsix; to be done before a page is opened.
 * @param {import("./folders.mjs").Folders} folders
 * @param {Record<string, string | undefined>} [env]
 */
export async function installExtension(folders, env = {}) {
  const install = [...folderArguments(folders), "--force", "--install-extension", VSIX];
  await must([nodeForWorkbench(), ENTRY, ...install], { env });
  layEngines(folders, true);
}

/**
 * Lends the installed extension the compiled engines set-up has fetched, since the package carries none; without them
 * the first click has to fetch one.
 * @param {import("./folders.mjs").Folders} folders
 * @param {boolean} there
 */
export function layEngines(folders, there) {
  const name = readdirSync(folders.extensions).find((folder) => folder.startsWith("heatline."));
  if (name === undefined) throw new Failure(`The workbench did not install ${VSIX}.`);
  const engines = path.join(folders.extensions, name, "server", "engines");
  if (existsSync(engines) === there) return;
  if (there) symlinkSync(place("server", "engines"), engines);
  else unlinkSync(engines);
}
