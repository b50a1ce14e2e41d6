// Put the packaged extension into a workbench, as a user would, with the engines set-up has fetched.
import { existsSync, readdirSync, symlinkSync } from "node:fs";
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
  const name = readdirSync(folders.extensions).find((folder) => folder.startsWith("heatline."));
  if (name === undefined) throw new Failure(`The workbench did not install ${VSIX}.`);
  // The package carries no compiled engines; without these the first click would have to fetch one.
  const engines = path.join(folders.extensions, name, "server", "engines");
  if (!existsSync(engines)) symlinkSync(place("server", "engines"), engines);
}
