"""Which tracer measures a run: the one asked for, or the best that can be had for its interpreter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from heatline import engine_store
from heatline.engine_store import Found
from heatline.interpreters import Interpreter
from heatline.protocol import FETCH_ENGINE, Action, Refused
from heatline_runner.registry import Engine, Package, Tracer

AUTO = "auto"
OTHER = "Choose another tracer, or auto (--tracer, the setting heatline.tracer)."


@dataclass(frozen=True)
class Chosen:
    """A tracer, and where the code of what it needs is, by name. ``instead``: why not the best, where it is not."""

    tracer: Tracer
    found: Mapping[str, Found]
    instead: str = ""

    @property
    def version(self) -> str:
        """That of the package that measures; "" where it is ours."""
        found = self.found.get(self.tracer.name)
        return found.version if found is not None else ""


def problem_with_tracer(engine: Engine, name: str) -> str | None:
    """What is wrong with asking ``engine`` for the tracer ``name``, whatever the interpreter."""
    names = (AUTO, *(tracer.name for tracer in engine.tracers))
    if name in names:
        return None
    return f"{engine.title} has no tracer {name}: choose {' or '.join(names)} (--tracer)."


def chosen_tracer(engine: Engine, name: str, interpreter: Interpreter) -> Chosen | Refused:
    """The tracer ``name`` of ``engine`` for ``interpreter``, or for "auto" the first that can be had.

    Where none can, it is said of one that can be fetched.
    """
    missed: list[Refused] = []
    for tracer in engine.tracers if name == AUTO else (engine.tracer(name),):
        answer = _had(tracer, interpreter)
        if isinstance(answer, Chosen):
            return replace(answer, instead=missed[0].text.removesuffix(OTHER).strip() if missed else "")
        missed.append(answer)
    return next((refused for refused in missed if refused.action is not None), missed[0])


def _had(tracer: Tracer, interpreter: Interpreter) -> Chosen | Refused:
    problem = _problem_with_interpreter(tracer, interpreter)
    if problem is not None:
        return Refused("refused", problem)
    if tracer.compiled:
        return _compiled(tracer, interpreter)
    found = {package: engine_store.found_package(interpreter, package) for package in tracer.packages}
    missing = [package for package, place in found.items() if place is None]
    if missing:
        return _lacking(interpreter, missing)
    return Chosen(tracer, {package.name: place for package, place in found.items() if place is not None})


def _problem_with_interpreter(tracer: Tracer, interpreter: Interpreter) -> str | None:
    if interpreter.info < tracer.since:
        since = ".".join(map(str, tracer.since))
        return (
            f"The tracer {tracer.name} needs Python {since}, and {interpreter.path} is {interpreter.version}. {OTHER}"
        )
    if interpreter.is_free_threaded and tracer.starts == "with_python":
        return f"The tracer {tracer.name} does not measure Python without its lock ({interpreter.path}). {OTHER}"
    return None


def _compiled(tracer: Tracer, interpreter: Interpreter) -> Chosen | Refused:
    path = engine_store.compiled_module(interpreter)
    if path is None:
        version = f"Python {interpreter.version} ({interpreter.path})"
        return Refused("refused", f"Heatline has no tracer {tracer.name} compiled for {version}. {OTHER}")
    return Chosen(tracer, {tracer.name: Found(path, "")})


def _lacking(interpreter: Interpreter, missing: Sequence[Package]) -> Refused:
    names = " and ".join(package.name for package in missing)
    wanted = " and ".join(f"{package.name} {package.version}" for package in missing)
    text = (
        f"Python {interpreter.version} ({interpreter.path}) has no {names} that Heatline knows. "
        f"Fetch {wanted} into Heatline's own folder "
        f"(on the command line: heatline fetch {interpreter.path}); nothing is installed into your environment."
    )
    return Refused("refused", text, Action(f"Fetch {names}", FETCH_ENGINE, interpreter.path))
