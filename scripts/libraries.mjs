// The server's libraries beside the server, for the Python the user has: nothing compiled, usable from Python 3.10 on.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { Failure, must } from "./command.mjs";
import { inVenv, place } from "./places.mjs";

export const LIBRARIES = place("server", "libs");

// What the dependencies ask for on Python 3.10 only; pip looks at the Python it runs in.
const FOR_OLDER_PYTHONS = ["exceptiongroup", "typing_extensions"];

// The server's dependencies as pyproject.toml has them, without those of extras.
const REQUIREMENTS =
  "import importlib.metadata as m; print(*(r for r in m.requires('heatline') or () if 'extra ==' not in r), sep='\\n')";

/** Fills `server/libs` afresh; the old ones stay until the new ones are complete. */
export async function installLibraries() {
  const fresh = `${LIBRARIES}.${process.pid}`;
  try {
    await installInto(fresh);
    assertComplete(fresh);
    rmSync(LIBRARIES, { recursive: true, force: true });
    renameSync(fresh, LIBRARIES);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function installInto(folder) {
  const requirements = (await must([inVenv("python"), "-c", REQUIREMENTS])).trim().split(/\r?\n/);
  await must(
    [
      ...[inVenv("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"],
      ...["--python-version=3.10", "--platform=any", "--implementation=py", "--abi=none", "--only-binary=:all:"],
      ...["--target", folder, ...requirements, ...FOR_OLDER_PYTHONS],
    ],
    { hint: "Check that the package registry can be reached, and try again." },
  );
  rmSync(path.join(folder, "bin"), { recursive: true, force: true });
}

/** @param {string} folder */
function assertComplete(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const compiled = files.filter((file) => /\.(so|pyd|dylib)$/.test(file));
  if (compiled.length > 0) throw new Failure(`Compiled files among the server's libraries: ${compiled.join(", ")}.`);
  const folders = files.filter((file) => file.endsWith(".dist-info"));
  const there = new Set(folders.map((info) => canonical(path.basename(info).split("-")[0] ?? "")));
  const missing = folders.flatMap((info) => requirementsOf(path.join(folder, info))).filter((name) => !there.has(name));
  if (missing.length > 0) {
    throw new Failure(`The server's libraries need ${missing.join(", ")}: name them in scripts/libraries.mjs.`);
  }
}

/** The packages a library asks for on any Python, without those of its extras. @param {string} info */
function requirementsOf(info) {
  const metadata = path.join(info, "METADATA");
  if (!existsSync(metadata)) return [];
  const lines = readFileSync(metadata, "utf8").split(/\r?\n/);
  const needs = lines.filter((line) => line.startsWith("Requires-Dist:") && !/extra\s*==/.test(line));
  return needs.map((line) => canonical(/^Requires-Dist:\s*([\w.-]+)/.exec(line)?.[1] ?? ""));
}

/** @param {string} name */
const canonical = (name) => name.toLowerCase().replace(/[-_.]+/g, "-");
