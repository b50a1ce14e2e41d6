/** What runs is what is on disk: the document is saved first. */

import { l10n, type TextDocument, type Uri, window, workspace } from "vscode";

/** The file that holds what the editor shows, saved; undefined when it was not saved, which is then said. */
export async function savedUri(uri: Uri): Promise<Uri | undefined> {
  const document = await workspace.openTextDocument(uri);
  const saved = await savedAs(document);
  if (saved === undefined) {
    const message = l10n.t("{0} was not saved, so it was not run.", workspace.asRelativePath(uri));
    void window.showWarningMessage(message); // nothing to wait for
  }
  return saved;
}

async function savedAs(document: TextDocument): Promise<Uri | undefined> {
  if (document.isUntitled) return workspace.save(document.uri); // asks where to
  return !document.isDirty || (await document.save()) ? document.uri : undefined;
}
