import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { check } from "../rig/check.mjs";
import { lens, line, titleButton } from "../rig/editor.mjs";
import { grantTrust, notification, restrictedMode } from "../rig/notices.mjs";
import { untilPainted } from "../rig/paint.mjs";
import { openFile } from "../rig/palette.mjs";

const FILES = {
  ".venv/bin/python": `#!/bin/sh
: > "$(dirname "$0")/started"
exec python3 "$@"
`,
};

describe("Restricted Mode", () => {
  check(
    "runs nothing, starts no Python of the folder, and all works once it is trusted",
    { trusted: false, files: FILES },
    async ({ page, folder }) => {
      const started = path.join(folder, ".venv", "bin", "started");
      await openFile(page, "sums.py");
      await line(page, "def by_sum").waitFor();
      await restrictedMode(page).waitFor();
      await titleButton(page, "Profile Time").click();
      const refusal = notification(page, "Heatline runs nothing in Restricted Mode");
      await refusal.getByRole("button", { name: "Manage Workspace Trust" }).waitFor();
      assert.equal(existsSync(started), false);

      await grantTrust(page);
      await openFile(page, "sums.py");
      await lens(page, "Profile time").click();
      await untilPainted(page, (lines) => lines.some(({ text }) => text.includes("2,000,000×")));
      assert.equal(existsSync(started), true);
    },
  );
});
