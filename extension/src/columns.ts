/** How wide lines are on the screen, and where the figures beside them begin. Knows nothing of VS Code. */

/** Beyond this, a long line does not push the figures of all others further out. */
const WIDEST = 88;
/** The share of lines whose width counts, so that a few long docstrings do not push all figures out either. */
const USUAL = 0.75;
/** Columns between the code and its figure. */
export const GAP = 3;

/** A line with a figure. */
export interface Measured {
  readonly width: number;
  /** Its figure is to stand in the column, however long the line is. */
  readonly matters: boolean;
}

const ZERO = /\p{Mn}|\p{Me}|\p{Cf}/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const ASCII_WITHOUT_TAB = /^[^\t\u0080-\uffff]*$/;

/** The number of columns `text` takes: tabs reach the next stop, wide characters count as two. */
export function displayWidth(text: string, tabSize: number): number {
  if (ASCII_WITHOUT_TAB.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += advance(character, width, tabSize);
  return width;
}

function advance(character: string, width: number, tabSize: number): number {
  if (character === "\t") return tabSize - (width % tabSize);
  if (ZERO.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** The column in which the figures begin: past all lines that matter, and past most of the others. */
export function figureColumn(lines: readonly Measured[]): number {
  const widths = lines.map(({ width }) => width).sort((a, b) => a - b);
  const usual = widths[Math.floor(widths.length * USUAL)] ?? 0;
  const hot = lines.filter(({ matters, width }) => matters && width <= WIDEST).map(({ width }) => width);
  return Math.max(Math.min(usual, WIDEST), ...hot) + GAP;
}

/** The columns to leave empty between a line of `width` and its figure. */
export function figureMargin(width: number, column: number): number {
  return Math.max(GAP, column - width);
}
