// The extension as one file, heatline.vsix: `npm run package`.
import path from "node:path";
import { must, script, startedDirectly } from "./command.mjs";
import { place, VSIX } from "./places.mjs";
import { setup } from "./setup.mjs";
import { perform } from "./steps.mjs";

const VSCE = place("node_modules", "@vscode", "vsce", "vsce");

/** Makes heatline.vsix where what goes into it has changed. To be called after set-up. */
export const packageExtension = () => perform([vsix]);

/** @type {import("./steps.mjs").Step} */
const vsix = {
  name: "package",
  title: "making heatline.vsix",
  inputs: [
    ...["package.json", "package.nls.json", "package.nls.de.json", "l10n", ".vscodeignore"].map((file) => place(file)),
    ...["README.md", "LICENSE", "CHANGELOG.md", "dist", "images"].map((file) => place(file)),
    ...["heatline", "heatline_runner", "libs", "launch.py", path.join("native", "lib")].map((file) =>
      place("server", file),
    ),
  ],
  outputs: [VSIX],
  act: async () =>
    void (await must([
      ...[process.execPath, VSCE, "package", "--no-dependencies"],
      // Until the repository has an address, links in README.md stay as they are.
      ...["--allow-missing-repository", "--no-rewrite-relative-links"],
      ...["--out", VSIX],
    ])),
};

if (startedDirectly(import.meta.url)) {
  await script(async () => {
    await setup();
    const made = await packageExtension();
    console.log(made.length > 0 ? `made ${VSIX}` : `${VSIX} is as its parts are`);
  });
}
