const assert = require("node:assert/strict");
const vscode = require("vscode");

describe("the extension", () => {
  it("activates when a Python file is opened", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, "sums.py"));
    const extension = vscode.extensions.getExtension("heatline.heatline");
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("registers every command its package.json names", async () => {
    const extension = vscode.extensions.getExtension("heatline.heatline");
    assert.ok(extension);
    await extension.activate();
    const { contributes } = /** @type {{ contributes: { commands: { command: string }[] } }} */ (extension.packageJSON);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
