// How a suite went, one line a test: told by Mocha inside the extension host as well as outside it.

/**
 * @typedef {{ title: string, outcome: "passed" | "failed" | "skipped", duration_ms: number, error?: string }} Result
 */

/**
 * @param {import("mocha").Runner} runner
 * @param {(result: Result) => void} tell
 */
exports.follow = (runner, tell) => {
  /** @param {import("mocha").Runnable} test @param {Result["outcome"]} outcome */
  const result = (test, outcome) => ({ title: test.fullTitle(), outcome, duration_ms: test.duration ?? 0 });
  runner.on("pass", (test) => tell(result(test, "passed")));
  runner.on("pending", (test) => tell(result(test, "skipped")));
  runner.on("fail", (test, /** @type {Error} */ error) => {
    tell({ ...result(test, "failed"), error: error.stack ?? String(error) });
  });
};
