/** What is shown as one HTML file, which needs nothing else: to send to a colleague. */

export interface PageParts {
  readonly title: string;
  readonly words: readonly string[];
  readonly picture: string;
  readonly table: HTMLElement;
}

const STYLE =
  "body{margin:2em;font:14px sans-serif}table{border-collapse:collapse}td,th{padding:2px 16px 2px 0;text-align:left;border-bottom:1px solid #8884}.figure{text-align:right}";

export function page({ title, words, picture, table }: PageParts): string {
  const made = document.implementation.createHTMLDocument(title);
  const style = made.createElement("style");
  style.textContent = STYLE;
  made.head.append(style);
  const heading = made.createElement("h1");
  heading.textContent = title;
  const paragraphs = words.map((text) => {
    const paragraph = made.createElement("p");
    paragraph.textContent = text;
    return paragraph;
  });
  const drawn = new DOMParser().parseFromString(picture, "image/svg+xml").documentElement;
  made.body.append(heading, ...paragraphs, drawn, plain(table, made));
  return `<!DOCTYPE html>\n${made.documentElement.outerHTML}\n`;
}

/** A table of text: what its buttons do is not in a file. */
function plain(table: HTMLElement, into: Document): HTMLElement {
  const copy = into.createElement("table");
  for (const row of table.querySelectorAll("tr")) {
    const line = into.createElement("tr");
    for (const cell of row.children) {
      const text = into.createElement(cell.tagName === "TH" ? "th" : "td");
      text.textContent = cell.textContent;
      text.className = cell.className;
      line.append(text);
    }
    copy.append(line);
  }
  return copy;
}
