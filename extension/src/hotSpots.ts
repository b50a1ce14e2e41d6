/** The hot spots of the newest run, as a tree in the explorer and as lines to go to, over all its files. */

import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  Range,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from "vscode";

import type { Messages } from "./messages";
import { lineStart } from "./painter";
import {
  HOT_LINE,
  HOT_SPOTS,
  type HotLineFound,
  type HotLineParams,
  type HotPlace,
  type HotSpotFile,
  type HotSpotFunction,
  type HotSpots,
  type Refused,
  SUMMARY,
  type Summary,
} from "./protocol";
import type { Server } from "./server";

const SAID_MS = 8000;

/** A node of the tree; all but a file know the file they are in. */
type Spot =
  | { readonly kind: "file"; readonly file: HotSpotFile }
  | { readonly kind: "function"; readonly file: HotSpotFile; readonly of: HotSpotFunction }
  | { readonly kind: "line"; readonly file: HotSpotFile; readonly of: HotSpotFunction; readonly at: HotPlace };

export interface HotSpotsParts {
  readonly server: Server;
  readonly messages: Messages;
}

export class HotSpotsView implements Disposable, TreeDataProvider<Spot> {
  readonly #server: Server;
  readonly #messages: Messages;
  readonly #changed = new EventEmitter<undefined>();
  readonly #owned: Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor({ server, messages }: HotSpotsParts) {
    this.#server = server;
    this.#messages = messages;
    const refresh = (): void => {
      this.#changed.fire(undefined);
    };
    const acts = Object.entries(this.#commands()).map(([name, act]) =>
      commands.registerCommand(name, () => act().catch((error: unknown) => messages.showFailure(error))),
    );
    this.#owned = Disposable.from(
      window.createTreeView("heatline.hotSpots", { treeDataProvider: this, showCollapseAll: true }),
      this.#changed,
      ...[server.onRunning, server.onKept, server.onCalls, server.onMemory].map((event) => event(refresh)),
      ...acts,
      commands.registerCommand("heatline.showHotLine", showHotLine), // the tree's own
    );
  }

  /** No server is started for the view alone. */
  async getChildren(spot?: Spot): Promise<Spot[]> {
    if (spot?.kind === "file") return spot.file.functions.map((of) => ({ kind: "function", file: spot.file, of }));
    if (spot?.kind === "function")
      return spot.of.lines.map((at) => ({ kind: "line", file: spot.file, of: spot.of, at }));
    if (spot !== undefined || !this.#server.isRunning) return [];
    const found = await this.#server.execute<HotSpots | Refused>(HOT_SPOTS);
    return found.kind === "refused" ? [] : found.files.map((file) => ({ kind: "file", file }));
  }

  getTreeItem(spot: Spot): TreeItem {
    const item = itemOf(spot);
    const command = "heatline.showHotLine";
    item.command = { command, title: l10n.t("Show"), arguments: [spot.file.uri, lineOf(spot)] };
    item.accessibilityInformation = {
      label: `${typeof item.label === "string" ? item.label : ""}, ${String(item.description)}`,
    };
    return item;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #commands(): Readonly<Record<string, () => Promise<void>>> {
    return {
      "heatline.nextHotLine": () => this.#go("next"),
      "heatline.previousHotLine": () => this.#go("previous"),
      "heatline.hottestLine": () => this.#go("hottest"),
      "heatline.showSummary": () => this.#showSummary(),
    };
  }

  async #go(towards: NonNullable<HotLineParams["towards"]>): Promise<void> {
    const editor = window.activeTextEditor;
    const line = editor === undefined ? null : editor.selection.active.line + 1;
    const params: HotLineParams = { towards, uri: editor?.document.uri.toString() ?? null, line };
    const found = await this.#server.execute<HotLineFound | Refused>(HOT_LINE, params);
    if (found.kind === "refused") {
      await this.#messages.showRefused(found, () => this.#go(towards));
      return;
    }
    await showHotLine(found.uri, found.line);
    const said = `$(flame) ${found.text}`; // the server's words
    window.setStatusBarMessage(said, SAID_MS);
  }

  /** A message, since that is what is read aloud. */
  async #showSummary(): Promise<void> {
    const found = await this.#server.execute<Summary | Refused>(SUMMARY);
    if (found.kind === "refused") {
      await this.#messages.showRefused(found, () => this.#showSummary());
      return;
    }
    const [hottest, calls, output] = [l10n.t("Hottest Line"), l10n.t("Who Calls Whom"), l10n.t("Output")];
    const picked = await window.showInformationMessage(found.sentences.join(" "), hottest, calls, output);
    if (picked === hottest) await this.#go("hottest");
    else if (picked === calls) await commands.executeCommand("heatline.showCalls");
    else if (picked === output) await commands.executeCommand("heatline.showOutput");
  }
}

/** The line itself, or the hottest one of the function or file. */
function lineOf(spot: Spot): number {
  if (spot.kind === "line") return spot.at.line;
  return spot.kind === "function" ? spot.of.line : (spot.file.functions[0]?.line ?? 1);
}

/** Shows a line of a file with the cursor at its code. */
async function showHotLine(uri: string, line: number): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const start = lineStart(document, Math.min(line, document.lineCount));
  const code = start.translate(0, document.lineAt(start).firstNonWhitespaceCharacterIndex);
  await window.showTextDocument(document, { selection: new Range(code, code) });
}

function itemOf(spot: Spot): TreeItem {
  const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
  switch (spot.kind) {
    case "file": {
      const item = new TreeItem(spot.file.name, Expanded);
      item.id = spot.file.uri;
      item.description = spot.file.text;
      item.iconPath = ThemeIcon.File;
      item.resourceUri = Uri.parse(spot.file.uri);
      return item;
    }
    case "function": {
      const item = new TreeItem(spot.of.name, spot.of.lines.length > 1 ? Expanded : Collapsed);
      item.id = `${spot.file.uri} ${spot.of.name} ${spot.of.line}`;
      item.description = spot.of.text;
      item.iconPath = new ThemeIcon("symbol-method");
      return item;
    }
    case "line": {
      const item = new TreeItem(`${spot.at.line}: ${spot.at.source}`, None);
      item.id = `${spot.file.uri} ${spot.of.name} ${spot.of.line} ${spot.at.line}`;
      item.description = spot.at.text;
      item.iconPath = new ThemeIcon("flame", new ThemeColor(`heatline.${COLOURS[spot.at.level] ?? "text"}`));
      item.tooltip = spot.at.source;
      return item;
    }
  }
}

const COLOURS: Readonly<Record<number, string>> = { 2: "mildText", 3: "mildText", 4: "warmText", 5: "hotText" };
