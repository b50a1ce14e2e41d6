/** Buttons, keys and wheel, as what they mean. */

import type { PageMessage } from "../../src/memoryMessages";
import { checkbox, element } from "../elements";
import { type Act, actOf } from "./keys";
import { ZOOM_IN, ZOOM_OUT } from "./range";

export interface ControlEvents {
  readonly onAct: (act: Act) => void;
  readonly onFromZero: (fromZero: boolean) => void;
  readonly post: (message: PageMessage) => void;
  /** The moment below a place on the screen. */
  readonly timeAt: (clientX: number) => number | undefined;
}

const BUTTONS: Readonly<Record<string, Act>> = {
  "zoom-in": { kind: "zoom", factor: ZOOM_IN },
  "zoom-out": { kind: "zoom", factor: ZOOM_OUT },
  whole: { kind: "whole" },
  peak: { kind: "peak" },
};
const POSTED = ["stop", "save", "act"] as const;

export function listen({ onAct, onFromZero, post, timeAt }: ControlEvents): void {
  for (const [id, act] of Object.entries(BUTTONS)) {
    onClick(id, () => {
      onAct(act);
    });
  }
  for (const kind of POSTED) {
    onClick(kind, () => {
      post({ kind });
    });
  }
  const box = checkbox("from-zero");
  box.addEventListener("change", () => {
    onFromZero(box.checked);
  });
  const plot = element("plot");
  const follow = (event: Event, act: Act | undefined): void => {
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onAct(act);
  };
  plot.addEventListener("keydown", (event) => {
    follow(event, actOf(event));
  });
  plot.addEventListener("wheel", (event) => {
    follow(event, wheelAct(event, timeAt));
  });
}

/** With Ctrl, or two fingers, it zooms; sideways it moves; else it scrolls the page. */
function wheelAct(event: WheelEvent, timeAt: ControlEvents["timeAt"]): Act | undefined {
  const { ctrlKey, metaKey, shiftKey, deltaX, deltaY, clientX } = event;
  if (ctrlKey || metaKey) return { kind: "zoom", factor: Math.pow(ZOOM_OUT, deltaY / 100), at: timeAt(clientX) };
  const aside = shiftKey ? deltaX + deltaY : deltaX;
  return aside === 0 || Math.abs(deltaY) > Math.abs(aside) ? undefined : { kind: "pan", by: aside / 500 };
}

function onClick(id: string, act: () => void): void {
  element(id).addEventListener("click", act);
}
