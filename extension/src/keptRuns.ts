/** The runs that are kept, in the explorer: shown again, named, deleted, exported, compared. */

import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  type TreeView,
  Uri,
  window,
  workspace,
} from "vscode";

import type { Messages } from "./messages";
import {
  COMPARE_RUNS,
  type CompareRunsParams,
  DELETE_RUN,
  type Engine,
  EXPORT_RUN,
  type ExportRunParams,
  type KeptRun,
  type KeptRuns,
  NAME_RUN,
  type NameRunParams,
  type Refused,
  RUNS,
  type RunsCompared,
  type RunShown,
  type Saved,
  SHOW_RUN,
} from "./protocol";
import type { Server } from "./server";

const SCHEME = "heatline-compared";
const ICONS: Readonly<Record<Engine, string>> = {
  line_time: "flame",
  line_memory: "server",
  call_time: "type-hierarchy",
  allocations: "symbol-array",
  samples: "pulse",
  snippet_time: "watch",
};

export interface KeptRunsParts {
  readonly server: Server;
  readonly messages: Messages;
}

export class KeptRunsView implements Disposable, TreeDataProvider<KeptRun>, TextDocumentContentProvider {
  readonly #server: Server;
  readonly #messages: Messages;
  readonly #changed = new EventEmitter<undefined>();
  readonly #tree: TreeView<KeptRun>;
  readonly #owned: Disposable;
  readonly #compared = new Map<string, string>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor({ server, messages }: KeptRunsParts) {
    this.#server = server;
    this.#messages = messages;
    this.#tree = window.createTreeView("heatline.runs", { treeDataProvider: this, canSelectMany: true });
    const refresh = (): void => {
      this.#changed.fire(undefined);
    };
    this.#owned = Disposable.from(
      this.#tree,
      this.#changed,
      server.onKept(refresh),
      server.onRunning(refresh),
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      ...Object.entries(this.#commands()).map(([name, act]) =>
        commands.registerCommand(name, (run?: KeptRun, chosen?: readonly KeptRun[]) =>
          act(run, chosen).catch((error: unknown) => this.#messages.showFailure(error)),
        ),
      ),
    );
  }

  /** No server is started for the view alone. */
  async getChildren(): Promise<KeptRun[]> {
    if (!this.#server.isRunning) return [];
    return [...(await this.#server.execute<KeptRuns>(RUNS)).runs];
  }

  getTreeItem(run: KeptRun): TreeItem {
    const item = new TreeItem(run.title);
    item.id = run.id;
    item.description = run.text;
    item.tooltip = run.detail;
    item.iconPath = new ThemeIcon(ICONS[run.engine]);
    item.contextValue = "run";
    item.command = { command: "heatline.showRun", title: l10n.t("Show"), arguments: [run] };
    item.accessibilityInformation = { label: `${run.title}, ${run.text}` };
    return item;
  }

  provideTextDocumentContent({ path }: Uri): string {
    return this.#compared.get(path) ?? "";
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #commands(): Readonly<Record<string, (run?: KeptRun, chosen?: readonly KeptRun[]) => Promise<void>>> {
    return {
      "heatline.showRun": (run) => this.#show(run),
      "heatline.nameRun": (run) => this.#name(run),
      "heatline.deleteRun": (run, chosen) => this.#delete(chosen ?? (run === undefined ? [] : [run])),
      "heatline.exportRun": (run) => this.#export(run),
      "heatline.compareRuns": (run, chosen) => this.#compare(run, chosen ?? this.#tree.selection),
    };
  }

  async #show(run: KeptRun | undefined): Promise<void> {
    const answer = await this.#server.execute<RunShown | Refused>(SHOW_RUN, { id: run?.id ?? null });
    if (answer.kind === "refused") await this.#messages.showRefused(answer, () => this.#show(run));
    else if (answer.uri !== null) await window.showTextDocument(Uri.parse(answer.uri), { preserveFocus: true });
  }

  async #name(run: KeptRun | undefined): Promise<void> {
    if (run === undefined) return;
    const name = await window.showInputBox({ prompt: l10n.t("What this run is called"), value: run.title });
    if (name === undefined) return;
    const params: NameRunParams = { id: run.id, name };
    await this.#server.execute<KeptRuns | Refused>(NAME_RUN, params);
    this.#changed.fire(undefined);
  }

  async #delete(runs: readonly KeptRun[]): Promise<void> {
    for (const { id } of runs) await this.#server.execute<KeptRuns>(DELETE_RUN, { id });
    this.#changed.fire(undefined);
  }

  async #export(run: KeptRun | undefined): Promise<void> {
    if (run === undefined) return;
    const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file("/");
    const chosen = await window.showSaveDialog({ defaultUri: Uri.joinPath(folder, `${run.id}.json`) });
    if (chosen === undefined) return;
    const params: ExportRunParams = { id: run.id, path: chosen.fsPath };
    const { text } = await this.#server.execute<Saved | Refused>(EXPORT_RUN, params);
    void window.showInformationMessage(text); // nothing to wait for
  }

  /** Two that are selected; else the newest two of one program that measured the same. */
  async #compare(run: KeptRun | undefined, chosen: readonly KeptRun[]): Promise<void> {
    const [one = run, two] = chosen;
    const params: CompareRunsParams = { base: two?.id ?? null, new: two === undefined ? null : (one?.id ?? null) };
    const answer = await this.#server.execute<RunsCompared | Refused>(COMPARE_RUNS, params);
    if (answer.kind === "refused") {
      await this.#messages.showRefused(answer, () => this.#compare(run, chosen));
      return;
    }
    const path = `/${l10n.t("{0} compared", answer.title)} ${this.#compared.size + 1}`;
    this.#compared.set(path, answer.text);
    const document = await workspace.openTextDocument(Uri.from({ scheme: SCHEME, path }));
    await window.showTextDocument(document, { preview: true });
  }
}
