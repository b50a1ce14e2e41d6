/** The panels that show memory over time. */

import { l10n } from "vscode";

import { MemoryLink, type MemoryParts } from "./memoryLink";
import { Panels } from "./panels";

export type MemoryView = Panels<MemoryLink>;

export function memoryView(parts: MemoryParts): MemoryView {
  return new Panels({
    type: "heatline.memory",
    titleOf: (file) => l10n.t("Memory: {0}", file),
    none: l10n.t("Open a Python file to see its memory over time."),
    fill: (panel, uri) => new MemoryLink(panel, { uri, params: { uri: uri.toString() } }, parts),
  });
}
