/** The picture in words: facts, calls and moments, legend and notes. All of it text, never markup. */

import type { MemoryFact, Place, Table, TableRow } from "../../src/protocol";
import { columnHead, element, made } from "../elements";
import { linkButton, placeButton } from "../links";
import { renew } from "../renewal";

export interface TableEvents {
  /** `focus`: the keyboard is to follow, as it does where a button was pressed by a key. */
  readonly onGo: (place: Pick<Place, "path" | "line">, focus: boolean) => void;
  readonly onMoment: (atNs: number) => void;
}

/** What the buttons in the words do, whichever of them stand there. */
export function listenToTables({ onGo, onMoment }: TableEvents): void {
  for (const id of ["facts", "calls", "moments"]) {
    element(id).addEventListener("click", ({ target, detail }) => {
      const { path, line, at } = target instanceof HTMLButtonElement ? target.dataset : {};
      if (path !== undefined) onGo({ path, line: Number(line) }, detail === 0);
      if (at !== undefined) onMoment(Number(at));
    });
  }
}

export function fillFacts(facts: readonly MemoryFact[]): void {
  renew(
    element("facts"),
    facts.flatMap((fact) => [made("dt", fact.title), factText(fact)]),
  );
}

function factText({ text, atNs, place }: MemoryFact): HTMLElement {
  const cell = made("dd");
  cell.append(typeof atNs === "number" ? linkButton(text, { at: String(atNs) }) : text);
  if (place) cell.append(" · ", placeButton(place));
  return cell;
}

export function fillNotes(notes: readonly string[]): void {
  renew(
    element("notes"),
    notes.map((note) => made("li", note)),
  );
}

/** Nothing is shown of a table without rows. */
export function fillTable(id: "calls" | "moments", table: Table): void {
  const place = element(id);
  if (place.childElementCount === 0) place.append(made("caption"), made("thead"), made("tbody"));
  const [caption, head, body] = place.children;
  if (caption === undefined || head === undefined || body === undefined) return;
  const titles = table.rows.some((row) => row.place !== null) ? table.head : table.head.slice(0, -1);
  const titleRow = made("tr");
  titleRow.append(...titles.map(columnHead));
  place.hidden = table.rows.length === 0;
  caption.textContent = table.caption;
  renew(head, [titleRow]);
  renew(body, table.rows.map(tableRow));
}

function tableRow({ cells, place }: TableRow): HTMLElement {
  const row = made("tr");
  row.append(...cells.map((cell) => made("td", cell)));
  if (place) {
    const last = made("td");
    last.append(placeButton(place));
    row.append(last);
  }
  return row;
}
