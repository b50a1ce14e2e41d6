/** Fills a place of the page anew as a run goes on, without taking anything from under a reader's hands. */

/** What is as it was stays, and the focus stays where it was; what an element says and does is all in its attributes. */
export function renew(place: Element, children: readonly Element[]): void {
  const active = document.activeElement;
  const at = active === null ? -1 : controls(place).indexOf(active);
  const before = [...place.children];
  children.forEach((child, index) => {
    const old = before[index];
    if (old === undefined) place.append(child);
    else if (!old.isEqualNode(child)) old.replaceWith(child);
  });
  for (const old of before.slice(children.length)) old.remove();
  if (at < 0 || place.contains(active)) return;
  const next = controls(place)[at];
  if (next instanceof HTMLElement) next.focus();
}

const controls = (place: Element): Element[] => [...place.querySelectorAll("button, input")];
