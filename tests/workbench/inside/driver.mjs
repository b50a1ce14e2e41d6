// Runs the checks inside the extension host: the extension is loaded from this checkout, and the page tells the end.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { place, ROOT } from "../../../scripts/places.mjs";
import { layFolders } from "../../../workbench/folders.mjs";
import { startServer } from "../../../workbench/server.mjs";
import { launchChromium } from "../rig/chromium.mjs";
import { Ground } from "../rig/ground.mjs";
import { print } from "../rig/result.mjs";
import { screenshot } from "../rig/screenshots.mjs";
import { TEST_SETTINGS } from "../rig/settings.mjs";

/** @typedef {import("../rig/result.mjs").Result} Result */

const LIMIT_MS = 600_000;
// Without the first the workbench would ignore, silently, that it was asked to run tests.
const ARGUMENTS = ["--vscode-option", "enable-smoke-test-driver", "--disable-workspace-trust"];

/**
 * @param {string | undefined} grep which checks, by their titles
 * @returns {Promise<Result[]>}
 */
export async function runInside(grep) {
  const ground = new Ground();
  const report = path.join(ground.root, "report.jsonl");
  const folders = layFolders(ground.root, { user: TEST_SETTINGS });
  const env = { ...ground.env, HEATLINE_SUITE_REPORT: report, HEATLINE_SUITE_GREP: grep };
  const server = await startServer(folders, { args: ARGUMENTS, env });
  const code = await play(server, ground.workspace()).finally(() => server.stop());
  const results = readReport(report, code);
  results.forEach(print);
  ground.clear();
  return results;
}

/** Opens the page and waits for the suite's exit code. @param {import("../../../workbench/server.mjs").Server} server @param {string} folder */
async function play(server, folder) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    /** @type {Promise<number>} */
    const exit = new Promise((resolve) => void page.exposeFunction("codeAutomationExit", resolve));
    await page.exposeFunction("codeAutomationLog", log);
    await page.goto(address(server, folder));
    const code = await Promise.race([exit, pause(LIMIT_MS, "time limit", { ref: false })]);
    if (code !== 0) await screenshot(page, "failed inside");
    return code;
  } finally {
    await browser.close();
  }
}

/** @param {import("../../../workbench/server.mjs").Server} server @param {string} folder */
function address({ url, port }, folder) {
  /** @param {string} file */
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = [
    ["extensionDevelopmentPath", remote(ROOT)],
    ["extensionTestsPath", remote(place("tests", "workbench", "inside", "index.cjs"))],
  ];
  return `${url}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** The extension host's console, where it was asked for. @param {string} level @param {unknown[]} words */
function log(level, words) {
  if (process.env["HEATLINE_HOST_LOG"]) console.log(level, ...words);
}

/** @param {string} file @param {number | string} code @returns {Result[]} */
function readReport(file, code) {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(parse) : [];
  const results = lines.filter((line) => "title" in line);
  const ended = lines.some((line) => "ended" in line);
  const failed = results.some(({ outcome }) => outcome === "failed");
  if (ended && failed === (code !== 0)) return results;
  const error = `the suite did not end as it should (${code}); HEATLINE_HOST_LOG=1 shows the extension host's console`;
  return [...results, { title: "the suite inside the extension host ends", outcome: "failed", duration_ms: 0, error }];
}

/** A line of the report, as inside/index.cjs writes it. @param {string} line */
const parse = (line) => /** @type {Result | { ended: true }} */ (JSON.parse(line));
