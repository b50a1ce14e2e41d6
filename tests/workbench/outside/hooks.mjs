// One workbench for all checks of the process.
import { startWorkbench, stopWorkbench } from "../rig/check.mjs";

export const mochaHooks = {
  /** @this {import("mocha").Context} */
  async beforeAll() {
    this.timeout(180_000);
    await startWorkbench();
  },
  /** @this {import("mocha").Context} */
  async afterAll() {
    this.timeout(60_000);
    await stopWorkbench();
  },
};
