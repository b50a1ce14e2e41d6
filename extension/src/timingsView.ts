/** The panels that show timings. */

import { Disposable, l10n, Uri } from "vscode";

import { Panels } from "./panels";
import type { TimingsParams } from "./protocol";
import { TimingsLink, type TimingsParts } from "./timingsLink";

export class TimingsView implements Disposable {
  readonly #panels: Panels<TimingsLink>;

  constructor(parts: TimingsParts) {
    this.#panels = new Panels({
      type: "heatline.timings",
      titleOf: (file) => l10n.t("Timings: {0}", file),
      none: l10n.t("Open a Python file to see its timings."),
      fill: (panel, uri) => new TimingsLink(panel, uri, parts),
    });
  }

  /** Shows the timings of a document, those of a function first; the keyboard stays where it is unless `focus`. */
  show({ uri, function: name }: TimingsParams, focus = true): void {
    this.#panels.show(uri ? Uri.parse(uri) : undefined, focus)?.turnTo(name ?? null);
  }

  dispose(): void {
    this.#panels.dispose();
  }
}
