/** A page of the extension's own in a panel: what it may load, what it is told, and the lines it leads to. */

import { randomBytes } from "node:crypto";

import { Range, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";

import { lineStart } from "./painter";
import { type PageContent, pageHtml } from "./pageHtml";
import type { Placed } from "./protocol";

export interface PageOptions {
  /** The extension's own `dist`, the only folder that a page may load from. */
  readonly dist: Uri;
  /** What the page's script and style are called there. */
  readonly bundle: string;
  /** What the page is of: it comes back with the page's state. */
  readonly uri: Uri;
  readonly content: PageContent;
}

/** `Message` is what a page is told. */
export class Page<Message> {
  readonly #panel: WebviewPanel;

  constructor(panel: WebviewPanel, { dist, bundle, uri, content }: PageOptions) {
    this.#panel = panel;
    const { webview } = panel;
    const served = (name: string): string => webview.asWebviewUri(Uri.joinPath(dist, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const sources = {
      nonce: randomBytes(16).toString("hex"),
      cspSource: webview.cspSource,
      script: served(`${bundle}.js`),
      style: served(`${bundle}.css`),
      uri: uri.toString(),
    };
    webview.html = pageHtml(sources, content);
  }

  /** One that is hidden asks by itself when it shows again. */
  get isVisible(): boolean {
    return this.#panel.visible;
  }

  post(message: Message): void {
    void this.#panel.webview.postMessage(message); // false: it is hidden
  }

  /** Shows a line, the cursor on it; with `focus` the keyboard follows. */
  async showLine({ uri, line }: Placed, focus: boolean): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    const start = lineStart(document, Math.min(line, document.lineCount));
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
}
