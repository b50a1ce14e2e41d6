// The type "debugpy" of debug sessions: its adapter is that of the configuration's own Python.
const vscode = require("vscode");

/** @param {import("vscode").ExtensionContext} context */
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory("debugpy", {
      createDebugAdapterDescriptor: ({ configuration }) =>
        new vscode.DebugAdapterExecutable(String(configuration["python"]), ["-m", "debugpy.adapter"]),
    }),
  );
};
