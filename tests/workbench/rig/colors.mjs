// The names of the colours that package.json gives its heat, so that checks speak of `heat5` and not of pixels.
import { readFileSync } from "node:fs";
import { place } from "../../../scripts/places.mjs";

/** @typedef {{ id: string, defaults: Readonly<Record<string, string>> }} Color */

/** `red, green, blue` to the name of the colour, in every theme. */
const NAMES = new Map(
  contributed().flatMap(({ id, defaults }) =>
    Object.values(defaults).map((hex) => [channels(hex), id.replace("heatline.", "")]),
  ),
);

/** The name of a CSS colour, whatever its opacity; empty for one that is not Heatline's. @param {string} css */
export const colorName = (css) => NAMES.get(/\d+, \d+, \d+/.exec(css)?.[0] ?? "") ?? "";

/** @param {string} hex */
function channels(hex) {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(", ");
}

function contributed() {
  const text = readFileSync(place("package.json"), "utf8");
  const manifest = /** @type {{ contributes: { colors: Color[] } }} */ (JSON.parse(text));
  return manifest.contributes.colors;
}
