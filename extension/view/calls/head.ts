/** What stands around the picture and the tables: how it ran, what is missing, what it can be saved as. */

import type { CallRow, CallTree, CallView, Refused } from "../../src/protocol";
import { element, made, word } from "../elements";
import { linkButton } from "../links";
import { renew } from "../renewal";
import { page } from "./page";

/** Whether there is something to see. */
export function showHead(view: CallView | Refused): view is CallView {
  const isThere = view.kind === "calls";
  element("empty").hidden = isThere;
  element("content").hidden = !isThere;
  if (isThere) showAround(view);
  else {
    element("reason").textContent = view.text;
    element("act").hidden = !view.action;
    element("act").textContent = view.action?.title ?? "";
  }
  return isThere;
}

function showAround({ title, said, provenance, picture, run, notes, formats }: CallView): void {
  element("title").textContent = title;
  element("said").textContent = said;
  element("provenance").textContent = provenance;
  element("about").textContent = picture;
  element("stop").hidden = run === null;
  const listed = notes.map((note) => made("li", note));
  renew(element("notes"), listed);
  const links = formats.map((format) => linkButton(word(format), { format }));
  renew(element("formats"), links);
}

/** The functions that lead to the first that is drawn, and what is left out below it. */
export function showStack({ stack, nodes, text }: CallTree): void {
  element("left-out").textContent = text;
  const steps = [...stack, ...nodes.slice(0, 1)].map((node, depth) => {
    const step = made("li");
    step.append(linkButton(node.function < 0 ? word("all") : node.name, { depth: String(depth) }));
    step.title = node.text;
    return step;
  });
  renew(element("stack"), steps);
}

export function showChosen({ name, place, goes }: CallRow): void {
  element("neighbours").hidden = false;
  element("chosen").textContent = `${name} · ${place}`;
  element("go").hidden = !goes;
}

/** All of it as one file. */
export function asPage(view: CallView | undefined, drawn: string): string {
  const { title = "", said = "", provenance = "", picture = "", notes = [] } = view ?? {};
  return page({ title, words: [said, provenance, picture, ...notes], picture: drawn, table: element("functions") });
}
