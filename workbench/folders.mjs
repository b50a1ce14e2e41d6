// The folders one code-server lives in, so that it reads and writes nothing of the user's own VS Code.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** @typedef {{ root: string, data: string, extensions: string, config: string, log: string }} Folders */

/**
 * Lays the folders out below `root`. Settings the user has changed there since are kept.
 * @param {string} root
 * @param {{ user: Readonly<Record<string, unknown>>, machine?: Readonly<Record<string, unknown>> }} settings
 *   machine: the settings of scope `machine`, which a browser's workbench reads from nowhere else
 * @returns {Folders}
 */
export function layFolders(root, { user, machine = {} }) {
  const data = path.join(root, "data");
  const extensions = path.join(root, "extensions");
  mkdirSync(extensions, { recursive: true });
  writeOnce(path.join(data, "User", "settings.json"), user);
  writeOnce(path.join(data, "Machine", "settings.json"), machine);
  const config = path.join(root, "config.yaml");
  writeFileSync(config, "{}\n");
  return { root, data, extensions, config, log: path.join(root, "server.log") };
}

/** The arguments that make code-server use them. @param {Folders} folders */
export const folderArguments = ({ config, data, extensions }) => [
  ...["--config", config, "--user-data-dir", data, "--extensions-dir", extensions],
];

/** @param {string} file @param {Readonly<Record<string, unknown>>} settings */
function writeOnce(file, settings) {
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
}
