/** Every command of the extension, in one table. The server's own are registered by the language client. */

import { commands, Disposable, l10n, type LogOutputChannel, window } from "vscode";

import type { CallsView } from "./callsView";
import { copyDebugInformation } from "./debugInformation";
import type { MemoryView } from "./memoryView";
import type { Messages } from "./messages";
import { namedLine, namedRun, namedTimeit, namedUri } from "./named";
import { namedLines, selectedLines } from "./part";
import type { Painter } from "./painter";
import type { PausedTiming } from "./paused";
import type { Profiler } from "./profiler";
import { CLEAR, type Engine, INTERPRETER, type Interpreter, MARK, type Marked, type Refused } from "./protocol";
import type { Runs } from "./runs";
import type { Server } from "./server";
import type { Showing } from "./showing";
import type { Timeit } from "./timeit";
import type { TimingsView } from "./timingsView";

export interface CommandParts {
  readonly server: Server;
  readonly runs: Runs;
  readonly profiler: Profiler;
  readonly showing: Showing;
  readonly painter: Painter;
  readonly memory: MemoryView;
  readonly calls: CallsView;
  readonly timeit: Timeit;
  readonly paused: PausedTiming;
  readonly timings: TimingsView;
  readonly messages: Messages;
  readonly log: LogOutputChannel;
}

type Command = (argument: unknown) => Promise<void>;

/** Each has a command for a whole file, and one for a function or a selection in it. */
const PROFILES: Readonly<Record<string, Engine>> = {
  "heatline.profileTime": "line_time",
  "heatline.profileMemory": "line_memory",
  "heatline.profileCalls": "call_time",
  "heatline.profileAllocations": "allocations",
};
const STOP_MS = 3000;

export function registerCommands(parts: CommandParts): Disposable {
  const { server, profiler, showing, painter, memory, calls, messages, log } = parts;
  const table: Readonly<Record<string, Command>> = {
    ...profileCommands(profiler),
    ...timeitCommands(parts),
    "heatline.profileSamples": (argument) => profiler.profile({ engine: "samples", uri: namedUri(argument) }),
    "heatline.profileAgain": () => profiler.again(),
    "heatline.stop": (argument) => profiler.stop(namedRun(argument)),
    "heatline.markMoment": () => markMoment(parts),
    "heatline.toggleShown": () => showing.turn(),
    "heatline.chooseShown": () => showing.choose(),
    "heatline.toggleHeat": () => {
      painter.turn();
      return Promise.resolve();
    },
    "heatline.showMemory": (argument) => {
      memory.show(namedUri(argument));
      return Promise.resolve();
    },
    "heatline.showCalls": (argument) => {
      calls.show(namedUri(argument))?.choose(namedLine(argument));
      return Promise.resolve();
    },
    "heatline.clear": () => server.execute(CLEAR),
    "heatline.showInterpreter": () => showInterpreter(parts),
    "heatline.copyDebugInformation": () => copyDebugInformation(server),
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
    [name, (argument) => profiler.profile({ engine, uri: namedUri(argument), lines: namedLines(argument) })],
    [`${name}OfFunction`, () => profileSelected(profiler, engine)],
  ]);
  return Object.fromEntries(commands);
}

function timeitCommands({ timeit, paused, timings }: CommandParts): Readonly<Record<string, Command>> {
  return {
    "heatline.timeit": (argument) => timeit.time(argument),
    "heatline.changeTimeitCall": (argument) => timeit.timeOtherwise(argument),
    "heatline.compare": (argument) => timeit.compare(argument),
    "heatline.timeitOverSizes": (argument) => timeit.timeOverSizes(argument),
    "heatline.timeRealCalls": (argument) => timeit.timeRealCalls(argument),
    "heatline.timePaused": () => paused.time(),
    "heatline.showTimings": (argument) => {
      timings.show({ uri: namedUri(argument)?.toString() ?? null, function: namedTimeit(argument)?.function ?? null });
      return Promise.resolve();
    },
  };
}

async function profileSelected(profiler: Profiler, engine: Engine): Promise<void> {
  const editor = window.activeTextEditor;
  const lines = editor && (() => selectedLines(editor.selection));
  await profiler.profile({ engine, uri: editor?.document.uri, lines });
}

/** Marks a moment of the newest run that follows allocations, so that two can be compared. */
async function markMoment(parts: CommandParts): Promise<void> {
  const answer = await parts.server.execute<Marked | Refused>(MARK);
  if (answer.kind === "refused") await parts.messages.showRefused(answer, () => markMoment(parts));
  else void window.showInformationMessage(answer.text); // it has no button to wait for
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
