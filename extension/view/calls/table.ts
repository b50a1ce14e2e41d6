/** The table of functions, sorted by a click on a head, and the two of a chosen function's callers and callees. */

import type { CallRow, Neighbour, Sort } from "../../src/protocol";
import { columnHead, made, word } from "../elements";
import { linkButton } from "../links";
import { renew } from "../renewal";

interface Column {
  readonly title: string;
  readonly sort?: Sort;
  readonly cell: (row: CallRow) => string;
}

const COLUMNS: readonly Column[] = [
  { title: "function", sort: "name", cell: ({ name }) => name },
  { title: "where", cell: ({ place }) => place },
  { title: "calls", sort: "calls", cell: ({ calls }) => calls },
  { title: "own", sort: "own", cell: ({ own }) => own },
  { title: "own-each", cell: ({ ownEach }) => ownEach },
  { title: "total", sort: "total", cell: ({ total }) => total },
  { title: "total-each", cell: ({ totalEach }) => totalEach },
  { title: "share", cell: ({ share }) => share },
];

export interface Sorted {
  readonly sort: Sort;
  readonly descending: boolean;
}

export function heads({ sort, descending }: Sorted): HTMLElement {
  const row = made("tr");
  row.append(
    ...COLUMNS.map((column) => {
      const head = columnHead(column.sort === undefined ? word(column.title) : "");
      head.className = column.title;
      if (column.sort === undefined) return head;
      head.append(linkButton(word(column.title), { sort: column.sort }));
      const turned = descending ? "descending" : "ascending";
      head.setAttribute("aria-sort", column.sort === sort ? turned : "none");
      return head;
    }),
  );
  return row;
}

export function fill(body: Element, rows: readonly CallRow[], chosen: number | undefined): void {
  renew(
    body,
    rows.map((row) => rowOf(row, row.function === chosen)),
  );
}

function rowOf(row: CallRow, chosen: boolean): HTMLElement {
  const line = made("tr", "", row.whose);
  if (chosen) line.setAttribute("aria-selected", "true");
  line.append(
    ...COLUMNS.map(({ title, cell }) => {
      const data = made("td", title === "function" ? "" : cell(row), title);
      if (title === "function") data.append(linkButton(cell(row), { function: String(row.function) }));
      else if (title !== "where") data.classList.add("figure");
      return data;
    }),
  );
  return line;
}

export function fillNeighbours(table: Element, caption: string, rows: readonly Neighbour[]): void {
  const head = made("tr");
  const titles = ["function", "where", "calls", "total", "share-of-it"];
  head.append(...titles.map((title) => columnHead(word(title))));
  const lines = rows.map(({ function: at, name, place, calls, total, share }) => {
    const line = made("tr");
    const named = made("td");
    named.append(linkButton(name, { function: String(at) }));
    const figures = [calls, total, share].map((text) => made("td", text, "figure"));
    line.append(named, made("td", place), ...figures);
    return line;
  });
  const none = made("tr");
  none.append(made("td", word("nobody")));
  renew(table, [made("caption", word(caption)), head, ...(lines.length === 0 ? [none] : lines)]);
}
