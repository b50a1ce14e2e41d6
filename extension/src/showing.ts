/** What shows beside the lines of a document: the setting heatline.show, and the command that turns it. */

import {
  ConfigurationTarget,
  Disposable,
  EventEmitter,
  l10n,
  type Memento,
  type Uri,
  window,
  workspace,
  type WorkspaceConfiguration,
} from "vscode";

import type { Engine } from "./protocol";
import { everything, type Parts, remembered, type Shown, shownBy, turned } from "./shown";

const SAID_MS = 3000;
const BEFORE = "shown before";

export class Showing implements Disposable {
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<undefined>();
  readonly #owned: Disposable;

  readonly onChanged = this.#changed.event;

  /** `memory` keeps what the command has put out of sight. */
  constructor(memory: Memento) {
    this.#memory = memory;
    this.#owned = Disposable.from(
      this.#changed,
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("heatline.show")) this.#changed.fire(undefined);
      }),
    );
  }

  /** What shows beside the lines of the document at `uri`. */
  of(uri: Uri): Shown {
    return shownBy(valueOf(settings(uri)));
  }

  /** Time and memory, then time alone, then memory alone; written to where the setting is. */
  async turn(): Promise<void> {
    const configuration = settings(window.activeTextEditor?.document.uri);
    const before = valueOf(configuration);
    const parts = remembered(before, this.#before);
    await this.#memory.update(BEFORE, parts);
    const after = turned(before, parts);
    await write(configuration, after);
    window.setStatusBarMessage(said(shownBy(after)), SAID_MS);
  }

  /** Where nothing that `engine` measures would show in the document at `uri`, says so, and offers to show it. */
  async offer(engine: Engine, uri: Uri): Promise<void> {
    if (engine === "snippet_time") return; // its answers stand in lenses
    const { time, memory } = this.of(uri);
    const isTime = engine === "line_time";
    if (isTime ? time : memory) return;
    const text = isTime
      ? l10n.t("The setting heatline.show leaves time out beside the lines.")
      : l10n.t("The setting heatline.show leaves memory out beside the lines.");
    const show = isTime ? l10n.t("Show Time Too") : l10n.t("Show Memory Too");
    if ((await window.showInformationMessage(text, show)) !== show) return;
    const configuration = settings(uri);
    await write(configuration, everything(valueOf(configuration), this.#before));
  }

  get #before(): Parts | undefined {
    return this.#memory.get<Parts>(BEFORE);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function settings(uri: Uri | undefined): WorkspaceConfiguration {
  return workspace.getConfiguration("heatline", uri);
}

function valueOf(configuration: WorkspaceConfiguration): readonly string[] {
  const value: unknown = configuration.get("show");
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Writes the setting where it is set closest to the document, else to the user's; nothing, where that is the default. */
async function write(configuration: WorkspaceConfiguration, value: readonly string[]): Promise<void> {
  const set = configuration.inspect<readonly string[]>("show");
  const isDefault = JSON.stringify(value) === JSON.stringify(set?.defaultValue);
  if (set?.workspaceFolderValue !== undefined) {
    await configuration.update("show", value, ConfigurationTarget.WorkspaceFolder);
  } else if (set?.workspaceValue !== undefined) {
    await configuration.update("show", value, ConfigurationTarget.Workspace);
  } else {
    await configuration.update("show", isDefault ? undefined : value, ConfigurationTarget.Global);
  }
}

function said({ time, memory }: Shown): string {
  if (time && memory) return l10n.t("$(flame) Time and memory beside the lines");
  return time ? l10n.t("$(flame) Time beside the lines") : l10n.t("$(flame) Memory beside the lines");
}
