/** The front end of Heatline: starts things, paints what the server says, and formats nothing. */

import { join } from "node:path";

import { type ExtensionContext, Uri, window, workspace } from "vscode";

import { callsView } from "./callsView";
import { type CommandParts, registerCommands } from "./commands";
import { DatEditor } from "./datEditor";
import { HotSpotsView } from "./hotSpots";
import { KeptRunsView } from "./keptRuns";
import { serverLaunch } from "./launch";
import type { CallsParts } from "./callsLink";
import { memoryView } from "./memoryView";
import { Messages } from "./messages";
import { Painter } from "./painter";
import { PausedTiming } from "./paused";
import { ProfileEditor } from "./profileEditor";
import { Profiler } from "./profiler";
import { Runs } from "./runs";
import { Server } from "./server";
import { Showing } from "./showing";
import { startsAndRestarts } from "./starts";
import { Status } from "./status";
import { Terminals } from "./terminals";
import { Timeit } from "./timeit";
import { TimingsView } from "./timingsView";
import { wires } from "./wires";

/** What the end of the extension waits for; kept here, since VS Code hands deactivate() nothing. */
let stop = (): Promise<void> => Promise.resolve();

export function activate({ subscriptions: own, extensionPath, storageUri, workspaceState }: ExtensionContext): void {
  const log = window.createOutputChannel("Heatline", { log: true });
  own.push(log);
  const server = new Server({
    launch: () => serverLaunch(extensionPath, log),
    initializationOptions: () => ({
      paintsAnnotations: true,
      hasTerminal: true,
      hasViews: true,
      trusted: workspace.isTrusted,
      storage: storageUri?.fsPath ?? "",
    }),
    log,
  });
  own.push(server);
  stop = () => server.stop();
  const runs = new Runs();
  own.push(runs);
  const showing = new Showing(workspaceState);
  own.push(showing);
  const painter = new Painter(showing);
  own.push(painter);
  const terminals = new Terminals();
  own.push(terminals);
  const messages = new Messages(server, log);
  const profiler = new Profiler({ server, runs, terminals, showing, messages });
  own.push(profiler);
  const views = pages(own, { server, profiler, messages, painter, dist: Uri.file(join(extensionPath, "dist")) });
  const { timings } = views;
  const paused = new PausedTiming({ server, messages });
  const timeit = new Timeit({ server, profiler, messages, timings, memory: workspaceState, paused });
  own.push(new Status({ runs, server, messages }));
  own.push(new HotSpotsView({ server, messages }));
  own.push(new KeptRunsView({ server, messages }));
  own.push(wires({ server, runs, painter, terminals, messages, profiler }));
  own.push(registerCommands({ server, runs, profiler, showing, painter, ...views, timeit, paused, messages, log }));
  own.push(startsAndRestarts({ server, runs, messages }));
}

/** The pages that there are, of documents and of files; `own` has them go with the extension. */
function pages(
  own: ExtensionContext["subscriptions"],
  parts: CallsParts,
): Pick<CommandParts, "memory" | "calls" | "timings"> {
  const views = { memory: memoryView(parts), calls: callsView(parts), timings: new TimingsView(parts) };
  own.push(...Object.values(views), new DatEditor(parts), new ProfileEditor(parts));
  return views;
}

/** Closing or reloading the window stops runs in good order, so that what they measured is kept. */
export async function deactivate(): Promise<void> {
  await stop();
}
