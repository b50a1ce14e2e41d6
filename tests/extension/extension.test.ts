import assert from "node:assert/strict";
import { test } from "node:test";

import { type ExtensionContext, window, workspace } from "vscode";

import { activate, deactivate } from "../../extension/src/extension";
import { Server } from "../../extension/src/server";

test("the end of the extension waits until the server has stopped", async () => {
  let stopped = false;
  Server.prototype.stop = async () => {
    await Promise.resolve();
    stopped = true;
  };
  Object.assign(workspace, { textDocuments: [] });
  Object.assign(window, { visibleTextEditors: [] });
  activate({ subscriptions: [] as object[], extensionPath: "" } as unknown as ExtensionContext); // all that it asks of it
  await deactivate();

  assert.ok(stopped);
});
