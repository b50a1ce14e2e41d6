const assert = require("node:assert/strict");
const fs = require("node:fs");
const vscode = require("vscode");
const { hoverText, inWorkspace, lensTitles, profile, show, until } = require("../rig/host.cjs");

const BUSY = `def busy():
    total = 0
    for number in range(50_000):
        total += abs(number)
    return total


print(busy())
`;

/** Above the first statement, which is busy's def: how to run the file, and how to time the function. */
const OFFERED = ["Profile time", "Profile memory", "Profile calls", "Profile allocations", "timeit this", "compare…"];

describe("profiling a file", () => {
  it("ends with the program's own exit code, a lens with the function's share, and a hover", async () => {
    const uri = await show("busy.py", `${BUSY}raise SystemExit(3)\n`);
    assert.deepEqual(await until(() => lensTitles(uri), isOffered), OFFERED);
    assert.equal(await profile(uri), 3);
    const titles = await until(() => lensTitles(uri), isMeasured);
    assert.match(titles.join("\n"), /^\d+ % of the run · [\d.]+ m?s · 1 call$/m);
    const hover = await hoverText(uri, 4);
    assert.match(hover, /\| Hits \| 50,000 \|/);
    assert.match(hover, /\| Of the function \| \d+ % of busy \(/);
  });

  it("leaves nothing to be seen once it is cleared", async () => {
    const uri = await show("cleared.py", BUSY);
    await profile(uri);
    await until(() => lensTitles(uri), isMeasured);
    await vscode.commands.executeCommand("heatline.clear");
    assert.deepEqual(
      await until(
        () => lensTitles(uri),
        (titles) => !isMeasured(titles),
      ),
      OFFERED,
    );
    assert.equal(await hoverText(uri, 4), "");
  });
});

describe("a run", () => {
  it("is done again for the same file, whatever is shown, with its edits saved", async () => {
    const uri = await show("first.py", 'open("times", "a").write("x")\n');
    await profile(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), 'open("times", "a").write("y")\n');
    await vscode.workspace.applyEdit(edit);
    await show("other.py", "print('other')\n");
    await vscode.commands.executeCommand("heatline.profileAgain");
    const written = () => Promise.resolve(fs.readFileSync(inWorkspace("times"), "utf8"));
    assert.equal(await until(written, (text) => text.length === 3), "xyx");
  });

  it("that never ends is stopped", async () => {
    const uri = await show("endless.py", "import time\nwhile True:\n    time.sleep(0.01)\n");
    const ended = profile(uri);
    await until(
      () => lensTitles(uri),
      (titles) => titles.includes("Stop"),
    );
    await vscode.commands.executeCommand("heatline.stop");
    await ended;
    await until(() => lensTitles(uri), isOffered);
  });
});

/** @param {readonly string[]} titles */
const isOffered = (titles) => titles.includes("Profile time");

/** Once the run has ended: before, no function that runs has a share. @param {readonly string[]} titles */
const isMeasured = (titles) => isOffered(titles) && titles.some((title) => title.includes("of the run"));
