/** Short ways to write the protocol's values. */

import type { Stretch } from "../../extension/src/part";
import type { Annotation, Annotations, Level, Tone } from "../../extension/src/protocol";
import { applied, type Sheet } from "../../extension/src/sheet";

export function annotation(line: number, text: string, level: Level | null = 0, tone: Tone = "measured"): Annotation {
  return { line, text, level, tone };
}

/** One with a heat in memory, and one in time where `level` is given. */
export function remembering(line: number, memoryLevel: Level, level: Level | null = null): Annotation {
  return { ...annotation(line, `+${memoryLevel} MiB`, level), memoryLevel };
}

export function message(lines: readonly Annotation[], more: Partial<Annotations> = {}): Annotations {
  return { uri: "file:///p/sos.py", version: 1, revision: 1, base: null, moves: [], lines, ...more };
}

export function sheetOf(...lines: readonly Annotation[]): Sheet {
  const sheet = applied(undefined, message(lines));
  if (sheet === undefined) throw new Error("a message without a base always makes a sheet");
  return sheet;
}

/** "4 a, 5 b": the lines of a sheet with their texts. */
export function drawn(sheet: Sheet | undefined): string {
  return [...(sheet?.lines ?? [])].map(([line, { text }]) => `${line} ${text}`).join(", ");
}

/** A stretch from "line:character" to another, 0-based. */
export function stretch(from: string, to = from): Stretch {
  const [start, end] = [from, to].map((place) => {
    const [line = 0, character = 0] = place.split(":").map(Number);
    return { line, character };
  });
  if (start === undefined || end === undefined) throw new Error("there are two places");
  return { start, end };
}
