/** Every command of the extension, in one table. The server's own are registered by the language client. */

import { commands, Disposable, l10n, type LogOutputChannel, Uri, window } from "vscode";

import type { MemoryView } from "./memoryView";
import type { Messages } from "./messages";
import { namedLines, selectedLines } from "./part";
import type { Profiler } from "./profiler";
import { CLEAR, type Engine, INTERPRETER, type Interpreter, type Refused } from "./protocol";
import type { Runs } from "./runs";
import type { Server } from "./server";
import type { Showing } from "./showing";

export interface CommandParts {
  readonly server: Server;
  readonly runs: Runs;
  readonly profiler: Profiler;
  readonly showing: Showing;
  readonly memory: MemoryView;
  readonly messages: Messages;
  readonly log: LogOutputChannel;
}

type Command = (argument: unknown) => Promise<void>;

/** Each has a command for a whole file, and one for a function or a selection in it. */
const PROFILES: Readonly<Record<string, Engine>> = {
  "heatline.profileTime": "line_time",
  "heatline.profileMemory": "line_memory",
  "heatline.profileAllocations": "allocations",
};
const STOP_MS = 3000;

export function registerCommands(parts: CommandParts): Disposable {
  const { server, profiler, showing, memory, messages, log } = parts;
  const table: Readonly<Record<string, Command>> = {
    ...profileCommands(profiler),
    "heatline.profileAgain": () => profiler.again(),
    "heatline.stop": (argument) => profiler.stop(runOf(argument)),
    "heatline.toggleShown": () => showing.turn(),
    "heatline.showMemory": (argument) => {
      memory.show(uriOf(argument));
      return Promise.resolve();
    },
    "heatline.clear": () => server.execute(CLEAR),
    "heatline.showInterpreter": () => showInterpreter(parts),
    "heatline.restartServer": () => restartServer(parts),
    "heatline.showOutput": () => {
      log.show();
      return Promise.resolve();
    },
  };
  const registered = Object.entries(table).map(([name, command]) =>
    commands.registerCommand(name, (argument: unknown) =>
      command(argument).catch((error: unknown) => messages.showFailure(error)),
    ),
  );
  return Disposable.from(...registered);
}

function profileCommands(profiler: Profiler): Readonly<Record<string, Command>> {
  const commands = Object.entries(PROFILES).flatMap(([name, engine]): [string, Command][] => [
    [name, (argument) => profiler.profile({ engine, uri: uriOf(argument), lines: namedLines(argument) })],
    [`${name}OfFunction`, () => profileSelected(profiler, engine)],
  ]);
  return Object.fromEntries(commands);
}

async function profileSelected(profiler: Profiler, engine: Engine): Promise<void> {
  const editor = window.activeTextEditor;
  const lines = editor && (() => selectedLines(editor.selection));
  await profiler.profile({ engine, uri: editor?.document.uri, lines });
}

/** A document as the editor title (a Uri), a lens (a string) or the protocol ({uri}) name it. */
function uriOf(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  if (typeof argument === "string") return Uri.parse(argument);
  if (typeof argument === "object" && argument !== null && "uri" in argument) return uriOf(argument.uri);
  return undefined;
}

/** The run that a lens names; the editor title, the status item and a key name none. */
function runOf(argument: unknown): string | undefined {
  if (typeof argument !== "object" || argument === null || !("run" in argument)) return undefined;
  return typeof argument.run === "string" ? argument.run : undefined;
}

async function showInterpreter({ server }: CommandParts): Promise<void> {
  const uri = window.activeTextEditor?.document.uri;
  const params = uri === undefined ? undefined : { uri: uri.toString() };
  const answer = await server.execute<Interpreter | Refused>(INTERPRETER, params);
  const change = l10n.t("Change");
  const text = "kind" in answer ? answer.text : described(answer, server);
  if ((await window.showInformationMessage(text, change)) !== change) return;
  await commands.executeCommand("workbench.action.openSettings", "heatline.interpreter");
}

function described(programs: Interpreter, { launch }: Server): string {
  const { path, version, found } = programs;
  const own =
    launch === undefined ? "" : l10n.t(" Heatline itself runs in {0}, found {1}.", launch.command, launch.found);
  return l10n.t("Programs run in Python {0}, {1}, found {2}.", version, path, found) + own;
}

async function restartServer({ server, runs, profiler }: CommandParts): Promise<void> {
  if (runs.going.length > 0 && server.isRunning) {
    const restart = l10n.t("Stop and Restart");
    const text = l10n.t("A run is going on. It is stopped first, and what it measured is kept.");
    if ((await window.showWarningMessage(text, { modal: true }, restart)) !== restart) return;
    await profiler.stopAll(STOP_MS);
  }
  await server.restart();
}
