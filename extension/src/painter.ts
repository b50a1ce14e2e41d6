/** Paints the sheets into whatever editors show their documents, and only what changed since the last time. */

import {
  type DecorationOptions,
  Disposable,
  l10n,
  type Position,
  Range,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";

import { Decorations } from "./decorations";
import { type Figure, figures, isBar, type Layout, layout, type Lines, seen, type Shade } from "./marks";
import type { Annotations, Placed } from "./protocol";
import { applied, type Sheet } from "./sheet";
import type { Showing } from "./showing";

const DELAY_MS = 30;
const SAID_MS = 3000;
/** Lines above and below the visible ones that get their text too, so that scrolling finds it there. */
const MARGIN_LINES = 40;

export class Painter implements Disposable {
  readonly #decorations = new Decorations();
  readonly #sheets = new Map<string, Sheet>();
  /** Those whose server is gone: nobody tells any more what an edit makes of them. */
  readonly #orphans = new Set<string>();
  readonly #showing: Showing;
  /** The sheets as the setting heatline.show has them. */
  #seen = new WeakMap<Sheet, Sheet>();
  readonly #layouts = new WeakMap<Sheet, Layout>();
  /** What stands in an editor, by decoration type. An editor that shows a file anew is a new object. */
  readonly #painted = new WeakMap<TextEditor, Map<string, string>>();
  /** The lines that alone are hot in their document, and the page that says so. */
  #attended: { readonly by: object; readonly key: string; readonly first: number; readonly last: number } | undefined;
  #isOff = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #owned: Disposable;

  constructor(showing: Showing) {
    this.#showing = showing;
    const repaint = (): void => {
      this.#schedule();
    };
    this.#owned = Disposable.from(
      this.#decorations,
      showing.onChanged(() => {
        this.#seen = new WeakMap();
        this.#schedule();
      }),
      window.onDidChangeVisibleTextEditors(repaint),
      window.onDidChangeTextEditorVisibleRanges(repaint),
      window.onDidChangeTextEditorOptions(repaint),
      workspace.onDidChangeTextDocument((event) => {
        this.#edited(event);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#sheets.delete(uri.toString())),
    );
  }

  /** Take in what the server says; it is on the screen a moment later. */
  update(message: Annotations): void {
    const key = Uri.parse(message.uri).toString();
    const sheet = applied(this.#sheets.get(key), message);
    this.#orphans.delete(key);
    if (sheet === undefined) this.#sheets.delete(key);
    else this.#sheets.set(key, sheet);
    this.#schedule();
  }

  /** Of the heat in a document only that of the lines from `line` on shows; all again when `by` says so. */
  attend(by: object, placed: Placed | undefined): void {
    if (placed === undefined && this.#attended?.by !== by) return;
    const last = placed?.lastLine ?? null;
    this.#attended =
      placed === undefined || last === null
        ? undefined
        : { by, key: Uri.parse(placed.uri).toString(), first: placed.line, last };
    this.#seen = new WeakMap();
    this.#schedule();
  }

  /** Puts all heat out of sight, and shows it again; nothing is forgotten. */
  turn(): void {
    this.#isOff = !this.#isOff;
    this.#schedule();
    const text = this.#isOff ? l10n.t("$(flame) Heat is out of sight") : l10n.t("$(flame) Heat is shown");
    window.setStatusBarMessage(text, SAID_MS);
  }

  /** The server is gone: what is painted stands until its document is edited, or another server says more. */
  orphan(): void {
    for (const key of this.#sheets.keys()) this.#orphans.add(key);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }

  #edited(event: TextDocumentChangeEvent): void {
    const key = event.document.uri.toString();
    if (event.contentChanges.length > 0 && this.#attended?.key === key) this.attend(this.#attended.by, undefined);
    if (event.contentChanges.length > 0 && this.#orphans.delete(key)) {
      this.#sheets.delete(key);
      this.#schedule();
    }
    const shiftsLines = event.contentChanges.some((change) => !change.range.isSingleLine || /[\r\n]/.test(change.text));
    if (!shiftsLines) return;
    // VS Code moved what was painted by itself, so it no longer stands where we put it.
    for (const editor of window.visibleTextEditors) {
      if (editor.document === event.document) this.#forgetPlaces(editor);
    }
  }

  #forgetPlaces(editor: TextEditor): void {
    const painted = this.#painted.get(editor) ?? new Map<string, string>();
    for (const type of painted.keys()) painted.set(type, MOVED);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const editor of window.visibleTextEditors) this.#paint(editor);
    }, DELAY_MS);
  }

  #paint(editor: TextEditor): void {
    const sheetHere = this.#isOff ? undefined : this.#sheets.get(editor.document.uri.toString());
    const known = sheetHere ?? NOTHING;
    if (known === NOTHING && !this.#painted.has(editor)) return;
    if (known.version !== null && known.version !== editor.document.version) return;
    const sheet = this.#seenOf(known, editor.document.uri);
    const lines = linesOf(editor);
    const { shades, column } = this.#layoutOf(sheet, lines);
    this.#paintShades(editor, shades);
    this.#paintFigures(editor, figures(sheet, lines, column, shownLines(editor)));
  }

  #seenOf(sheet: Sheet, uri: Uri): Sheet {
    const attended = this.#attended?.key === uri.toString() ? this.#attended : undefined;
    const made = this.#seen.get(sheet) ?? seen(sheet, this.#showing.of(uri), attended);
    this.#seen.set(sheet, made);
    return made;
  }

  #layoutOf(sheet: Sheet, lines: Lines): Layout {
    const known = this.#layouts.get(sheet);
    if (known?.tabSize === lines.tabSize) return known;
    const made = layout(sheet, lines);
    this.#layouts.set(sheet, made);
    return made;
  }

  #paintShades(editor: TextEditor, shades: Layout["shades"]): void {
    for (const [shade, lines] of shades) {
      const type = this.#decorations.shades.get(shade);
      if (type === undefined || !this.#isNew(editor, shade, lines.join())) continue;
      editor.setDecorations(
        type,
        lines.map((line) => shadeRange(editor.document, shade, line)),
      );
    }
  }

  #paintFigures(editor: TextEditor, spoken: ReturnType<typeof figures>): void {
    for (const [voice, said] of spoken) {
      const type = this.#decorations.voices.get(voice);
      const key = said.length === 0 ? "" : JSON.stringify(said);
      if (type === undefined || !this.#isNew(editor, `text ${voice}`, key)) continue;
      editor.setDecorations(
        type,
        said.map((figure) => figureOptions(editor.document, figure)),
      );
    }
  }

  /** Whether what is to stand in an editor differs from what does; it is remembered as painted. */
  #isNew(editor: TextEditor, type: string, key: string): boolean {
    const painted = this.#painted.get(editor) ?? new Map<string, string>();
    this.#painted.set(editor, painted);
    if ((painted.get(type) ?? "") === key) return false;
    painted.set(type, key);
    return true;
  }
}

const NOTHING: Sheet = { version: null, revision: 0, lines: new Map() };

/** Stands for "somewhere else than where it was painted": equal to nothing that is to be painted. */
const MOVED = "moved";

function linesOf(editor: TextEditor): Lines {
  const { document, options } = editor;
  const tabSize = typeof options.tabSize === "number" ? options.tabSize : 4;
  return { count: document.lineCount, tabSize, at: (line) => document.lineAt(line - 1).text };
}

function shownLines(editor: TextEditor): readonly (readonly [number, number])[] {
  return editor.visibleRanges.map(({ start, end }) => [start.line + 1 - MARGIN_LINES, end.line + 1 + MARGIN_LINES]);
}

/** Where a line begins. */
export function lineStart(document: TextDocument, line: number): Position {
  return document.lineAt(line - 1).range.start;
}

/** The code of the line; for a bar the column before it. */
function shadeRange(document: TextDocument, shade: Shade, line: number): Range {
  const { firstNonWhitespaceCharacterIndex, range } = document.lineAt(line - 1);
  const code = range.with(range.start.translate(0, firstNonWhitespaceCharacterIndex));
  if (!isBar(shade)) return code;
  return code.start.character === 0
    ? new Range(code.start, code.start.translate(0, 1))
    : new Range(code.start.translate(0, -1), code.start);
}

function figureOptions(document: TextDocument, figure: Figure): DecorationOptions {
  const { end } = document.lineAt(figure.line - 1).range;
  const after = { contentText: figure.text, margin: `0 0 0 ${figure.margin}ch` };
  return { range: new Range(end, end), renderOptions: { after } };
}
