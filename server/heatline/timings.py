"""The timings there are: for each file, by its real path, the answers about every function and selection in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from heatline.analysis.answers import Answer, profile_answers
from heatline.analysis.outline import Outline
from heatline.analysis.timing_drift import (
    Code,
    Part,
    Standing,
    Texts,
    answer_parts,
    function_lines,
    is_other_code,
    is_stale,
    line_now,
    measured_code,
)
from heatline_runner.model import Profile

MOST_EARLIER: Final = 10
MOST_SELECTIONS: Final = 20  # of a file


@dataclass(frozen=True)
class Timing:
    """An answer, with what is worked out of it once."""

    answer: Answer

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What it depends on."""
        return answer_parts(self.answer)

    @cached_property
    def code(self) -> Code:
        """The code that was timed."""
        return measured_code(self.answer, self.parts)

    @property
    def run(self) -> tuple[str, str]:
        """Which run it is of."""
        return self.answer.profile.run.target, self.answer.profile.run.started


Group = tuple[Timing, ...]  # about one thing, the newest first


class Timings:
    """Keeps answers, of each function or selection the newest and at most ten earlier ones."""

    def __init__(self) -> None:
        self._files: dict[str, dict[str, Group]] = {}  # path -> what it is about -> newest first; the newest last

    def put(self, profile: Profile, answers: Iterable[Answer] | None = None) -> frozenset[str]:
        """Keep the answers of ``profile`` in place of those by the same run; the paths of which there are others."""
        found = profile_answers(profile) if answers is None else answers
        told = [answer for answer in found if _says_something(answer)]
        for answer in told:
            self._keep(Timing(answer))
        return frozenset(answer.path for answer in told)

    def get(self, path: str | None) -> list[Group]:
        """What was timed in the file at the real ``path``, what was timed last first."""
        groups = self._files.get(path or "", {}).values()
        return sorted(groups, key=lambda group: group[0].answer.profile.run.started, reverse=True)

    def standing(self, path: str | None, outline: Outline, texts: Texts) -> list[Standing]:
        """What of it stands in the document as it is now, in the order of its lines."""
        found, functions = [], function_lines(outline)
        for group in self._files.get(path or "", {}).values():
            newest = group[0]
            line = line_now(newest.answer, functions, texts)
            if line is not None:
                stale = is_stale(newest.answer, newest.parts, texts)
                found.append(Standing(newest.answer, before_the_edit(group), line, stale))
        return sorted(_last_of_each_line(found), key=lambda each: each.line)

    def clear(self, path: str | None = None) -> None:
        """Forget what was timed in one file, or in all."""
        if path is None:
            self._files.clear()
        else:
            self._files.pop(path, None)

    def _keep(self, timing: Timing) -> None:
        about = self._files.setdefault(timing.answer.path, {})
        key = timing.answer.key
        earlier = [each for each in about.pop(key, ()) if each.run != timing.run]
        # by when they began: one that was stopped for another may end after it
        found = sorted((timing, *earlier), key=lambda each: each.run[1], reverse=True)
        about[key] = tuple(found[: 1 + MOST_EARLIER])
        selections = [name for name, group in about.items() if not group[0].answer.function]
        for name in selections[:-MOST_SELECTIONS]:
            del about[name]


def _last_of_each_line(found: Sequence[Standing]) -> Iterator[Standing]:
    """Every function, and of the selections on one line the one that was timed last: given in that order."""
    selections = {each.line: each for each in found if not each.answer.function}
    yield from selections.values()
    yield from (each for each in found if each.answer.function)


def _says_something(answer: Answer) -> bool:
    """Whether there is a figure or a reason why there is none: a run that goes on has neither at first."""
    return any(row.summary is not None or row.base.error is not None for row in answer.rows)


def before_the_edit(group: Sequence[Timing]) -> Answer | None:
    """The newest of the answers before the first of ``group`` that is about other code."""
    return next((each.answer for each in group[1:] if is_other_code(each.code, group[0].code)), None)
