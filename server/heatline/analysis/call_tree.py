"""Who called whom as a tree, in which each function's time is divided among those that called it.

Sampled stacks are such a tree. cProfile knows of each function only who called it, not who called that in turn: what a
function calls is then divided by how much of it each of its callers had, which is SnakeViz's picture, and an estimate
wherever a function is called from several places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from heatline.analysis.call_pairs import call_pairs
from heatline_runner.model import Profile

ROOT: Final = -1  # the index of what has called all that nobody called
DEEPEST: Final = 200
LEAST: Final = 1e-4  # of the whole: what is smaller is not looked into


@dataclass
class Node:
    """``function`` indexes ``Profile.functions``; ``value`` is its time within the node above, in ns or samples.

    ``line`` is the one it was on, of sampled stacks, else 0. ``children`` have the most first.
    """

    function: int
    value: float
    line: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def own(self) -> float:
        """What is none of its children's."""
        return max(self.value - sum(child.value for child in self.children), 0.0)


def call_tree(
    profile: Profile, root: int | None = None, totals_ns: Mapping[int, float] | None = None, least: float = LEAST
) -> Node:
    """The tree of ``profile``, or of all calls of the function ``root``; what is below ``least`` of it is left out.

    ``totals_ns`` are the functions' times by their indices, where they are not in the profile itself.
    """
    if profile.stacks:
        return _of_stacks(profile, root)
    return _Graph(profile, totals_ns).tree(root, least)


def is_estimate(profile: Profile) -> bool:
    """Whether parts of the tree are worked out and not measured."""
    return not profile.stacks


class _Graph:
    def __init__(self, profile: Profile, totals_ns: Mapping[int, float] | None) -> None:
        known = totals_ns or {}
        self._totals = [row.values.get("total_ns") or known.get(n, 0.0) for n, row in enumerate(profile.functions)]
        self._callees: dict[int, list[tuple[int, float]]] = {}
        self._called: dict[int, float] = {}  # time of a function in calls by others
        for pair in call_pairs(profile):
            if pair.caller != pair.callee:
                total = pair.total_ns or 0.0
                self._callees.setdefault(pair.caller, []).append((pair.callee, total))
                self._called[pair.callee] = self._called.get(pair.callee, 0.0) + total

    def tree(self, root: int | None, least: float) -> Node:
        if root is not None:
            node = Node(root, self._totals[root])
            self._grow(node, least * node.value)
            return node
        top = Node(ROOT, 0.0)
        for index, total in enumerate(self._totals):
            alone = total - self._called.get(index, 0.0)  # in calls that nobody is known to have made
            if alone > 0 and (index not in self._called or alone > 0.01 * total):
                top.children.append(Node(index, alone))
        top.value = sum(child.value for child in top.children)
        top.children.sort(key=lambda child: -child.value)
        for child in top.children:
            if child.value >= least * top.value:
                self._grow(child, least * top.value)
        return top

    def _grow(self, top: Node, smallest: float) -> None:
        """Without recursion, as programs may be deeper than Python's own stack."""
        waiting: list[tuple[Node, frozenset[int]]] = [(top, frozenset((top.function,)))]
        while waiting:
            node, above = waiting.pop()
            total = self._totals[node.function]
            if len(above) > DEEPEST or total <= 0:
                continue
            part = min(node.value / total, 1.0)
            for callee, taken in self._callees.get(node.function, ()):
                value = taken * part
                if callee not in above and value >= smallest and value > 0:
                    child = Node(callee, value)
                    node.children.append(child)
                    waiting.append((child, above | {callee}))
            _fit(node)


def _fit(node: Node) -> None:
    """Children in order, and no more together than their caller took."""
    together = sum(child.value for child in node.children)
    if together > node.value > 0:
        for child in node.children:
            child.value *= node.value / together
    node.children.sort(key=lambda child: -child.value)


def _of_stacks(profile: Profile, root: int | None) -> Node:
    metric = profile.metrics[0].id
    top = Node(ROOT if root is None else root, 0.0)
    known: dict[tuple[int, int], Node] = {}
    for stack in profile.stacks:
        value = stack.values.get(metric) or 0.0
        functions = [function for function, _ in stack.frames]
        if root is not None and root not in functions:
            continue
        frames = stack.frames if root is None else stack.frames[functions.index(root) + 1 :]
        node = top
        node.value += value
        for function, _ in frames:
            child = known.get((id(node), function))
            if child is None:
                child = known[id(node), function] = Node(function, 0.0)
                node.children.append(child)
            child.value += value
            node = child
    for node in walk(top):
        node.children.sort(key=lambda child: -child.value)
    return top


def walk(top: Node) -> Iterator[Node]:
    """The node and all below it."""
    waiting = [top]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.children)


def stacks_of(top: Node) -> Iterator[tuple[tuple[int, ...], float]]:
    """Each stack with time of its own, root first; the one that called all is in none."""
    waiting: list[tuple[Node, tuple[int, ...]]] = [(top, () if top.function == ROOT else (top.function,))]
    while waiting:
        node, stack = waiting.pop()
        if node.own > 0 and stack:
            yield stack, node.own
        waiting.extend((child, (*stack, child.function)) for child in reversed(node.children))


def at_path(top: Node, path: Sequence[int]) -> Node | None:
    """The node below ``top`` that these functions lead to."""
    node = top
    for function in path:
        found = next((child for child in node.children if child.function == function), None)
        if found is None:
            return None
        node = found
    return node
