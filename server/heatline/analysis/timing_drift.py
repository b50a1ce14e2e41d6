"""Whether what was timed still is the code as it is now: the function itself and what it was seen to call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from heatline.analysis.answers import Answer
from heatline.analysis.drift import Drift
from heatline.analysis.outline import Outline
from heatline.analysis.selection import MODULE
from heatline_runner.model import Profile, Source, Trial, measured_source

BLANK: Final = measured_source("").line_digests[0]


@dataclass(frozen=True)
class Part:
    """Lines of a file, as they were measured, that an answer is about or depends on: a function's, by its name."""

    path: str
    name: str  # qualified, "" for a selection
    first: int
    last: int


@dataclass(frozen=True)
class Now:
    """A file's lines as they are now, and how the measured text became them."""

    lines: tuple[str, ...]
    drift: Drift


Code = Mapping[tuple[str, str], tuple[str, ...]]  # by path and name the digests of its lines
Texts = Callable[[str, Source], Now | None]  # of a path and its measured text; None where there is no such file


@dataclass(frozen=True)
class Standing:
    """The newest answer about something as its document is now: above ``line``, and the one before the last edit.

    ``stale``: what was timed is not the code that is there.
    """

    answer: Answer
    earlier: Answer | None
    line: int
    stale: bool


def answer_parts(answer: Answer) -> tuple[Part, ...]:
    """What an answer depends on: each function it is about with all that it was seen to call; a selection's lines."""
    profile, trials = answer.profile, _trials(answer)
    begun = {trial.function for trial in trials if trial.function is not None}
    if not answer.function:
        begun |= {at for at, row in enumerate(profile.functions) if (row.path, row.name) == (answer.path, MODULE)}
    rows = [profile.functions[at] for at in sorted(_reached(profile, begun)) if at < len(profile.functions)]
    parts = [Part(row.path, row.name, row.line, row.end_line) for row in rows if row.name != MODULE]
    if not answer.function:
        last = answer.line + (len(trials[0].call.splitlines()) or 1) - 1
        parts.insert(0, Part(answer.path, "", answer.line, last))
    return tuple(dict.fromkeys(parts))


def measured_code(answer: Answer, parts: tuple[Part, ...]) -> Code:
    """The digests of the lines of each of ``parts`` as they were timed."""
    sources = answer.profile.sources
    return {
        (part.path, part.name): sources[part.path].line_digests[part.first - 1 : part.last]
        for part in parts
        if part.path in sources
    }


def is_other_code(earlier: Code, now: Code) -> bool:
    """Whether what both are about was edited between them; what only one depends on says nothing of that."""
    return any(earlier[name] != now[name] for name in earlier.keys() & now.keys())


def function_lines(outline: Outline) -> Mapping[str, list[int]]:
    """The lines above which the functions and classes stand, by their qualified names."""
    lines: dict[str, list[int]] = {}
    for each in outline.definitions:
        lines.setdefault(each.name, []).append(each.line)
    return lines


def line_now(answer: Answer, functions: Mapping[str, list[int]], texts: Texts) -> int | None:
    """The line above which ``answer`` stands: of its function, by its name; of a selection, where that is now."""
    source = answer.profile.sources.get(answer.path)
    now = None if source is None else texts(answer.path, source)
    block = None if now is None else now.drift.block(answer.line)
    moved = None if block is None else answer.line - block.old + block.new
    if not answer.function:
        return moved
    named = functions.get(answer.function, [])
    return min(named, key=lambda line: abs(line - (moved or answer.line)), default=None)


def is_stale(answer: Answer, parts: tuple[Part, ...], texts: Texts) -> bool:
    """Whether anything of ``parts`` is not as it was, or a comment that said what to time is gone."""
    return any(_has_changed(part, answer, texts) for part in parts) or _lacks_comments(answer, texts)


def _trials(answer: Answer) -> list[Trial]:
    return [trial for row in answer.rows for trial in (row.base, row.other) if trial is not None]


def _reached(profile: Profile, begun: set[int]) -> set[int]:
    callees: dict[int, list[int]] = {}
    for edge in profile.calls:
        callees.setdefault(edge.caller, []).append(edge.callee)
    reached, waiting = set(begun), list(begun)
    while waiting:
        new = [callee for callee in callees.get(waiting.pop(), ()) if callee not in reached]
        reached.update(new)
        waiting += new
    return reached


def _has_changed(part: Part, answer: Answer, texts: Texts) -> bool:
    source = answer.profile.sources.get(part.path)
    if source is None:
        return False  # its text is not known, so nothing can be said of it
    now = texts(part.path, source)
    return now is None or _is_other(part, source, now)


def _is_other(part: Part, source: Source, now: Now) -> bool:
    """Whether a line of code of the part is another, or there are others in it, at its end or as its decorators."""
    block = now.drift.block(part.first)
    if block is None or block.changed:
        return True
    first = part.first - block.old + block.new
    if block.old < part.first and _behind(part, source) < block.old + block.length:
        return False  # with what stands before it and behind it, as it was
    if any(line.lstrip().startswith("@") for line in _added_above(first, block.new, now)):
        return True
    at = first
    for line in range(part.first, part.last + 1):
        place = now.drift.unchanged(line)
        if place is None and source.line_digests[line - 1 : line] != (BLANK,):
            return True
        if place is not None:
            if any(_is_code(each) for each in now.lines[at - 1 : place - 1]):
                return True
            at = place + 1
    return any(_is_code(each) for each in _added_below(at, first, now))


def _behind(part: Part, source: Source) -> int:
    """The first measured line behind the part that is not blank."""
    after = enumerate(source.line_digests[part.last :], part.last + 1)
    return next((line for line, digest in after if digest != BLANK), len(source.line_digests) + 1)


def _added_above(first: int, block_new: int, now: Now) -> Iterator[str]:
    """The lines right above ``first`` that were not there, up to a blank one."""
    if block_new != first:
        return
    kept = {block.new + block.length - 1 for block in now.drift.blocks if not block.changed}
    for line in range(first - 1, 0, -1):
        if line in kept or not now.lines[line - 1].strip():
            return
        yield now.lines[line - 1]


def _added_below(at: int, first: int, now: Now) -> Iterator[str]:
    """The lines from ``at`` on that were not there and are indented as what belongs to the def on ``first`` is."""
    indent = _indent(now.lines[first - 1])
    for line in range(at, len(now.lines) + 1):
        text = now.lines[line - 1]
        if _is_code(text) and (_indent(text) <= indent or _is_kept(line, now)):
            return
        yield text


def _is_kept(line: int, now: Now) -> bool:
    return any(b.new <= line < b.new + b.length for b in now.drift.blocks if not b.changed)


def _is_code(line: str) -> bool:
    text = line.strip()
    return bool(text) and not text.startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _lacks_comments(answer: Answer, texts: Texts) -> bool:
    """A comment may have moved; one that is not there says no longer what was timed."""
    source = answer.profile.sources.get(answer.path)
    lines = {trial.line for trial in _trials(answer) if trial.asked == "comment" and trial.line > 0}
    now = texts(answer.path, source) if source is not None and lines else None
    if source is None or now is None:
        return False
    lost = {line for line in lines if now.drift.unchanged(line) is None}
    digests = {digest for line in lost for digest in source.line_digests[line - 1 : line]}
    return bool(digests) and not digests <= set(measured_source("\n".join(now.lines)).line_digests)
