import assert from "node:assert/strict";
import { check } from "../rig/check.mjs";
import { lens, line, profileByLens, titleButton } from "../rig/editor.mjs";
import { notification, notifications } from "../rig/notices.mjs";
import { paintedLine, untilPainted } from "../rig/paint.mjs";
import { openFile } from "../rig/palette.mjs";
import { screenshot } from "../rig/screenshots.mjs";

const FAILING = `def halves(numbers):
    return [number / 2 for number in numbers]


print(sum(halves(range(1_000))))
print(1 / 0)
print("never")
`;
const BROKEN = `total = 0
for number in range(1_000)
    total += number
print(total)
`;

describe("a program that goes wrong", () => {
  check("keeps its lines until then, and marks the last", { files: { "failing.py": FAILING } }, async ({ page }) => {
    await openFile(page, "failing.py");
    await profileByLens(page);
    await notification(page, "failing.py failed at line 6: ZeroDivisionError: division by zero.").waitFor();
    const lines = await untilPainted(page, (painted) => painted.some(({ text }) => text.includes("✗")));
    assert.match(paintedLine(lines, "print(1 / 0)")?.text ?? "", /✗ ZeroDivisionError: division by zero$/);
    assert.equal(paintedLine(lines, "print(1 / 0)")?.heat, "failed");
    assert.match(paintedLine(lines, "return [")?.text ?? "", /1×$/);
    assert.equal(paintedLine(lines, 'print("never")')?.faded, true);
    await screenshot(page, "failing");
  });

  check(
    "names the line of a syntax error; mended, it is saved before it runs",
    { files: { "broken.py": BROKEN } },
    async ({ page }) => {
      await openFile(page, "broken.py");
      await titleButton(page, "Profile Time").click(); // where it cannot be parsed there are no lenses
      await notification(page, "broken.py has a syntax error at line 2: expected ':'.").waitFor();
      await untilPainted(page, (lines) => paintedLine(lines, "for number")?.heat === "failed");

      await line(page, "for number").click();
      await page.keyboard.press("End");
      await page.keyboard.type(":");
      await page.locator(".tab.active.dirty").waitFor();
      await titleButton(page, "Profile Time").click();
      await untilPainted(page, (lines) => paintedLine(lines, "total += number")?.text.includes("1,000×") === true);
      assert.equal(await page.locator(".tab.active.dirty").count(), 0);
    },
  );
});

describe("an interpreter that cannot be used", () => {
  const nowhere = { ".vscode/settings.json": JSON.stringify({ "heatline.interpreter": "/nowhere/python3" }) };
  check("is one message with its next step where it is not there", { files: nowhere }, async ({ page }) => {
    await openFile(page, "sums.py");
    await lens(page, "Profile time").click();
    await notification(
      page,
      "There is no Python at /nowhere/python3. Choose another with the setting heatline.interpreter",
    ).waitFor();
    assert.equal(await notifications(page).count(), 1);
  });

  const byPackage = { ".vscode/settings.json": JSON.stringify({ "heatline.tracer": "line_profiler" }) };
  const without = { engines: false, files: byPackage };
  check("gets the engine it lacks by one button, and the run goes on", without, async ({ page }) => {
    await openFile(page, "sums.py");
    await lens(page, "Profile time").click();
    await notification(page, "has no line_profiler").getByRole("button", { name: "Fetch line_profiler" }).click();
    await untilPainted(page, (lines) => lines.some(({ text }) => text.includes("2,000,000×")));
  });

  const broken = {
    ".vscode/settings.json": JSON.stringify({ "heatline.serverInterpreter": "${workspaceFolder}/broken" }),
    broken: '#!/bin/sh\ncase "$*" in *serve*) exit 1 ;; esac\nprintf "CPython\\n3.12.0\\n%s\\n" "$0"\n',
  };
  check("is one message with its next step where the server ends in it", { files: broken }, async ({ page }) => {
    await openFile(page, "sums.py");
    await notification(page, "Heatline's server did not start").getByRole("button", { name: "Restart" }).waitFor();
    await titleButton(page, "Profile Time").click();
    assert.equal(await notification(page, "couldn't create connection").count(), 0);
  });
});
