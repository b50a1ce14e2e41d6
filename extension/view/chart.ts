/** The plot itself, by uPlot: curves, axes, cursor, the stretch being chosen; lanes and peak are drawn onto it. */

import uPlot from "uplot";

import type { MemoryMoment, MemorySeries } from "../src/protocol";
import { word } from "./elements";
import { drawBrackets, drawLanes, lanesHeight } from "./lanes";
import { drawPeak } from "./peak";
import { inUnit, tick } from "./points";
import type { Range } from "./range";
import { readTheme, type Theme } from "./theme";

const HEIGHT = 320;
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
  #pressedAt: number | undefined;

  constructor(place: HTMLElement, events: ChartEvents) {
    this.#place = place;
    this.#events = events;
    new ResizeObserver(() => {
      this.#fit();
    }).observe(place);
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
    if (before?.series.curves.length !== picture.series.curves.length) this.#rebuild();
    const plot = this.#plot;
    if (plot === undefined) return;
    this.#fit();
    plot.batch(() => {
      if (before?.series !== picture.series) plot.setData(dataOf(picture.series), false);
      plot.redraw(true, true);
      plot.setScale("x", scaleOf(picture));
    });
  }

  /** Puts the cursor on a reading. */
  point(index: number): void {
    const plot = this.#plot;
    const series = this.#picture?.series;
    const at = series?.atNs[index];
    const bytes = series?.curves.map((curve) => curve[index]).find((value) => typeof value === "number");
    if (plot === undefined || series === undefined || at === undefined) return;
    this.#isMoving = true;
    const left = plot.valToPos(at / series.time.divisor, "x");
    plot.setCursor({ left, top: plot.valToPos((bytes ?? 0) / series.memory.divisor, "y") });
    this.#isMoving = false;
  }

  /** The theme is another. */
  repaint(): void {
    this.#theme = readTheme();
    if (this.#picture === undefined) return;
    this.#rebuild();
    this.draw(this.#picture);
  }

  #rebuild(): void {
    this.#plot?.destroy();
    const picture = this.#picture;
    if (picture === undefined) return;
    this.#plot = new uPlot(this.#options(picture), dataOf(picture.series), this.#place);
  }

  #fit(): void {
    const width = this.#place.clientWidth;
    const height = HEIGHT + lanesHeight(this.#picture?.names.length ?? 0);
    const plot = this.#plot;
    if (plot === undefined || width === 0 || (plot.width === width && plot.height === height)) return;
    plot.setSize({ width, height });
  }

  #options({ series, names, range }: Picture): uPlot.Options {
    return {
      width: this.#place.clientWidth,
      height: HEIGHT + lanesHeight(names.length),
      padding: [() => lanesHeight(this.#picture?.names.length ?? 0) + 4, 16, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, min: range.from / series.time.divisor, max: range.to / series.time.divisor },
        y: { range: (_, low, high) => this.#span(low, high) },
      },
      axes: [this.#axis("time", 50), { ...this.#axis("memory", 40), size: 60 }],
      series: [{}, ...series.curves.map((_, at) => this.#curve(at))],
      cursor: this.#cursor(),
      hooks: {
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

  #axis(of: "time" | "memory", space: number): uPlot.Axis {
    const { ink, grid, family } = this.#theme;
    const font = `12px ${family}`; // it does the screen's pixels itself
    return {
      font,
      labelFont: font,
      labelSize: 24,
      space,
      stroke: ink,
      grid: { stroke: grid, width: 1 },
      ticks: { stroke: grid, width: 1 },
      values: (_, splits) => splits.map(tick),
      label: () => this.#label(of),
    };
  }

  #label(of: "time" | "memory"): string {
    const picture = this.#picture;
    if (picture === undefined) return "";
    const { unit } = picture.series[of];
    if (of === "time") return `${word("time")} (${unit})`;
    return `${word("memory")} (${unit}, ${word(picture.fromZero ? "fromZero" : "notFromZero")})`;
  }

  #curve(at: number): uPlot.Series {
    const { curves, ink, fill, paper } = this.#theme;
    const stroke = curves[at % curves.length] ?? ink;
    return {
      stroke,
      width: 1.5,
      dash: DASHES[at % DASHES.length] ?? [],
      fill: () => (at === 0 && this.#picture?.fromZero === true ? fill : "transparent"),
      spanGaps: true,
      points: { size: 5, stroke, fill: paper, space: 20 },
    };
  }

  #cursor(): uPlot.Cursor {
    return {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: CLICK_PX },
      points: { size: 8 },
      bind: {
        mousedown: (_, __, handler) => (event) => {
          this.#pressedAt = event.clientX;
          return handler(event);
        },
        click: (plot) => (event) => {
          const still = Math.abs(event.clientX - (this.#pressedAt ?? -Infinity)) < CLICK_PX;
          if (still && plot.cursor.idx != null) this.#events.onGo(plot.cursor.idx, false);
          return null;
        },
        dblclick: (plot) => () => {
          if (plot.cursor.idx != null) this.#events.onGo(plot.cursor.idx, true);
          return null;
        },
        mouseleave: () => () => null, // the cursor stays, and with it what is said of the moment
      },
    };
  }

  #span(low: number | null, high: number | null): uPlot.Range.MinMax {
    const [bottom, top] = [low ?? 0, high ?? 1];
    if (this.#picture?.fromZero !== false) return [0, (top || 1) * 1.12];
    const room = top - bottom || Math.abs(top) || 1;
    return [bottom - room * 0.06, top + room * 0.12];
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
    const lanes = { series: picture.series, names: picture.names, theme: this.#theme };
    drawLanes(plot, lanes);
    drawBrackets(plot, lanes);
    drawPeak(plot, picture, this.#theme);
  }
}

function dataOf({ atNs, time, curves, memory }: MemorySeries): uPlot.AlignedData {
  return [inUnit(atNs, time.divisor), ...curves.map((curve) => inUnit(curve, memory.divisor))] as uPlot.AlignedData;
}

function scaleOf({ range, series }: Picture): { min: number; max: number } {
  return { min: range.from / series.time.divisor, max: range.to / series.time.divisor };
}
