/** One page that draws memory over time, and its conversation with the server: the extension only passes on. */

import { randomBytes } from "node:crypto";

import { commands, Disposable, l10n, Range, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";

import type { HostMessage, PageMessage, SeriesRequest } from "./memoryMessages";
import { pageHtml } from "./memoryPage";
import type { Messages } from "./messages";
import { lineStart } from "./painter";
import type { Profiler } from "./profiler";
import {
  MEMORY_PLACE,
  MEMORY_SERIES,
  MEMORY_VIEW,
  type MemoryPlaceParams,
  type MemorySeries,
  type MemorySeriesParams,
  type MemoryView,
  type MemoryViewParams,
  type Placed,
  type Refused,
  SAVE_MEMORY,
  type Saved,
  type SaveMemoryParams,
} from "./protocol";
import type { Server } from "./server";

export interface MemoryParts {
  readonly server: Server;
  readonly profiler: Profiler;
  readonly messages: Messages;
  /** The extension's own `dist`, the only folder that a page may load from. */
  readonly dist: Uri;
}

/** What a page is of. */
export interface Subject {
  readonly uri: Uri;
  readonly params: MemoryViewParams;
}

export class MemoryLink implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #subject: Subject;
  readonly #parts: MemoryParts;
  readonly #owned: Disposable;
  #view: MemoryView | Refused | undefined;
  /** A newer view is being asked for; "again": and there is a newer one since. */
  #asking: "no" | "yes" | "again" = "no";

  constructor(panel: WebviewPanel, subject: Subject, parts: MemoryParts) {
    this.#panel = panel;
    this.#subject = subject;
    this.#parts = parts;
    const { webview } = panel;
    this.#owned = Disposable.from(
      webview.onDidReceiveMessage((message: PageMessage) => {
        parts.messages.follow(this.#receive(message));
      }),
      parts.server.onMemory(({ keys }) => {
        const key = this.#view?.kind === "memory" ? this.#view.key : undefined;
        if (keys === null || key === undefined || keys.includes(key)) this.refresh();
      }),
    );
    webview.options = { enableScripts: true, localResourceRoots: [parts.dist] };
    webview.html = pageHtml({
      nonce: randomBytes(16).toString("hex"),
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(Uri.joinPath(parts.dist, "memory.js")).toString(),
      style: webview.asWebviewUri(Uri.joinPath(parts.dist, "memory.css")).toString(),
      uri: subject.uri.toString(),
    });
  }

  /** There may be something newer to see. A page that is hidden asks by itself when it shows again. */
  refresh(): void {
    if (this.#panel.visible) this.#parts.messages.follow(this.#sendView());
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.kind) {
      case "ready":
        return this.#sendView();
      case "series":
        return this.#sendSeries(message);
      case "go":
        return this.#go(message);
      case "act":
        return this.#act();
      case "stop":
        return this.#stop();
      case "save":
        return this.#save();
    }
  }

  async #sendView(): Promise<void> {
    if (this.#asking !== "no") {
      this.#asking = "again";
      return;
    }
    this.#asking = "yes";
    try {
      const view = await this.#parts.server.execute<MemoryView | Refused>(MEMORY_VIEW, this.#subject.params);
      this.#view = view;
      this.#post({ kind: "view", view });
    } finally {
      const again = this.#isAskedAgain();
      this.#asking = "no";
      if (again) this.refresh();
    }
  }

  #isAskedAgain(): boolean {
    return this.#asking === "again";
  }

  async #sendSeries({ fromNs, toNs, points, functions }: SeriesRequest): Promise<void> {
    const params: MemorySeriesParams = { key: this.#key, fromNs, toNs, points, functions };
    let series: MemorySeries | Refused = { kind: "refused", text: "" }; // the page waits for an answer, whatever it is
    try {
      series = await this.#parts.server.execute<MemorySeries | Refused>(MEMORY_SERIES, params);
    } finally {
      this.#post({ kind: "series", series });
    }
  }

  /** Shows a line where it stands now, the cursor on it. */
  async #go({ path, line, focus }: { path: string; line: number; focus: boolean }): Promise<void> {
    const params: MemoryPlaceParams = { key: this.#key, path, line };
    const placed = await this.#parts.server.execute<Placed | Refused>(MEMORY_PLACE, params);
    if (placed.kind === "refused") {
      this.#post({ kind: "said", text: placed.text });
      return;
    }
    const document = await workspace.openTextDocument(Uri.parse(placed.uri));
    const start = lineStart(document, Math.min(placed.line, document.lineCount));
    await window.showTextDocument(document, {
      viewColumn: this.#columnOf(document.uri),
      preview: true,
      preserveFocus: !focus,
      selection: new Range(start, start),
    });
  }

  /** Where the file shows already, else beside the page. */
  #columnOf(uri: Uri): ViewColumn {
    const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    if (shown?.viewColumn !== undefined) return shown.viewColumn;
    return this.#panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
  }

  /** The button below why there is nothing to see. */
  async #act(): Promise<void> {
    await commands.executeCommand("heatline.profileMemory", this.#subject.uri);
  }

  async #stop(): Promise<void> {
    if (this.#view?.kind === "memory" && this.#view.run !== null) await this.#parts.profiler.stop(this.#view.run);
  }

  async #save(): Promise<void> {
    if (this.#view?.kind !== "memory") return;
    const { key, saveAs } = this.#view;
    const chosen = await window.showSaveDialog({
      defaultUri: Uri.file(saveAs),
      filters: { [l10n.t("Memory over time, as mprof plots it")]: ["dat"] },
    });
    if (chosen === undefined) return;
    const params: SaveMemoryParams = { key, path: chosen.fsPath };
    const { text } = await this.#parts.server.execute<Saved | Refused>(SAVE_MEMORY, params);
    this.#post({ kind: "said", text });
  }

  get #key(): string {
    return this.#view?.kind === "memory" ? this.#view.key : "";
  }

  #post(message: HostMessage): void {
    void this.#panel.webview.postMessage(message); // false: it is hidden, and asks when it shows again
  }
}
