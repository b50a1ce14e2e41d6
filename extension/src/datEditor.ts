/** Opens a file of mprof's in the view of memory over time, and follows it while it grows. */

import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  Disposable,
  RelativePattern,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";

import { MemoryLink, type MemoryParts } from "./memoryLink";

/** As package.json has them: mprof's own names are opened so by default, other `.dat` files where one asks for it. */
const TYPES = ["heatline.mprofile", "heatline.dat"];

export class DatEditor implements Disposable, CustomReadonlyEditorProvider {
  readonly #parts: MemoryParts;
  readonly #owned: Disposable;

  constructor(parts: MemoryParts) {
    this.#parts = parts;
    this.#owned = Disposable.from(...TYPES.map((type) => window.registerCustomEditorProvider(type, this)));
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    const link = new MemoryLink(panel, { uri, params: { file: uri.fsPath } }, this.#parts);
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, ".."), name));
    const refresh = (): void => {
      link.refresh();
    };
    const owned = Disposable.from(link, watcher, watcher.onDidChange(refresh), watcher.onDidCreate(refresh));
    panel.onDidDispose(() => {
      owned.dispose();
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
