// A running code-server on 127.0.0.1, and its end.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "../scripts/command.mjs";
import { folderArguments } from "./folders.mjs";
import { ENTRY } from "./install.mjs";
import { nodeForWorkbench } from "./node.mjs";

/**
 * @typedef {{ url: string, port: number, process: import("node:child_process").ChildProcess, stop: () => Promise<void> }} Server
 *   stop: ends the server and all it started
 */

/**
 * Starts code-server and waits until it answers.
 * @param {import("./folders.mjs").Folders} folders
 * @param {{ port?: number | undefined, args?: readonly string[], env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(folders, { port, args = [], env = {} } = {}) {
  const chosen = port ?? (await freePort());
  const log = openSync(folders.log, "a");
  const child = spawn(nodeForWorkbench(), [ENTRY, ...folderArguments(folders), ...serverArguments(chosen), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", log, log],
    detached: true, // a process group of its own, to be ended as one
  });
  const server = { url: `http://127.0.0.1:${chosen}`, port: chosen, process: child, stop: () => stop(child) };
  await answers(server, folders.log).catch(async (/** @type {unknown} */ error) => {
    await server.stop();
    throw error;
  });
  return server;
}

/** @returns {Promise<number>} */
export async function freePort() {
  const listener = net.createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  listener.close();
  if (address === null || typeof address === "string") throw new Error("a TCP listener has a port");
  return address.port;
}

/** @param {number} port */
const serverArguments = (port) => [
  ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`],
  ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override", "--ignore-last-opened"],
  // Without it the extension host of a page that has gone lives on for hours.
  ...["--reconnection-grace-time", "5"],
];

/** @param {Server} server @param {string} log */
async function answers({ url, process: child }, log) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Failure(`The workbench ended at once: see ${log}, or try another --port.`);
    if (
      await fetch(`${url}/healthz`).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await pause(100);
  }
  throw new Failure(`The workbench did not answer at ${url} within a minute: see ${log}.`);
}

/** @param {import("node:child_process").ChildProcess} child */
async function stop(child) {
  const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : Promise.resolve();
  signal(child, "SIGTERM");
  await Promise.race([ended, pause(5000, undefined, { ref: false })]);
  signal(child, "SIGKILL");
}

/** Signals the whole group. @param {import("node:child_process").ChildProcess} child @param {NodeJS.Signals} name */
function signal({ pid }, name) {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // the group has ended already
  }
}
