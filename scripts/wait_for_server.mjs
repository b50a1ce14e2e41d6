// Waits until something listens on a port of this machine: `node scripts/wait_for_server.mjs PORT`.
// The port is tried by taking it, never by connecting: debugpy takes the first connection for its one client.
import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Failure, script } from "./command.mjs";

const LIMIT_MS = 120_000;

await script(async () => {
  const port = Number(process.argv[2]);
  const deadline = Date.now() + LIMIT_MS;
  while (!(await isTaken(port))) {
    if (Date.now() > deadline)
      throw new Failure(`Nothing listens on port ${port}: open a Python file, and attach again.`);
    await pause(250);
  }
});

/** @param {number} port @returns {Promise<boolean>} */
function isTaken(port) {
  return new Promise((resolve) => {
    const listener = net.createServer();
    listener.once("error", () => resolve(true));
    listener.listen({ host: "127.0.0.1", port, exclusive: true }, () => listener.close(() => resolve(false)));
  });
}
