// The extension host's own view, for the checks inside: files of the workspace, what providers answer, runs to their end.
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

/** The path of a file in the workspace. @param {string[]} parts */
exports.inWorkspace = (...parts) => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("a folder is open");
  return path.join(folder.uri.fsPath, ...parts);
};

/** Writes a file into the workspace, and shows it. @param {string} name @param {string} text */
exports.show = async (name, text) => {
  const file = exports.inWorkspace(name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
  return editor.document.uri;
};

/** The titles of the lenses. @param {import("vscode").Uri} uri @returns {Promise<string[]>} */
exports.lensTitles = async (uri) => {
  /** @type {import("vscode").CodeLens[]} */
  const lenses = await vscode.commands.executeCommand("vscode.executeCodeLensProvider", uri, 100);
  return lenses.map(({ command }) => (command?.title ?? "").replaceAll("\u00a0", " "));
};

/** The text of the hover on a line (1-based). @param {import("vscode").Uri} uri @param {number} line */
exports.hoverText = async (uri, line) => {
  const position = new vscode.Position(line - 1, 4);
  /** @type {import("vscode").Hover[]} */
  const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", uri, position);
  const parts = hovers.flatMap(({ contents }) => contents);
  return parts
    .map((part) => (typeof part === "string" ? part : part.value))
    .join("\n")
    .replaceAll("\u00a0", " ");
};

/** Asks again and again until the answer is as wanted; Mocha ends what never is. @template T @param {() => Promise<T>} ask @param {(answer: T) => boolean} wanted */
exports.until = async (ask, wanted) => {
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Profiles a file and waits for the end of its task. @param {import("vscode").Uri} uri */
exports.profile = async (uri) => {
  const ended = new Promise((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      const { type, ["name"]: name } = execution.task.definition;
      if (type !== "heatline" || !String(name).startsWith(path.basename(uri.fsPath))) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await vscode.commands.executeCommand("heatline.profileTime", uri);
  return /** @type {Promise<number | undefined>} */ (ended);
};

/** Sets a setting of the workspace for the time of `act`. @param {string} name @param {unknown} value @param {() => Promise<void>} act */
exports.withSetting = async (name, value, act) => {
  const settings = vscode.workspace.getConfiguration("heatline");
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    await act();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  }
};
