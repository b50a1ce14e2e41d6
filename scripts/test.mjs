// Every ring of tests, or those named: `npm test`, `npm test -- pure`, `npm test -- server -k hover`,
// `npm test -- workbench --grep heat`.
import { Failure, script } from "./command.mjs";
import { PYTHON_RINGS, runNode, runPytest, runWorkbenchRing } from "./rings.mjs";
import { setup } from "./setup.mjs";

/** @typedef {import("./rings.mjs").Counts} Counts */

const RINGS = [...PYTHON_RINGS, "workbench"];

await script(async () => {
  const { rings, rest } = wanted(process.argv.slice(2));
  await setup();
  const python = PYTHON_RINGS.filter((ring) => rings.includes(ring));
  const counts = [
    rings.includes("pure") ? await runNode() : undefined,
    python.length > 0 ? await runPytest(python, rest) : undefined,
    rings.includes("workbench") ? await told(() => runWorkbenchRing(rest)) : undefined,
  ];
  close(counts.filter((count) => count !== undefined));
});

/** The rings named first; what follows goes to the ring's own runner. @param {readonly string[]} args */
function wanted(args) {
  const after = args.findIndex((argument) => !RINGS.includes(argument));
  const named = after === -1 ? args : args.slice(0, after);
  const rest = after === -1 ? [] : args.slice(after);
  if (rest.length > 0 && named.length !== 1) {
    throw new Failure(`Options go to one ring: name it first, ${RINGS.join(", ")}. Not understood: ${rest.join(" ")}`);
  }
  return { rings: named.length === 0 ? RINGS : named, rest };
}

/** A ring that cannot run is a failure of the whole, and the others' results stand. @param {() => Promise<Counts>} ring */
async function told(ring) {
  try {
    return await ring();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {readonly Counts[]} counts */
function close(counts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : "";
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${skipped}`);
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}
