/** What a report of a fault needs: versions, interpreters, settings that were changed, the newest run. No file's text. */

import { homedir, release } from "node:os";

import { env, extensions, l10n, type Uri, version, window, workspace } from "vscode";

import { INTERPRETER, type Interpreter, type Refused, SUMMARY, type Summary } from "./protocol";
import type { Server } from "./server";

const OWN = "heatline.heatline";
/** They may hold what is nobody else's: only that they are set is told. */
const PRIVATE: readonly string[] = ["args", "env"];

export async function copyDebugInformation(server: Server): Promise<void> {
  const uri = window.activeTextEditor?.document.uri;
  const parts = [...about(), ...(await ofServer(server, uri)), ...changedSettings(uri)];
  await env.clipboard.writeText(parts.map((line) => line.replaceAll(homedir(), "~")).join("\n"));
  void window.showInformationMessage(l10n.t("The debug information is in the clipboard. No text of a file is in it.")); // nothing to wait for
}

function about(): readonly string[] {
  const own = extensions.getExtension<unknown>(OWN)?.packageJSON as { version?: string } | undefined;
  return [
    `Heatline ${own?.version ?? "?"}`,
    `${env.appName} ${version}${env.remoteName === undefined ? "" : `, ${env.remoteName}`}`,
    `${process.platform} ${release()} ${process.arch}, ${env.language}`,
    `Workspace: ${workspace.workspaceFolders?.length ?? 0} folders, ${workspace.isTrusted ? "trusted" : "not trusted"}`,
  ];
}

async function ofServer(server: Server, uri: Uri | undefined): Promise<readonly string[]> {
  const { launch } = server;
  const own = launch === undefined ? "not started" : `${launch.command}, found ${launch.found}`;
  if (!server.isRunning) return [`Server: ${own}`];
  const params = uri === undefined ? undefined : { uri: uri.toString() };
  const python = await server.execute<Interpreter | Refused>(INTERPRETER, params);
  const run = await server.execute<Summary | Refused>(SUMMARY);
  return [
    `Server: ${own}`,
    `Programs: ${"kind" in python ? python.text : `Python ${python.version}, ${python.path}, found ${python.found}`}`,
    `Newest run: ${run.kind === "refused" ? run.text : run.sentences.join(" ")}`,
  ];
}

function changedSettings(uri: Uri | undefined): readonly string[] {
  const settings = workspace.getConfiguration("heatline", uri);
  return Object.keys(settings).flatMap((name) => {
    const found = settings.inspect(name);
    const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    if (value === undefined) return [];
    return [`heatline.${name}: ${PRIVATE.includes(name) ? "set" : JSON.stringify(value)}`];
  });
}
