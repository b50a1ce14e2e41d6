/** What the page that draws memory over time and the extension say to each other. */

import type { MemorySeries, MemoryView, Refused } from "./protocol";

/** From the page. `go` is a line as it was measured; `focus`: the keyboard is to follow. */
export type PageMessage =
  | { readonly kind: "ready" }
  | SeriesRequest
  | { readonly kind: "go"; readonly path: string; readonly line: number; readonly focus: boolean }
  | { readonly kind: "act" }
  | { readonly kind: "stop" }
  | { readonly kind: "save" };

export interface SeriesRequest {
  readonly kind: "series";
  readonly fromNs: number;
  readonly toNs: number;
  readonly points: number;
  readonly functions: readonly string[];
}

/** To the page. */
export type HostMessage =
  | { readonly kind: "view"; readonly view: MemoryView | Refused }
  | { readonly kind: "series"; readonly series: MemorySeries | Refused }
  | { readonly kind: "said"; readonly text: string };

/** What VS Code keeps of a page that is hidden, or while the window is loaded anew. */
export interface PageState {
  readonly uri: string;
  /** The range shown, in ns; null: the whole run, and what is added to it. */
  readonly range: readonly [number, number] | null;
  /** The ids of the functions whose calls are shown; null: those the server chose. */
  readonly chosen: readonly string[] | null;
  readonly fromZero: boolean;
}
