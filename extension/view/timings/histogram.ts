/** How the samples of a row spread, as bars. */

import uPlot from "uplot";

import type { Histogram } from "../../src/protocol";
import { axis, LOGARITHMIC } from "../axis";
import { made, word } from "../elements";
import { readTheme } from "../theme";

const [WIDTH, HEIGHT] = [340, 150];
/** Where the last edge is further from the first than so many times, the edges grow by a factor. */
const WIDE = 20;

export class HistogramView {
  readonly place = made("figure");
  readonly #picture = made("div");
  readonly #histogram: Histogram;
  #plot: uPlot | undefined;

  constructor(histogram: Histogram) {
    this.#histogram = histogram;
    this.#picture.setAttribute("role", "img");
    this.#picture.setAttribute("aria-label", `${histogram.title}: ${histogram.text}`);
    const caption = made("figcaption", histogram.title);
    caption.append(made("span", histogram.text, "muted"));
    this.place.append(caption, this.#picture);
  }

  /** In the colours of the theme as it is now. */
  redraw(): void {
    this.#plot?.destroy();
    this.#plot = new uPlot(options(this.#histogram), data(this.#histogram), this.#picture);
  }
}

/** A bar begins at its edge; the last edge has none. */
function data({ edges, counts }: Histogram): uPlot.AlignedData {
  return [[...edges], [...counts, null]];
}

function scaleOf(edges: readonly number[]): uPlot.Scale {
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  return { ...(from > 0 && to > WIDE * from ? LOGARITHMIC : {}), time: false, range: [from, to] };
}

function options({ axis: { unit }, edges }: Histogram): uPlot.Options {
  const theme = readTheme();
  const bars = uPlot.paths.bars?.({ align: 1, size: [1, Infinity], gap: 1 });
  return {
    width: WIDTH,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: scaleOf(edges), y: { range: (_, __, most) => [0, most] } },
    axes: [
      { ...axis(theme, 50), size: 34, label: `${word("time")} (${unit})`, grid: { show: false } },
      { ...axis(theme, 24), size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    series: [
      {},
      {
        stroke: theme.curves[0] ?? theme.ink,
        fill: theme.curves[0] ?? theme.ink,
        width: 0,
        points: { show: false },
        ...(bars === undefined ? {} : { paths: bars }),
      },
    ],
  };
}
