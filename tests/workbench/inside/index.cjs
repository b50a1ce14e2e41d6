// What the extension host loads as its tests: runs Mocha here, and writes a line a test for the driver outside.
const fs = require("node:fs");
const path = require("node:path");
const Mocha = require("mocha");
const { follow } = require("../rig/report.cjs");

exports.run = async () => {
  const report = process.env["HEATLINE_SUITE_REPORT"];
  const grep = process.env["HEATLINE_SUITE_GREP"];
  if (report === undefined) throw new Error("HEATLINE_SUITE_REPORT names the file to write");
  const mocha = new Mocha({ timeout: 60_000, reporter: Mocha.reporters.Base, ...(grep ? { grep } : {}) });
  for (const file of fs.readdirSync(__dirname))
    if (file.endsWith(".test.cjs")) mocha.addFile(path.join(__dirname, file));
  /** @param {object} line */
  const write = (line) => fs.appendFileSync(report, `${JSON.stringify(line)}\n`);
  /** @type {number} */
  const failures = await new Promise((resolve) => follow(mocha.run(resolve), write));
  write({ ended: true });
  if (failures > 0) throw new Error(`${failures} failed`);
};
