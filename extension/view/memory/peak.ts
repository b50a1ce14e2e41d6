/** The peak, named on the plot with the line that ran then. */

import type uPlot from "uplot";

import type { Picture } from "./chart";
import { word } from "../elements";
import { spot } from "./lanes";
import { type Theme, fontAt } from "../theme";

const RADIUS = 4;
const GAP = 7;

/** A ring where it is, and above that what it was, where it is in view. */
export function drawPeak(plot: uPlot, { series, peak, range }: Picture, theme: Theme): void {
  if (peak === null || peak.atNs < range.from || peak.atNs > range.to) return;
  const [x, y] = spot(plot, series, peak.atNs, peak.sizeBytes);
  const { ctx, bbox } = plot;
  const ratio = window.devicePixelRatio;
  const text = `${word("peak")}: ${peak.text}`;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = theme.ink;
  ctx.lineWidth = 1.5 * ratio;
  ctx.beginPath();
  ctx.arc(x, y, RADIUS * ratio, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.font = fontAt(theme, 12);
  ctx.textBaseline = "bottom";
  ctx.textAlign = "left";
  const wide = ctx.measureText(text).width;
  const [first, last] = [bbox.left + RADIUS * ratio, bbox.left + bbox.width - wide - RADIUS * ratio];
  ctx.fillText(text, Math.max(Math.min(x - wide / 2, last), first), y - GAP * ratio);
  ctx.restore();
}
