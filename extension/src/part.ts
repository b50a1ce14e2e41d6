/** The part of a file that a run is limited to: what was selected, and where edits move it. Knows nothing of VS Code. */

import type { Lines } from "./protocol";

/** A place in a text as VS Code has it, both 0-based. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Stretch {
  readonly start: Place;
  readonly end: Place;
}

/** A stretch that was replaced by a text. */
export interface Change {
  readonly range: Stretch;
  readonly text: string;
}

/** The lines that are selected, or that of the cursor; one that a selection only reaches is none of them. */
export function selectedLines({ start, end }: Stretch): Lines {
  const reaches = end.character === 0 && end.line > start.line;
  return { first: start.line + 1, last: reaches ? end.line : end.line + 1 };
}

/** The lines that the argument of a code action's command names; the other commands' have none. */
export function namedLines(argument: unknown): Lines | undefined {
  if (typeof argument !== "object" || argument === null || !("lines" in argument)) return undefined;
  const { lines } = argument;
  if (typeof lines !== "object" || lines === null || !("first" in lines) || !("last" in lines)) return undefined;
  const { first, last } = lines;
  return typeof first === "number" && typeof last === "number" ? { first, last } : undefined;
}

/** Where `lines` stand after `changes`, which come as VS Code tells them: each fits the text that those before left. */
export function followed(lines: Lines, changes: readonly Change[]): Lines {
  return changes.reduce(({ first, last }, change) => {
    const moved = { first: lineAfter(first, change), last: lineAfter(last, change) };
    const ends = change.range.end.line + 1 === last && !isBefore(last, change);
    return ends ? { ...moved, last: change.range.start.line + 1 + lineBreaks(change.text) } : moved;
  }, lines);
}

function lineAfter(line: number, change: Change): number {
  const { start, end } = change.range;
  const added = lineBreaks(change.text);
  if (isBefore(line, change)) return line + added - (end.line - start.line);
  if (line <= start.line + 1) return line;
  return start.line + 1 + (line === end.line + 1 ? added : Math.min(added, line - (start.line + 1)));
}

/** Whether all of the change is before the first character of `line`. */
function isBefore(line: number, { range: { end } }: Change): boolean {
  return end.line + 1 < line || (end.line + 1 === line && end.character === 0);
}

function lineBreaks(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1;
}
