// Results of a suite, printed and counted.

/** @typedef {import("./report.cjs").Result} Result */
/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Result} result */
export function print({ title, outcome, duration_ms, error }) {
  const mark = { passed: "ok    ", failed: "FAILED", skipped: "skip  " }[outcome];
  console.log(`${mark} ${title} (${(duration_ms / 1000).toFixed(1)} s)${error === undefined ? "" : `\n${error}`}`);
}

/** @param {readonly Result[]} results @returns {Counts} */
export function count(results) {
  /** @param {Result["outcome"]} wanted */
  const number = (wanted) => results.filter(({ outcome }) => outcome === wanted).length;
  return { passed: number("passed"), failed: number("failed"), skipped: number("skipped") };
}
