/** The annotations of one document, kept in step with the server's messages. Knows nothing of VS Code. */

import type { Annotation, Annotations, Move } from "./protocol";

export interface Sheet {
  /** The version of the document that the lines stand in; null where the server was told of none. */
  readonly version: number | null;
  readonly revision: number;
  /** By 1-based line, ascending. */
  readonly lines: ReadonlyMap<number, Annotation>;
}

/** The sheet after `message`; undefined when the message builds on one that never came. */
export function applied(sheet: Sheet | undefined, message: Annotations): Sheet | undefined {
  const base = message.base === null ? new Map<number, Annotation>() : moved(sheet, message);
  if (base === undefined) return undefined;
  for (const annotation of message.lines) lay(base, annotation);
  const lines = new Map([...base].sort(([a], [b]) => a - b));
  return { version: message.version, revision: message.revision, lines };
}

function moved(sheet: Sheet | undefined, message: Annotations): Map<number, Annotation> | undefined {
  if (sheet?.revision !== message.base) return undefined;
  const lines = new Map<number, Annotation>();
  for (const move of message.moves) {
    for (const annotation of standing(sheet, move)) lines.set(annotation.line, annotation);
  }
  return lines;
}

function* standing(sheet: Sheet, move: Move): Generator<Annotation> {
  for (const annotation of sheet.lines.values()) {
    if (annotation.line < move.first || annotation.line > move.last) continue;
    yield { ...annotation, line: annotation.line + move.by };
  }
}

function lay(lines: Map<number, Annotation>, annotation: Annotation): void {
  if (isNothing(annotation)) lines.delete(annotation.line);
  else lines.set(annotation.line, annotation);
}

function isNothing({ text, tone, level, memoryLevel = null }: Annotation): boolean {
  return text === "" && tone === "measured" && level === null && memoryLevel === null;
}
