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

const SHADE_LOOKS: Readonly<Record<Shade, DecorationRenderOptions>> = {
  heat0: heat(0),
  heat1: heat(1),
  heat2: heat(2),
  heat3: { ...heat(3), ...ruler("heatline.mark3", OverviewRulerLane.Right) },
  heat4: { ...heat(4), ...edge("heatline.mark4"), ...ruler("heatline.mark4", OverviewRulerLane.Full) },
  heat5: { ...heat(5), ...edge("heatline.mark5"), ...ruler("heatline.mark5", OverviewRulerLane.Full) },
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
  stale: { after: { color: new ThemeColor("heatline.staleText"), fontStyle: "italic" } },
  failed: voice("editorError.foreground"),
};

function heat(level: number): DecorationRenderOptions {
  return { isWholeLine: true, backgroundColor: new ThemeColor(`heatline.heat${level}`) };
}

/** A coloured edge at the left of the line. */
function edge(color: string): DecorationRenderOptions {
  return { borderStyle: "solid", borderWidth: "0 0 0 2px", borderColor: new ThemeColor(color) };
}

function ruler(color: string, lane: OverviewRulerLane): DecorationRenderOptions {
  return { overviewRulerColor: new ThemeColor(color), overviewRulerLane: lane };
}

function voice(color: string): DecorationRenderOptions {
  return { after: { color: new ThemeColor(color) } };
}
