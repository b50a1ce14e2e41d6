/** How every axis of a plot looks. */

import type uPlot from "uplot";

import { tick } from "./points";
import type { Theme } from "./theme";

// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- uPlot declares the enum, and does not have it at run time
export const LOGARITHMIC: uPlot.Scale = { distr: 3, log: 10 };

/** With its ticks at least `space` CSS pixels apart. */
export function axis({ ink, grid, family }: Theme, space: number): uPlot.Axis {
  const font = `12px ${family}`; // uPlot sees to the pixels of the screen by itself
  return {
    font,
    labelFont: font,
    labelSize: 24,
    space,
    stroke: ink,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1 },
    values: (_, splits) => splits.map(tick),
  };
}
