import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { lens, profileByLens } from "../rig/editor.mjs";
import { paintedLine, untilPainted } from "../rig/paint.mjs";
import { openFile } from "../rig/palette.mjs";
import { answer, terminalLine } from "../rig/terminal.mjs";

const FILES = {
  "ask.py": `import sys

name = input("Who is there? ")
for _ in range(3):
    print("Hello", name, sys.stdin.isatty())
`,
  ".vscode/settings.json": JSON.stringify({ "heatline.show": ["per_hit", "hits"] }),
};

describe("a program that asks", () => {
  check("is answered in its terminal, and ends painted as heatline.show says", { files: FILES }, async ({ page }) => {
    await openFile(page, "ask.py");
    await profileByLens(page);
    await terminalLine(page, "Who is there?").waitFor();
    await answer(page, "Ada");
    await terminalLine(page, "Hello Ada True").waitFor();
    await lens(page, "Profile time").waitFor();
    const lines = await untilPainted(
      page,
      (painted) => painted.length === 4 && painted.every(({ heat, text }) => heat !== "" && text !== ""),
    );
    assert.match(paintedLine(lines, "print(")?.text ?? "", /^\s*[\d.]+ μs each · 3×$/);
    assert.equal(paintedLine(lines, "input(")?.heat, "heat5");
  });
});
