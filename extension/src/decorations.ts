/** The fixed set of decoration types, one for each shade and voice. What differs by line is its text and margin. */

import {
  DecorationRangeBehavior,
  type DecorationRenderOptions,
  type Disposable,
  OverviewRulerLane,
  type TextEditorDecorationType,
  ThemeColor,
  window,
} from "vscode";

import { type Shade, SHADES, type Voice, VOICES } from "./marks";

export class Decorations implements Disposable {
  readonly shades: ReadonlyMap<Shade, TextEditorDecorationType>;
  readonly voices: ReadonlyMap<Voice, TextEditorDecorationType>;

  constructor() {
    this.shades = new Map(SHADES.map((shade) => [shade, window.createTextEditorDecorationType(SHADE_LOOKS[shade])]));
    this.voices = new Map(VOICES.map((voice) => [voice, window.createTextEditorDecorationType(VOICE_LOOKS[voice])]));
  }

  dispose(): void {
    for (const type of [...this.shades.values(), ...this.voices.values()]) type.dispose();
  }
}

/** The ruler's lanes for time; memory has the third. Lanes are bits, though VS Code names no such pair. */
const LEFT_AND_CENTER: OverviewRulerLane = OverviewRulerLane.Left | OverviewRulerLane.Center;

const SHADE_LOOKS: Readonly<Record<Shade, DecorationRenderOptions>> = {
  heat0: heat(0),
  heat1: heat(1),
  heat2: heat(2),
  heat3: { ...heat(3), ...ruler("heatline.mark3", OverviewRulerLane.Left) },
  heat4: { ...heat(4), ...edge("heatline.mark4"), ...ruler("heatline.mark4", LEFT_AND_CENTER) },
  heat5: { ...heat(5), ...edge("heatline.mark5"), ...ruler("heatline.mark5", LEFT_AND_CENTER) },
  memory0: memory(0),
  memory1: memory(1),
  memory2: memory(2),
  memory3: { ...memory(3), ...memoryRuler(3) },
  memory4: { ...memory(4), ...edge("heatline.memoryMark4"), ...memoryRuler(4) },
  memory5: { ...memory(5), ...edge("heatline.memoryMark5"), ...memoryRuler(5) },
  bar1: bar(1, 2),
  bar2: bar(2, 3),
  bar3: { ...bar(3, 3), ...memoryRuler(3) },
  bar4: { ...bar(4, 4), ...memoryRuler(4) },
  bar5: { ...bar(5, 4), ...memoryRuler(5) },
  failed: {
    isWholeLine: true,
    backgroundColor: new ThemeColor("heatline.failed"),
    ...edge("editorError.foreground"),
    ...ruler("editorError.foreground", OverviewRulerLane.Full),
  },
  neverRan: { opacity: "0.5", rangeBehavior: DecorationRangeBehavior.ClosedClosed },
};

const VOICE_LOOKS: Readonly<Record<Voice, DecorationRenderOptions>> = {
  cool: voice("heatline.text"),
  mild: voice("heatline.mildText"),
  warm: voice("heatline.warmText"),
  hot: { after: { color: new ThemeColor("heatline.hotText"), fontWeight: "bold" } },
  mildMemory: voice("heatline.mildMemoryText"),
  warmMemory: voice("heatline.warmMemoryText"),
  hotMemory: { after: { color: new ThemeColor("heatline.hotMemoryText"), fontWeight: "bold" } },
  stale: { after: { color: new ThemeColor("heatline.staleText"), fontStyle: "italic" } },
  failed: voice("editorError.foreground"),
};

function heat(level: number): DecorationRenderOptions {
  return { isWholeLine: true, backgroundColor: new ThemeColor(`heatline.heat${level}`) };
}

function memory(level: number): DecorationRenderOptions {
  return { isWholeLine: true, backgroundColor: new ThemeColor(`heatline.memory${level}`) };
}

function bar(level: number, widthPx: number): DecorationRenderOptions {
  return edge(`heatline.memoryMark${level}`, widthPx);
}

function memoryRuler(level: number): DecorationRenderOptions {
  return ruler(`heatline.memoryMark${level}`, OverviewRulerLane.Right);
}

/** A coloured edge at the left of the line, or of its range. */
function edge(color: string, widthPx = 2): DecorationRenderOptions {
  return { borderStyle: "solid", borderWidth: `0 0 0 ${widthPx}px`, borderColor: new ThemeColor(color) };
}

function ruler(color: string, lane: OverviewRulerLane): DecorationRenderOptions {
  return { overviewRulerColor: new ThemeColor(color), overviewRulerLane: lane };
}

function voice(color: string): DecorationRenderOptions {
  return { after: { color: new ThemeColor(color) } };
}
