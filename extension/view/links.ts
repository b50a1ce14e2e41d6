/** Words that lead somewhere: buttons that look like links, with what they lead to in their data. */

import type { Place } from "../src/protocol";
import { made } from "./elements";

/** With `more` of what it leads to. */
export function placeButton({ text, path, line }: Place, more: Readonly<Record<string, string>> = {}): HTMLElement {
  return linkButton(text, { ...more, path, line: String(line) });
}

export function linkButton(text: string, data: Readonly<Record<string, string>>): HTMLElement {
  const button = made("button", text, "link");
  Object.assign(button.dataset, data);
  return button;
}
