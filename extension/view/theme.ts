/** The colours and the font of the theme as it is now; memory.css says which of VS Code's each is. */

export interface Theme {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly paper: string;
  readonly family: string;
  readonly fill: string;
  readonly curves: readonly string[];
  readonly calls: readonly string[];
}

const COLORS = 6;

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const colors = (name: string): string[] => Array.from({ length: COLORS }, (_, at) => color(`${name}-${at}`));
  return {
    ink: color("ink"),
    muted: color("muted"),
    grid: color("grid"),
    paper: color("paper"),
    fill: color("fill"),
    family: style.fontFamily,
    curves: colors("curve"),
    calls: colors("call"),
  };
}

/** The theme's font, as a canvas takes it, at so many CSS pixels. */
export const fontAt = ({ family }: Theme, px: number): string =>
  `${Math.round(px * window.devicePixelRatio)}px ${family}`;

/** Calls back whenever VS Code changes the theme. */
export function onTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
}
