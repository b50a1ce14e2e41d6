"""One of the one or two things that are timed together, at one size: from its text to what can be read."""

from __future__ import annotations

import time
from copy import deepcopy

from heatline_runner.engines.snippet_time.calling import Called, Code, Effects, Followed, arguments_of, scope_of
from heatline_runner.engines.snippet_time.fresh import Fresh
from heatline_runner.engines.snippet_time.loop import Awaited, Statement
from heatline_runner.engines.snippet_time.sameness import Comparison, shown
from heatline_runner.engines.snippet_time.states import is_changeable, state_of
from heatline_runner.engines.snippet_time.words import (
    Failed,
    arguments_change,
    cache_misleads,
    copied,
    failed_again,
    gives_generator,
    not_awaitable,
    not_python,
    raised,
    result_differs,
    setup_failed,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from heatline_runner.engines.snippet_time.timing import Snippet
    from heatline_runner.engines.snippet_time.words import Place

FOLLOWED_NS = 50_000_000  # a call that takes longer is not followed: that would take many times as long
SLOW_SETUP_NS = 10_000_000  # a set-up that takes longer is not run before each reading
CACHED = 10.0  # times as long as the second call the first has to take
FEW_NS = 1_000_000  # a first call shorter than this is slow for other reasons than a cache
MANY = 1 << 60  # turns
KEPT = "_heatline_kept"
_NOTHING = object()


class Text:
    """What a side is made of; ``names`` are the module's own."""

    def __init__(self, call: str, setup: str, size: int | None, names: dict[str, Any]) -> None:
        self.call, self.setup, self.size, self.names = call, setup, size, names


class Side:
    """``first_ns`` and ``second_ns``, by the wall, are 0 until it was called so often; ``notes`` what they told."""

    def __init__(self, text: Text, place: Place, is_fresh: bool) -> None:
        self.text, self._place, self._is_fresh = text, place, is_fresh
        self._code = _code(text.call, "The call" if "\n" not in text.call.strip() else "The selection")
        self._setup = _code(text.setup, "The set-up") if text.setup.strip() else None
        self._scope: dict[str, Any] = {}
        self._setup_ns = 0
        self._result_state: Any = None
        self._changes: list[str] = []
        self.called: Called | None = None  # the newest call
        self.first_ns = self.second_ns = 0.0
        self.notes: list[str] = []

    def prepare(self, twin: Side | None = None) -> None:
        """Run the set-up; or take over what that gave for ``twin``, in copies where it could change it."""
        if twin is not None:  # what chance there is in a set-up is the same for both then
            self._scope = _copies(twin._scope, [twin._code, self._code], self.text.names)
            self._setup_ns = twin._setup_ns
            return
        began_ns = time.perf_counter_ns()
        try:
            self._scope = scope_of(self.text.names, self._setup, self.text.size)
        except KeyboardInterrupt:
            raise
        except BaseException as problem:  # noqa: BLE001  (a set-up may do anything)
            raise Failed(setup_failed(self.text.setup, problem, self._place)) from None
        self._setup_ns = time.perf_counter_ns() - began_ns

    def call_first(self) -> Any:
        """Its result, or the exception that it raised; Failed for one that ends the process."""
        scope = self._own_scope()
        effects = Effects(self._code, scope)
        try:
            self.called = Called(self._code, scope)
        except (KeyboardInterrupt, SystemExit) as problem:
            if isinstance(problem, SystemExit):
                raise Failed(raised(problem, self._place)) from None
            raise
        except BaseException as problem:  # noqa: BLE001  (a call may do anything)
            return problem
        self.first_ns = self.called.wall_ns
        self._changes = effects.changed()
        self._result_state = state_of(self.called.result)
        if hasattr(type(self.called.result), "__next__") or hasattr(type(self.called.result), "__anext__"):
            kind = type(self.called.result).__name__.replace("async_generator", "async generator")
            self.notes.append(gives_generator(kind))
        return self.called.result

    def call_again(self) -> None:
        """The second call: what it gives and takes."""
        first = shown(self.called.result) if self.called is not None else ""
        self.called = None  # let its result go
        scope = self._own_scope()
        effects = Effects(self._code, scope)
        self.called = self._call(scope)
        self.second_ns = self.called.wall_ns
        self._changes = sorted({*self._changes, *effects.changed()})
        if self._changes and not self._is_fresh:
            self.notes.append(arguments_change(self._changes))
        elif Comparison(self._result_state, state_of(self.called.result)).difference is not None:
            self.notes.append(result_differs(first, shown(self.called.result)))
        if self.first_ns > FEW_NS and self.first_ns > CACHED * self.second_ns:
            self.notes.append(cache_misleads(self.first_ns / max(self.second_ns, 1.0)))

    def call_once_more(self) -> tuple[float, float]:
        """A call after a set-up of its own: nanoseconds by both clocks."""
        self.called = None
        self.prepare()
        called = self._call(self._own_scope())
        return called.wall_ns, called.cpu_ns

    def follow(self, followed: Followed) -> None:
        """Call it once more, to see whom it calls, where that takes no long time."""
        if self.first_ns < FOLLOWED_NS:
            self.called = None
            with followed:
                self._call(self._own_scope())

    def snippet(self) -> Guarded:
        """What can be read."""
        return Guarded(self._snippet(), self._failed_again)

    def _snippet(self) -> Snippet:
        call, setup = self._code.call, self.text.setup
        if self.text.size is not None:
            setup = f"n = {self.text.size}\n{setup}"
        is_awaited = self.called is not None and self.called.is_awaited
        self.called, names = None, self.text.names
        if is_awaited and not self._code.is_expression:
            raise Failed(not_awaitable(self.text.call))
        if self._is_fresh and not is_awaited:
            fresh = Fresh(self._code, self._setup, self.text.size, names)
            failed = [name for name in arguments_of(self._code, self._scope) if name not in fresh.copied]
            self.notes += copied(fresh.copied, failed)
            if fresh.copied:
                return fresh
        kept = {name: names[name] for name in self._code.bound if name in names}
        if self._setup is not None and self._setup_ns > SLOW_SETUP_NS and not self._changes:
            kept |= {name: value for name, value in self._scope.items() if names.get(name, _NOTHING) is not value}
            setup = ""
            self.notes.append(
                f"The set-up took {self._setup_ns / 1e6:.3g} ms, so it ran once, not before each reading."
            )
        if kept:
            lines = [f"{name} = {KEPT}[{name!r}]" for name in sorted(kept) if name.isidentifier()]
            setup, names = "\n".join([*lines, setup]), {**names, KEPT: kept}
        return Awaited(call, setup, names) if is_awaited else Statement(call, setup, names)

    def _own_scope(self) -> dict[str, Any]:
        """What a call is given; copies, where each is to have its own."""
        return _copies(self._scope, [self._code], self.text.names) if self._is_fresh else self._scope

    def _call(self, scope: dict[str, Any]) -> Called:
        try:
            return Called(self._code, scope)
        except KeyboardInterrupt:
            raise
        except BaseException as problem:  # noqa: BLE001  (a call may do anything)
            raise self._failed_again(problem) from None

    def _failed_again(self, problem: BaseException) -> Failed:
        can_copy = not self._is_fresh and bool(arguments_of(self._code, self._scope))
        return Failed(failed_again(self.text.call, problem, self._place, can_copy))

    def failure(self, problem: BaseException) -> Failed:
        """That the call raised ``problem``."""
        return Failed(raised(problem, self._place))


class Guarded:
    """A snippet that may raise something when it is called again and again; ``most``: the most turns in a reading."""

    def __init__(self, snippet: Snippet, failed: Callable[[BaseException], Failed]) -> None:
        self._snippet, self._failed = snippet, failed
        self.most: int = getattr(snippet, "most", MANY)

    def read(self, loops: int) -> tuple[float, float]:
        """Read it; Failed where it raises."""
        try:
            return self._snippet.read(loops)
        except KeyboardInterrupt:
            raise
        except BaseException as problem:  # noqa: BLE001  (a call may do anything)
            raise self._failed(problem) from None


def _code(text: str, what: str) -> Code:
    try:
        return Code(text)
    except SyntaxError as problem:
        raise Failed(not_python(what, problem)) from None
    except ValueError as problem:  # a null character
        raise Failed(("", f"{what} is not Python: {problem}.", None, None)) from None


def _copies(scope: dict[str, Any], codes: list[Code], names: dict[str, Any]) -> dict[str, Any]:
    """``scope`` with copies of all that the calls could change: they are to find the same."""
    own = {name for name, value in scope.items() if names.get(name, _NOTHING) is not value}
    mentioned = {name for code in codes for name in arguments_of(code, scope)}
    given = {name: scope[name] for name in own | mentioned if is_changeable(scope[name]) and name != "__builtins__"}
    memo: dict[int, Any] = {}
    for name, value in given.items():
        try:
            given[name] = deepcopy(value, memo)
        except Exception:  # noqa: BLE001  (a connection, a generator: both sides have the one)
            continue
    return {**scope, **given}
