/** The panels that show calls. */

import { l10n } from "vscode";

import { CallsLink, type CallsParts } from "./callsLink";
import { Panels } from "./panels";

export type CallsView = Panels<CallsLink>;

export function callsView(parts: CallsParts): CallsView {
  return new Panels({
    type: "heatline.calls",
    titleOf: (file) => l10n.t("Calls: {0}", file),
    none: l10n.t("Open a Python file to see its calls."),
    fill: (panel, uri) => new CallsLink(panel, { uri, params: { uri: uri.toString() } }, parts),
  });
}
