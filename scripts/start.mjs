// `npm start`: set up what is not, then open VS Code on the examples with the extension in it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { installExtension } from "../workbench/extension.mjs";
import { layFolders } from "../workbench/folders.mjs";
import { installWorkbench } from "../workbench/install.mjs";
import { startServer } from "../workbench/server.mjs";
import { SETTINGS } from "../workbench/settings.mjs";
import { Failure, must, onPath, script } from "./command.mjs";
import { packageExtension } from "./package.mjs";
import { place, ROOT, WINDOWS } from "./places.mjs";
import { setup } from "./setup.mjs";

const EXAMPLES = place("examples");
const FIRST = place("examples", "sum_of_diffs.py");

await script(async () => {
  const port = wantedPort();
  await setup();
  const desktop = port === undefined && !inContainer() ? onPath("code") : undefined;
  await (desktop === undefined ? openInBrowser(port) : openOnDesktop(desktop));
});

/** The desktop's VS Code loads the extension from this checkout. @param {string} code */
async function openOnDesktop(code) {
  const shell = WINDOWS ? ["cmd.exe", "/d", "/c"] : []; // there `code` is a batch file
  await must([...shell, code, `--extensionDevelopmentPath=${ROOT}`, EXAMPLES, FIRST]);
  console.log(`VS Code opens ${EXAMPLES}`);
}

/** Serves VS Code in the browser until Ctrl-C. @param {number | undefined} port */
async function openInBrowser(port) {
  await installWorkbench();
  await packageExtension();
  const folders = layFolders(place("workbench", ".run", "start"), { user: SETTINGS });
  await installExtension(folders);
  const server = await startServer(folders, { port });
  const stopped = untilStopped(server.process);
  console.log(`Heatline is at ${address(server)}  (Ctrl-C ends it)`);
  showPage(address(server));
  const reason = await stopped;
  await server.stop();
  if (reason === "exit") throw new Failure(`The workbench ended by itself: see ${folders.log}.`);
}

/** The page on the examples, with a first file open. @param {{ url: string, port: number }} server */
function address({ url, port }) {
  const payload = JSON.stringify([["openFile", `vscode-remote://127.0.0.1:${port}${FIRST}`]]);
  return `${url}/?folder=${encodeURIComponent(EXAMPLES)}&payload=${encodeURIComponent(payload)}`;
}

/** Opens the page by itself only where there is a screen. @param {string} url */
function showPage(url) {
  const screen = process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"];
  const opener = process.platform === "darwin" ? onPath("open") : screen ? onPath("xdg-open") : undefined;
  if (opener === undefined) return;
  const browser = spawn(opener, [url], { detached: true, stdio: "ignore" });
  browser.on("error", () => undefined); // the address has been printed
  browser.unref();
}

/** @param {import("node:child_process").ChildProcess} server */
function untilStopped(server) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"].map((name) => once(process, name));
  return Promise.race([
    ...signals.map((signal) => signal.then(() => "signal")),
    once(server, "exit").then(() => "exit"),
  ]);
}

/** In a Codespace or another container `code` can only open files in the window there is. */
function inContainer() {
  return process.env["CODESPACES"] === "true" || process.env["REMOTE_CONTAINERS"] === "true";
}

/** The browser's port, if one was asked for; asking for one asks for the browser. */
function wantedPort() {
  const [flag, value, ...rest] = process.argv.slice(2).flatMap((argument) => argument.split("="));
  if (flag === undefined) return undefined;
  const port = Number(value);
  if (flag === "--port" && rest.length === 0 && Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Failure("npm start takes no argument but `-- --port N`, N from 1 to 65535: the workbench in the browser.");
}
