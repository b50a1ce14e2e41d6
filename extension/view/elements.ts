/** The places of the page that the extension laid out, by their ids. */

export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

export function checkbox(id: string): HTMLInputElement {
  const found = element(id);
  if (!(found instanceof HTMLInputElement)) throw new Error(`#${id} is no input`);
  return found;
}

/** A new element with a text. */
export function made(tag: string, text = "", className = ""): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className !== "") element.className = className;
  return element;
}

/** The head of a column of a table. */
export function columnHead(title: string): HTMLElement {
  const head = made("th", title);
  head.setAttribute("scope", "col");
  return head;
}

/** A word of the page's own language, which the extension has put into its data. */
export function word(name: string): string {
  return document.body.dataset[name] ?? "";
}
