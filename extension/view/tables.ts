/** The picture in words: facts, functions to choose, calls and moments, notes. All of it text, never markup. */

import type { MemoryFact, MemoryFunction, MemoryView, Place, Table, TableRow } from "../src/protocol";
import { element, made } from "./elements";

/** `focus`: the keyboard is to follow, as it does where the button was pressed by a key. */
export type Go = (place: Place, focus: boolean) => void;

export interface FactEvents {
  readonly onGo: Go;
  readonly onMoment: (atNs: number) => void;
}

export function fillFacts(facts: readonly MemoryFact[], events: FactEvents): void {
  element("facts").replaceChildren(...facts.flatMap((fact) => [made("dt", fact.title), factText(fact, events)]));
}

function factText({ text, atNs, place }: MemoryFact, { onGo, onMoment }: FactEvents): HTMLElement {
  const cell = made("dd");
  if (typeof atNs === "number") {
    cell.append(
      button(text, () => {
        onMoment(atNs);
      }),
    );
  } else cell.append(text);
  if (place) cell.append(" · ", placeButton(place, onGo));
  return cell;
}

/** A box per function; those of which calls are shown have the mark of their colour. */
export function fillFunctions(
  functions: readonly MemoryFunction[],
  shown: readonly MemoryFunction[],
  onChosen: (chosen: readonly string[]) => void,
): void {
  const field = element("functions");
  field.hidden = functions.length === 0;
  const boxes = functions.map((each) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = each.id;
    box.checked = shown.includes(each);
    box.addEventListener("change", () => {
      onChosen(checkedIn(field));
    });
    const label = made("label");
    label.append(box, made("span", "", swatch("call", shown.indexOf(each))), made("b", each.name), ` ${each.text}`);
    return label;
  });
  keepFocus(field, () => {
    field.replaceChildren(...field.querySelectorAll("legend"), ...boxes);
  });
}

function checkedIn(field: HTMLElement): string[] {
  return [...field.querySelectorAll("input")].filter((box) => box.checked).map((box) => box.value);
}

/** The box that has the focus is made anew with all the others: the focus goes to its successor. */
function keepFocus(field: HTMLElement, fill: () => void): void {
  const active = document.activeElement;
  const value = active instanceof HTMLInputElement && field.contains(active) ? active.value : undefined;
  fill();
  if (value === undefined) return;
  [...field.querySelectorAll("input")].find((box) => box.value === value)?.focus();
}

/** The class of a mark in the colour of the curve or function at `at`; none below 0. */
export function swatch(kind: "call" | "curve", at: number): string {
  return at < 0 ? "swatch" : `swatch ${kind}-${at % 6}`;
}

export function fillLegend({ curves }: MemoryView): void {
  const legend = element("legend");
  legend.hidden = curves.length < 2;
  const items = curves.map((title, at) => {
    const item = made("li");
    item.append(made("span", "", swatch("curve", at)), title);
    return item;
  });
  legend.replaceChildren(...items);
}

export function fillNotes(notes: readonly string[]): void {
  element("notes").replaceChildren(...notes.map((note) => made("li", note)));
}

/** Nothing is shown of a table without rows. */
export function fillTable(id: "calls" | "moments", table: Table, onGo: Go): void {
  const places = table.rows.some(({ place }) => place !== null);
  const titles = places ? table.head : table.head.slice(0, -1);
  const head = made("tr");
  head.append(...titles.map((title) => columnHead(title)));
  const top = made("thead");
  top.append(head);
  const rows = made("tbody");
  rows.append(...table.rows.map((row) => tableRow(row, onGo)));
  const place = element(id);
  place.hidden = table.rows.length === 0;
  place.replaceChildren(made("caption", table.caption), top, rows);
}

function columnHead(title: string): HTMLElement {
  const head = made("th", title);
  head.setAttribute("scope", "col");
  return head;
}

function tableRow({ cells, place }: TableRow, onGo: Go): HTMLElement {
  const row = made("tr");
  row.append(...cells.map((cell) => made("td", cell)));
  if (place) {
    const last = made("td");
    last.append(placeButton(place, onGo));
    row.append(last);
  }
  return row;
}

function placeButton(place: Place, onGo: Go): HTMLElement {
  return button(place.text, ({ detail }) => {
    onGo(place, detail === 0);
  });
}

function button(text: string, onClick: (event: MouseEvent) => void): HTMLElement {
  const button = made("button", text, "link");
  button.addEventListener("click", onClick);
  return button;
}
