/** How to start the server: which Python, which arguments, and why that one. */

import { homedir } from "node:os";
import { join } from "node:path";

import { l10n, type LogOutputChannel, workspace } from "vscode";

import { candidates, type Surroundings, venvPython } from "./candidates";
import { firstPython } from "./probe";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The version of that Python and what led to it, for people. */
  readonly version: string;
  readonly found: string;
}

/** `root` is the extension's own folder. Answers a sentence where no Python can run the server. */
export async function serverLaunch(root: string, log: LogOutputChannel): Promise<Launch | string> {
  const port = process.env["HEATLINE_DEBUGPY"];
  if (port !== undefined && /^\d+$/.test(port)) return debugged(root, port);
  const around = surroundings();
  const forbidden = around.trusted ? [] : around.folders;
  const said = (line: string): void => {
    log.info(line);
  };
  const python = await firstPython(candidates(around), { forbidden, cwd: root, log: said });
  if (python === undefined) return sorry(around.trusted);
  const args = ["-I", join(root, "server", "launch.py"), "serve"];
  return { command: python.path, args, cwd: root, version: python.version, found: python.found };
}

/** For those who work on Heatline: the server of this checkout, with a debugger listening. */
function debugged(root: string, port: string): Launch {
  const command = venvPython(root, process.platform === "win32");
  const listen = ["-m", "debugpy", "--listen", `127.0.0.1:${port}`];
  const args = [...listen, join(root, "server", "launch.py"), "serve"];
  return { command, args, cwd: root, version: "", found: "HEATLINE_DEBUGPY" };
}

function surroundings(): Surroundings {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const settings = workspace.getConfiguration("heatline", folders[0]);
  return {
    serverInterpreter: settings.get("serverInterpreter", ""),
    interpreter: settings.get("interpreter", ""),
    folders: folders.map(({ uri }) => uri.fsPath),
    trusted: workspace.isTrusted,
    home: homedir(),
    path: process.env["PATH"] ?? "",
    windows: process.platform === "win32",
  };
}

function sorry(trusted: boolean): string {
  return trusted
    ? l10n.t(
        "Heatline found no CPython 3.10 or newer to run in: install one, or name it in the setting heatline.serverInterpreter.",
      )
    : l10n.t(
        "Heatline found no CPython 3.10 or newer outside this folder, and starts none from inside it until you trust it.",
      );
}
