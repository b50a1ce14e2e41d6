/** One page that shows calls, and its conversation with the server: the extension only passes on. */

import { commands, Disposable, l10n, Uri, type WebviewPanel, window, workspace } from "vscode";

import type { HostMessage, PageMessage, RowsRequest, TreeRequest } from "./callsMessages";
import { callsPage } from "./callsPage";
import { Latest } from "./latest";
import type { MemoryParts } from "./memoryLink";
import { Page } from "./page";
import type { Painter } from "./painter";
import {
  CALL_PLACE,
  CALL_ROWS,
  CALL_TREE,
  CALL_VIEW,
  type CallFormat,
  type CallRows,
  type CallRowsParams,
  CALLS_OF,
  type CallsOf,
  type CallsOfParams,
  type CallTree,
  type CallTreeParams,
  type CallView,
  type CallViewParams,
  type Placed,
  type Refused,
  SAVE_CALLS,
  type SaveCallsParams,
  type Saved,
} from "./protocol";

export type CallsParts = MemoryParts & { readonly painter: Painter };

/** What a page is of. */
export interface CallsSubject {
  readonly uri: Uri;
  readonly params: CallViewParams;
}

const MOST_ROWS = 100;
const NOTHING: Refused = { kind: "refused", text: "" }; // a page waits for an answer, whatever it is
const ENDINGS: Readonly<Record<CallFormat, string>> = {
  pstats: "prof",
  speedscope: "speedscope.json",
  collapsed: "collapsed.txt",
};

export class CallsLink implements Disposable {
  readonly #page: Page<HostMessage>;
  readonly #subject: CallsSubject;
  readonly #parts: CallsParts;
  readonly #latest: Latest;
  readonly #owned: Disposable;
  #view: CallView | Refused | undefined;
  /** The line, as measured, whose function is to be chosen as soon as the page shows. */
  #line: number | undefined;

  constructor(panel: WebviewPanel, subject: CallsSubject, parts: CallsParts) {
    this.#subject = subject;
    this.#parts = parts;
    this.#latest = new Latest(
      () => this.#sendView(),
      () => panel.visible,
    );
    this.#owned = Disposable.from(
      panel.webview.onDidReceiveMessage((message: PageMessage) => {
        parts.messages.follow(this.#receive(message));
      }),
      parts.server.onCalls(({ keys }) => {
        if (keys === null || this.#key === "" || keys.includes(this.#key)) this.refresh();
      }),
    );
    this.#page = new Page(panel, { dist: parts.dist, bundle: "calls", uri: subject.uri, content: callsPage() });
  }

  /** There may be something newer to see. A page that is hidden asks by itself when it shows again. */
  refresh(): void {
    if (this.#page.isVisible) this.#parts.messages.follow(this.#latest.want());
  }

  /** Shows who calls the function on that line of the file as measured, and whom it calls. */
  choose(line: number | undefined): void {
    if (line === undefined) return;
    this.#line = line;
    if (this.#key !== "") this.#parts.messages.follow(this.#sendChosen());
  }

  dispose(): void {
    this.#parts.painter.attend(this, undefined);
    this.#owned.dispose();
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.kind) {
      case "ready":
        return this.#latest.want();
      case "rows":
        return this.#sendRows(message);
      case "tree":
        return this.#sendTree(message);
      case "of":
        return this.#sendCallsOf(message.function);
      case "go":
        return this.#go(message);
      case "act":
        return this.#act();
      case "stop":
        return this.#stop();
      case "save":
        return this.#save(message.format);
      case "saveDrawn":
        return this.#saveDrawn(message.as, message.text);
    }
  }

  async #sendView(): Promise<void> {
    this.#view = await this.#parts.server.execute<CallView | Refused>(CALL_VIEW, this.#subject.params);
    this.#page.post({ kind: "view", view: this.#view });
    await this.#sendChosen();
  }

  async #sendRows(asked: RowsRequest): Promise<void> {
    const { sort, descending, search, ownCode, first } = asked;
    const params: CallRowsParams = { key: this.#key, most: MOST_ROWS, sort, descending, search, ownCode, first };
    const rows = await this.#asked<CallRows>(CALL_ROWS, params);
    this.#page.post({ kind: "rows", asked, rows });
  }

  async #sendTree(asked: TreeRequest): Promise<void> {
    const { path, function: root, least, deepest, search } = asked;
    const params: CallTreeParams = { key: this.#key, path, function: root, least, deepest, search };
    const tree = await this.#asked<CallTree>(CALL_TREE, params);
    this.#page.post({ kind: "tree", asked, tree });
  }

  async #sendCallsOf(chosen: number): Promise<void> {
    const params: CallsOfParams = { key: this.#key, function: chosen };
    this.#page.post({ kind: "of", of: await this.#asked<CallsOf>(CALLS_OF, params) });
  }

  async #sendChosen(): Promise<void> {
    const line = this.#line;
    if (line === undefined || this.#key === "") return;
    this.#line = undefined;
    const params: CallsOfParams = { key: this.#key, function: -1, line };
    this.#page.post({ kind: "of", of: await this.#asked<CallsOf>(CALLS_OF, params), isLedTo: true });
  }

  async #asked<Answer>(command: string, params: object): Promise<Answer | Refused> {
    try {
      return await this.#parts.server.execute<Answer | Refused>(command, params);
    } catch (error) {
      await this.#parts.messages.showFailure(error);
      return NOTHING;
    }
  }

  /** Shows a function's first line where it stands now, and of the heat in its file only the function's. */
  async #go({ function: chosen, focus }: Extract<PageMessage, { kind: "go" }>): Promise<void> {
    const params: CallsOfParams = { key: this.#key, function: chosen };
    const placed = await this.#parts.server.execute<Placed | Refused>(CALL_PLACE, params);
    this.#parts.painter.attend(this, placed.kind === "placed" ? placed : undefined);
    if (placed.kind === "placed") await this.#page.showLine(placed, focus);
    else this.#page.post({ kind: "said", text: placed.text });
  }

  /** The button below why there is nothing to see. */
  async #act(): Promise<void> {
    await commands.executeCommand("heatline.profileCalls", this.#subject.uri);
  }

  async #stop(): Promise<void> {
    if (this.#view?.kind === "calls" && this.#view.run !== null) await this.#parts.profiler.stop(this.#view.run);
  }

  async #save(format: CallFormat): Promise<void> {
    const chosen = await this.#chosen(ENDINGS[format]);
    if (chosen === undefined) return;
    const params: SaveCallsParams = { key: this.#key, path: chosen.fsPath, format };
    const { text } = await this.#parts.server.execute<Saved | Refused>(SAVE_CALLS, params);
    this.#page.post({ kind: "said", text });
  }

  async #saveDrawn(ending: "svg" | "html", text: string): Promise<void> {
    const chosen = await this.#chosen(ending);
    if (chosen === undefined) return;
    await workspace.fs.writeFile(chosen, new TextEncoder().encode(text));
    this.#page.post({ kind: "said", text: l10n.t("Saved as {0}.", chosen.fsPath) });
  }

  async #chosen(ending: string): Promise<Uri | undefined> {
    if (this.#view?.kind !== "calls") return undefined;
    return window.showSaveDialog({ defaultUri: Uri.file(`${this.#view.saveAs}.${ending}`) });
  }

  get #key(): string {
    return this.#view?.kind === "calls" ? this.#view.key : "";
  }
}
