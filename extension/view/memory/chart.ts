/** The plot itself, by uPlot: curves, axes, cursor, the stretch being chosen; lanes and peak are drawn onto it. */

import uPlot from "uplot";

import type { MemoryMoment, MemorySeries } from "../../src/protocol";
import { axes, dataOf, scaleOf, span } from "./axes";
import { drawBrackets, drawLanes, lanesHeight } from "./lanes";
import { drawPeak } from "./peak";
import type { Range } from "./range";
import { readTheme, type Theme } from "../theme";

/** The least and the most height of the plot without its lanes, and what stands above it, in CSS pixels. */
const [LEAST, MOST, HEAD] = [200, 420, 300];
const DASHES: readonly number[][] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
/** How far a press may move and still be a click. */
const CLICK_PX = 4;

export interface Picture {
  readonly series: MemorySeries;
  readonly peak: MemoryMoment | null;
  /** The functions whose calls are shown, as the brackets number them. */
  readonly names: readonly string[];
  readonly range: Range;
  readonly fromZero: boolean;
}

export interface ChartEvents {
  /** The mouse is at a reading. */
  readonly onPoint: (index: number) => void;
  readonly onRange: (range: Range) => void;
  readonly onGo: (index: number, focus: boolean) => void;
}

export class Chart {
  readonly #place: HTMLElement;
  readonly #events: ChartEvents;
  #picture: Picture | undefined;
  #theme: Theme = readTheme();
  #plot: uPlot | undefined;
  /** Moves of the cursor that we make ourselves are no news. */
  #isMoving = false;

  constructor(place: HTMLElement, events: ChartEvents) {
    this.#place = place;
    this.#events = events;
    const fit = (): void => {
      this.#fit();
    };
    new ResizeObserver(fit).observe(place);
    window.addEventListener("resize", fit);
  }

  /** How many readings there is room for: the lowest and the highest of every pixel. */
  get points(): number {
    return Math.max(200, 2 * Math.round(this.#place.clientWidth));
  }

  /** The moment below a place on the screen. */
  timeAt(clientX: number): number | undefined {
    const [plot, picture] = [this.#plot, this.#picture];
    if (plot === undefined || picture === undefined) return undefined;
    return plot.posToVal(clientX - plot.rect.left, "x") * picture.series.time.divisor;
  }

  draw(picture: Picture): void {
    const before = this.#picture;
    this.#picture = picture;
    if (before?.series.curves.length !== picture.series.curves.length) this.#drop();
    this.#plot ??= new uPlot(this.#options(picture), dataOf(picture.series), this.#place);
    const plot = this.#plot;
    this.#quietly(() => {
      this.#fit();
      plot.batch(() => {
        if (before?.series !== picture.series) plot.setData(dataOf(picture.series), false);
        plot.redraw(true, true);
        plot.setScale("x", scaleOf(picture));
      });
    });
  }

  /** Puts the cursor on a reading. */
  point(index: number): void {
    const plot = this.#plot;
    const series = this.#picture?.series;
    const at = series?.atNs[index];
    const bytes = series?.curves.map((curve) => curve[index]).find((value) => typeof value === "number");
    if (plot === undefined || series === undefined || at === undefined) return;
    const left = plot.valToPos(at / series.time.divisor, "x");
    const top = plot.valToPos((bytes ?? 0) / series.memory.divisor, "y");
    this.#quietly(() => {
      plot.setCursor({ left, top });
    });
  }

  /** The theme is another: what is drawn next is drawn anew. */
  forgetTheme(): void {
    this.#theme = readTheme();
    this.#drop();
  }

  #drop(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #quietly(move: () => void): void {
    this.#isMoving = true;
    move();
    this.#isMoving = false;
  }

  /** The end of a drag is no click: uPlot sees to that. */
  #listen({ over, cursor }: uPlot): void {
    over.addEventListener("click", ({ detail }) => {
      if (cursor.idx != null) this.#events.onGo(cursor.idx, detail > 1);
    });
  }

  #fit(): void {
    const width = this.#place.clientWidth;
    const height = heightFor(this.#picture?.names.length ?? 0);
    const plot = this.#plot;
    if (plot === undefined || width === 0 || (plot.width === width && plot.height === height)) return;
    plot.setSize({ width, height });
  }

  #options({ series, names, range }: Picture): uPlot.Options {
    return {
      width: this.#place.clientWidth,
      height: heightFor(names.length),
      padding: [() => lanesHeight(this.#picture?.names.length ?? 0) + 4, 16, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, min: range.from / series.time.divisor, max: range.to / series.time.divisor },
        y: { range: (_, low, high) => span(low, high, this.#picture?.fromZero !== false) },
      },
      axes: axes(this.#theme, () => this.#picture),
      series: [{}, ...series.curves.map((_, at) => this.#curve(at))],
      cursor: this.#cursor(),
      hooks: {
        init: [
          (plot) => {
            this.#listen(plot);
          },
        ],
        setSelect: [
          (plot) => {
            this.#selected(plot);
          },
        ],
        setCursor: [
          ({ cursor }) => {
            this.#pointed(cursor.idx);
          },
        ],
        draw: [
          (plot) => {
            this.#drawOn(plot);
          },
        ],
      },
    };
  }

  #curve(at: number): uPlot.Series {
    const { fill, paper } = this.#theme;
    const stroke = this.#stroke(at);
    return {
      stroke,
      width: 1.5,
      dash: DASHES[at % DASHES.length] ?? [],
      fill: () => (at === 0 && this.#picture?.fromZero === true ? fill : "transparent"),
      spanGaps: true,
      points: { size: 5, stroke, fill: paper, space: 20 },
    };
  }

  #stroke(at: number): string {
    const { curves, ink } = this.#theme;
    return curves[at % curves.length] ?? ink;
  }

  #cursor(): uPlot.Cursor {
    const { paper } = this.#theme;
    return {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: CLICK_PX },
      points: { size: 8, width: 2, fill: paper, stroke: (_, at) => this.#stroke(at - 1) },
      bind: {
        dblclick: () => () => null, // it would show the whole run
        mouseleave: () => () => null, // the cursor stays, and with it what is said of the moment
      },
    };
  }

  #pointed(index: number | null | undefined): void {
    if (!this.#isMoving && typeof index === "number") this.#events.onPoint(index);
  }

  #selected(plot: uPlot): void {
    const { left, width } = plot.select;
    const divisor = this.#picture?.series.time.divisor;
    if (width < CLICK_PX || divisor === undefined) return;
    const [from, to] = [plot.posToVal(left, "x") * divisor, plot.posToVal(left + width, "x") * divisor];
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.#events.onRange({ from, to });
  }

  #drawOn(plot: uPlot): void {
    const picture = this.#picture;
    if (picture === undefined) return;
    plot.ctx.setLineDash([]); // which is that of the last curve
    const lanes = { series: picture.series, names: picture.names, theme: this.#theme };
    drawLanes(plot, lanes);
    drawBrackets(plot, lanes);
    drawPeak(plot, picture, this.#theme);
  }
}

/** As much as the window has left, within reason. */
function heightFor(lanes: number): number {
  return Math.min(Math.max(window.innerHeight - HEAD, LEAST), MOST) + lanesHeight(lanes);
}
