/** Which colour on a plot is what. */

import { made } from "./elements";
import { renew } from "./renewal";

/** The class of a mark in the colour of the curve or function at `at`; none below 0. */
export function swatch(kind: "call" | "curve", at: number): string {
  return at < 0 ? "swatch" : `swatch ${kind}-${at % 6}`;
}

/** One curve needs no legend. */
export function fillLegend(legend: HTMLElement, titles: readonly string[]): void {
  legend.hidden = titles.length < 2;
  const items = titles.map((title, at) => {
    const item = made("li");
    item.append(made("span", "", swatch("curve", at)), title);
    return item;
  });
  renew(legend, items);
}
