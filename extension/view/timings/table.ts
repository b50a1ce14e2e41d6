/** Rows of figures, and the points of a chart, as tables. */

import type { GrowthChart, TimingAnswer, TimingRow } from "../../src/protocol";
import { columnHead, made, word } from "../elements";
import { placeButton } from "../links";
import { tick } from "../points";

/** `head` has one title more than a row has cells: that of the places, shown where there is one. */
export function rowsTable({ id, head, rows, title }: TimingAnswer): HTMLElement {
  const hasPlaces = rows.some(({ place }) => place !== null);
  const titles = hasPlaces ? head : head.slice(0, -1);
  return table(
    title,
    titles,
    rows.map((row) => rowCells(id, row, hasPlaces)),
  );
}

/** Every point of the chart in words; one that was not timed is an empty cell. */
export function pointsTable({ title, sizes, curves }: GrowthChart): HTMLElement {
  const cells = sizes.map((size, at) => [tick(size), ...curves.map(({ texts }) => texts[at] ?? "")]);
  return table(
    title,
    [word("size"), ...curves.map((curve) => curve.title)],
    cells.map((row) => row.map((cell) => made("td", cell))),
  );
}

function rowCells(answer: string, { cells, place }: TimingRow, hasPlaces: boolean): readonly HTMLElement[] {
  const shown = cells.map((cell) => made("td", cell));
  if (!hasPlaces) return shown;
  const last = made("td");
  if (place) last.append(placeButton(place, { answer }));
  return [...shown, last];
}

function table(caption: string, titles: readonly string[], rows: readonly (readonly HTMLElement[])[]): HTMLElement {
  const table = made("table");
  const [head, body, titleRow] = [made("thead"), made("tbody"), made("tr")];
  titleRow.append(...titles.map(columnHead));
  head.append(titleRow);
  body.append(
    ...rows.map((cells) => {
      const row = made("tr");
      row.append(...cells);
      return row;
    }),
  );
  table.append(made("caption", caption, "unseen"), head, body);
  const wide = made("div", "", "wide");
  wide.append(table);
  return wide;
}
