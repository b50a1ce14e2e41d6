/** Where a Python for the server may be, best first. Knows nothing of VS Code and starts nothing. */

import { basename, delimiter, isAbsolute, join, relative, sep } from "node:path";

export interface Surroundings {
  /** The settings heatline.serverInterpreter and heatline.interpreter; empty when not set. */
  readonly serverInterpreter: string;
  readonly interpreter: string;
  /** The paths of the workspace folders. */
  readonly folders: readonly string[];
  readonly trusted: boolean;
  readonly home: string;
  /** The environment variable PATH. */
  readonly path: string;
  readonly windows: boolean;
}

export interface Candidate {
  readonly path: string;
  /** What led to it, as the end of a sentence: found … */
  readonly found: string;
}

const NAMES = ["python3", "python", ...[15, 14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];

export function candidates(around: Surroundings): readonly Candidate[] {
  const all = [
    ...fromSetting("heatline.serverInterpreter", around.serverInterpreter, around),
    ...fromSetting("heatline.interpreter", around.interpreter, around),
    ...around.folders.map((folder) => ({
      path: venvPython(folder, around.windows),
      found: `as the .venv of ${basename(folder)}`,
    })),
    ...NAMES.flatMap((name) => onPath(name, around)),
  ];
  const allowed = around.trusted ? all : all.filter(({ path }) => !isInside(path, around.folders));
  return allowed.filter(({ path }, index) => allowed.findIndex((other) => other.path === path) === index);
}

/** Whether `path` lies in one of `folders`, by its name alone. */
export function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const way = relative(folder, path);
    return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  });
}

export function venvPython(folder: string, windows: boolean): string {
  return windows ? join(folder, ".venv", "Scripts", "python.exe") : join(folder, ".venv", "bin", "python");
}

function fromSetting(setting: string, value: string, around: Surroundings): readonly Candidate[] {
  const found = `by the setting ${setting}`;
  const path = expanded(value.trim(), around);
  if (path === "" || path.includes("${")) return [];
  if (isAbsolute(path)) return [{ path, found }];
  if (!/[\\/]/.test(path)) return onPath(path, around).map((candidate) => ({ ...candidate, found }));
  return around.folders.map((folder) => ({ path: join(folder, path), found }));
}

function expanded(value: string, { home, folders }: Surroundings): string {
  const folder = folders[0];
  const path = folder === undefined ? value : value.replaceAll("${workspaceFolder}", () => folder);
  return path === "~" || /^~[\\/]/.test(path) ? home + path.slice(1) : path;
}

/** Relative entries of the PATH are left out: they mean another folder to every process. */
function onPath(name: string, { path, windows }: Surroundings): readonly Candidate[] {
  const file = windows && !name.toLowerCase().endsWith(".exe") ? `${name}.exe` : name;
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => ({ path: join(folder, file), found: "on the PATH" }));
}
