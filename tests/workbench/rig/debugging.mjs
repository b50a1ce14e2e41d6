// A debug session as a person holds it: the debugger of the checks, breakpoints, what is paused.
import path from "node:path";
import { must } from "../../../scripts/command.mjs";
import { inVenv, place } from "../../../scripts/places.mjs";
import { folderArguments } from "../../../workbench/folders.mjs";
import { ENTRY } from "../../../workbench/install.mjs";
import { nodeForWorkbench } from "../../../workbench/node.mjs";
import { line } from "./editor.mjs";

/** @typedef {import("playwright-core").Page} Page */

const VSCE = place("node_modules", "@vscode", "vsce", "vsce");

/**
 * Puts the debugger of the checks into a workbench, before a page is opened.
 * @param {import("../../../workbench/folders.mjs").Folders} folders
 * @param {Record<string, string | undefined>} env
 */
export async function installDebugger(folders, env) {
  const file = path.join(folders.root, "debugger.vsix");
  const pack = ["package", "--no-dependencies", "--allow-missing-repository", "--skip-license", "--out", file];
  await must([process.execPath, VSCE, ...pack], { cwd: place("tests", "workbench", "rig", "debugger") });
  const install = [...folderArguments(folders), "--force", "--install-extension", file];
  await must([nodeForWorkbench(), ENTRY, ...install], { env });
}

/** The file that has F5 debug a program of the workspace. @param {string} program */
export const launchFile = (program) => ({
  ".vscode/launch.json": JSON.stringify({
    version: "0.2.0",
    configurations: [
      {
        name: "Debug",
        type: "debugpy",
        request: "launch",
        program: `\${workspaceFolder}/${program}`,
        cwd: "${workspaceFolder}",
        python: inVenv("python"),
        console: "internalConsole",
      },
    ],
  }),
});

/** Debugs the program and waits until it is paused on that line. @param {Page} page @param {string} text */
export async function pauseAt(page, text) {
  await line(page, text).click();
  await page.keyboard.press("F9");
  await page.locator(".codicon-debug-breakpoint").first().waitFor();
  await page.keyboard.press("F5");
  await page.locator(".debug-top-stack-frame-line").first().waitFor();
}

/** Lets it run to its end. @param {Page} page */
export async function goOn(page) {
  await page.keyboard.press("F5");
  await page.locator(".debug-toolbar").waitFor({ state: "hidden" });
}

/** What the debugger shows of a local variable. @param {Page} page @param {string} name */
export async function variable(page, name) {
  const rows = page.locator(".debug-variables .monaco-list-row");
  const locals = rows.filter({ hasText: /^Locals/ }).first();
  if ((await locals.getAttribute("aria-expanded")) === "false") await locals.click();
  return rows
    .filter({ hasText: new RegExp(`^\\s*${name}\\s*=`) })
    .first()
    .innerText();
}
