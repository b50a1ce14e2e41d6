// What measuring costs, beside kernprof: `npm run bench`, or for a short one `npm run bench -- --quick`.
import { run, script } from "./command.mjs";
import { inVenv } from "./places.mjs";
import { setup } from "./setup.mjs";

await script(async () => {
  await setup();
  const { code } = await run([inVenv("python"), "-m", "bench", ...process.argv.slice(2)], { show: true });
  process.exitCode = code;
});
