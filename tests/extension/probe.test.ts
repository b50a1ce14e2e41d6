import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { firstPython } from "../../extension/src/probe";

const skip = process.platform === "win32" && "the stand-ins are shell scripts";
let folder = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "heatline-probe-"));
});
after(() => rm(folder, { recursive: true }));

/** A program that answers the probe with these lines. */
async function python(name: string, ...answer: string[]): Promise<{ path: string; found: string }> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\nprintf '%s\\n' ${answer.map((line) => `'${line}'`).join(" ")}\n`);
  await chmod(path, 0o755);
  return { path, found: "in a test" };
}

async function first(
  them: { path: string; found: string }[],
  forbidden: string[] = [],
): Promise<{ chosen: string | undefined; said: string[] }> {
  const said: string[] = [];
  const python = await firstPython(them, { forbidden, cwd: tmpdir(), log: (line) => said.push(line) });
  return { chosen: python?.path, said };
}

test("the first CPython of 3.10 or newer is chosen, and each refusal logged", { skip }, async () => {
  const old = await python("old", "CPython", "3.9.18", "");
  const pypy = await python("pypy", "PyPy", "3.10.14", "");
  const good = await python("good", "CPython", "3.10.0", "");
  const missing = { path: join(folder, "missing"), found: "in a test" };
  const { chosen, said } = await first([missing, old, pypy, good]);

  assert.equal(chosen, good.path);
  assert.deepEqual(
    said.map((line) => line.replace(/^\S+ /, "")),
    [
      "(in a test) is CPython 3.9.18, not CPython 3.10 or newer",
      "(in a test) is PyPy 3.10.14, not CPython 3.10 or newer",
    ],
  );
});

test("a wrapper stands for the program it starts", { skip }, async () => {
  const real = await python("real", "CPython", "3.12.1", "");
  const shim = await python("shim", "CPython", "3.12.1", real.path);

  assert.equal((await first([shim])).chosen, real.path);
});

test("nothing from a forbidden folder is chosen, by link or by wrapper", { skip }, async () => {
  const inside = await python("inside", "CPython", "3.12.1", "");
  const outside = await mkdtemp(join(tmpdir(), "heatline-probe-"));
  await symlink(inside.path, join(outside, "link"));

  assert.equal((await first([{ path: join(outside, "link"), found: "" }, inside], [folder])).chosen, undefined);
  await rm(outside, { recursive: true });
});
