/** One page that shows timings, and its conversation with the server: the extension only passes on. */

import { commands, Disposable, env, l10n, type Uri, type WebviewPanel } from "vscode";

import { Latest } from "./latest";
import type { Messages } from "./messages";
import { Page } from "./page";
import type { Profiler } from "./profiler";
import {
  type Placed,
  type Refused,
  TIMING_PLACE,
  type TimingAnswer,
  type TimingPlaceParams,
  TIMINGS,
  type Timings,
  type TimingsParams,
} from "./protocol";
import type { Server } from "./server";
import type { HostMessage, PageMessage } from "./timingsMessages";
import { timingsPage } from "./timingsPage";

export interface TimingsParts {
  readonly server: Server;
  readonly profiler: Profiler;
  readonly messages: Messages;
  /** The extension's own `dist`, the only folder that a page may load from. */
  readonly dist: Uri;
}

export class TimingsLink implements Disposable {
  readonly #page: Page<HostMessage>;
  readonly #uri: string;
  readonly #parts: TimingsParts;
  readonly #latest: Latest;
  readonly #owned: Disposable;
  #function: string | null = null;
  #timings: Timings | Refused | undefined;

  constructor(panel: WebviewPanel, uri: Uri, parts: TimingsParts) {
    this.#uri = uri.toString();
    this.#parts = parts;
    this.#latest = new Latest(
      () => this.#sendTimings(),
      () => panel.visible,
    );
    this.#owned = Disposable.from(
      panel.webview.onDidReceiveMessage((message: PageMessage) => {
        parts.messages.follow(this.#receive(message));
      }),
      parts.server.onTimed(({ keys }) => {
        const key = this.#timings?.kind === "timings" ? this.#timings.key : undefined;
        if (keys === null || key === undefined || keys.includes(key)) this.#refresh();
      }),
    );
    this.#page = new Page(panel, { dist: parts.dist, bundle: "timings", uri, content: timingsPage() });
  }

  /** From now on the answers about `name` come first. */
  turnTo(name: string | null): void {
    if (name === this.#function) return;
    this.#function = name;
    this.#refresh();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #refresh(): void {
    if (this.#page.isVisible) this.#parts.messages.follow(this.#latest.want());
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.kind) {
      case "ready":
        return this.#latest.want();
      case "go":
        return this.#go(message);
      case "copy":
        return this.#copy(this.#answer(message.answer));
      case "again":
        return this.#again(this.#answer(message.answer));
      case "compare":
        return this.#compare(this.#answer(message.answer));
      case "act":
        return this.#run("heatline.timeit", { function: this.#function });
      case "stop":
        return this.#stop();
    }
  }

  async #sendTimings(): Promise<void> {
    const params: TimingsParams = { uri: this.#uri, function: this.#function };
    this.#timings = await this.#parts.server.execute<Timings | Refused>(TIMINGS, params);
    this.#page.post({ kind: "timings", timings: this.#timings });
  }

  #answer(id: string): TimingAnswer | undefined {
    return this.#timings?.kind === "timings" ? this.#timings.answers.find((each) => each.id === id) : undefined;
  }

  /** Shows a line where it stands now. */
  async #go({ answer, path, line, focus }: Extract<PageMessage, { kind: "go" }>): Promise<void> {
    const key = this.#timings?.kind === "timings" ? this.#timings.key : "";
    const params: TimingPlaceParams = { key, answer, path, line };
    const placed = await this.#parts.server.execute<Placed | Refused>(TIMING_PLACE, params);
    if (placed.kind === "placed") await this.#page.showLine(placed, focus);
    else this.#page.post({ kind: "said", text: placed.text });
  }

  async #copy(answer: TimingAnswer | undefined): Promise<void> {
    if (answer === undefined) return;
    await env.clipboard.writeText(answer.copied);
    this.#page.post({ kind: "said", text: l10n.t("Copied: {0}", answer.title) });
  }

  async #again(answer: TimingAnswer | undefined): Promise<void> {
    if (!answer?.again) return;
    await this.#run(answer.again.versus ? "heatline.compare" : "heatline.timeit", answer.again);
  }

  async #compare(answer: TimingAnswer | undefined): Promise<void> {
    if (answer !== undefined) await this.#run("heatline.compare", { function: answer.function });
  }

  async #stop(): Promise<void> {
    if (this.#timings?.kind === "timings" && this.#timings.run !== null) {
      await this.#parts.profiler.stop(this.#timings.run);
    }
  }

  async #run(command: string, params: object): Promise<void> {
    await commands.executeCommand(command, { ...params, uri: this.#uri });
  }
}
