/** What the page that shows calls and the extension say to each other. */

import type { CallFormat, CallRows, CallsOf, CallTree, CallView, Refused, Sort } from "./protocol";

export type Picture = "icicle" | "sunburst";

/** From the page. `go` is a function of the user's; `focus`: the keyboard is to follow. */
export type PageMessage =
  | { readonly kind: "ready" }
  | RowsRequest
  | TreeRequest
  | { readonly kind: "of"; readonly function: number }
  | { readonly kind: "go"; readonly function: number; readonly focus: boolean }
  | { readonly kind: "act" }
  | { readonly kind: "stop" }
  | { readonly kind: "save"; readonly format: CallFormat }
  | { readonly kind: "saveDrawn"; readonly as: "svg" | "html"; readonly text: string };

export interface RowsRequest {
  readonly kind: "rows";
  readonly sort: Sort;
  readonly descending: boolean;
  readonly search: string;
  readonly ownCode: boolean;
  readonly first: number;
}

export interface TreeRequest {
  readonly kind: "tree";
  readonly path: readonly number[];
  readonly function: number | null;
  readonly least: number;
  readonly deepest: number;
  readonly search: string;
}

/** To the page. */
export type HostMessage =
  | { readonly kind: "view"; readonly view: CallView | Refused }
  | { readonly kind: "rows"; readonly asked: RowsRequest; readonly rows: CallRows | Refused }
  | { readonly kind: "tree"; readonly asked: TreeRequest; readonly tree: CallTree | Refused }
  | { readonly kind: "of"; readonly of: CallsOf | Refused; readonly isLedTo?: boolean }
  | { readonly kind: "said"; readonly text: string };

/** What VS Code keeps of a page that is hidden, or while the window is loaded anew. */
export interface PageState {
  readonly uri: string;
  readonly picture: Picture;
  readonly sort: Sort;
  readonly descending: boolean;
  readonly ownCode: boolean;
  readonly least: number;
  readonly deepest: number;
}
