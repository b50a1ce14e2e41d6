"""Times an expression where a debugger has stopped a program, by one expression that the client has it evaluate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timezone
from itertools import count
from pathlib import Path
from typing import Final

from heatline import protocol
from heatline.analysis.answers import profile_answers
from heatline.analysis.asking.paused_snippet import PausedCode, paused_code, paused_label
from heatline.analysis.drift import source_lines
from heatline.analysis.outline import text_outline
from heatline.codec import from_wire
from heatline.launches import UNTRUSTED
from heatline.paused_reading import PausedAt, paused_profile, without_words
from heatline.protocol import Lines, PausedAnswer, PausedResult, PausedSnippet, Refused, TimeitParams
from heatline.render.program_text import plain_line
from heatline.render.timing.text import verdict
from heatline.session import Heatline
from heatline.store import real_path

MODULE: Final = Path(__file__).resolve().parent.parent / "heatline_runner/engines/snippet_time/paused.py"
EXPRESSION: Final = (
    "(lambda _f, _m, _g, _l: (exec(compile((_f.read(), _f.close())[0], {path!r}, 'exec'), _m),"
    " _m['time_paused']({code!r}, {owner!r}, _g, _l))[1])(open({path!r}, encoding='utf-8'),"
    " {{'__name__': 'heatline_paused', '__file__': {path!r}}}, globals(), locals())"
)
MOST_WAITING: Final = 20
WIDTH: Final = 200
NOTHING: Final = "There is nothing to time: select an expression in the paused program."
FORGOTTEN: Final = "This was not asked for, or long ago: time it again."
UNREADABLE: Final = (
    "The debugger's answer cannot be read: is the program in another place than the editor, or an old Python (3.8)?"
)


class PausedTimings:
    """What clients are asked to have evaluated, by tokens, until they say what it gave."""

    def __init__(self, server: Heatline) -> None:
        self._server = server
        self._tokens = map(str, count(1))
        self._waiting: dict[str, PausedAt] = {}

    @property
    def commands(self) -> Mapping[str, Callable[[object], Awaitable[object]]]:
        """What each command leads to."""
        return {protocol.TIME_PAUSED: self.snippet, protocol.PAUSED_TIMED: self.timed}

    async def snippet(self, argument: object) -> PausedSnippet | Refused:
        """``heatline.server.timePaused``: what to have the debugger evaluate."""
        params = from_wire(TimeitParams, argument)
        uri = params.uri or self._server.newest_uri
        path, page = (real_path(uri), self._server.documents[uri]) if uri else (None, None)
        if not self._server.options.trusted:
            return Refused("refused", UNTRUSTED)
        if path is None or page is None:
            return Refused("refused", NOTHING)
        lines = params.lines or Lines(1, 1)
        found = _code(page.text, params.code, lines)
        if isinstance(found, str):
            return Refused("refused", found)
        started = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        at = PausedAt(path, lines.first, page.text, found.code, started)
        token = self._wait(at)
        expression = EXPRESSION.format(path=str(MODULE), code=found.code, owner=found.owner)
        return PausedSnippet("paused", token, expression, _warning(found.code))

    async def timed(self, argument: object) -> PausedAnswer | Refused:
        """``heatline.server.pausedTimed``: what it gave."""
        params = from_wire(PausedResult, argument)
        at = self._waiting.pop(params.token, None)
        if at is None:
            return Refused("refused", FORGOTTEN)
        if params.error:
            said = plain_line(params.error, WIDTH)
            return Refused("refused", f"The debugger did not evaluate {paused_label(at.code)}: {said}")
        profile = paused_profile(at, params.result)
        if profile is None:
            return Refused("refused", UNREADABLE)
        said = verdict(profile_answers(profile)[0])
        self._server.on_profile(without_words(profile))
        return PausedAnswer("answer", said)

    def _wait(self, at: PausedAt) -> str:
        token = next(self._tokens)
        self._waiting[token] = at
        for oldest in list(self._waiting)[:-MOST_WAITING]:
            del self._waiting[oldest]
        return token


def _code(text: str, selected: str | None, lines: Lines) -> PausedCode | str:
    all_lines = source_lines(text)
    shown = all_lines[lines.first - 1 : lines.last]
    selected = selected if selected and selected.strip() else "\n".join(shown)
    if not selected.strip():
        return NOTHING
    first = shown[0] if shown else ""
    return paused_code(selected, first[: len(first) - len(first.lstrip())], text_outline(text), lines.first)


def _warning(code: str) -> str:
    return (
        f"{paused_label(code)} is run again and again in the paused program, for two seconds at most: "
        "what it changes, writes or sends, it does each time."
    )
