"""What stands above a function about its timing: ``# timeit: …``, ``# timeit setup: …`` and ``# versus: …``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, Literal

from heatline.analysis.asking.sizes import NoSizes, split_sizes
from heatline.analysis.asking.snippet_code import problem_with_code, runnable
from heatline.analysis.outline import parsed

Kind = Literal["timeit", "setup", "versus"]
MARKS: Final[dict[str, Kind]] = {"timeit": "timeit", "timeit setup": "setup", "versus": "versus"}
MEANT: Final = {"time it": "timeit", "time it setup": "timeit setup", "timeit set up": "timeit setup", "vs": "versus"}
WELL: Final = re.compile(r"#+\s*(timeit(?:\s+setup)?|versus)\s*:[ ]?(.*)", re.DOTALL)
HEADED: Final = re.compile(r"#+\s*([A-Za-z]+(?:[ _-][A-Za-z]+){0,2})\s*:[ ]?(.*)", re.DOTALL)
WORDS: Final = re.compile(r"#+\s*([A-Za-z]+(?:\s+set_?up)?)\s+(\S.*)", re.DOTALL)
LIKENESS: Final = 0.82  # difflib's ratio; "time" is as near to "timeit" as 0.8
HINT: Final = re.compile(r"\s*#+\s*[tv]", re.IGNORECASE)
LONGEST: Final = 60


@dataclass(frozen=True)
class Comment:
    """One of them; ``text`` is what it says after the colon, ``line`` where it stands."""

    kind: Kind
    text: str
    line: int


@dataclass(frozen=True)
class Problem:
    """What is wrong with the one on ``line``, and what to write instead."""

    line: int
    text: str


@dataclass(frozen=True)
class Comments:
    """Those that stand above one function, in order."""

    said: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, kind: Kind) -> tuple[Comment, ...]:
        return tuple(each for each in self.said if each.kind == kind)

    @property
    def setup(self) -> str:
        """What the setup comments say together."""
        return "\n".join(each.text for each in self.of("setup"))


def comments_above(lines: Sequence[str], first: int, def_line: int) -> Comments:
    """Those directly above a def or class that begins, with its decorators, on line ``first`` of ``lines``."""
    start = first
    while start > 1 and lines[start - 2].lstrip().startswith("#"):
        start -= 1
    read = [_read(lines[line - 1].strip(), line) for line in range(start, def_line)]
    said = Comments(tuple(each for each in read if isinstance(each, Comment)))
    problems = [each for each in read if isinstance(each, Problem)]
    problems += [problem for each in said.said if (problem := _problem(each)) is not None]
    if said.setup and (wrong := problem_with_code(said.setup)) is not None:
        last = said.of("setup")[-1]
        problems.append(Problem(last.line, f"{_shown('timeit setup', last.text)} is not Python: {wrong}."))
    return Comments(said.said, tuple(sorted(problems, key=lambda each: each.line)))


def hinted_lines(lines: Sequence[str]) -> list[int]:
    """The lines that are comments by themselves and about timing, it seems: quick, for a text while it is typed."""
    return [at for at, line in enumerate(lines, 1) if HINT.match(line) and _read(line.strip(), at) is not None]


def stray_problem(text: str, line: int) -> Problem | None:
    """What to say of a comment that is about timing, and stands above no function."""
    read = _read(text.strip(), line)
    if not isinstance(read, Comment) or _problem(read) is not None:
        return None
    mark = next(mark for mark, kind in MARKS.items() if kind == read.kind)
    return Problem(line, f"{_shown(mark, read.text)} stands above no function: move it to the line above a def.")


def _read(text: str, line: int) -> Comment | Problem | None:
    if not text.startswith("#"):
        return None
    well = WELL.fullmatch(text)
    if well is None:
        return _misspelt(text, line)
    kind = MARKS[" ".join(well[1].split())]
    return Comment(kind, well[2].rstrip() if kind == "setup" else well[2].strip(), line)


def _misspelt(text: str, line: int) -> Problem | None:
    headed, words = HEADED.fullmatch(text), WORDS.fullmatch(text)
    if headed is not None and _meant(headed[1]) is not None and _is_code(headed[2]):
        return _meant_problem(text, line, "is none of Heatline's words", _meant(headed[1]), headed[2])
    if words is not None and _meant(words[1]) is not None and _is_call(words[2]):
        return _meant_problem(text, line, "lacks its colon", _meant(words[1]), words[2])
    return None


def _meant_problem(text: str, line: int, wrong: str, mark: str | None, rest: str) -> Problem | None:
    return Problem(line, f"`{_short(text)}` {wrong}: write {_shown(mark, rest)}.") if mark else None


@lru_cache(maxsize=256)  # a text has the same few words again and again
def _meant(word: str) -> str | None:
    plain = " ".join(re.split(r"[\s_-]+", word.lower()))
    near = MEANT.get(plain) or next(iter(get_close_matches(plain, MARKS, 1, LIKENESS)), None)
    return near or next(iter(get_close_matches(plain.replace(" ", ""), MARKS, 1, 0.9)), None)


def _is_code(text: str) -> bool:
    return bool(text.strip()) and (
        parsed(text.strip()) is not None or re.match(r"\s*[A-Za-z_][\w.]*\(", text) is not None
    )


def _is_call(text: str) -> bool:
    """Whether it is a call or an assignment, rather than a few words that happen to be Python."""
    tree = parsed(re.sub(r"\s+for\s+\w+\s+in\s+\d\S*$", "", text.strip()))
    if tree is None or not tree.body:
        return re.match(r"[A-Za-z_][\w.]*\(", text) is not None
    first = tree.body[0]
    return isinstance(first, ast.Assign | ast.Import | ast.ImportFrom) or any(_calls(tree.body))


def _calls(body: Sequence[ast.stmt]) -> Iterator[bool]:
    yield from (isinstance(node, ast.Call) for statement in body for node in ast.walk(statement))


def _problem(comment: Comment) -> Problem | None:
    mark = next(mark for mark, kind in MARKS.items() if kind == comment.kind)
    if not comment.text.strip():
        example = {"timeit": "grade(74)", "setup": "scores = [60, 74]", "versus": "grade2"}[comment.kind]
        return Problem(
            comment.line, f"`# {mark}:` says nothing: write something after it, as in `# {mark}: {example}`."
        )
    if comment.kind == "setup":
        return None
    try:
        code, _ = split_sizes(comment.text)
    except NoSizes as wrong:
        return Problem(comment.line, f"{wrong}.")
    unfit = problem_with_code(code) if runnable(code) is None else None
    return Problem(comment.line, f"{_shown(mark, comment.text)} is not Python: {unfit}.") if unfit else None


def _shown(mark: str, text: str) -> str:
    return f"`# {mark}: {_short(text)}`"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
