/** The calls of functions, drawn on the plot's canvas: a lane each above the curve, and brackets on it. */

import type uPlot from "uplot";

import type { Bracket, MemorySeries } from "../../src/protocol";
import { fontAt, type Theme } from "../theme";

const LANE = 24;
const BAR = 7;
/** The least width of a call that has brackets on the curve, in CSS pixels; the lanes have all of them. */
const BRACKETS_APART = 16;

/** The height of so many lanes, in CSS pixels. */
export const lanesHeight = (count: number): number => count * LANE;

export interface Lanes {
  readonly series: MemorySeries;
  /** The names of the functions, as the brackets number them. */
  readonly names: readonly string[];
  readonly theme: Theme;
}

export function drawLanes(plot: uPlot, { series, names, theme }: Lanes): void {
  const { ctx } = plot;
  ctx.save();
  names.forEach((name, at) => {
    drawName(plot, { name, at, theme });
  });
  for (const bracket of series.brackets) drawBar(plot, { bracket, series, theme });
  ctx.restore();
}

export function drawBrackets(plot: uPlot, { series, theme }: Lanes): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = 2 * ratio();
  for (const { function: index, startNs, startBytes, endNs, endBytes } of series.brackets) {
    const wide = plot.valToPos(endNs / series.time.divisor, "x") - plot.valToPos(startNs / series.time.divisor, "x");
    if (wide < BRACKETS_APART) continue;
    ctx.strokeStyle = colorOf(theme, index);
    if (startBytes !== null) drawHook(plot, series, { at: startNs, bytes: startBytes, side: 1 });
    if (endBytes !== null) drawHook(plot, series, { at: endNs, bytes: endBytes, side: -1 });
  }
  ctx.restore();
}

/** The place of a moment and a size on the canvas. */
export function spot(plot: uPlot, { time, memory }: MemorySeries, at: number, bytes: number): [number, number] {
  return [plot.valToPos(at / time.divisor, "x", true), plot.valToPos(bytes / memory.divisor, "y", true)];
}

function drawName(plot: uPlot, { name, at, theme }: { name: string; at: number; theme: Theme }): void {
  const { ctx, bbox } = plot;
  ctx.font = fontAt(theme, 11);
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  ctx.fillStyle = theme.ink;
  ctx.fillText(name, bbox.left, at * LANE * ratio());
}

interface Bar {
  readonly bracket: Bracket;
  readonly series: MemorySeries;
  readonly theme: Theme;
}

function drawBar(plot: uPlot, { bracket, series, theme }: Bar): void {
  const { ctx, bbox } = plot;
  const [from] = spot(plot, series, bracket.startNs, 0);
  const [to] = spot(plot, series, bracket.endNs, 0);
  const left = Math.max(from, bbox.left);
  const right = Math.min(Math.max(to, from + 2 * ratio()), bbox.left + bbox.width);
  if (right <= left) return;
  const top = (bracket.function * LANE + LANE - BAR - 3) * ratio();
  ctx.fillStyle = colorOf(theme, bracket.function);
  ctx.globalAlpha = 0.6; // calls that overlap, as in threads, are darker where they do
  ctx.fillRect(left, top, right - left, BAR * ratio());
  ctx.globalAlpha = 1;
  if (from >= bbox.left) ctx.fillRect(left, top - ratio(), ratio(), (BAR + 2) * ratio());
}

/** `[` or `]` where the memory was when a call began or ended. */
function drawHook(plot: uPlot, series: MemorySeries, hook: { at: number; bytes: number; side: 1 | -1 }): void {
  const [x, y] = spot(plot, series, hook.at, hook.bytes);
  const [wide, high] = [5 * ratio() * hook.side, 8 * ratio()];
  const { ctx } = plot;
  ctx.beginPath();
  ctx.moveTo(x + wide, y - high);
  ctx.lineTo(x, y - high);
  ctx.lineTo(x, y + high);
  ctx.lineTo(x + wide, y + high);
  ctx.stroke();
}

const colorOf = ({ calls, ink }: Theme, at: number): string => calls[at % calls.length] ?? ink;

const ratio = (): number => window.devicePixelRatio;
