"""What is asked to be timed, drawn as text: a line per row, or the sentence that says why there is none."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from heatline.analysis.asking.snippets import Asking, asked_snippets
from heatline.analysis.asking.target_calls import Wish
from heatline.protocol import Lines, Question, Refused
from heatline_runner.request import Row

PATH = "/p/grades.py"


def asked(*, function: str | None = None, lines: Lines | None = None, code: str | None = None, **wish: Any) -> Asking:
    """What a user means and wishes, said at once."""
    return Asking(function=function, lines=lines, code=code, wish=Wish(**wish))


def drawn(text: str, lines: tuple[int, int] | None = None, **asking: Any) -> list[str]:
    """``line asked function: setup; call -> versus's function: call for sizes`` of each row."""
    found = asked_snippets(PATH, dedent(text), asked(lines=Lines(*lines) if lines else None, **asking))
    assert not isinstance(found, (Refused, Question)), found
    assert found.path == PATH
    return [drawn_row(row) for row in found.rows]


def drawn_row(row: Row) -> str:
    setup = "".join(f"{line}; " for line in row.setup.splitlines())
    versus = f" -> {f'{row.versus_function}: ' if row.versus_function else ''}{row.versus}" if row.versus else ""
    sizes = f" for {row.sizes[0]}..{row.sizes[-1]} ({len(row.sizes)})" if row.sizes else ""
    return f"{row.line} {row.asked} {row.function or '-'}: {setup}{row.call}{versus}{sizes}"


def refused(text: str, lines: tuple[int, int] | None = None, **asking: Any) -> str:
    """The sentence that says why not."""
    found = asked_snippets(PATH, dedent(text), asked(lines=Lines(*lines) if lines else None, **asking))
    assert isinstance(found, Refused), found
    return found.text


def question(text: str, **asking: Any) -> tuple[str, str]:
    """``(call, text)`` of what has to be asked."""
    found = asked_snippets(PATH, dedent(text), asked(**asking))
    assert isinstance(found, Question), found
    return found.call, found.text
