/** Opens profiles that other tools left in files, cProfile's and line_profiler's, in the view of calls. */

import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  Disposable,
  type Uri,
  type WebviewPanel,
  window,
} from "vscode";

import { CallsLink, type CallsParts } from "./callsLink";

export class ProfileEditor implements Disposable, CustomReadonlyEditorProvider {
  readonly #parts: CallsParts;
  readonly #owned: Disposable;

  constructor(parts: CallsParts) {
    this.#parts = parts;
    this.#owned = window.registerCustomEditorProvider("heatline.prof", this);
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    const link = new CallsLink(panel, { uri, params: { file: uri.fsPath } }, this.#parts);
    panel.onDidDispose(() => {
      link.dispose();
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
