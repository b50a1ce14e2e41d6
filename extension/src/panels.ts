/** The panels of one kind: one per file, used again, and there again after the window was reloaded. */

import { Disposable, Uri, ViewColumn, type WebviewPanel, type WebviewPanelSerializer, window } from "vscode";

export interface PanelKind<Link> {
  /** As package.json has it. */
  readonly type: string;
  readonly titleOf: (file: string) => string;
  /** What is said where no file shows. */
  readonly none: string;
  /** Fills a panel for the document at `uri`; what it answers goes with the panel. */
  readonly fill: (panel: WebviewPanel, uri: Uri) => Link;
}

export class Panels<Link extends Disposable> implements Disposable, WebviewPanelSerializer<{ readonly uri: string }> {
  readonly #kind: PanelKind<Link>;
  readonly #panels = new Map<string, { readonly panel: WebviewPanel; readonly link: Link }>();
  readonly #owned: Disposable;

  constructor(kind: PanelKind<Link>) {
    this.#kind = kind;
    this.#owned = window.registerWebviewPanelSerializer(kind.type, this);
  }

  /** Shows the panel of a document, without `uri` of the one in the active editor; the keyboard stays unless `focus`. */
  show(uri: Uri | undefined = window.activeTextEditor?.document.uri, focus = true): Link | undefined {
    if (uri === undefined) {
      void window.showInformationMessage(this.#kind.none); // nothing to wait for
      return undefined;
    }
    const known = this.#panels.get(uri.toString());
    known?.panel.reveal(undefined, !focus);
    if (known !== undefined) return known.link;
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: !focus };
    return this.#fill(window.createWebviewPanel(this.#kind.type, "", column), uri);
  }

  deserializeWebviewPanel(panel: WebviewPanel, state: { readonly uri: string } | undefined): Promise<void> {
    if (state === undefined) panel.dispose();
    else this.#fill(panel, Uri.parse(state.uri));
    return Promise.resolve();
  }

  dispose(): void {
    this.#owned.dispose();
    for (const { panel } of this.#panels.values()) panel.dispose();
  }

  #fill(panel: WebviewPanel, uri: Uri): Link {
    const key = uri.toString();
    panel.title = this.#kind.titleOf(uri.path.slice(uri.path.lastIndexOf("/") + 1));
    const link = this.#kind.fill(panel, uri);
    this.#panels.set(key, { panel, link });
    panel.onDidDispose(() => {
      link.dispose();
      this.#panels.delete(key);
    });
    return link;
  }
}
