/** Rows of figures as a table. */

import type { TimingAnswer, TimingRow } from "../../src/protocol";
import { columnHead, made } from "../elements";
import { placeButton } from "../links";

/** `head` has one title more than a row has cells: that of the places, shown where there is one. */
export function rowsTable({ id, head, rows, title }: TimingAnswer): HTMLElement {
  const hasPlaces = rows.some(({ place }) => place !== null);
  const titles = hasPlaces ? head : head.slice(0, -1);
  const table = made("table");
  const [top, body] = [made("thead"), made("tbody")];
  top.append(tableRow(titles.map(columnHead)));
  body.append(...rows.map((row) => tableRow(rowCells(id, row, hasPlaces))));
  table.append(made("caption", title, "unseen"), top, body);
  const wide = made("div", "", "wide");
  wide.append(table);
  return wide;
}

function rowCells(answer: string, { cells, place }: TimingRow, hasPlaces: boolean): readonly HTMLElement[] {
  const shown = cells.map((cell) => made("td", cell));
  if (!hasPlaces) return shown;
  const last = made("td");
  if (place) last.append(placeButton(place, { answer }));
  return [...shown, last];
}

function tableRow(cells: readonly HTMLElement[]): HTMLElement {
  const row = made("tr");
  row.append(...cells);
  return row;
}
