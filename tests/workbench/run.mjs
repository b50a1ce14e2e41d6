// The workbench ring: inside the extension host, then from outside.
import { parseArgs } from "node:util";
import { runInside } from "./inside/driver.mjs";
import { runOutside } from "./outside/driver.mjs";
import { count } from "./rig/result.mjs";

/** @param {readonly string[]} args the suites to run, both if none is named, and `--grep TEXT` for the titles of checks */
export async function runWorkbench(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { grep: { type: "string", short: "g" } },
    allowPositionals: true,
  });
  const suites = positionals.length > 0 ? positionals : ["inside", "outside"];
  const inside = suites.includes("inside") ? await runInside(values.grep) : [];
  const outside = suites.includes("outside") ? await runOutside(values.grep) : [];
  return count([...inside, ...outside]);
}
