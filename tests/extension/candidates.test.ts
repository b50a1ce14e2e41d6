import assert from "node:assert/strict";
import { test } from "node:test";

import { candidates, isInside, type Surroundings } from "../../extension/src/candidates";

const around: Surroundings = {
  serverInterpreter: "",
  interpreter: "",
  folders: ["/p"],
  trusted: true,
  home: "/home/me",
  path: "/usr/bin:relative:/p/bin",
  windows: false,
};

const paths = (more: Partial<Surroundings>): readonly string[] =>
  candidates({ ...around, ...more }).map(({ path }) => path);

test("without settings: the .venv of the folder, then python3 and python on the PATH", () => {
  assert.deepEqual(paths({}).slice(0, 5), [
    "/p/.venv/bin/python",
    "/usr/bin/python3",
    "/p/bin/python3",
    "/usr/bin/python",
    "/p/bin/python",
  ]);
});

test("then every version there is, the newest first", () => {
  const versions = paths({ path: "/usr/bin" }).slice(3);

  assert.deepEqual(
    versions,
    [15, 14, 13, 12, 11, 10].map((minor) => `/usr/bin/python3.${minor}`),
  );
});

test("the server's own setting goes first, then the programs'", () => {
  const found = paths({ serverInterpreter: "/opt/python", interpreter: "~/env/bin/python" });

  assert.deepEqual(found.slice(0, 3), ["/opt/python", "/home/me/env/bin/python", "/p/.venv/bin/python"]);
});

test("a setting may name a Python on the PATH, or one relative to the folder", () => {
  assert.equal(paths({ interpreter: "python3.12" })[0], "/usr/bin/python3.12");
  assert.equal(paths({ interpreter: "env/bin/python" })[0], "/p/env/bin/python");
  assert.equal(paths({ interpreter: "${workspaceFolder}/env/bin/python" })[0], "/p/env/bin/python");
});

test("a setting with a variable that only a file could fill is passed over", () => {
  assert.equal(paths({ interpreter: "${fileDirname}/python" })[0], "/p/.venv/bin/python");
});

test("in an untrusted workspace nothing inside it is a candidate", () => {
  const found = paths({ trusted: false, interpreter: "/p/env/bin/python" });

  assert.deepEqual(found.slice(0, 2), ["/usr/bin/python3", "/usr/bin/python"]);
  assert.ok(found.every((path) => !path.startsWith("/p/")));
});

test("inside is decided by whole names", () => {
  assert.equal(isInside("/p/x", ["/p"]), true);
  assert.equal(isInside("/p2/x", ["/p"]), false);
  assert.equal(isInside("/p/..x/y", ["/p"]), true);
  assert.equal(isInside("/q/../p/x", ["/p"]), true);
});
