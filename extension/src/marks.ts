/** What to paint for a sheet of annotations, as plain values with keys to compare. Knows nothing of VS Code. */

import { displayWidth, figureColumn, figureMargin } from "./columns";
import type { Annotation, Level } from "./protocol";
import type { Sheet } from "./sheet";

/** Lines that look alike as a whole, and the places where a text is set: one list for each decoration type. */
export const SHADES = ["heat0", "heat1", "heat2", "heat3", "heat4", "heat5", "failed", "neverRan"] as const;
export const VOICES = ["cool", "mild", "warm", "hot", "stale", "failed"] as const;
export type Shade = (typeof SHADES)[number];
export type Voice = (typeof VOICES)[number];

/** A text at the end of `line` (1-based), `margin` columns after the code. */
export interface Figure {
  readonly line: number;
  readonly text: string;
  readonly margin: number;
}

/** The lines of a document, 1-based; empty beyond its end. */
export interface Lines {
  readonly count: number;
  readonly tabSize: number;
  at(line: number): string;
}

const HEATS: readonly Shade[] = ["heat0", "heat1", "heat2", "heat3", "heat4", "heat5"];
const LOUDNESS: readonly Voice[] = ["cool", "cool", "mild", "mild", "warm", "hot"];

/** What holds for a sheet wherever its editor is scrolled to. */
export interface Layout {
  /** The lines of every shade, ascending. */
  readonly shades: ReadonlyMap<Shade, readonly number[]>;
  /** The column where the figures begin. */
  readonly column: number;
  readonly tabSize: number;
}

export function layout(sheet: Sheet, lines: Lines): Layout {
  const known = [...sheet.lines.values()].filter((annotation) => annotation.line <= lines.count);
  return { shades: shadedLines(known), column: sheetColumn(known, lines), tabSize: lines.tabSize };
}

function shadedLines(annotations: readonly Annotation[]): ReadonlyMap<Shade, readonly number[]> {
  const shaded = new Map<Shade, number[]>(SHADES.map((shade) => [shade, []]));
  for (const annotation of annotations) {
    for (const shade of shadesOf(annotation)) shaded.get(shade)?.push(annotation.line);
  }
  return shaded;
}

function shadesOf(annotation: Annotation): readonly Shade[] {
  switch (annotation.tone) {
    case "never_ran":
      return ["neverRan"];
    case "stale":
      return [];
    case "failed":
      return ["failed"];
    case "measured":
      return heatOf(annotation.level);
  }
}

function heatOf(level: Level | null): readonly Shade[] {
  const heat = level === null ? undefined : HEATS[level];
  return heat === undefined ? [] : [heat];
}

function sheetColumn(annotations: readonly Annotation[], lines: Lines): number {
  const measured = annotations
    .filter((annotation) => annotation.text !== "")
    .map(({ line, level }) => ({ width: displayWidth(lines.at(line), lines.tabSize), matters: (level ?? 0) >= 2 }));
  return figureColumn(measured);
}

/** The figures on the lines from `first` to `last`, for every voice. */
export function figures(
  sheet: Sheet,
  lines: Lines,
  column: number,
  shown: readonly (readonly [first: number, last: number])[],
): ReadonlyMap<Voice, readonly Figure[]> {
  const spoken = new Map<Voice, Figure[]>(VOICES.map((voice) => [voice, []]));
  for (const line of shownLines(shown, lines.count)) {
    const annotation = sheet.lines.get(line);
    if (annotation === undefined || annotation.text === "") continue;
    const margin = figureMargin(displayWidth(lines.at(line), lines.tabSize), column);
    spoken.get(voiceOf(annotation))?.push({ line, text: annotation.text, margin });
  }
  return spoken;
}

function shownLines(shown: readonly (readonly [number, number])[], count: number): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const [first, last] of shown) {
    for (let line = Math.max(1, first); line <= Math.min(count, last); line++) lines.add(line);
  }
  return lines;
}

function voiceOf(annotation: Annotation): Voice {
  switch (annotation.tone) {
    case "stale":
      return "stale";
    case "failed":
      return "failed";
    case "never_ran":
      return "cool";
    case "measured":
      return annotation.level === null ? "cool" : (LOUDNESS[annotation.level] ?? "cool");
  }
}
