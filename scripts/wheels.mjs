// One wheel of the compiled module, for one Python: how it is built, and found to run on which systems.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Failure, must } from "./command.mjs";
import { inVenv, place } from "./places.mjs";
import { perform } from "./steps.mjs";

export const NATIVE = place("server", "native");
const TOOLS = path.join(NATIVE, ".tools");
const PACKAGES = ["setuptools==84.2.1", "auditwheel==6.8.2"];
const LINUX = process.platform === "linux";
const CC = process.env["CC"] ?? "gcc";
// A Python's own way to link may name folders of its machine. With a fixed date, equal sources become equal bytes.
const REPEATABLE = { SOURCE_DATE_EPOCH: "315532800", ...(LINUX ? { CC, LDSHARED: `${CC} -shared` } : {}) };

/** Fetches what builds wheels. It is ours alone: no Python that is built for has to have it. */
export const fetchTools = () => perform([tools]);

/** @type {import("./steps.mjs").Step} */
const tools = {
  name: "wheel tools",
  title: `fetching ${PACKAGES.join(" and ")}`,
  inputs: PACKAGES,
  outputs: [TOOLS],
  act: async () =>
    void (await must([
      ...[inVenv("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
      ...["--upgrade", "--target", TOOLS, ...PACKAGES],
    ])),
};

/**
 * Builds the wheel for `python`, and hands its path to `keep`, after which it is gone. On Linux its name says the oldest
 * glibc it runs with, by the symbols that it needs.
 * @param {string} python
 * @param {(wheel: string) => void | Promise<void>} keep
 */
export async function releasedWheel(python, keep) {
  await inScratch(async (sources, made) => {
    const wheel = await built(python, sources, made);
    await keep(LINUX ? await audited(wheel, made) : wheel);
  });
}

/** The same with the compiler's checks of memory and of arithmetic in it. @type {typeof releasedWheel} */
export async function sanitizedWheel(python, keep) {
  await inScratch(async (sources, made) => keep(await built(python, sources, made, { HEATLINE_SANITIZE: "1" })));
}

/**
 * In a copy, so that nothing is left beside the sources.
 * @param {(sources: string, made: string) => Promise<void>} act
 */
async function inScratch(act) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "heatline-native-"));
  const [sources, made] = [path.join(folder, "sources"), path.join(folder, "made")];
  mkdirSync(sources);
  for (const name of readdirSync(NATIVE).filter((name) => /\.(c|h|py|toml)$/.test(name)))
    cpSync(path.join(NATIVE, name), path.join(sources, name));
  try {
    await act(sources, made);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} python @param {string} sources @param {string} made @param {Record<string, string>} [variables] */
async function built(python, sources, made, variables = {}) {
  const code = "from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])";
  await must([...withTools(python, code), made], { cwd: sources, env: { ...REPEATABLE, ...variables } });
  return onlyWheel(made);
}

/** @param {string} wheel @param {string} made */
async function audited(wheel, made) {
  const code = "from auditwheel.main import main; sys.exit(main())";
  const folder = path.join(made, "audited");
  const options = ["repair", "--patcher", "none", "--wheel-dir", folder, wheel];
  await must([...withTools(inVenv("python"), code), ...options], { env: REPEATABLE });
  return onlyWheel(folder);
}

/** Runs `code`, which finds our tools before whatever else the Python has. @param {string} python @param {string} code */
const withTools = (python, code) => [
  ...[python, "-I", "-c"],
  `import sys; sys.path.insert(0, ${JSON.stringify(TOOLS)}); ${code}`,
];

/** @param {string} folder */
function onlyWheel(folder) {
  const [name, ...others] = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".whl")) : [];
  if (name === undefined || others.length > 0) throw new Failure(`One wheel should be in ${folder}.`);
  return path.join(folder, name);
}
