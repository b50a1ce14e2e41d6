/** The answers about one function or selection: the newest in full, its earlier ones below. All of it text, never markup. */

import type { TimingAnswer } from "../../src/protocol";
import { made, word } from "../elements";
import { placeButton } from "../links";
import { renew } from "../renewal";
import { GrowthView } from "./growthView";
import { HistogramView } from "./histogram";
import { rowsTable } from "./table";

export class Section {
  readonly place = made("section");
  readonly #words = made("div");
  readonly #chart = made("div");
  readonly #rows = made("div");
  readonly #histograms = made("div", "", "histograms");
  readonly #notes = made("div");
  #growth: GrowthView | undefined;
  #bars: readonly HistogramView[] = [];
  #drawn = "";

  constructor(id: string) {
    this.place.dataset["answer"] = id;
    this.place.append(this.#words, this.#chart, this.#rows, this.#histograms, this.#notes);
  }

  show(answer: TimingAnswer, earlier: readonly TimingAnswer[]): void {
    this.place.classList.toggle("stale", answer.stale);
    renew(this.#words, [heading(answer), verdict(answer), ...aged(answer), tools(answer)]);
    renew(this.#rows, answer.rows.length === 0 ? [] : [rowsTable(answer)]);
    const notes = answer.notes.map((note) => made("li", note));
    const list = made("ul", "", "muted");
    list.append(...notes);
    renew(this.#notes, [list, made("p", answer.provenance, "muted"), ...earlierAnswers(earlier)]);
    this.#draw(answer);
  }

  /** The theme is another. */
  redraw(): void {
    this.#growth?.redraw();
    for (const bars of this.#bars) bars.redraw();
  }

  /** What is drawn already stays as it is, and with it where its reader is. */
  #draw({ growth, histograms, sentence }: TimingAnswer): void {
    const drawn = JSON.stringify([growth, histograms, sentence]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#growth = growth === null ? undefined : (this.#growth ?? new GrowthView());
    if (growth !== null) this.#growth?.show(growth, sentence);
    const charts = this.#growth === undefined ? [] : [this.#growth.place];
    if (charts[0] !== this.#chart.firstElementChild) this.#chart.replaceChildren(...charts);
    this.#bars = histograms.map((each) => new HistogramView(each));
    this.#histograms.replaceChildren(...this.#bars.map(({ place }) => place));
    requestAnimationFrame(() => {
      this.redraw(); // now that it is in the page, it has a size
    });
  }
}

function heading({ id, title, place }: TimingAnswer): HTMLElement {
  const head = made("h2");
  head.append(place ? placeButton({ ...place, text: title }, { answer: id }) : title);
  return head;
}

function verdict({ sentence }: TimingAnswer): HTMLElement {
  const said = made("p", sentence, "verdict");
  said.setAttribute("role", "status");
  return said;
}

function aged({ when, stale }: TimingAnswer): readonly HTMLElement[] {
  return [made("p", when, "muted when"), ...(stale ? [made("p", word("stale"), "stale-word")] : [])];
}

function tools({ id, again, function: name, title }: TimingAnswer): HTMLElement {
  const bar = made("div", "", "tools");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", title);
  const acts = [...(again ? ["again"] : []), ...(name === "" ? [] : ["compare"]), "copy"];
  bar.append(
    ...acts.map((act) => {
      const button = made("button", word(act));
      Object.assign(button.dataset, { answer: id, act });
      return button;
    }),
  );
  return bar;
}

/** What was measured before, with what came out. */
function earlierAnswers(earlier: readonly TimingAnswer[]): readonly HTMLElement[] {
  if (earlier.length === 0) return [];
  const list = made("ul");
  list.append(
    ...earlier.map(({ sentence, when }) => {
      const item = made("li", sentence);
      item.append(" ", made("span", when, "muted"));
      return item;
    }),
  );
  return [made("h3", word("earlier")), list];
}
