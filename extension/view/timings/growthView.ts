/** Time over n: the sentence, the chart, its legend, and the point that is read. The rows have all points in words. */

import type { GrowthChart } from "../../src/protocol";
import { made, word } from "../elements";
import { fillLegend } from "../legend";
import { stepped, tick } from "../points";
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

  show(chart: GrowthChart): void {
    this.#chart = chart;
    this.#picture.setAttribute("aria-label", `${chart.title}. ${chart.text}`);
    this.#said.replaceChildren(made("h3", chart.title), made("p", chart.text));
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
    const size = this.#chart?.sizes[index];
    if (this.#chart === undefined || size === undefined) return;
    this.#at = index;
    const each = this.#chart.curves.map(({ title, texts }) => `${title}: ${texts[index] ?? ""}`);
    this.#readout.setAttribute("aria-live", live);
    this.#readout.textContent = [`${word("size")} = ${tick(size)}`, ...each].join(" · ");
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
