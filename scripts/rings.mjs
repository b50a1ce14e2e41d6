// The rings of tests, from the fastest to the slowest, and how each is run and counted.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Failure, must, run } from "./command.mjs";
import { inVenv, place } from "./places.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** The rings written in Python: their folders in tests/. @type {Readonly<Record<string, readonly string[]>>} */
const FOLDERS = {
  pure: ["pure", "architecture"],
  runner: ["runner", "examples"],
  server: ["server"],
  doors: ["doors"],
};
export const PYTHON_RINGS = Object.keys(FOLDERS);

/**
 * Runs the tests written in Python; all rings are one run, on every core.
 * @param {readonly string[]} rings
 * @param {readonly string[]} args for pytest
 * @returns {Promise<Counts>}
 */
export async function runPytest(rings, args) {
  // All rings are the whole of tests/, so that a new folder is never forgotten.
  const all = rings.length === PYTHON_RINGS.length;
  const folders = all
    ? [place("tests")]
    : rings.flatMap((ring) => FOLDERS[ring] ?? []).map((name) => place("tests", name));
  const temporary = mkdtempSync(path.join(os.tmpdir(), "heatline-pytest-"));
  const report = path.join(temporary, "report.xml");
  // A file's tests stay together, as they share what they set up. Where something is chosen it is not worth it.
  const atOnce = all && args.length === 0 ? ["-n", String(os.availableParallelism()), "--dist", "loadfile"] : [];
  const pytest = [inVenv("python"), "-m", "pytest", `--junitxml=${report}`, ...atOnce];
  const { code } = await run([...pytest, ...folders, ...args], { show: true });
  const counts = readReport(report);
  rmSync(temporary, { recursive: true, force: true });
  // 5 is "no tests collected", as when a name chosen by -k is in another ring.
  return code === 0 || code === 5 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** pytest's own figures, out of its JUnit report. @param {string} file @returns {Counts} */
function readReport(file) {
  const head = existsSync(file) ? (/<testsuite [^>]*>/.exec(readFileSync(file, "utf8"))?.[0] ?? "") : "";
  /** @param {string} name */
  const figure = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const failed = figure("failures") + figure("errors");
  return { passed: figure("tests") - failed - figure("skipped"), failed, skipped: figure("skipped") };
}

/**
 * Runs the extension's own tests, which need no editor, by Node's test runner.
 * @returns {Promise<Counts>}
 */
export async function runNode() {
  const folder = place("tests", "extension");
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".test.ts")) : [];
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const built = mkdtempSync(path.join(os.tmpdir(), "heatline-node-"));
  await must([
    process.execPath,
    place("scripts", "bundle.mjs"),
    built,
    ...files.map((file) => path.join(folder, file)),
  ]);
  const tests = readdirSync(built).map((file) => path.join(built, file));
  const { code, output } = await run([
    process.execPath,
    "--enable-source-maps",
    "--test",
    "--test-reporter=tap",
    ...tests,
  ]);
  rmSync(built, { recursive: true, force: true });
  const counts = readTap(output);
  console.log(code === 0 ? `extension: ${counts.passed} passed` : output);
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** @param {string} output @returns {Counts} */
function readTap(output) {
  /** @param {string} name */
  const figure = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  return { passed: figure("pass"), failed: figure("fail") + figure("cancelled"), skipped: figure("skipped") };
}

/**
 * Runs the checks in the real workbench, or says why they are left out; in CI they never are.
 * @param {readonly string[]} args `--grep TEXT`, and the suites, inside or outside
 * @returns {Promise<Counts>}
 */
export async function runWorkbenchRing(args) {
  const { browserMissing } = await import("../tests/workbench/rig/chromium.mjs");
  const missing = await browserMissing();
  if (missing !== undefined && process.env["CI"]) throw new Failure(`The workbench ring cannot run: ${missing}.`);
  if (missing !== undefined) {
    console.log(`workbench ring left out: ${missing}`);
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const { installWorkbench } = await import("../workbench/install.mjs");
  const { packageExtension } = await import("./package.mjs");
  await installWorkbench();
  await packageExtension();
  const { runWorkbench } = await import("../tests/workbench/run.mjs");
  return runWorkbench(args);
}
