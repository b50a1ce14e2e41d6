/** The readings that are drawn, and which of them is meant. */

/** The index of the time nearest to `at`; -1 where there is none. `times` ascend. */
export function nearest(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  const after = times[low];
  const before = times[low - 1];
  if (after === undefined) return times.length - 1;
  if (before === undefined) return low;
  return at - before <= after - at ? low - 1 : low;
}

/** So many points on from the one at `index`, as far as there are any. */
export function stepped(times: readonly number[], index: number, by: number): number {
  return Math.min(Math.max(index + by, 0), times.length - 1);
}

/** A column of bytes in the unit of its axis. */
export function inUnit(column: readonly (number | null)[], divisor: number): (number | null)[] {
  return column.map((value) => (value === null ? null : value / divisor));
}

/** A tick of an axis, its thousands separated as everywhere; null: one without words. */
export function tick(value: number | null): string {
  if (value === null) return "";
  const [whole = "", rest] = String(value).split(".");
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? separated : `${separated}.${rest}`;
}
