/** The functions whose calls can be shown, as boxes to tick. */

import type { MemoryFunction } from "../../src/protocol";
import { element, made } from "../elements";
import { swatch } from "../legend";
import { renew } from "../renewal";

/** Calls back with the ids of those that are ticked. */
export function listenToFunctions(onChosen: (chosen: readonly string[]) => void): void {
  const list = element("functions");
  list.addEventListener("change", () => {
    const boxes = [...list.querySelectorAll("input")];
    onChosen(boxes.filter(({ checked }) => checked).map(({ value }) => value));
  });
}

/** A box per function; those of which calls are shown have the mark of their colour. */
export function fillFunctions(functions: readonly MemoryFunction[], shown: readonly MemoryFunction[]): void {
  element("function-choice").hidden = functions.length === 0;
  const list = element("functions");
  renew(
    list,
    functions.map((each) => labelled(each, shown.indexOf(each))),
  );
  const ids = new Set(shown.map(({ id }) => id));
  for (const box of list.querySelectorAll("input")) box.checked = ids.has(box.value);
}

function labelled({ id, name, text }: MemoryFunction, at: number): HTMLElement {
  const box = made("input");
  box.setAttribute("type", "checkbox");
  box.setAttribute("value", id);
  const label = made("label");
  label.append(box, made("span", "", swatch("call", at)), made("b", name), ` ${text}`);
  return label;
}
