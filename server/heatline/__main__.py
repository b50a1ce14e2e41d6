"""``heatline``: the command line's grammar; each subcommand's work is in ``commands``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from math import inf

from heatline import __version__
from heatline_runner.registry import ENGINES, OPTIONS, TRACERS

FORMATS = ("text", "json", "pstats", "lprof", "speedscope", "collapsed", "mprof", "pyperf")
FAILED = 2  # Heatline's own failures: usage, no such file, a broken interpreter


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``argv`` (default: the process's); returns the exit code."""
    options = _parser().parse_args(argv)
    try:
        return int(options.command(options))
    except BrokenPipeError:
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="heatline", description="See what every line of your Python costs.")
    parser.add_argument("--version", action="version", version=f"heatline {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_run(commands.add_parser("run", help="run a program and show what its lines cost"))
    _add_timeit(commands.add_parser("timeit", help="time functions as timeit does, and compare them"))
    _add_show(commands.add_parser("show", help="show a profile that was kept"))
    _add_compare(commands.add_parser("compare", help="say what one run took more or less than another"))
    _add_fetch(commands.add_parser("fetch", help="fetch the compiled engines some Pythons need"))
    serve = commands.add_parser("serve", help="the language server, over standard input and output")
    serve.set_defaults(command=_serve)
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.usage = "heatline run [options] (SCRIPT | -m MODULE) [ARGS ...]"
    parser.add_argument("--engine", choices=[*ENGINES], default="line_time", help="what to measure")
    parser.add_argument("--tracer", choices=["auto", *TRACERS], default="auto", help="what measures it")
    parser.add_argument("--python", metavar="EXE", default="", help="the Python to run it with")
    parser.add_argument("--cwd", metavar="DIR", default="", help="where to run it; default: the current directory")
    parser.add_argument("--timeout", metavar="S", type=float, default=0.0, help="end it after so many seconds")
    for option in OPTIONS.values():
        engines = " and ".join(engine.id for engine in ENGINES.values() if option in engine.options)
        parser.add_argument(f"--{option.id}", choices=option.choices, help=f"{option.help} ({engines})")
    only = "measure only that function or class, or those lines, of SCRIPT, or of FILE"
    parser.add_argument("--only", metavar="[FILE:]NAME", default="", help=f"{only} (FILE:FIRST-LAST)")
    _add_output(parser)
    parser.add_argument("-m", dest="module", action="store_true", help="SCRIPT is a module's name")
    parser.add_argument("target", metavar="SCRIPT")
    parser.add_argument("args", nargs=argparse.REMAINDER, metavar="ARGS")
    parser.set_defaults(command=_run)


def _add_timeit(parser: argparse.ArgumentParser) -> None:
    parser.usage = "heatline timeit [options] (FILE[::FUNCTION] | FOLDER)"
    parser.description = (
        "Time a function of FILE by what stands above it (# timeit: CALL, # versus: OTHER), by its doctest examples or "
        "by --call; without FUNCTION all that such comments say in FILE, or in all files of FOLDER."
    )
    parser.add_argument("place", metavar="FILE[::FUNCTION]", help="what to time; a folder: what its comments say")
    call = "what to time, in place of what the comments say; may be repeated"
    parser.add_argument("--call", metavar="EXPR", dest="calls", action="append", default=[], help=call)
    parser.add_argument("--setup", metavar="STMT", help="what is done before, and not timed")
    parser.add_argument("--versus", metavar="OTHER", help="the function, or the expression, to compare it with")
    parser.add_argument("--over", metavar="A..B", help="the sizes that n in the call is to have, as in 10..100_000")
    fresh = "give every round copies of the arguments of its own"
    parser.add_argument("--fresh", action="store_true", help=fresh)
    limit = "leave what would take longer; default: %(default)g seconds"
    parser.add_argument("--limit", metavar="S", type=_seconds, default=10.0, help=limit)
    parser.add_argument("--python", metavar="EXE", default="", help="the Python to time it in")
    parser.add_argument("--format", choices=["text", "json", "pyperf"], default="text")
    parser.add_argument("--output", metavar="FILE", default="", help="write the report there")
    parser.set_defaults(command=_timeit)


def _seconds(text: str) -> float:
    with suppress(ValueError):
        if 0 < (value := float(text)) < inf:
            return value
    raise argparse.ArgumentTypeError(f"{text} is no time in seconds")


def _add_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a profile: Heatline's (.json), cProfile's (.prof), line_profiler's (.lprof), mprof's (.dat)",
    )
    _add_output(parser)
    parser.set_defaults(command=_show)


def _add_compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the profile of the earlier run")
    parser.add_argument("new", metavar="NEW", help="that of the later one, by the same engine")
    parser.set_defaults(command=_compare)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--output", metavar="FILE", default="", help="write the report there")


def _add_fetch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pythons", nargs="+", metavar="PYTHON")
    parser.add_argument("--into", metavar="DIR", default="", help="the folder; default: this user's own")
    parser.set_defaults(command=_fetch)


def _run(options: argparse.Namespace) -> int:
    from heatline.commands.run import run

    return run(options)


def _timeit(options: argparse.Namespace) -> int:
    from heatline.commands.timeit import timeit

    return timeit(options)


def _show(options: argparse.Namespace) -> int:
    from heatline.commands.show import show

    return show(options)


def _compare(options: argparse.Namespace) -> int:
    from heatline.commands.compare import run_compare

    return run_compare(options)


def _fetch(options: argparse.Namespace) -> int:
    from heatline.commands.fetch import fetch

    return fetch(options)


def _serve(options: argparse.Namespace) -> int:  # noqa: ARG001  (it has no options)
    from heatline.server import serve

    serve()


if __name__ == "__main__":
    sys.exit(main())
