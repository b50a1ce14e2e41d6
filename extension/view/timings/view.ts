/** The state of the page, its one owner: the answers that show, and what is said of them. */

import type { Refused, Timings } from "../../src/protocol";
import type { HostMessage, PageMessage } from "../../src/timingsMessages";
import { element } from "../elements";
import { onTheme } from "../theme";
import { grouped } from "./groups";
import { Section } from "./section";

const POSTED = ["copy", "again", "compare"] as const;

export class View {
  readonly #post: (message: PageMessage) => void;
  /** By the id of the answer. */
  #sections = new Map<string, Section>();

  constructor(post: (message: PageMessage) => void) {
    this.#post = post;
    for (const kind of ["act", "stop"] as const) {
      element(kind).addEventListener("click", () => {
        post({ kind });
      });
    }
    element("answers").addEventListener("click", ({ target, detail }) => {
      if (target instanceof HTMLButtonElement) this.#pressed(target, detail === 0);
    });
    onTheme(() => {
      for (const section of this.#sections.values()) section.redraw();
    });
  }

  receive(message: HostMessage): void {
    if (message.kind === "said") element("said").textContent = message.text;
    else this.#show(message.timings);
  }

  #show(timings: Timings | Refused): void {
    const isThere = timings.kind === "timings";
    element("empty").hidden = isThere;
    element("stop").hidden = !isThere || timings.run === null;
    if (isThere) element("title").textContent = timings.title;
    else {
      element("reason").textContent = timings.text;
      element("act").hidden = !timings.action;
      element("act").textContent = timings.action?.title ?? "";
    }
    this.#fill(isThere ? timings : undefined);
  }

  #fill(timings: Timings | undefined): void {
    const before = this.#sections;
    this.#sections = new Map();
    const shown = grouped(timings?.answers ?? []).map(([newest, ...earlier]) => {
      const section = before.get(newest.id) ?? new Section(newest.id);
      this.#sections.set(newest.id, section);
      section.show(newest, earlier);
      return section.place;
    });
    const place = element("answers");
    if (shown.length === place.childElementCount && shown.every((each, at) => each === place.children[at])) return;
    place.replaceChildren(...shown);
  }

  /** `byKey`: then the keyboard follows to the line. */
  #pressed({ dataset }: HTMLButtonElement, byKey: boolean): void {
    const { answer = "", act, path, line } = dataset;
    const kind = POSTED.find((each) => each === act);
    if (kind !== undefined) this.#post({ kind, answer });
    else if (path !== undefined) this.#post({ kind: "go", answer, path, line: Number(line), focus: byKey });
  }
}
