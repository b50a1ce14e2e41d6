"""Calls as a view has them: rows of a table, a function's neighbours, the nodes of a picture, and all in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath
from typing import Final

from heatline.analysis.call_pairs import Pair
from heatline.analysis.call_tree import ROOT, Node, at_path, call_tree, is_estimate
from heatline.analysis.called import TIMES, Called, CallTable, has_calls, in_order
from heatline.analysis.shares import RunShares, part
from heatline.protocol import (
    CallFormat,
    CallRow,
    CallRows,
    CallRowsParams,
    CallsOf,
    CallTree,
    CallTreeParams,
    CallView,
    Neighbour,
    TreeNode,
)
from heatline.render.call_report import calls_text, per_call
from heatline.render.numbers import SPACE, count, duration, percent
from heatline.render.part import not_called
from heatline.render.program_text import plain_line
from heatline.render.provenance import outcome_text
from heatline.render.seen import Seen
from heatline_runner.model import Profile

MOST_NODES: Final = 3000
MOST_NEIGHBOURS: Final = 50
NAME_WIDTH: Final = 120
GROUPS: Final = 8  # colours of files, the last of which many share
WHOLE: Final = "all"
ESTIMATE: Final = (
    "Each bar is a function within the one above it. It is known who called whom, not what that was called by: where a "
    "function has several callers, what it calls is divided among them by how much of it each had, an estimate."
)
ALONE: Final = "It was not measured who called whom: each bar is a function, with all that it calls."
SAMPLED: Final = "Each bar is a function within the one above it, as wide as the share of samples it was seen in."


class CallPages:
    """What a view asks of one run's calls; worked out once."""

    def __init__(self, run: RunShares) -> None:
        self.run = run
        self.table = CallTable(run)
        self._trees: dict[int | None, Node] = {}
        self._sorted: tuple[object, list[Called]] | None = None

    def view(self, seen: Seen, provenance: str) -> CallView:
        profile = self.run.profile
        return CallView(
            kind="calls",
            key=seen.key,
            revision=seen.revision,
            title=seen.title,
            said=self._said(),
            picture=_picture(profile),
            provenance=provenance,
            notes=tuple(plain_line(note.text, 400) for note in profile.run.limits if note.kind != "running"),
            run=seen.run,
            formats=_formats(profile),
            save_as=seen.save_as,
        )

    def rows(self, asked: CallRowsParams, revision: int) -> CallRows:
        found = self._found(asked)
        shown = found[max(asked.first, 0) :][: max(asked.most, 0)]
        return CallRows("rows", revision, tuple(map(self._row, shown)), len(found), self._how_many(found))

    def calls_of(self, function: int, revision: int) -> CallsOf | None:
        if not 0 <= function < len(self.table.rows):
            return None
        row = self.table.rows[function]
        callers, callees = self.table.callers(function), self.table.callees(function)
        return CallsOf(
            "callsOf",
            revision,
            self._row(row),
            tuple(self._neighbours(callers, [pair.caller for pair in callers], row)),
            tuple(self._neighbours(callees, [pair.callee for pair in callees], row)),
        )

    def tree(self, asked: CallTreeParams, revision: int) -> CallTree | None:
        """None where the path leads nowhere."""
        whole = self._tree(asked.function)
        top = at_path(whole, asked.path)
        if top is None:
            return None
        drawn = _Drawn(self, self._whole(), asked.search.casefold())
        nodes = tuple(drawn.nodes(top, asked.least, asked.deepest))
        above = (at_path(whole, asked.path[:length]) for length in range(len(asked.path)))
        stack = tuple(drawn.node(node, -1) for node in above if node is not None)
        return CallTree("tree", revision, nodes, stack, drawn.left_out(asked))

    def _whole(self) -> float:
        """What a node's value is a part of."""
        is_counted = bool(self.run.profile.stacks)
        return self._tree(None).value if is_counted else self.run.denominator_ns

    def _tree(self, function: int | None) -> Node:
        if function not in self._trees:
            totals_ns = {each.index: each.total_ns or 0.0 for each in self.run.functions}
            self._trees[function] = call_tree(self.run.profile, function, totals_ns)
        return self._trees[function]

    def _found(self, asked: CallRowsParams) -> list[Called]:
        wanted = (asked.sort, asked.descending, asked.search, asked.own_code)
        if self._sorted is None or self._sorted[0] != wanted:
            search = asked.search.casefold()
            rows: Iterable[Called] = self.table.ran
            if asked.own_code:
                rows = (row for row in rows if row.whose == "user")
            if search:
                rows = (row for row in rows if search in f"{row.name} {row.place}".casefold())
            self._sorted = wanted, in_order(rows, asked.sort, asked.descending)
        return self._sorted[1]

    def _how_many(self, found: Sequence[Called]) -> str:
        functions = f"{count(len(found))}{SPACE}{'function' if len(found) == 1 else 'functions'}"
        all_ = len(self.table.ran)
        return functions if len(found) == all_ else f"{functions} of {count(all_)}"

    def _said(self) -> str:
        profile, ran = self.run.profile, self.table.ran
        if not ran:
            why = not_called(profile) or "the program ended before a call did"
            return f"No call was measured: {why}."
        top = min(ran, key=lambda row: (-(row.own_ns or 0.0), row.name, row.index))
        ended = f"{plain_line(PurePath(profile.run.target).name, 80)} {outcome_text(profile.run)}"
        most = f"Most time of its own has {plain_line(top.name, 60)}: {self._own(top)}."
        took = f" after {duration(self.run.denominator_ns)}" if self.run.denominator_ns else ""
        return f"{ended}{took}. {most}"

    def _own(self, row: Called) -> str:
        own = "" if row.own_ns is None else duration(row.own_ns)
        return own if row.own_share is None else f"{own}, {percent(row.own_share)} of the run"

    def _row(self, row: Called) -> CallRow:
        profile = self.run.profile
        each = row.own_ns / row.calls if row.own_ns is not None and row.calls else None
        return CallRow(
            function=row.index,
            name=plain_line(row.name, NAME_WIDTH),
            place=plain_line(row.place, NAME_WIDTH),
            whose=row.whose,
            calls=calls_text(row),
            own="" if row.own_ns is None else duration(row.own_ns),
            own_each="" if each is None else duration(each),
            total="" if row.total_ns is None else duration(row.total_ns),
            total_each=per_call(row),
            share="" if row.share is None else percent(row.share),
            own_part=row.own_share or 0.0,
            total_part=row.share or 0.0,
            goes=profile.functions[row.index].path in profile.sources,
        )

    def _neighbours(self, pairs: Sequence[Pair], others: Sequence[int], row: Called) -> Iterator[Neighbour]:
        for pair, other in list(zip(pairs, others, strict=True))[:MOST_NEIGHBOURS]:
            total_ns, calls = pair.total_ns, pair.calls
            share, called = part(total_ns, row.total_ns), self.table.rows[other]
            yield Neighbour(
                other,
                plain_line(called.name, NAME_WIDTH),
                plain_line(called.place, NAME_WIDTH),
                "" if calls is None else count(calls),
                "" if total_ns is None else duration(total_ns),
                "" if share is None else percent(share),
            )

    def amount(self, value: float) -> str:
        """A node's value, with its unit."""
        if self.run.profile.metrics[0].id in TIMES:
            return duration(value)
        return f"{count(value)}{SPACE}sample{'' if value == 1 else 's'}"

    def group(self, path: str) -> int:
        """The number of a file's colour: the user's files with the most time have one each."""
        return self._groups.get(path, GROUPS - 1)

    @cached_property
    def _groups(self) -> Mapping[str, int]:
        spent: dict[str, float] = {}
        for row in self.table.ran:
            if row.whose == "user":
                path = self.run.profile.functions[row.index].path
                spent[path] = spent.get(path, 0.0) + (row.own_ns or 0.0)
        ranked = sorted(spent, key=lambda path: -spent[path])
        return {path: min(at, GROUPS - 1) for at, path in enumerate(ranked)}


class _Drawn:
    """Nodes as a picture has them, those with the most first, until there are enough."""

    def __init__(self, pages: CallPages, whole: float, search: str) -> None:
        self._pages, self._whole, self._search = pages, whole, search
        self._small = self._deep = self._many = 0

    def nodes(self, top: Node, least: float, deepest: int) -> Iterator[TreeNode]:
        smallest = least * top.value
        waiting: list[tuple[Node, int]] = [(top, -1)]
        first = depth = 0  # the place of the first of those waiting, and how far they are below the top
        while waiting:
            below: list[tuple[Node, int]] = []
            for place, (node, parent) in enumerate(waiting, first):
                yield self.node(node, parent)
                large = [child for child in node.children if child.value >= smallest]
                self._small += len(node.children) - len(large)
                below += [(child, place) for child in large]
            first += len(waiting)
            depth += 1
            self._deep += bool(below) and depth > deepest
            waiting = [] if depth > deepest else self._fitting(below, MOST_NODES - first)

    def _fitting(self, level: list[tuple[Node, int]], room: int) -> list[tuple[Node, int]]:
        if len(level) <= room:
            return level
        kept = sorted(range(len(level)), key=lambda at: -level[at][0].value)[: max(room, 0)]
        self._many += len(level) - len(kept)
        return [level[at] for at in sorted(kept)]

    def node(self, node: Node, parent: int) -> TreeNode:
        amount, share = self._pages.amount(node.value), part(node.value, self._whole)
        of = "" if share is None else f" · {percent(share)} of the run"
        if node.function == ROOT:
            return TreeNode(parent, ROOT, node.value, WHOLE, f"All that was measured · {amount}", "library", -1, False)
        row = self._pages.table.rows[node.function]
        name, place = plain_line(row.name, NAME_WIDTH), plain_line(row.place, NAME_WIDTH)
        where = "" if row.whose == "built-in" else f" ({place})"
        found = bool(self._search) and self._search in f"{name} {place}".casefold()
        path = self._pages.run.profile.functions[node.function].path
        group = self._pages.group(path) if row.whose == "user" else -1
        return TreeNode(
            parent, node.function, node.value, name, f"{name}{where} · {amount}{of}", row.whose, group, found
        )

    def left_out(self, asked: CallTreeParams) -> str:
        parts = []
        if self._small:
            parts.append(f"{count(self._small)} smaller than {asked.least * 100:g}{SPACE}%")
        if self._deep:
            parts.append(f"what is deeper than {asked.deepest} calls")
        if self._many:
            parts.append(f"{count(self._many)} for want of room")
        return f"Not drawn: {', '.join(parts)}. Zoom in to see them." if parts else ""


def _picture(profile: Profile) -> str:
    if not is_estimate(profile):
        return SAMPLED
    return ESTIMATE if profile.calls else ALONE


def _formats(profile: Profile) -> tuple[CallFormat, ...]:
    stacks: tuple[CallFormat, ...] = ("speedscope", "collapsed")
    return ("pstats", *stacks) if has_calls(profile) else stacks
