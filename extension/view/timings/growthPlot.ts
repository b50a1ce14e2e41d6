/** Time over n on two logarithmic axes, by uPlot, with where the curves cross. */

import uPlot from "uplot";

import type { GrowthChart } from "../../src/protocol";
import { axis, LOGARITHMIC } from "../axis";
import { word } from "../elements";
import { inUnit } from "../points";
import { fontAt, readTheme, type Theme } from "../theme";

const HEIGHT = 340;
const DASHES: readonly number[][] = [[], [8, 4]];

export class GrowthPlot {
  readonly #place: HTMLElement;
  readonly #onPoint: (index: number) => void;
  #plot: uPlot | undefined;
  #chart: GrowthChart | undefined;
  /** Moves of the cursor that we make ourselves are no news. */
  #isMoving = false;

  /** `onPoint`: the mouse is at a size. */
  constructor(place: HTMLElement, onPoint: (index: number) => void) {
    this.#place = place;
    this.#onPoint = onPoint;
    new ResizeObserver(() => {
      const width = place.clientWidth;
      if (width > 0 && this.#plot?.width !== width) this.#plot?.setSize({ width, height: HEIGHT });
    }).observe(place);
  }

  /** In the colours of the theme as it is now. */
  draw(chart: GrowthChart): void {
    this.#chart = chart;
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(chart), dataOf(chart), this.#place);
  }

  /** Puts the cursor on a size. */
  point(index: number): void {
    const [plot, size] = [this.#plot, this.#chart?.sizes[index]];
    if (plot === undefined || size === undefined) return;
    this.#isMoving = true;
    plot.setCursor({ left: plot.valToPos(size, "x"), top: 0 });
    this.#isMoving = false;
  }

  #options(chart: GrowthChart): uPlot.Options {
    const theme = readTheme();
    const { unit } = chart.axis;
    return {
      width: this.#place.clientWidth || 600,
      height: HEIGHT,
      padding: [20, 32, 0, 0],
      legend: { show: false },
      scales: { x: { ...LOGARITHMIC, time: false, range: (_, least, most) => [least, most] }, y: LOGARITHMIC },
      axes: [
        { ...decades(theme), size: 36, label: word("size") },
        { ...decades(theme), size: 72, label: `${word("time")} (${unit})` },
      ],
      series: [{}, ...chart.curves.map((_, at) => curve(theme, at))],
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 11, fill: (_, at) => colorOf(theme, at - 1) } },
      hooks: {
        setCursor: [
          ({ cursor }) => {
            if (!this.#isMoving && typeof cursor.idx === "number") this.#onPoint(cursor.idx);
          },
        ],
        draw: [
          (plot) => {
            drawCrossing(plot, chart, theme);
          },
        ],
      },
    };
  }
}

function dataOf({ sizes, curves, axis }: GrowthChart): uPlot.AlignedData {
  return [[...sizes], ...curves.map(({ valuesNs }) => inUnit(valuesNs, axis.divisor))];
}

/** An axis with a line and a word at each power of ten. */
function decades(theme: Theme): uPlot.Axis {
  const plain = axis(theme, 24);
  const filter = (_: uPlot, splits: number[]): (number | null)[] =>
    splits.map((split) => (Number.isInteger(Math.log10(split)) ? split : null));
  return { ...plain, filter, grid: { ...plain.grid, filter }, ticks: { ...plain.ticks, filter } };
}

const colorOf = ({ curves, ink }: Theme, at: number): string => curves[at % curves.length] ?? ink;

function curve(theme: Theme, at: number): uPlot.Series {
  const stroke = colorOf(theme, at);
  return {
    stroke,
    width: 2,
    dash: DASHES[at % DASHES.length] ?? [],
    spanGaps: true,
    points: { show: true, size: 7, stroke, fill: theme.paper },
  };
}

/** A line from top to bottom at the n where one side overtakes the other. */
function drawCrossing(plot: uPlot, { crossing }: GrowthChart, theme: Theme): void {
  if (crossing === null) return;
  const { ctx, bbox } = plot;
  const x = plot.valToPos(crossing, "x", true);
  const ratio = window.devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = theme.ink;
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = fontAt(theme, 12);
  ctx.textAlign = "center";
  ctx.textBaseline = "bottom";
  ctx.fillText(word("crossing"), x, bbox.top - 2 * ratio);
  ctx.restore();
}
