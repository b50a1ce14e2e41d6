// The Pythons of this machine: one to make the project's environment from, and all that engines are fetched for.
import { existsSync, readdirSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Failure, run } from "./command.mjs";
import { inVenv, WINDOWS } from "./places.mjs";

const MINORS = [10, 11, 12, 13, 14, 15];
const PROBE = "import sys, ensurepip, venv; print(sys.executable, *sys.version_info[:3], sep='\\n')";

/** A Python of 3.10 or newer that can make an environment: its path. */
export async function pythonForVenv() {
  const newestFirst = [...MINORS].reverse().map((minor) => [`python3.${minor}`]);
  const launcher = WINDOWS ? [["py", "-3"]] : [];
  for (const command of [...launcher, ["python3"], ["python"], ...newestFirst]) {
    const { code, output } = await run([...command, "-I", "-c", PROBE]);
    const [executable = "", major, minor] = output.trim().split(/\r?\n/);
    if (code === 0 && Number(major) === 3 && Number(minor) >= 10) return executable;
  }
  throw new Failure(
    "No Python of 3.10 or newer that can make a virtual environment was found: install one from python.org or, " +
      "on Debian and Ubuntu, `apt install python3 python3-venv`, and try again.",
  );
}

/** Every Python 3.10 to 3.15 at hand, each once: on PATH, of pyenv, of the Windows launcher, and our own. */
export async function pythonsAtHand() {
  const found = [inVenv("python"), ...onSearchPath(), ...ofPyenv(), ...(await ofLauncher())];
  const byRealPath = new Map(found.filter((file) => existsSync(file)).map((file) => [realpathSync(file), file]));
  return [...byRealPath.values()];
}

/** pyenv's shims are left out: they are scripts, and what they stand for is found by itself. */
function onSearchPath() {
  const folders = (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => path.basename(folder) !== "shims");
  return folders.flatMap((folder) => MINORS.map((minor) => path.join(folder, `python3.${minor}`)));
}

function ofPyenv() {
  const versions = path.join(process.env["PYENV_ROOT"] ?? path.join(os.homedir(), ".pyenv"), "versions");
  if (!existsSync(versions)) return [];
  const wanted = readdirSync(versions).filter((name) => MINORS.some((minor) => name.startsWith(`3.${minor}.`)));
  return wanted.map((name) => path.join(versions, name, WINDOWS ? "python.exe" : "bin/python"));
}

/** The launcher's list has lines such as ` -V:3.12 *  C:\Python312\python.exe`. */
async function ofLauncher() {
  if (!WINDOWS) return [];
  const { output } = await run(["py", "-0p"]);
  const lines = output.split(/\r?\n/).filter((line) => MINORS.some((minor) => line.includes(`3.${minor}`)));
  return lines.map((line) => line.replace(/^\s*-\S+\s+(\*\s+)?/, "").trim());
}
