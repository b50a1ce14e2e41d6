/** The stretch of time that is shown, in ns: zoomed, moved, and kept within what there is. */

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The narrowest stretch there is. */
const LEAST_NS = 1000;
const STEP = 2;

export const ZOOM_IN = 1 / STEP;
export const ZOOM_OUT = STEP;

/** `range` with its length times `factor`; what stands at `at` stays where it is. */
export function zoomed(range: Range, whole: Range, at: number, factor: number): Range {
  const within = Math.min(Math.max(at, range.from), range.to);
  const long = Math.max(length(range) * factor, Math.min(LEAST_NS, length(whole)));
  const from = within - (within - range.from) * (long / length(range));
  return fitted({ from, to: from + long }, whole);
}

/** Moved just as far as it takes to have `at` in it, with a tenth of its length beyond. */
export function including(range: Range, whole: Range, at: number): Range {
  const margin = length(range) / 10;
  if (at < range.from) return moved(range, whole, at - margin - range.from);
  if (at > range.to) return moved(range, whole, at + margin - range.to);
  return range;
}

/** `range` moved by so many ns, as far as that goes. */
export function moved(range: Range, whole: Range, by: number): Range {
  return fitted({ from: range.from + by, to: range.to + by }, whole);
}

/** Within `whole`, in whole ns, no narrower than can be told apart. */
export function fitted(range: Range, whole: Range): Range {
  const long = Math.min(Math.max(length(range), LEAST_NS), length(whole));
  const from = Math.min(Math.max(range.from, whole.from), whole.to - long);
  return { from: Math.round(from), to: Math.round(from + long) };
}

export const isSame = (one: Range, other: Range): boolean => one.from === other.from && one.to === other.to;

const length = ({ from, to }: Range): number => to - from;
