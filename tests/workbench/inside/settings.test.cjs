const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { inWorkspace, lensTitles, profile, show, until, withSetting } = require("../rig/host.cjs");

const TELL = `import json, os, sys
with open(os.path.join(os.path.dirname(__file__), "told.json"), "w") as file:
    json.dump({"cwd": os.getcwd(), "args": sys.argv[1:], "env": os.environ.get("HEAT")}, file)
`;

describe("the settings", () => {
  it("choose the folder, the arguments and the environment of a program", async () => {
    const uri = await show("tell/tell.py", TELL);
    await withSetting("cwd", "${workspaceFolder}", () =>
      withSetting("args", ["two words", '"quoted"', "$HOME;"], () =>
        withSetting("env", { HEAT: "on" }, async () => void (await profile(uri))),
      ),
    );
    assert.deepEqual(told(), { cwd: inWorkspace(), args: ["two words", '"quoted"', "$HOME;"], env: "on" });
    await profile(uri);
    assert.deepEqual(told(), { cwd: inWorkspace("tell"), args: [], env: null });
  });

  it("hide the lenses", async () => {
    const uri = await show("calm.py", "print('calm')\n");
    await until(
      () => lensTitles(uri),
      (titles) => titles.includes("Profile time"),
    );
    await withSetting("lenses", false, async () => {
      assert.deepEqual(
        await until(
          () => lensTitles(uri),
          (titles) => titles.length === 0,
        ),
        [],
      );
    });
    await until(
      () => lensTitles(uri),
      (titles) => titles.includes("Profile time"),
    );
  });
});

describe("the debug information", () => {
  it("is copied with versions, interpreters and changed settings, and nothing private", async () => {
    await profile(await show("told.py", "print('told')\n"));
    await withSetting("args", ["secret"], () =>
      withSetting(
        "timeout",
        30,
        async () => void (await vscode.commands.executeCommand("heatline.copyDebugInformation")),
      ),
    );
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^Heatline \d+\.\d+\.\d+\n/);
    assert.match(copied, /\nPrograms: Python 3\.\d+\.\d+, .*, found /);
    assert.match(copied, /\nNewest run: told\.py finished after /);
    assert.match(copied, /\nheatline\.timeout: 30/);
    assert.match(copied, /\nheatline\.args: set/);
    assert.equal(copied.includes("secret"), false);
  });
});

describe("the interpreter of programs", () => {
  it("is the .venv of the workspace before the PATH's, and the setting's before that", async () => {
    const uri = await show("which.py", "print('which')\n");
    assert.equal((await interpreter(uri)).found, "on the PATH");
    const own = inWorkspace(".venv", "bin", "python");
    fs.mkdirSync(path.dirname(own), { recursive: true });
    fs.writeFileSync(own, '#!/bin/sh\nexec python3 "$@"\n', { mode: 0o755 });
    try {
      assert.equal((await interpreter(uri)).found, `as the .venv of ${path.basename(inWorkspace())}`);
      await withSetting("interpreter", "python3", async () => {
        const answer = await until(
          () => interpreter(uri),
          ({ found }) => found.includes("setting"),
        );
        assert.equal(answer.found, "by the setting heatline.interpreter");
      });
    } finally {
      fs.rmSync(inWorkspace(".venv"), { recursive: true });
    }
  });
});

/** What the program wrote down. */
const told = () => /** @type {unknown} */ (JSON.parse(fs.readFileSync(inWorkspace("tell", "told.json"), "utf8")));

/** @param {import("vscode").Uri} uri @returns {Promise<import("../../../extension/src/protocol").Interpreter>} */
const interpreter = async (uri) =>
  vscode.commands.executeCommand("heatline.server.interpreter", { uri: uri.toString() });
