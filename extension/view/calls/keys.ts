/** What each key does while the picture has the focus. */

import type { Placed } from "./layout";

/** The node that an arrow leads to from `placed`; undefined where there is none. */
export function stepFrom(placed: Placed, key: string): Placed | undefined {
  if (key === "ArrowUp") return placed.parent;
  if (key === "ArrowDown") return placed.children[0];
  const beside = placed.parent?.children ?? [];
  const at = beside.indexOf(placed);
  if (key === "ArrowLeft") return beside[at - 1];
  if (key === "ArrowRight") return at < 0 ? undefined : beside[at + 1];
  return undefined;
}

export const ARROWS: readonly string[] = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
