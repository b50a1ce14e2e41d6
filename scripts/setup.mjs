// Everything a fresh clone needs, and nothing twice: `npm run setup`. Only Node's own modules are used up to `npm ci`.
import { existsSync, readFileSync } from "node:fs";
import { must, npm, run, script, startedDirectly } from "./command.mjs";
import { installLibraries, LIBRARIES } from "./libraries.mjs";
import { inVenv, place } from "./places.mjs";
import { pythonForVenv, pythonsAtHand } from "./pythons.mjs";
import { perform } from "./steps.mjs";

const ENGINES = place("server", "engines");
const REGISTRY = place("server", "heatline_runner", "registry.py");
const UNPACK = place("scripts", "unpack_wheels.py");
const REGISTRY_HINT = "Check that the package registry can be reached, and try again.";

/** Does what is due. Answers whether there was anything. */
export async function setup() {
  const tools = await setupTools();
  const rest = await perform([libraries, compiledModules, await engines(), extension]);
  return tools.length + rest.length > 0;
}

/** What formatting, linting and type checking need. */
export const setupTools = () => perform([packages, environment]);

/** @type {import("./steps.mjs").Step} */
const packages = {
  name: "npm packages",
  title: "installing what package-lock.json names",
  inputs: [place("package-lock.json")],
  outputs: [place("node_modules", ".package-lock.json")],
  act: async () => void (await must(npm("ci", "--ignore-scripts"), { hint: REGISTRY_HINT })),
};

/** @type {import("./steps.mjs").Step} */
const environment = {
  name: "Python environment",
  title: "making .venv with the heatline command",
  inputs: [place("pyproject.toml")],
  outputs: [inVenv("python"), inVenv("heatline")],
  act: makeEnvironment,
};

/** @type {import("./steps.mjs").Step} */
const libraries = {
  name: "server libraries",
  title: "filling server/libs",
  inputs: [place("pyproject.toml"), place("scripts", "libraries.mjs")],
  outputs: [LIBRARIES],
  act: installLibraries,
};

/** Our own, built long before: no compiler is needed here. @type {import("./steps.mjs").Step} */
const compiledModules = {
  name: "compiled modules",
  title: "unpacking server/native/wheels",
  inputs: [place("server", "native", "wheels"), UNPACK],
  outputs: [place("server", "native", "lib")],
  act: async () => void (await must([inVenv("python"), UNPACK])),
};

/** Does so where the wheels are new. */
export const unpackWheels = () => perform([compiledModules]);

/** @type {import("./steps.mjs").Step} */
const extension = {
  name: "extension",
  title: "building dist/",
  inputs: [place("extension"), place("scripts", "build.mjs"), place("package-lock.json")],
  outputs: ["extension.js", "memory.js", "memory.css"].map((file) => place("dist", file)),
  act: async () => void (await must([process.execPath, place("scripts", "build.mjs")])),
};

async function makeEnvironment() {
  if (!existsSync(inVenv("python"))) {
    await must([await pythonForVenv(), "-m", "venv", "--clear", place(".venv")]);
  }
  const pip = [inVenv("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  await must([...pip, "--editable", ".[dev]"], { hint: REGISTRY_HINT });
}

/** The private engine folder, for the Pythons at hand. @returns {Promise<import("./steps.mjs").Step>} */
async function engines() {
  const pythons = await pythonsAtHand();
  return {
    name: "engines",
    title: `fetching ${new Intl.ListFormat("en-GB").format(enginePackages())} for ${pythons.length} Pythons`,
    inputs: [place("server", "heatline", "engine_store.py"), REGISTRY, ...pythons.map((file) => `python ${file}`)],
    outputs: [ENGINES],
    act: () => fetchEngines(["--into", ENGINES, ...pythons]),
  };
}

/** The packages that the engines need, as the registry names them. */
const enginePackages = () =>
  [...readFileSync(REGISTRY, "utf8").matchAll(/ = Package\("([^"]+)"/g)].map(([, name]) => name ?? "");

/**
 * Fetches, and goes on without a Python that cannot be served: the others profile all the same.
 * @param {readonly string[]} args
 */
export async function fetchEngines(args) {
  const { code, output } = await run([inVenv("heatline"), "fetch", ...args]);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0;
}

if (startedDirectly(import.meta.url)) {
  await script(async () => {
    const started = Date.now();
    const worked = await setup();
    console.log(worked ? `set up in ${Math.round((Date.now() - started) / 1000)} s` : "nothing to set up");
  });
}
