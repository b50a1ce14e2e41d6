/** What of a view is shown: the whole run or a stretch of it, and the calls of which functions. */

import type { PageState, SeriesRequest } from "../../src/memoryMessages";
import type { MemoryFunction, MemoryView } from "../../src/protocol";
import { fitted, type Range } from "./range";

export const wholeOf = ({ fromNs, toNs }: MemoryView): Range => ({ from: fromNs, to: toNs });

/** The stretch that was chosen, as far as it is there, else the whole run. */
export function rangeOf({ range }: PageState, view: MemoryView): Range {
  if (range === null) return wholeOf(view);
  const [from, to] = range;
  return fitted({ from, to }, wholeOf(view));
}

/** The functions whose calls are shown, in their order; the server's choice until there is another. */
export function shownFunctions({ chosen }: PageState, { functions }: MemoryView): readonly MemoryFunction[] {
  return functions.filter((each) => (chosen === null ? each.chosen : chosen.includes(each.id)));
}

/** What functions are called, by their ids; one that is no longer known keeps its place without a name. */
export function namesOf(ids: readonly string[], { functions }: MemoryView): readonly string[] {
  const names = new Map(functions.map(({ id, name }) => [id, name]));
  return ids.map((id) => names.get(id) ?? "");
}

export function seriesRequest(state: PageState, view: MemoryView, points: number): SeriesRequest {
  const { from, to } = rangeOf(state, view);
  const functions = shownFunctions(state, view).map(({ id }) => id);
  return { kind: "series", fromNs: from, toNs: to, points, functions };
}
