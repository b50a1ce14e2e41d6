// Run other programs: by argument list, never through a shell, and with one sentence when they fail.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, WINDOWS } from "./places.mjs";

/** What a person can mend: the message says what is wrong and what to do next, and needs no stack. */
export class Failure extends Error {}

/**
 * @typedef {{ cwd?: string, env?: Record<string, string | undefined>, show?: boolean }} Options
 *   env: added to this process's own; show: let the program write to the terminal instead of keeping its output.
 * @typedef {{ code: number, output: string }} Ended
 */

/**
 * Runs a program to its end; a program that cannot be started ends with code 127.
 * @param {readonly string[]} argv
 * @param {Options} [options]
 * @returns {Promise<Ended>}
 */
export function run([program = "", ...args], { cwd = ROOT, env = {}, show = false } = {}) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a program that has to succeed, and answers what it wrote.
 * @param {readonly string[]} argv
 * @param {Options & { hint?: string }} [options] hint: the next step to name when it fails
 */
export async function must(argv, { hint = "", ...options } = {}) {
  const { code, output } = await run(argv, options);
  if (code === 0) return output;
  throw new Failure(`${output.trimEnd()}\n\`${argv.join(" ")}\` ended with code ${code}. ${hint}`.trim());
}

/** npm as an argument list; on Windows `npm` is a batch file, so its script is run by this Node. */
export function npm(/** @type {string[]} */ ...args) {
  const started = process.env["npm_execpath"] ?? "";
  const beside = path.join(path.dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js");
  const found = [started, beside].find((file) => file.endsWith("npm-cli.js") && existsSync(file));
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  return [...(found === undefined ? ["npm"] : [process.execPath, found]), ...args, ...quiet];
}

/** The path of a program that is on PATH. @param {string} name */
export function onPath(name) {
  const names = WINDOWS ? [`${name}.exe`, `${name}.cmd`] : [name];
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((file) => path.join(folder, file))).find((file) => existsSync(file));
}

/** The body of a script: a Failure is told in its own words, anything else is a bug and keeps its stack. */
export async function script(/** @type {() => Promise<void>} */ body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}

/** Whether this module was started by node itself, not imported. @param {string} url import.meta.url */
export function startedDirectly(url) {
  const [, started] = process.argv;
  return started !== undefined && existsSync(started) && url === pathToFileURL(realpathSync(started)).href;
}
