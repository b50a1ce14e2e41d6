/** One page that draws memory over time, and its conversation with the server: the extension only passes on. */

import { commands, Disposable, l10n, Uri, type WebviewPanel, window } from "vscode";

import { Latest } from "./latest";
import type { HostMessage, PageMessage, SeriesRequest } from "./memoryMessages";
import { memoryPage } from "./memoryPage";
import type { Messages } from "./messages";
import { Page } from "./page";
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
  readonly #page: Page<HostMessage>;
  readonly #subject: Subject;
  readonly #parts: MemoryParts;
  readonly #latest: Latest;
  readonly #owned: Disposable;
  #view: MemoryView | Refused | undefined;

  constructor(panel: WebviewPanel, subject: Subject, parts: MemoryParts) {
    this.#subject = subject;
    this.#parts = parts;
    this.#latest = new Latest(
      () => this.#sendView(),
      () => panel.visible,
    );
    this.#owned = Disposable.from(
      panel.webview.onDidReceiveMessage((message: PageMessage) => {
        parts.messages.follow(this.#receive(message));
      }),
      parts.server.onMemory(({ keys }) => {
        const key = this.#view?.kind === "memory" ? this.#view.key : undefined;
        if (keys === null || key === undefined || keys.includes(key)) this.refresh();
      }),
    );
    this.#page = new Page(panel, { dist: parts.dist, bundle: "memory", uri: subject.uri, content: memoryPage() });
  }

  /** There may be something newer to see. A page that is hidden asks by itself when it shows again. */
  refresh(): void {
    if (this.#page.isVisible) this.#parts.messages.follow(this.#latest.want());
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.kind) {
      case "ready":
        return this.#latest.want();
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
    this.#view = await this.#parts.server.execute<MemoryView | Refused>(MEMORY_VIEW, this.#subject.params);
    this.#page.post({ kind: "view", view: this.#view });
  }

  async #sendSeries({ fromNs, toNs, points, functions }: SeriesRequest): Promise<void> {
    const params: MemorySeriesParams = { key: this.#key, fromNs, toNs, points, functions };
    let series: MemorySeries | Refused = { kind: "refused", text: "" }; // the page waits for an answer, whatever it is
    try {
      series = await this.#parts.server.execute<MemorySeries | Refused>(MEMORY_SERIES, params);
    } finally {
      this.#page.post({ kind: "series", series });
    }
  }

  /** Shows a line where it stands now. */
  async #go({ path, line, focus }: { path: string; line: number; focus: boolean }): Promise<void> {
    const params: MemoryPlaceParams = { key: this.#key, path, line };
    const placed = await this.#parts.server.execute<Placed | Refused>(MEMORY_PLACE, params);
    if (placed.kind === "placed") await this.#page.showLine(placed, focus);
    else this.#page.post({ kind: "said", text: placed.text });
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
    this.#page.post({ kind: "said", text });
  }

  get #key(): string {
    return this.#view?.kind === "memory" ? this.#view.key : "";
  }
}
