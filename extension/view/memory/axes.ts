/** The plot's axes: each in the unit that the server chose for what is shown. */

import type uPlot from "uplot";

import type { MemorySeries } from "../../src/protocol";
import { axis } from "../axis";
import { word } from "../elements";
import { inUnit } from "../points";
import type { Theme } from "../theme";
import type { Picture } from "./chart";

/** Parts of what is shown that stay free above and below the curve. */
const [ABOVE, BELOW] = [0.12, 0.06];

export function axes(theme: Theme, shown: () => Picture | undefined): uPlot.Axis[] {
  const time = { ...axis(theme, 50), size: 36, label: () => timeLabel(shown()) };
  const memory = { ...axis(theme, 40), size: 60, label: () => memoryLabel(shown()) };
  return [time, memory];
}

const timeLabel = (picture: Picture | undefined): string =>
  picture === undefined ? "" : `${word("time")} (${picture.series.time.unit})`;

/** It says whether the axis begins at zero, since a change looks larger where it does not. */
const memoryLabel = (picture: Picture | undefined): string =>
  picture === undefined
    ? ""
    : `${word("memory")} (${picture.series.memory.unit}, ${word(picture.fromZero ? "fromZero" : "notFromZero")})`;

/** What the memory axis spans, for readings from `low` to `high` in view. */
export function span(low: number | null, high: number | null, fromZero: boolean): [number, number] {
  const [bottom, top] = [low ?? 0, high ?? 1];
  if (fromZero) return [0, (top || 1) * (1 + ABOVE)];
  const room = top - bottom || Math.abs(top) || 1;
  return [bottom - room * BELOW, top + room * ABOVE];
}

/** The columns in the units of their axes. */
export function dataOf({ atNs, time, curves, memory }: MemorySeries): uPlot.AlignedData {
  return [atNs.map((at) => at / time.divisor), ...curves.map((curve) => inUnit(curve, memory.divisor))];
}

export function scaleOf({ range, series }: Picture): { min: number; max: number } {
  return { min: range.from / series.time.divisor, max: range.to / series.time.divisor };
}
