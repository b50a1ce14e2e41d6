// Where things stand in this checkout, so that no script depends on the folder it was started in.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(fileURLToPath(import.meta.url), "..", "..");
export const WINDOWS = process.platform === "win32";

/** @param {string[]} parts */
export const place = (...parts) => path.join(ROOT, ...parts);

/** A program of the project's own Python environment. @param {string} name */
export const inVenv = (name) => place(".venv", ...(WINDOWS ? ["Scripts", `${name}.exe`] : ["bin", name]));

export const VSIX = place("heatline.vsix");
