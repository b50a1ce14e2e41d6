/** Where each node of a tree of calls is: as d3 parts a rectangle, or a disc. */

import { hierarchy, type HierarchyRectangularNode, partition } from "d3-hierarchy";

import type { TreeNode } from "../../src/protocol";

/** From `x0` to `x1` of the width, 0 to 1, `depth` below the first. */
export interface Placed {
  readonly at: number;
  readonly node: TreeNode;
  readonly depth: number;
  readonly x0: number;
  readonly x1: number;
  readonly parent: Placed | undefined;
  readonly children: Placed[];
}

interface Linked {
  readonly at: number;
  readonly children: Linked[];
}

/** In the order of `nodes`; a node has what its own value is of the one above it, its own time being what is left. */
export function layout(nodes: readonly TreeNode[]): readonly Placed[] {
  if (nodes[0] === undefined) return [];
  const linked: Linked[] = nodes.map((_, at) => ({ at, children: [] }));
  for (const [at, { parent }] of nodes.entries()) {
    const child = linked[at];
    if (parent >= 0 && child !== undefined) linked[parent]?.children.push(child);
  }
  const root = hierarchy<Linked>(linked[0] ?? { at: 0, children: [] });
  const valued = root.eachAfter((each) => {
    const inside = (each.children ?? []).reduce((sum, child) => sum + (child.value ?? 0), 0);
    // d3 reads it, and offers no other way to give a node more than its children have together.
    Object.assign(each, { value: Math.max(nodes[each.data.at]?.value ?? 0, inside) });
  });
  const placed: Placed[] = [];
  partition<Linked>()(valued).each((each) => {
    const { at } = each.data;
    const node = nodes[at];
    if (node === undefined) return;
    const parent = each.parent === null ? undefined : placed[each.parent.data.at];
    const found: Placed = { at, node, depth: each.depth, ...range(each), parent, children: [] };
    placed[at] = found;
    parent?.children.push(found);
  });
  return placed;
}

const range = ({ x0, x1 }: HierarchyRectangularNode<Linked>): { x0: number; x1: number } => ({ x0, x1 });

/** The functions from the first node, which is not among them, down to `placed`. */
export function pathTo(placed: Placed): readonly number[] {
  return placed.parent === undefined ? [] : [...pathTo(placed.parent), placed.node.function];
}
