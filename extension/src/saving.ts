/** What runs is what is on disk: the document is saved first. */

import { l10n, type Uri, window, workspace } from "vscode";

/** The file that holds what the editor shows, saved; undefined when it was not saved, which is then said. */
export async function savedUri(uri: Uri): Promise<Uri | undefined> {
  const document = await workspace.openTextDocument(uri);
  if (document.isUntitled) return workspace.save(document.uri); // asks where to
  if (!document.isDirty || (await document.save())) return document.uri;
  const message = l10n.t("{0} was not saved, so it was not run.", workspace.asRelativePath(uri));
  void window.showWarningMessage(message); // nothing to wait for
  return undefined;
}
