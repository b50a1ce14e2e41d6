/** The panels that show memory over time: one per file, used again, and there again after the window was reloaded. */

import { Disposable, l10n, Uri, ViewColumn, type WebviewPanel, type WebviewPanelSerializer, window } from "vscode";

import { MemoryLink, type MemoryParts } from "./memoryLink";
import type { PageState } from "./memoryMessages";

const TYPE = "heatline.memory";

export class MemoryView implements Disposable, WebviewPanelSerializer<PageState> {
  readonly #parts: MemoryParts;
  readonly #panels = new Map<string, WebviewPanel>();
  readonly #owned: Disposable;

  constructor(parts: MemoryParts) {
    this.#parts = parts;
    this.#owned = window.registerWebviewPanelSerializer(TYPE, this);
  }

  /** Shows memory over time of a document's newest run; without `uri` of the one in the active editor. */
  show(uri: Uri | undefined = window.activeTextEditor?.document.uri): void {
    if (uri === undefined) {
      void window.showInformationMessage(l10n.t("Open a Python file to see its memory over time.")); // nothing to wait for
      return;
    }
    const known = this.#panels.get(uri.toString());
    if (known === undefined) this.#fill(window.createWebviewPanel(TYPE, "", ViewColumn.Beside), uri);
    else known.reveal();
  }

  deserializeWebviewPanel(panel: WebviewPanel, state: PageState | undefined): Promise<void> {
    if (state === undefined) panel.dispose();
    else this.#fill(panel, Uri.parse(state.uri));
    return Promise.resolve();
  }

  dispose(): void {
    this.#owned.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #fill(panel: WebviewPanel, uri: Uri): void {
    const key = uri.toString();
    panel.title = l10n.t("Memory: {0}", uri.path.slice(uri.path.lastIndexOf("/") + 1));
    const link = new MemoryLink(panel, { uri, params: { uri: key } }, this.#parts);
    this.#panels.set(key, panel);
    panel.onDidDispose(() => {
      link.dispose();
      this.#panels.delete(key);
    });
  }
}
