/** When the server starts: as soon as a Python file is open, and anew when trust or its interpreter changes. */

import { Disposable, type TextDocument, workspace } from "vscode";

import type { Messages } from "./messages";
import type { Runs } from "./runs";
import type { Server } from "./server";

export interface StartedParts {
  readonly server: Server;
  readonly runs: Runs;
  readonly messages: Messages;
}

export function startsAndRestarts({ server, runs, messages }: StartedParts): Disposable {
  const opened = (document: TextDocument): void => {
    if (isPythonFile(document) && !server.wasStarted) messages.follow(server.start());
  };
  workspace.textDocuments.forEach(opened);
  return Disposable.from(
    workspace.onDidOpenTextDocument(opened),
    workspace.onDidGrantWorkspaceTrust(() => {
      if (server.wasStarted) messages.follow(server.restart());
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (!server.wasStarted || runs.going.length > 0) return;
      if (event.affectsConfiguration("heatline.serverInterpreter")) messages.follow(server.restart());
      else if (event.affectsConfiguration("heatline.interpreter") && !server.isRunning) messages.follow(server.start());
    }),
  );
}

function isPythonFile(document: TextDocument): boolean {
  return document.languageId === "python" && document.uri.scheme === "file";
}
