"""What the child asks of an engine's ``measure`` module. Only type checkers load this."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Protocol

from heatline_runner.children import Children
from heatline_runner.code_objects import Scope


class Driven(Protocol):
    """A child as ``bootstrap`` drives it: within it as a context it calls ``entry()`` with what ``begin()`` gives."""

    def entry(self) -> Callable[..., object]: ...

    def begin(self) -> tuple[object, ...]: ...

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None: ...


class Measure(Protocol):
    """One engine in the user's process: ``Measure(packages, options, stem)``, started, then given code as it comes.

    ``stem`` is where files of this process in the run's folder begin. One that is told of all threads has a method
    ``hide(function)`` too, which gives what runs ``function`` in a thread of ours untold.
    """

    tracer: str
    first_s: float  # seconds into the body at which it is first read
    is_users: Callable[[CodeType], bool]  # whether a code object is the user's; the child sets it
    scope: Scope | None  # what is measured of a file; the child sets it

    def start(self) -> None:
        """Begin, on the calling thread; ``start_thread`` is called in each later one as it begins."""

    def start_thread(self) -> None: ...

    def register(self, code: CodeType, file: int, wanted: Callable[[CodeType], bool]) -> CodeType:
        """What to run in place of a module's ``code``, with all ``wanted`` code objects in it measured.

        ``file`` is the place of its file among those loaded, from 0 on.
        """

    def knows(self, code: CodeType) -> bool:
        """Whether ``code`` is one that is measured."""

    def loaded(self, name: str) -> None:
        """The program has loaded the module ``name``."""

    def stop(self) -> None:
        """End, on the calling thread; once ended it stays so."""

    def tables(self) -> object:
        """What was measured by now, in values that marshal takes; called from another thread while the program runs."""


class HookedMeasure(Protocol):
    """One tracer that is begun before the program and told of code objects as they start.

    ``Measure(packages, options, stem)``; ImportError where what it needs does not load. ``mapped``: what it counts is
    in a mapped file that the supervisor reads, so that no thread has to take readings.
    """

    mapped: bool
    first_s: float  # seconds into the body at which it is first read

    def __init__(self, packages: dict[str, str], options: dict[str, str], stem: str) -> None: ...

    def start(self, discover: Callable[[CodeType], tuple[int, int] | bool | None]) -> None:
        """Begin, in all threads.

        ``discover(code)`` is asked once of each code object that starts, in its own thread and while its frame is the
        newest. It gives the number of the file and the index of the row of one that is measured, None of one that is
        not, and False where nothing of its file is. Where it raises RecursionError, ``code`` stays unknown, to be asked
        of again when it starts the next time.
        """

    def knows(self, code: CodeType) -> bool:
        """Whether ``code`` is one that is measured."""

    def follow(self, children: Children) -> None:
        """Measure on in what the program forks, and have ``children`` told of what it starts; if it is mapped."""

    def follow_subprocess(self) -> None:
        """The same of what subprocess and multiprocessing start, which are about to be loaded."""

    def stem(self) -> str:
        """Where files of this process in the run's folder begin; OSError where nothing of it is kept."""

    def finish(self) -> None:
        """The program has ended: close what is open."""

    def stop(self) -> None:
        """Measure no more; also called in what the program forks. Once stopped it stays so."""

    def tables(self) -> object:
        """What was measured by now, in values that marshal takes; None where it is mapped."""
