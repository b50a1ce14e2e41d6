/** Buttons, boxes and links of the page, as what they mean. */

import type { PageMessage, Picture as Kind } from "../../src/callsMessages";
import type { CallFormat, Sort } from "../../src/protocol";
import { checkbox, element } from "../elements";

export interface ControlEvents {
  readonly post: (message: PageMessage) => void;
  readonly onPicture: (kind: Kind) => void;
  readonly onReset: () => void;
  readonly onMore: () => void;
  readonly onSaveDrawn: (as: "svg" | "html") => void;
  /** All calls of the chosen function are to be drawn. */
  readonly onDraw: () => void;
  /** To the line of the chosen function. */
  readonly onGo: () => void;
  /** To the node so many below the first of the stack. */
  readonly onClimb: (depth: number) => void;
  readonly onSort: (sort: Sort) => void;
  /** `twice`: with a double click. */
  readonly onChoose: (chosen: number, twice: boolean) => void;
  readonly onChoice: (choice: { readonly least: number } | { readonly deepest: number }) => void;
  readonly onOwnCode: (ownCode: boolean) => void;
  readonly onSearch: (search: string) => void;
  /** Whether the key is ours. */
  readonly onKey: (key: string) => boolean;
}

const TYPING_MS = 150;

export function listen(events: ControlEvents): void {
  listenToButtons(events);
  listenToLinks(events);
  listenToBoxes(events);
  element("picture").addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && events.onKey(event.key)) event.preventDefault();
  });
}

function listenToButtons({ post, onPicture, onSaveDrawn, onReset, onMore, onDraw, onGo }: ControlEvents): void {
  for (const kind of ["icicle", "sunburst"] as const) {
    onClick(kind, () => {
      onPicture(kind);
    });
  }
  for (const kind of ["act", "stop"] as const) {
    onClick(kind, () => {
      post({ kind });
    });
  }
  for (const as of ["svg", "html"] as const) {
    onClick(as, () => {
      onSaveDrawn(as);
    });
  }
  for (const [id, act] of [
    ["reset", onReset],
    ["more", onMore],
    ["draw", onDraw],
    ["go", onGo],
  ] as const) {
    onClick(id, act);
  }
}

function listenToLinks({ post, onClimb, onSort, onChoose }: ControlEvents): void {
  element("content").addEventListener("click", ({ target, detail }) => {
    if (!(target instanceof HTMLElement)) return;
    const { format, depth, sort, function: chosen } = target.dataset;
    if (format !== undefined) post({ kind: "save", format: format as CallFormat });
    else if (depth !== undefined) onClimb(Number(depth));
    else if (sort !== undefined) onSort(sort as Sort);
    else if (chosen !== undefined) onChoose(Number(chosen), detail === 2);
  });
}

function listenToBoxes({ onChoice, onOwnCode, onSearch }: ControlEvents): void {
  select("least").addEventListener("change", () => {
    onChoice({ least: Number(select("least").value) });
  });
  select("deepest").addEventListener("change", () => {
    onChoice({ deepest: Number(select("deepest").value) });
  });
  checkbox("own-code").addEventListener("change", () => {
    onOwnCode(checkbox("own-code").checked);
  });
  let typing: ReturnType<typeof setTimeout> | undefined;
  checkbox("search").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      onSearch(checkbox("search").value.trim());
    }, TYPING_MS);
  });
}

function onClick(id: string, act: () => void): void {
  element(id).addEventListener("click", act);
}

export function select(id: string): HTMLSelectElement {
  const found = element(id);
  if (!(found instanceof HTMLSelectElement)) throw new Error(`#${id} is no select`);
  return found;
}
