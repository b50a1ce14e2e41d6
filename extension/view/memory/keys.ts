/** What each key does while the plot has the focus. */

import { ZOOM_IN, ZOOM_OUT } from "./range";

/** What can be done with the picture. `at` is the moment that stays where it is, `by` a part of the range shown. */
export type Act =
  | { readonly kind: "step"; readonly by: number }
  | { readonly kind: "end"; readonly last: boolean }
  | { readonly kind: "zoom"; readonly factor: number; readonly at?: number | undefined }
  | { readonly kind: "pan"; readonly by: number }
  | { readonly kind: "whole" }
  | { readonly kind: "peak" }
  | { readonly kind: "go" };

export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const FAR = 10;

/** undefined: the key is not ours, and goes on to VS Code. */
export function actOf({ key, shiftKey, ctrlKey, altKey, metaKey }: Pressed): Act | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  const far = shiftKey ? FAR : 1;
  if (key === "ArrowLeft") return { kind: "step", by: -far };
  if (key === "ArrowRight") return { kind: "step", by: far };
  return ACTS.get(key);
}

const ACTS: ReadonlyMap<string, Act> = new Map<string, Act>([
  ["Home", { kind: "end", last: false }],
  ["End", { kind: "end", last: true }],
  ["ArrowUp", { kind: "zoom", factor: ZOOM_IN }],
  ["+", { kind: "zoom", factor: ZOOM_IN }],
  ["=", { kind: "zoom", factor: ZOOM_IN }],
  ["ArrowDown", { kind: "zoom", factor: ZOOM_OUT }],
  ["-", { kind: "zoom", factor: ZOOM_OUT }],
  ["Escape", { kind: "whole" }],
  ["p", { kind: "peak" }],
  ["P", { kind: "peak" }],
  ["Enter", { kind: "go" }],
]);
