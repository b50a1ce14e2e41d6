// Install code-server without running the install scripts it comes with: those compile what is not needed here.
import path from "node:path";
import { must, npm } from "../scripts/command.mjs";
import { place } from "../scripts/places.mjs";
import { perform } from "../scripts/steps.mjs";

const HOME = place("workbench");
const VSCODE = place("workbench", "node_modules", "code-server", "lib", "vscode");
const HINT = "Check that the package registry can be reached, and try again.";

export const ENTRY = place("workbench", "node_modules", "code-server", "out", "node", "entry.js");

/** Installs the workbench where that is due. */
export const installWorkbench = () =>
  perform([
    {
      name: "workbench",
      title: "installing code-server (about a minute, 0.8 GB)",
      inputs: [place("workbench", "package-lock.json")],
      outputs: [ENTRY, path.join(VSCODE, "node_modules")],
      act: install,
    },
  ]);

async function install() {
  await must(npm("ci", "--ignore-scripts"), { cwd: HOME, hint: HINT });
  // VS Code's own packages, which an install script would bring; its lock file lacks an entry, so not `npm ci`.
  await must(npm("install", "--omit=dev", "--ignore-scripts"), { cwd: VSCODE, hint: HINT });
}
