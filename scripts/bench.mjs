// `npm run bench`: Heatline's cost and kernprof's, side by side in one run; arguments go to the benchmark.
import { run, script } from "./command.mjs";
import { inVenv } from "./places.mjs";
import { setup } from "./setup.mjs";

await script(async () => {
  await setup();
  const { code } = await run([inVenv("python"), "-m", "bench", ...process.argv.slice(2)], { show: true });
  process.exitCode = code;
});
