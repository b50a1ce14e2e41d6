// Steps that are skipped while what they depend on stands as it did: this is what makes set-up fast and repeatable.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { place, ROOT } from "./places.mjs";

const STAMPS = place(".setup-stamp.json");

/**
 * @typedef {{ name: string, title: string, inputs: readonly string[], outputs: readonly string[],
 *   act: () => Promise<void | boolean> }} Step
 *   inputs: absolute paths (files by their content, folders with all below them) or plain words;
 *   outputs: paths that have to be there afterwards; act: answers false where it is to be tried again next time.
 */

/**
 * Does, in order, the steps that are due. Answers the names of those it did.
 * @param {readonly Step[]} steps
 */
export async function perform(steps) {
  const done = [];
  for (const step of steps) {
    const key = digest(step.inputs);
    if (readStamps()[step.name] === key && step.outputs.every((output) => existsSync(output))) continue;
    console.log(`${step.name}: ${step.title}`);
    const settled = (await step.act()) !== false;
    if (settled) writeStamps({ ...readStamps(), [step.name]: key });
    done.push(step.name);
  }
  return done;
}

function readStamps() {
  try {
    return /** @type {Record<string, string>} */ (JSON.parse(readFileSync(STAMPS, "utf8")));
  } catch {
    return /** @type {Record<string, string>} */ ({}); // none yet, or not ours: every step is due
  }
}

/** @param {Record<string, string>} stamps */
function writeStamps(stamps) {
  const fresh = `${STAMPS}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(stamps, null, 2));
  renameSync(fresh, STAMPS);
}

/** @param {readonly string[]} inputs */
function digest(inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) {
    hash.update(`\0${path.isAbsolute(input) ? path.relative(ROOT, input) : input}\0`);
    if (path.isAbsolute(input)) for (const file of filesUnder(input)) hash.update(file).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Every file of a folder, in order; a file is its own only one. @param {string} start @returns {string[]} */
function filesUnder(start) {
  if (!existsSync(start)) return [];
  if (statSync(start).isFile()) return [start];
  const entries = readdirSync(start, { withFileTypes: true }).filter((entry) => entry.name !== "__pycache__");
  return entries
    .map((entry) => path.join(start, entry.name))
    .sort()
    .flatMap(filesUnder);
}
