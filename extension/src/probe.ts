/** Finds the first Python that can run the server, by asking each candidate what it is. */

import { execFile } from "node:child_process";
import { access, constants, realpath } from "node:fs/promises";

import { type Candidate, isInside } from "./candidates";

/** A Python that answered: `path` is the program itself, not a wrapper that chooses one. */
export interface Python extends Candidate {
  readonly version: string;
}

export interface ProbeOptions {
  /** No Python from inside these folders is started, or accepted. */
  readonly forbidden: readonly string[];
  /** Where to start it, so that nothing in the workspace can steer a wrapper on the PATH. */
  readonly cwd: string;
  readonly log: (line: string) => void;
}

const LIMIT_MS = 5000;
const QUESTION =
  "import sys, platform; v = sys.version_info; " +
  "print(platform.python_implementation(), '%d.%d.%d' % v[:3], sys.executable or '', sep='\\n')";

export async function firstPython(
  candidates: readonly Candidate[],
  options: ProbeOptions,
): Promise<Python | undefined> {
  for (const candidate of candidates) {
    if (!(await isAllowed(candidate.path, options.forbidden))) continue;
    const python = await probed(candidate, options);
    if (python !== undefined) return python;
  }
  return undefined;
}

/** Whether it is there, and in none of the forbidden folders under any name. */
async function isAllowed(path: string, forbidden: readonly string[]): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    const real = await Promise.all(forbidden.map((folder) => realpath(folder).catch(() => folder)));
    const everyName = [...forbidden, ...real];
    return !isInside(path, everyName) && !isInside(await realpath(path), everyName);
  } catch {
    return false; // not there, or not to be read
  }
}

async function probed(candidate: Candidate, options: ProbeOptions): Promise<Python | undefined> {
  const answer = await ask(candidate.path, options.cwd);
  if (answer instanceof Error) {
    options.log(`${candidate.path} (${candidate.found}) does not start: ${answer.message.trim()}`);
    return undefined;
  }
  const [implementation = "", version = "", executable = ""] = answer.split(/\r?\n/);
  if (implementation !== "CPython" || !isNewEnough(version)) {
    options.log(`${candidate.path} (${candidate.found}) is ${implementation} ${version}, not CPython 3.10 or newer`);
    return undefined;
  }
  const path = executable === "" ? candidate.path : executable;
  return (await isAllowed(path, options.forbidden)) ? { ...candidate, path, version } : undefined;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 10);
}

function ask(path: string, cwd: string): Promise<string | Error> {
  return new Promise((resolve) => {
    const options = { cwd, timeout: LIMIT_MS, killSignal: "SIGKILL", windowsHide: true } as const;
    execFile(path, ["-I", "-c", QUESTION], options, (error, stdout) => {
      resolve(error ?? stdout);
    });
  });
}
