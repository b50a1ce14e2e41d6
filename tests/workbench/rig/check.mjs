// A check from outside: its own workspace in its own window of one shared workbench, and a picture if it fails.
import { installExtension, layEngines } from "../../../workbench/extension.mjs";
import { layFolders } from "../../../workbench/folders.mjs";
import { startServer } from "../../../workbench/server.mjs";
import { launchChromium } from "./chromium.mjs";
import { installDebugger } from "./debugging.mjs";
import { Ground } from "./ground.mjs";
import { screenshot } from "./screenshots.mjs";
import { TEST_SETTINGS } from "./settings.mjs";
import { closeWindow, openWindow } from "./window.mjs";

/** @typedef {import("./window.mjs").Look} Look */
/**
 * @typedef {{ page: import("playwright-core").Page, folder: string }} Scene folder: the workspace, on disk
 * @typedef {{ trusted?: boolean, files?: Readonly<Record<string, string>>, look?: Look, engines?: boolean,
 *   debugs?: boolean }} Stage
 *   files: what the workspace has besides a copy of examples/, `.vscode/settings.json` for instance; a text that
 *   begins with `#!` is made executable; engines: false leaves out the compiled engines that set-up has fetched;
 *   debugs: Python files can be debugged
 */

const LIMIT_MS = 180_000;
/** CI's machine is shared, and can starve a browser for a minute: what fails is printed, what fails twice has failed. */
const RETRIES = process.env["CI"] ? 1 : 0;

/** The workbench of this process: started before the first check, ended after the last. */
class Workbench {
  ground = new Ground();
  /** Whether a check debugs. */
  debugs = false;
  #folders = layFolders(this.ground.root, { user: TEST_SETTINGS });
  /** @type {import("../../../workbench/server.mjs").Server | undefined} */
  #server;
  /** @type {import("playwright-core").Browser | undefined} */
  #browser;

  async start() {
    await installExtension(this.#folders, this.ground.env);
    if (this.debugs) await installDebugger(this.#folders, this.ground.env);
    this.#server = await startServer(this.#folders, { env: this.ground.env });
    this.#browser = await launchChromium();
  }

  /** @param {Stage} stage @returns {Promise<Scene>} */
  async open({ trusted = true, files = {}, look = {}, engines = true }) {
    if (this.#server === undefined || this.#browser === undefined) throw new Error("the workbench is not started");
    const folder = this.ground.workspace(files);
    layEngines(this.#folders, engines);
    return { folder, page: await openWindow(this.#browser, this.#server.url, { folder, trusted, look }) };
  }

  async stop() {
    await this.#browser?.close();
    await this.#server?.stop();
    this.ground.clear();
  }
}

const workbench = new Workbench();

/**
 * Defines a check that plays in a window of the real workbench.
 * @param {string} title the behaviour
 * @param {Stage} stage
 * @param {(scene: Scene) => Promise<void>} body
 */
export function check(title, stage, body) {
  if (stage.debugs) workbench.debugs = true;
  it(title, async () => {
    const scene = await workbench.open(stage);
    try {
      await body(scene);
    } catch (error) {
      const picture = await screenshot(scene.page, `failed ${title}`).catch(() => "none could be taken");
      console.log(
        `${title}: ${error instanceof Error ? error.message : String(error)}\npicture of the failure: ${picture}`,
      );
      throw error;
    } finally {
      await closeWindow(scene.page).catch(() => undefined); // a page that broke is closed with the browser
    }
  })
    .timeout(LIMIT_MS)
    .retries(RETRIES);
}

export const startWorkbench = () => workbench.start();
export const stopWorkbench = () => workbench.stop();
