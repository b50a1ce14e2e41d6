/** The picture: an icicle, or a sunburst, of SVG that the theme colours. All of it text and shapes, never markup. */

import { scaleLinear } from "d3-scale";
import { arc } from "d3-shape";

import type { Picture as Kind } from "../../src/callsMessages";
import type { TreeNode } from "../../src/protocol";
import { layout, type Placed } from "./layout";

const SVG = "http://www.w3.org/2000/svg";
const ROW = 20;
const LETTER = 7; // CSS pixels of one, about
const LEAST_LABEL = 24;
const RING = 34;
const HOLE = 40;

export interface PictureEvents {
  /** A node is looked at, by mouse or by key. */
  readonly onLook: (placed: Placed | undefined) => void;
  readonly onPick: (placed: Placed) => void;
}

export class Picture {
  readonly #place: HTMLElement;
  readonly #events: PictureEvents;
  #kind: Kind = "icicle";
  #placed: readonly Placed[] = [];
  #drawn: readonly (SVGElement | undefined)[] = [];
  #looked: Placed | undefined;

  constructor(place: HTMLElement, events: PictureEvents) {
    this.#place = place;
    this.#events = events;
    place.addEventListener("click", (event) => {
      const placed = this.#at(event.target);
      if (placed !== undefined) events.onPick(placed);
    });
    place.addEventListener("mousemove", (event) => {
      const placed = this.#at(event.target);
      if (placed !== undefined && placed !== this.#looked) this.look(placed);
    });
    new ResizeObserver(() => {
      this.#draw();
    }).observe(place);
  }

  get looked(): Placed | undefined {
    return this.#looked;
  }

  show(kind: Kind, nodes: readonly TreeNode[]): void {
    this.#kind = kind;
    this.#placed = layout(nodes);
    this.#width = 0;
    this.#draw();
    this.look(this.#placed[0]);
  }

  look(placed: Placed | undefined): void {
    this.#mark(this.#looked, false);
    this.#looked = placed;
    this.#mark(placed, true);
    this.#events.onLook(placed);
  }

  /** The picture alone, with its colours in it, for a file. */
  alone(): string {
    const svg = this.#place.querySelector("svg");
    if (svg === null) return "";
    const copy = svg.cloneNode(true) as SVGSVGElement;
    const shapes = copy.querySelectorAll<SVGElement>("[data-at], text");
    svg.querySelectorAll("[data-at], text").forEach((each, at) => {
      const { fill, stroke, fontFamily, fontSize } = getComputedStyle(each);
      shapes[at]?.setAttribute(
        "style",
        `fill:${fill};stroke:${stroke};font-family:${fontFamily};font-size:${fontSize}`,
      );
    });
    copy.setAttribute("xmlns", SVG);
    const { backgroundColor } = getComputedStyle(document.body);
    copy.setAttribute("style", `background:${backgroundColor}`);
    return new XMLSerializer().serializeToString(copy);
  }

  #width = 0;

  #draw(): void {
    const width = this.#place.clientWidth;
    if (width === 0 || width === this.#width) return;
    this.#width = width;
    this.#drawn = [];
    const drawn = this.#kind === "icicle" ? this.#icicle(width) : this.#sunburst(width);
    this.#place.replaceChildren(drawn);
    this.#mark(this.#looked, true);
  }

  #icicle(width: number): SVGElement {
    const depth = Math.max(...this.#placed.map((each) => each.depth)) + 1;
    const svg = made("svg", { width, height: depth * ROW, viewBox: `0 0 ${width} ${depth * ROW}` });
    const across = scaleLinear([0, 1], [0, width]);
    const found = this.#placed.map((placed) => {
      const [left, right] = [across(placed.x0), across(placed.x1)];
      const wide = right - left;
      const shape = made("rect", { x: left, y: placed.depth * ROW, width: Math.max(wide - 0.5, 0.5), height: ROW - 1 });
      this.#dress(shape, placed);
      svg.append(shape);
      if (wide >= LEAST_LABEL) svg.append(label(placed.node.name, wide, left + 4, placed.depth * ROW + 14));
      return shape;
    });
    this.#drawn = found;
    return svg;
  }

  #sunburst(width: number): SVGElement {
    const depth = Math.max(...this.#placed.map((each) => each.depth));
    const room = Math.min(width, 720) / 2 - 2;
    const ring = Math.min(RING, (room - HOLE) / Math.max(depth, 1));
    const size = 2 * (HOLE + depth * ring) + 4;
    const svg = made("svg", { width, height: size, viewBox: `${-width / 2} ${-size / 2} ${width} ${size}` });
    const around = scaleLinear([0, 1], [0, 2 * Math.PI]);
    const shaped = arc<Placed>()
      .startAngle(({ x0 }) => around(x0))
      .endAngle(({ x1 }) => around(x1))
      .innerRadius((each) => (each.depth === 0 ? 0 : HOLE + (each.depth - 1) * ring))
      .outerRadius((each) => (each.depth === 0 ? HOLE : HOLE + each.depth * ring - 0.5));
    this.#drawn = this.#placed.map((placed) => {
      const shape = made("path", { d: shaped(placed) ?? "" });
      this.#dress(shape, placed);
      svg.append(shape);
      const [x, y] = shaped.centroid(placed);
      const wide =
        placed.depth === 0 ? 2 * HOLE : Math.min((around(placed.x1) - around(placed.x0)) * Math.hypot(x, y), 160);
      if (wide >= 2 * LEAST_LABEL && ring > 12) {
        const text = label(placed.node.name, wide, placed.depth === 0 ? 0 : x, placed.depth === 0 ? 4 : y + 4);
        text.setAttribute("text-anchor", "middle");
        svg.append(text);
      }
      return shape;
    });
    return svg;
  }

  #dress(shape: SVGElement, { at, node }: Placed): void {
    shape.dataset["at"] = String(at);
    const color = node.whose === "user" ? `group-${Math.max(node.group, 0)}` : node.whose;
    shape.setAttribute("class", `${color}${node.found ? " found" : ""}`);
    const title = made("title", {});
    title.textContent = node.text;
    shape.append(title);
  }

  #at(target: EventTarget | null): Placed | undefined {
    const at = target instanceof SVGElement ? target.dataset["at"] : undefined;
    return at === undefined ? undefined : this.#placed[Number(at)];
  }

  #mark(placed: Placed | undefined, on: boolean): void {
    if (placed !== undefined) this.#drawn[placed.at]?.classList.toggle("looked", on);
  }
}

function made(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

function label(name: string, wide: number, x: number, y: number): SVGElement {
  const letters = Math.floor((wide - 6) / LETTER);
  const text = made("text", { x, y });
  text.textContent = name.length <= letters ? name : `${name.slice(0, Math.max(letters - 1, 1))}…`;
  return text;
}
