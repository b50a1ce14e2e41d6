// Format, lint and types of both languages, and the generated protocol, all by one command: `npm run check`.
// `npm run check -- --fix` puts right what a machine can.
import { run, script } from "./command.mjs";
import { inVenv, place } from "./places.mjs";
import { setupTools } from "./setup.mjs";

/** @typedef {{ name: string, check: readonly string[], fix?: readonly string[] }} Check */

/** @param {string[]} parts */
const tool = (...parts) => [process.execPath, place("node_modules", ...parts)];
const prettier = tool("prettier", "bin", "prettier.cjs");
const eslint = [...tool("eslint", "bin", "eslint.js"), "."];
const tsc = tool("typescript", "bin", "tsc");
const ruff = inVenv("ruff");
const mypy = [inVenv("mypy"), "server/heatline", "server/heatline_runner", "scripts"];
const protocol = [inVenv("python"), place("scripts", "protocol_ts.py")];
const schema = [inVenv("python"), place("scripts", "profile_schema.py")];

/** In the order in which they mend: what is generated, then what is rewritten, then how it looks. @type {Check[]} */
const CHECKS = [
  { name: "generated protocol", check: [...protocol, "--check"], fix: protocol },
  { name: "generated profile schema", check: [...schema, "--check"], fix: schema },
  { name: "ruff check", check: [ruff, "check"], fix: [ruff, "check", "--fix"] },
  { name: "ruff format", check: [ruff, "format", "--check"], fix: [ruff, "format"] },
  { name: "mypy", check: mypy },
  { name: "eslint", check: eslint, fix: [...eslint, "--fix"] },
  { name: "prettier", check: [...prettier, "--check", "."], fix: [...prettier, "--write", ".", "--log-level=warn"] },
  { name: "tsc view", check: [...tsc, "--noEmit", "-p", "extension/view"] },
  { name: "tsc extension", check: [...tsc, "--noEmit", "-p", "extension"] },
  { name: "tsc scripts and tests", check: [...tsc, "--noEmit", "-p", "tests/workbench"] },
];

await script(async () => {
  await setupTools();
  if (process.argv.includes("--fix")) for (const { fix } of CHECKS) if (fix) await run(fix, { show: true });
  const failed = (await Promise.all(CHECKS.map(outcome))).filter((name) => name !== undefined);
  console.log(failed.length === 0 ? "all checks passed" : `failed: ${failed.join(", ")}`);
  if (failed.length > 0) process.exitCode = 1;
});

/** Runs one check and tells how it went. Answers its name if it failed. @param {Check} check */
async function outcome({ name, check }) {
  const started = Date.now();
  const { code, output } = await run(check);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(code === 0 ? `ok      ${name} (${seconds} s)` : `FAILED  ${name} (${seconds} s)\n${output.trimEnd()}\n`);
  return code === 0 ? undefined : name;
}
