import assert from "node:assert/strict";
import { test } from "node:test";

import manifest from "../../package.json";

type Rgb = readonly [red: number, green: number, blue: number];
type Theme = keyof typeof BACKGROUNDS;

/** The editor's background in VS Code's default themes, and the contrast that a text is to have on it. */
const BACKGROUNDS = { dark: "#1f1f1f", light: "#ffffff", highContrast: "#000000", highContrastLight: "#ffffff" };
const CONTRASTS: Readonly<Record<Theme, number>> = { dark: 3, light: 3, highContrast: 4.5, highContrastLight: 4.5 };
const THEMES = Object.keys(BACKGROUNDS) as Theme[];
/** The texts, and on which shades they stand. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  text: ["heat0", "heat1", "memory0", "memory1"],
  mildText: ["heat2", "heat3"],
  warmText: ["heat4"],
  hotText: ["heat5"],
  mildMemoryText: ["memory2", "memory3", "heat0", "heat1", "heat2"],
  warmMemoryText: ["memory4", "heat3"],
  hotMemoryText: ["memory5", "heat4"],
  staleText: [],
};
/** How the two families look without one kind of cones, in linear light: Machado, Oliveira and Fernandes, 2009. */
const SIGHTS: Readonly<Record<string, readonly Rgb[]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** In CIE L*a*b*: about 2 can just be told apart side by side; these are told apart at a glance. */
const AT_A_GLANCE = 20;

for (const theme of THEMES) {
  test(`${theme}: every text can be read, on the editor and on its own shades`, () => {
    const unreadable = Object.entries(TEXTS).flatMap(([text, shades]) =>
      [[], ...shades.map((shade) => [shade])]
        .map((under) => ({ under, ratio: contrast(painted(theme, [...under, text]), painted(theme, under)) }))
        .filter(({ ratio }) => ratio < CONTRASTS[theme])
        .map(({ under, ratio }) => `${text} on ${under.join("") || "the editor"}: ${ratio.toFixed(2)}`),
    );

    assert.deepEqual(unreadable, []);
  });

  test(`${theme}: memory is told from time by every eye`, () => {
    const alike = Object.entries(SIGHTS).flatMap(([name, sight]) =>
      [3, 4, 5].flatMap((time) =>
        [1, 2, 3, 4, 5]
          .map((memory) => [`mark${time}`, `memoryMark${memory}`] as const)
          .map((pair) => ({ pair, apart: distance(...seenBy(sight, theme, pair)) }))
          .filter(({ apart }) => apart < AT_A_GLANCE)
          .map(({ pair, apart }) => `${pair.join(" and ")}, ${name}: ${apart.toFixed(0)}`),
      ),
    );

    assert.deepEqual(alike, []);
  });
}

function seenBy(sight: readonly Rgb[], theme: Theme, [one, other]: readonly [string, string]): [Rgb, Rgb] {
  const look = (color: string): Rgb => seen(sight, linear(painted(theme, [color])));
  return [look(one), look(other)];
}

function seen(sight: readonly Rgb[], light: Rgb): Rgb {
  const [red, green, blue] = sight.map((row) => dot(row, light));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** The colours laid one over the other on a theme's background. */
function painted(theme: Theme, colors: readonly string[]): Rgb {
  return colors.map((color) => hexOf(color, theme)).reduce(over, channels(BACKGROUNDS[theme]));
}

function hexOf(color: string, theme: Theme): string {
  const found = manifest.contributes.colors.find(({ id }) => id === `heatline.${color}`);
  assert.ok(found, color);
  return found.defaults[theme];
}

function over(below: Rgb, hex: string): Rgb {
  const opacity = hex.length > 7 ? Number.parseInt(hex.slice(7), 16) / 255 : 1;
  const [red, green, blue] = channels(hex);
  const mix = (top: number, bottom: number): number => top * opacity + bottom * (1 - opacity);
  return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2])];
}

function channels(hex: string): Rgb {
  const at = (place: number): number => Number.parseInt(hex.slice(place, place + 2), 16);
  return [at(1), at(3), at(5)];
}

/** As WCAG 2 has it. */
function contrast(text: Rgb, background: Rgb): number {
  const [low = 0, high = 0] = [luminance(text), luminance(background)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: Rgb): number {
  return dot([0.2126, 0.7152, 0.0722], linear(color));
}

function linear(color: Rgb): Rgb {
  const each = (channel: number): number =>
    channel <= 0.04045 * 255 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
  return [each(color[0]), each(color[1]), each(color[2])];
}

/** How far two linear colours are apart in CIE L*a*b*, under D65. */
function distance(one: Rgb, other: Rgb): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function lab(light: Rgb): Rgb {
  const x = root(dot([0.4124, 0.3576, 0.1805], light) / 0.9505);
  const y = root(dot([0.2126, 0.7152, 0.0722], light));
  const z = root(dot([0.0193, 0.1192, 0.9505], light) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function root(value: number): number {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
}

function dot(a: Rgb, b: Rgb): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
