"""All that is to be timed in a loaded module, in its order; what is known of each so far is in ``tables``."""

from __future__ import annotations

import os
import time

from heatline_runner.engines.snippet_time.calling import Followed
from heatline_runner.engines.snippet_time.group import Differs, Group, Settings
from heatline_runner.engines.snippet_time.side import Text
from heatline_runner.engines.snippet_time.words import NEVER, failure_of, not_tried, stopped, too_long, used_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

    from heatline_runner.engines.snippet_time.words import Failure, Place

    Row = tuple[str, str, str, str, tuple[int, ...], str, str, int, str]  # request.Row's fields, in their order

FOLLOWING_S = 1.0  # what the calls may take that only see whom is called
CALLS = 3.0  # of the least that a figure takes: two and a reading
STEEPEST, FLATTEST = 3.0, 1.0  # how times grow with n at the most and the least, to say what the next would take


class Asked:
    """Whom the run asks: where a problem stands, whose code it is; ``tell`` writes down what is known by now."""

    def __init__(self, place: Place, is_users: Callable[[CodeType], bool], tell: Callable[[], None]) -> None:
        self.place, self.is_users, self.tell = place, is_users, tell


class Rows:
    """The rows of a request, ``snippets``: request.Snippets' fields, in their order."""

    def __init__(
        self, snippets: tuple[str, tuple[Row, ...], float, bool], options: dict[str, str], asked: Asked
    ) -> None:
        self._path, self._rows, self._budget_s, self._is_shared = snippets
        self._is_fresh = options.get("arguments") == "fresh"
        self._asked = asked
        self._followed = Followed(asked.is_users)
        self._records = [_records(row, index) for index, row in enumerate(self._rows)]
        self._now: list[dict[str, Any]] = []
        self._folder = ""
        self._until_ns = 0

    def tables(self) -> dict[str, Any]:
        """``trials`` by the names of Trial, their functions by name; ``now``: which are timed at the moment."""
        trials = [record for groups in self._records for group in groups for record in group]
        now = [index for index, trial in enumerate(trials) if any(trial is each for each in self._now)]
        return {"path": self._path, "trials": trials, "calls": sorted(self._followed.edges, key=repr), "now": now}

    def fail_all(self, failure: Failure) -> None:
        """Nothing can be timed."""
        self._fail([record for groups in self._records for group in groups for record in group], failure)

    def run(self, names: dict[str, Any]) -> None:
        """Time all rows in a module's ``names``; KeyboardInterrupt where that was stopped."""
        self._folder = os.getcwd()
        self._until_ns = time.perf_counter_ns() + int(self._budget_s * 1e9)
        settings = Settings(self._asked.place, self._followed, self._budget_s, self._is_fresh)
        rows = [
            [Group(_texts(row, group[0]["size"], names), group, settings) for group in groups]
            for row, groups in zip(self._rows, self._records, strict=True)
        ]
        try:
            checked: set[tuple[str, str]] = set()
            for row, groups in zip(self._rows, rows, strict=True):
                pair = _pair(row)
                if row[3] and pair not in checked:
                    checked.add(pair)
                    self._check_all(
                        [each[0] for other, each in zip(self._rows, rows, strict=True) if _pair(other) == pair]
                    )
                self._time_sizes(groups, bool(row[3]))
            self._follow([groups[0] for groups in rows])
        except KeyboardInterrupt:
            for records in (group for groups in self._records for group in groups):
                self._fail(records, stopped(records[0]["call"]))
            raise
        finally:
            self._now = []

    def _check_all(self, groups: list[Group]) -> None:
        """Call both sides of all rows of a pair, at their smallest sizes; if one differs, none is timed."""
        for group in groups:
            if not self._has_time(group):
                continue
            self._begin(group)
            try:
                group.check(self._left_s())
            except Differs as problem:
                for each in groups:
                    self._fail(each.records, problem.failure)
                return
            except Exception as problem:  # noqa: BLE001  (no memory, say: the rows after it are timed none the less)
                self._fail(group.records, failure_of(problem, group.records[0]["call"]))

    def _time_sizes(self, groups: list[Group], is_checked: bool) -> None:
        left_s = self._left_s()
        for index, group in enumerate(groups):
            if group.records[0]["error"] is not None or not self._has_time(group):
                return self._leave(groups[index + 1 :], group)
            seconds = _expected_s(groups[:index], group.size)
            if seconds > left_s:
                for each in groups[index:]:
                    failure = too_long(each.size or 0, _expected_s(groups[:index], each.size), self._budget_s)
                    self._fail(each.records, failure)
                return None
            self._begin(group)
            try:
                if index or not is_checked:
                    group.check(left_s)
                    self._asked.tell()
                group.time(left_s, len(groups) - index)
            except Exception as problem:  # noqa: BLE001  (the same)
                self._fail(group.records, failure_of(problem, group.records[0]["call"]))
                return self._leave(groups[index + 1 :], group)
            left_s -= group.spent_ns / 1e9
        return None

    def _follow(self, groups: list[Group]) -> None:
        """See whom they call, when all is timed: on 3.12, code that was ever watched is slower from then on."""
        self._now = []
        for group in groups:
            if group.records[0]["samples_ns"]:
                os.chdir(self._folder)
                self._asked.tell()
                try:
                    group.follow(FOLLOWING_S)
                except Exception:  # noqa: BLE001  (it is timed: what it does now is no matter)
                    continue

    def _left_s(self) -> float:
        """How long the next row may take."""
        return (self._until_ns - time.perf_counter_ns()) / 1e9 if self._is_shared else self._budget_s

    def _has_time(self, group: Group) -> bool:
        """Whether those before it have left it any; else it says so."""
        if self._left_s() > 0:
            return True
        self._fail(group.records, used_up(group.records[0]["call"], self._budget_s))
        return False

    def _begin(self, group: Group) -> None:
        """Each begins where the module left the process, wherever those before it went."""
        os.chdir(self._folder)
        self._now = group.records
        self._asked.tell()

    def _leave(self, groups: list[Group], failed: Group) -> None:
        """What fails at one size is not tried at the greater ones."""
        failure: Failure = failed.records[0]["error"]
        for group in groups:
            late = not_tried(group.size or 0, failed.size or 0, self._budget_s)
            self._fail(group.records, late if failure[0] == NEVER else failure)

    def _fail(self, records: list[dict[str, Any]], failure: Failure) -> None:
        for record in records:
            if record["error"] is None and not record["samples_ns"]:
                record["error"] = failure


def _records(row: Row, index: int) -> list[list[dict[str, Any]]]:
    """Per size the record of its one or two sides, as long as nothing is known of them."""
    label, call, setup, versus, sizes, function, other, line, asked = row
    shared = {"setup": setup, "line": line, "asked": asked}
    groups = []
    for number, size in enumerate(sorted(sizes) or [None]):
        pair = index * 1000 + number if versus else None
        sides = [(label, call, function), (versus, versus, other)] if versus else [(label, call, function)]
        groups.append([
            {
                "label": label, "call": call, "function": function, **shared, "size": size, "pair": pair,
                "loops": 0, "samples_ns": [], "clock": "wall", "loop_ns": 0.0, "first_ns": None,
                "notes": [], "error": None,
            }
            for label, call, function in sides
        ])  # fmt: skip
    return groups


def _texts(row: Row, size: int | None, names: dict[str, Any]) -> list[Text]:
    _, call, setup, versus = row[:4]
    return [Text(each, setup, size, names) for each in (call, versus) if each]


def _pair(row: Row) -> tuple[str, str]:
    """The two functions that a row compares; a row that compares expressions is a pair of its own."""
    _, call, _, versus, _, function, other, _, _ = row
    return (function, other) if function and other else (call, versus)


def _expected_s(before: list[Group], size: int | None) -> float:
    """About how long calls at ``size`` take, by those at the sizes before."""
    if not before or size is None:
        return 0.0
    last = before[-1]
    power = FLATTEST
    if len(before) > 1 and last.size and before[-2].size and last.size > before[-2].size > 0:
        times = last.one_ns / max(before[-2].one_ns, 1.0)
        ratio = last.size / before[-2].size
        while ratio**power < times and power < STEEPEST:
            power += 0.1
    seconds: float = CALLS * last.one_ns * (size / max(last.size or 1, 1)) ** power / 1e9
    return seconds
