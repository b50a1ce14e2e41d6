// What a Codespace does each time somebody comes in: the extension is put into this window, and an example shown.
import { must, onPath, script } from "./command.mjs";
import { packageExtension } from "./package.mjs";
import { place, VSIX } from "./places.mjs";
import { pythonsAtHand } from "./pythons.mjs";
import { fetchEngines, setup } from "./setup.mjs";

await script(async () => {
  await setup();
  await packageExtension();
  // The installed extension looks for engines in the user's own folder, not in this checkout.
  await fetchEngines(await pythonsAtHand());
  const code = onPath("code");
  if (code === undefined) {
    console.log(`No \`code\` command is on PATH, so nothing is opened here: install ${VSIX} by hand.`);
    return;
  }
  await must([code, "--install-extension", VSIX, "--force"]);
  await must([code, place("examples", "sum_of_diffs.py")]);
  console.log("Heatline is installed in this window.");
});
