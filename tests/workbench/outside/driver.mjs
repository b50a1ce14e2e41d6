// Runs the checks from outside: Mocha in this process, Playwright on pages.
import { readdirSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import { place } from "../../../scripts/places.mjs";
import { follow } from "../rig/report.cjs";
import { print } from "../rig/result.mjs";
import { mochaHooks } from "./hooks.mjs";

const HERE = place("tests", "workbench", "outside");

/**
 * @param {string | undefined} grep which checks, by their titles
 * @returns {Promise<import("../rig/result.mjs").Result[]>}
 */
export async function runOutside(grep) {
  const mocha = new Mocha({
    reporter: Mocha.reporters.Base,
    rootHooks: mochaHooks,
    ...(grep === undefined ? {} : { grep }),
  });
  for (const file of readdirSync(HERE)) if (file.endsWith(".test.mjs")) mocha.addFile(path.join(HERE, file));
  await mocha.loadFilesAsync();
  /** @type {import("../rig/result.mjs").Result[]} */
  const results = [];
  await new Promise((resolve) => {
    follow(mocha.run(resolve), (result) => {
      results.push(result);
      print(result);
    });
  });
  return results;
}
