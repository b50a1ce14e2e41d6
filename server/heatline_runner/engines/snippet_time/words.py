"""What is said of a snippet that has no figures, or whose figures mislead: whole sentences with the next step.

A failure is ``(type, message, path, line)``. Its type is an exception's where the timed call itself raised that, with
the exception's own message, else empty, or NEVER, with a sentence.
"""

from __future__ import annotations

import os

from heatline_runner.engines.snippet_time.sameness import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Failure = tuple[str, str, str | None, int | None]
    Place = Callable[[BaseException], tuple[str | None, int | None]]

NEVER = "NeverReturned"  # what it is called where it can be given longer
SOON_S = 0.5  # what is shorter is no reason by itself
MOST_OF_IT = 0.9  # of a row's seconds, from which on nothing before it was to blame
REPEATABLE = "change the call to one that can be repeated"
MOST = 500  # characters of an exception's message


class Failed(Exception):
    """There is nothing to be timed; why is ``failure``."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure[1])
        self.failure = failure


def failure_of(problem: Exception, call: str) -> Failure:
    """Why ``call`` has no figures."""
    if isinstance(problem, Failed):
        return problem.failure
    return "", f"{one_line(call)} could not be timed: {_words(problem)}.", None, None


def raised(problem: BaseException, place: Place) -> Failure:
    """The timed call raised this."""
    if isinstance(problem, SystemExit):
        return "SystemExit", exit_code(problem), *place(problem)
    return type(problem).__name__, said(problem)[:MOST], *place(problem)


def failed_again(call: str, problem: BaseException, place: Place, can_copy: bool) -> Failure:
    """The call did well once, and then raised this; ``can_copy``: it has arguments that are the same in every call."""
    text = f"{one_line(call)} raises {_words(problem)}, once it has been called before"
    advice = "choose fresh copies of arguments, or change the call" if can_copy else REPEATABLE
    return "", f"{text}: {advice}.", *place(problem)


def not_awaitable(call: str) -> Failure:
    """Of several statements the last gives a coroutine."""
    return "", f"What `{one_line(call)}` gives has to be awaited: time that one expression alone.", None, None


def exit_code(problem: SystemExit) -> str:
    """The code that the process would have ended with."""
    return str(problem.code if isinstance(problem.code, int) else 0 if problem.code is None else 1)


def not_loaded(
    path: str, problem: BaseException, place: tuple[str | None, int | None], after_s: float | None
) -> Failure:
    """The file at ``path`` could not be loaded; ``after_s``: it was stopped after so many seconds."""
    file, guard = os.path.basename(path), 'put what it runs under `if __name__ == "__main__":`'
    at = "" if place[0] is None else f"{os.path.basename(place[0])}:{place[1]}"
    where, in_brackets = (f", {at}", f" ({at})") if at else ("", "")
    if after_s is not None:
        return NEVER, f"{file} had not loaded after {after_s:.3g} s, so it was stopped{where}: {guard}.", *place
    if isinstance(problem, SystemExit):
        return "", f"{file} ends by itself while it loads (exit code {exit_code(problem)}{where}): {guard}.", *place
    if isinstance(problem, EOFError):
        return "", f"{file} reads its input while it loads{where}: {guard}.", *place
    if isinstance(problem, SyntaxError):
        return "", f"{os.path.basename(place[0] or path)} is not Python: {problem.msg}, line {place[1]}.", *place
    return "", f"{file} does not load: it raises {_words(problem)}{in_brackets}.", *place


def not_python(what: str, problem: SyntaxError) -> Failure:
    """``what`` was to be timed, or to come before."""
    where = f", line {problem.lineno}" if problem.lineno and problem.lineno > 1 else ""
    return "", f"{what} is not Python: {problem.msg}{where}.", None, None


def setup_failed(setup: str, problem: BaseException, place: Place) -> Failure:
    """What comes before the call raised this."""
    return "", f"The set-up `{one_line(setup)}` raises {_words(problem)}: change it.", *place(problem)


def never_returned(call: str, seconds: float, budget_s: float, size: int | None) -> Failure:
    """It was stopped after so many seconds: the whole of a row's ``budget_s``, or what was left of that."""
    if size is not None or seconds < MOST_OF_IT * budget_s:
        at = "" if size is None else f" at n = {size:,}"
        text = f"{one_line(call)} had not returned{at} within what was left of {budget_s:.3g} s"
        return NEVER, f"{text}, so it was stopped: give it longer.", None, None
    after_s = max(seconds, budget_s)  # what came before took next to nothing of it
    text = f"{one_line(call)} had not returned after {after_s:.3g} s, so it was stopped: call it with less"
    return NEVER, f"{text}, or give it longer.", None, None


def too_long(size: int, seconds: float, budget_s: float) -> Failure:
    """Timing it at this size was not begun."""
    if seconds < SOON_S:
        text = f"n = {size:,} was not timed, since smaller ones used up the {budget_s:.3g} s: give it longer."
        return NEVER, text, None, None
    about = f"{seconds:.2g}" if seconds < 100 else f"{seconds:,.0f}"
    text = f"n = {size:,} would take about {about} s, more than what is left of {budget_s:.3g} s: give it longer."
    return NEVER, text, None, None


def used_up(call: str, budget_s: float) -> Failure:
    """Nothing is left of so many seconds for all rows together."""
    text = f"{one_line(call)} was not timed, since the calls before it used up the {budget_s:.3g} s: give it longer."
    return NEVER, text, None, None


def not_tried(size: int, failed: int, budget_s: float) -> Failure:
    """A smaller size had taken too long."""
    text = f"n = {size:,} was not tried, since n = {failed:,} took more than what was left of {budget_s:.3g} s"
    return NEVER, f"{text}: give it longer.", None, None


def stopped(call: str) -> Failure:
    """Someone stopped the run."""
    return "", f"It was stopped before {one_line(call)} was timed.", None, None


def result_differs(first: str, second: str) -> str:
    return f"Two equal calls gave different results ({first} and {second}): it has effects, or chance in it."


def arguments_change(names: list[str]) -> str:
    return (
        f"It has effects: it changes {' and '.join(names)}, which the next call finds as the one before left it. "
        "Choose fresh copies of arguments to have each call find what the first does."
    )


def cache_misleads(times: float) -> str:
    return f"A cache may mislead: the first call took {times:,.0f} times as long as the second."


def gives_generator(kind: str) -> str:
    how = "list(…)" if kind == "generator" else "a loop over it"
    return f"It gives {'an' if kind[0] in 'aeiou' else 'a'} {kind}, whose items are not made by this: time {how}."


def copied(names: list[str], failed: list[str]) -> list[str]:
    """``names`` have copies, ``failed`` could not be copied."""
    own = f"Every call has a copy of {' and '.join(names)} of its own, made outside the clock."
    same = f"There is one {' and one '.join(failed)} for all calls, since that cannot be copied."
    return ([own] if names else []) + ([same] if failed else [])


def one_line(text: str) -> str:
    """The first line of a call or of statements."""
    first, _, rest = text.strip().partition("\n")
    return f"{first} …" if rest else first


def _words(problem: BaseException) -> str:
    """The type of an exception and what it says."""
    return f"{type(problem).__name__}: {said(problem)[:MOST]}".removesuffix(": ")
