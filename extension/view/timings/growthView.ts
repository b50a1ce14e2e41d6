/** Time over n: the sentence, the chart, its legend, and the point that is read. The rows have all points in words. */

import type { GrowthChart } from "../../src/protocol";
import { made, word } from "../elements";
import { fillLegend } from "../legend";
import { stepped } from "../points";
import { GrowthPlot } from "./growthPlot";

export class GrowthView {
  readonly place = made("div", "", "growth");
  readonly #said = made("div");
  readonly #picture = made("div", "", "plot");
  readonly #legend = made("ul", "", "legend");
  readonly #readout = made("p", "", "readout");
  readonly #plot: GrowthPlot;
  #chart: GrowthChart | undefined;
  /** The size that is read. */
  #at = -1;

  constructor() {
    this.#picture.setAttribute("role", "application");
    this.#picture.tabIndex = 0;
    this.#readout.setAttribute("role", "status");
    this.place.append(this.#said, this.#picture, this.#legend, this.#readout, made("p", word("keys"), "muted"));
    this.#plot = new GrowthPlot(this.#picture, (index) => {
      this.#read(index, "off");
    });
    this.#picture.addEventListener("keydown", (event) => {
      this.#pressed(event);
    });
  }

  /** `said`: what stands above it already. */
  show(chart: GrowthChart, said: string): void {
    this.#chart = chart;
    this.#picture.setAttribute("aria-label", `${chart.title}. ${chart.text}`);
    const more = said.includes(chart.text) ? [] : [made("p", chart.text)];
    this.#said.replaceChildren(made("h3", chart.title), ...more);
    fillLegend(
      this.#legend,
      chart.curves.map(({ title }) => title),
    );
  }

  redraw(): void {
    if (this.#chart !== undefined) this.#plot.draw(this.#chart);
  }

  #pressed(event: KeyboardEvent): void {
    const { key, ctrlKey, altKey, metaKey } = event;
    const by = STEPS.get(key);
    const sizes = this.#chart?.sizes;
    if (by === undefined || sizes === undefined || ctrlKey || altKey || metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const index = stepped(sizes, this.#at, by);
    this.#plot.point(index);
    this.#read(index, "polite");
  }

  /** Says what was measured at a size. What the mouse passes over is not read out. */
  #read(index: number, live: "off" | "polite"): void {
    this.#at = index;
    this.#readout.setAttribute("aria-live", live);
    this.#readout.replaceChildren(
      ...(this.#chart?.curves ?? []).map(({ title, texts }) => made("span", `${title}, ${texts[index] ?? ""}`)),
    );
  }
}

/** Further than there are sizes is as far as there are. */
const FAR = 1000;
const STEPS: ReadonlyMap<string, number> = new Map([
  ["ArrowLeft", -1],
  ["ArrowRight", 1],
  ["Home", -FAR],
  ["End", FAR],
]);
