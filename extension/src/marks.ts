/** What to paint for a sheet of annotations, as plain values with keys to compare. Knows nothing of VS Code. */

import { displayWidth, figureColumn, figureMargin } from "./columns";
import type { Annotation } from "./protocol";
import type { Sheet } from "./sheet";
import type { Shown } from "./shown";

const HEATS = ["heat0", "heat1", "heat2", "heat3", "heat4", "heat5"] as const;
/** The heat in memory where no other shades the lines, and the bars that it is beside one. */
const MEMORY_HEATS = ["memory0", "memory1", "memory2", "memory3", "memory4", "memory5"] as const;
const MEMORY_BARS = ["bar1", "bar2", "bar3", "bar4", "bar5"] as const;

/** Lines that look alike as a whole, and the places where a text is set: one list for each decoration type. */
export const SHADES = [...HEATS, ...MEMORY_HEATS, ...MEMORY_BARS, "failed", "neverRan"] as const;
export const VOICES = [
  ...(["cool", "mild", "warm", "hot"] as const),
  ...(["mildMemory", "warmMemory", "hotMemory"] as const),
  ...(["stale", "failed"] as const),
] as const;
export type Shade = (typeof SHADES)[number];
export type Voice = (typeof VOICES)[number];

export function isBar(shade: Shade): boolean {
  return MEMORY_BARS.some((bar) => bar === shade);
}

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

const LOUDNESS: readonly Voice[] = ["cool", "cool", "mild", "mild", "warm", "hot"];
const MEMORY_LOUDNESS: readonly Voice[] = ["cool", "cool", "mildMemory", "mildMemory", "warmMemory", "hotMemory"];

/** What holds for a sheet wherever its editor is scrolled to. */
export interface Layout {
  /** The lines of every shade, ascending. */
  readonly shades: ReadonlyMap<Shade, readonly number[]>;
  /** The column where the figures begin. */
  readonly column: number;
  readonly tabSize: number;
}

/** The sheet with the heats that are to show, and no others; in `only` those lines, if it is given. */
export function seen(sheet: Sheet, { time, memory }: Shown, only?: { first: number; last: number }): Sheet {
  if (time && memory && only === undefined) return sheet;
  const lines = [...sheet.lines].map(([line, annotation]): [number, Annotation] => {
    const { level, memoryLevel = null } = annotation;
    const isIn = only === undefined || (line >= only.first && line <= only.last);
    return [
      line,
      { ...annotation, level: time && isIn ? level : null, memoryLevel: memory && isIn ? memoryLevel : null },
    ];
  });
  return { ...sheet, lines: new Map(lines) };
}

export function layout(sheet: Sheet, lines: Lines): Layout {
  const known = [...sheet.lines.values()].filter((annotation) => annotation.line <= lines.count);
  return { shades: shadedLines(known), column: sheetColumn(known, lines), tabSize: lines.tabSize };
}

function shadedLines(annotations: readonly Annotation[]): ReadonlyMap<Shade, readonly number[]> {
  const shaded = new Map<Shade, number[]>(SHADES.map((shade) => [shade, []]));
  const isTimed = annotations.some(({ tone, level }) => tone === "measured" && level !== null);
  for (const annotation of annotations) {
    const shade = shadeOf(annotation);
    if (shade !== undefined) shaded.get(shade)?.push(annotation.line);
    const memory = memoryOf(annotation, isTimed);
    if (memory !== undefined) shaded.get(memory)?.push(annotation.line);
  }
  return shaded;
}

function shadeOf({ tone, level }: Annotation): Shade | undefined {
  switch (tone) {
    case "never_ran":
      return "neverRan";
    case "stale":
      return undefined;
    case "failed":
      return "failed";
    case "measured":
      return level === null ? undefined : HEATS[level];
  }
}

/** Memory has the line where the whole document has no heat in time, else a bar. */
function memoryOf({ tone, memoryLevel = null }: Annotation, isTimed: boolean): Shade | undefined {
  if (tone !== "measured" || memoryLevel === null) return undefined;
  return isTimed ? MEMORY_BARS[memoryLevel - 1] : MEMORY_HEATS[memoryLevel];
}

function sheetColumn(annotations: readonly Annotation[], lines: Lines): number {
  const measured = annotations
    .filter((annotation) => annotation.text !== "")
    .map((annotation) => ({
      width: displayWidth(lines.at(annotation.line), lines.tabSize),
      matters: hottest(annotation) >= 2,
    }));
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
      return (hottest(annotation) === annotation.level ? LOUDNESS : MEMORY_LOUDNESS)[hottest(annotation)] ?? "cool";
  }
}

/** The higher of a line's two heats. */
function hottest({ level, memoryLevel }: Annotation): number {
  return Math.max(level ?? 0, memoryLevel ?? 0);
}
