// The compiled module, a wheel for each Python at hand that has its headers: `npm run native`. Paths of more Pythons may
// follow after `--`; what cannot be built here stays as it is. With `--sanitize`, modules to look for errors of memory.
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { Failure, must, run, script } from "./command.mjs";
import { inVenv } from "./places.mjs";
import { pythonsAtHand } from "./pythons.mjs";
import { setupTools, unpackWheels } from "./setup.mjs";
import { fetchTools, NATIVE, releasedWheel, sanitizedWheel } from "./wheels.mjs";

const WHEELS = path.join(NATIVE, "wheels");
const SANITIZED = path.join(NATIVE, "sanitized");
const SANITIZE = "--sanitize";
const DESCRIBE = `
import os, sys, sysconfig
print("cp%d%d" % sys.version_info[:2] + sys.abiflags)
print(sys.implementation.name == "cpython" and not sysconfig.get_config_var("Py_GIL_DISABLED"))
print(os.path.exists(os.path.join(sysconfig.get_paths()["include"], "Python.h")))
`;

await script(async () => {
  const named = process.argv.slice(2).filter((argument) => argument !== SANITIZE);
  await setupTools();
  await fetchTools();
  const pythons = await buildable([...named, ...(await pythonsAtHand())]);
  await (process.argv.includes(SANITIZE) ? makeSanitized(pythons) : makeWheels(pythons));
});

/**
 * By its tag, one Python of each kind that can be built for; of others it is said why not.
 * @param {readonly string[]} files
 */
async function buildable(files) {
  /** @type {Map<string, string>} */
  const byTag = new Map();
  for (const file of files) {
    const { code, output } = await run([file, "-I", "-c", DESCRIBE]);
    if (code !== 0) throw new Failure(`${file} is no Python that starts. ${output.trim()}`);
    const [tag = "", supported, headers] = output.trim().split(/\r?\n/);
    if (byTag.has(tag)) continue;
    if (supported !== "True") console.log(`${tag}: there is no such module for ${file}`);
    else if (headers !== "True") console.log(`${tag}: ${file} has no headers (python3-dev)`);
    else byTag.set(tag, file);
  }
  return byTag;
}

/** @param {ReadonlyMap<string, string>} pythons */
async function makeWheels(pythons) {
  mkdirSync(WHEELS, { recursive: true });
  for (const [tag, python] of pythons) {
    await releasedWheel(python, keepWheel);
    console.log(`${tag}: built by ${python}`);
  }
  const version = (await must([inVenv("python"), path.join(NATIVE, "source_version.py")])).trim();
  for (const name of wheels().filter((wheel) => wheel.split("-")[1] !== version))
    console.log(`${name} stays, of older sources: name a Python of that version that has its headers`);
  await unpackWheels();
}

function wheels() {
  return readdirSync(WHEELS).filter((name) => name.endsWith(".whl"));
}

/** In the place of those for the same Python and system. @param {string} wheel */
function keepWheel(wheel) {
  const name = path.basename(wheel);
  for (const old of wheels().filter((file) => kind(file) === kind(name))) rmSync(path.join(WHEELS, old));
  cpSync(wheel, path.join(WHEELS, `${name}.new`));
  renameSync(path.join(WHEELS, `${name}.new`), path.join(WHEELS, name));
}

/** Such as `cp312 manylinux x86_64`, whatever the version of either. @param {string} wheel */
function kind(wheel) {
  const [, , , python, platform] = wheel.replace(/\.whl$/, "").split("-");
  return [python, /^[a-z]+/.exec(platform ?? "")?.[0], /(x86_64|[a-z0-9]+)$/.exec(platform ?? "")?.[0]].join(" ");
}

/** @param {ReadonlyMap<string, string>} pythons */
async function makeSanitized(pythons) {
  rmSync(SANITIZED, { recursive: true, force: true });
  for (const [tag, python] of pythons) {
    const extract = [inVenv("python"), "-m", "zipfile", "--extract"];
    await sanitizedWheel(python, async (wheel) => void (await must([...extract, wheel, SANITIZED])));
    console.log(`${tag}: in ${SANITIZED}`);
  }
}
