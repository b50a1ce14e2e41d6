import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { place } from "../../../scripts/places.mjs";
import { freePort } from "../../../workbench/server.mjs";

describe("npm start in the browser", () => {
  it("prints one line with the address, serves it, and ends with Ctrl-C", async () => {
    const port = await freePort();
    const start = spawn(process.execPath, [place("scripts", "start.mjs"), "--port", String(port)]);
    const ended = once(start, "exit");
    try {
      const url = await addressIn(start.stdout);
      assert.equal(new URL(url).host, `127.0.0.1:${port}`);
      assert.equal((await fetch(url)).status, 200);
    } finally {
      start.kill("SIGINT");
    }
    assert.deepEqual(await ended, [0, null]);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/healthz`));
  }).timeout(180_000);
});

/** @param {import("node:stream").Readable} output */
async function addressIn(output) {
  for await (const line of createInterface(output)) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error("npm start ended without an address");
}
