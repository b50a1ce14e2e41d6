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

  /** A list of all that can stand beside a line, ticked where it does; written to where the setting is. */
  async choose(): Promise<void> {
    const configuration = settings(window.activeTextEditor?.document.uri);
    const before = valueOf(configuration);
    const items = Object.entries(words()).map(([value, [label, description]]) => ({
      ...{ value, label, description },
      picked: before.includes(value),
    }));
    const title = l10n.t("What stands beside a measured line");
    const chosen = await window.showQuickPick(items, { title, canPickMany: true, matchOnDescription: true });
    if (chosen === undefined) return;
    const values = chosen.map(({ value }) => value);
    // What stays keeps its place, which the setting may have changed.
    await write(configuration, [
      ...before.filter((value) => values.includes(value)),
      ...values.filter((value) => !before.includes(value)),
    ]);
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

/** What each value of heatline.show is, with an example. */
function words(): Readonly<Record<string, readonly [label: string, description: string]>> {
  return {
    percent: [l10n.t("Percent"), l10n.t("of its function: 41 %")],
    time: [l10n.t("Time"), l10n.t("with what it calls: 12.4 ms")],
    own: [l10n.t("Own time"), l10n.t("without the measured functions it calls: own 1.20 ms")],
    hits: [l10n.t("Hits"), l10n.t("how often it ran: 333,333×")],
    per_hit: [l10n.t("Per hit"), l10n.t("time of one: 37 ns each")],
    bar: [l10n.t("Bar"), l10n.t("its part of the run: ██▌░░")],
    suspended: [l10n.t("Suspended"), l10n.t("how long a coroutine or generator waited there")],
    difference: [l10n.t("Difference"), l10n.t("to the run before an edit: +3.10 ms · 1.40×")],
    memory: [l10n.t("Memory added"), l10n.t("to the process: +25.4 MiB")],
    peak: [l10n.t("Peak"), l10n.t("of the process while it ran")],
    memory_after: [l10n.t("Memory after"), l10n.t("what the process had after it")],
    allocations: [l10n.t("Allocations"), l10n.t("what it allocated that was alive in the end")],
  };
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
