/** What the page that shows timings and the extension say to each other. */

import type { Refused, Timings } from "./protocol";

/** From the page. `answer` is the id of one of its answers; `go` is a line as it was measured. */
export type PageMessage =
  | { readonly kind: "ready" }
  | {
      readonly kind: "go";
      readonly answer: string;
      readonly path: string;
      readonly line: number;
      readonly focus: boolean;
    }
  | { readonly kind: "copy" | "again" | "compare"; readonly answer: string }
  | { readonly kind: "act" | "stop" };

/** To the page. */
export type HostMessage =
  { readonly kind: "timings"; readonly timings: Timings | Refused } | { readonly kind: "said"; readonly text: string };

/** What VS Code keeps of a page that is hidden, or while the window is loaded anew. */
export interface PageState {
  readonly uri: string;
}
