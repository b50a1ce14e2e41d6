"""The programs whose lines are measured: twenty of pyperformance, our examples, and what the goals name by itself."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Final, Literal

from bench.workspace import PROGRAMS, fill_with_programs

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
OURS: Final = PROGRAMS / "lines"
Size = Literal["long", "short", "shortest"]
DIVISORS: Final[dict[Size, int]] = {"long": 1, "short": 10, "shortest": 400}
BEGIN = """\
from time import perf_counter_ns as bench_wall_ns, process_time_ns as bench_cpu_ns; bench_started = bench_wall_ns()
"""
BODY = """

bench_began = bench_cpu_ns()
{body}
bench_body = bench_cpu_ns() - bench_began
with open("/proc/self/status") as bench_status:
    bench_peak = int(bench_status.read().partition("VmHWM:")[2].split()[0])
print(bench_wall_ns() - bench_started, bench_peak, bench_body)
"""
LOGGING = """\
bench_logger = logging.getLogger("bench")
bench_logger.propagate = False
bench_logger.addHandler(logging.StreamHandler(bench_stream := io.StringIO()))
bench_formatted_output({loops}, bench_logger, bench_stream)"""
CHAOS = """\
bench_upper = [(2.8045, 4.01735), (2.5505, 3.525230), (1.97901, 2.62036), (1.97901, 2.62036)]
bench_lower = [(2.00167, 4.01132), (2.335040, 3.31283), (2.3668, 3.23346), (2.3668, 3.23346)]
bench_knots = [0, 0, 0, 1, 1, 1]
bench_splines = [Spline([GVector(*p) for p in points], 3, bench_knots) for points in (bench_upper, bench_lower)]
Chaosgame(bench_splines, 0.25).create_image_chaos(64, 64, {loops}, None, 1234)"""
EVENTS = """\
for _ in range({loops}):
    events = read_events()
    encode_with_new_buffers(events)
    encode_with_a_pool(events, Pool())"""
GRADES = """\
same = 0
for number in range({loops}):
    score = number % 101
    same += by_scan(score) == by_bisect(score)"""


@dataclass(frozen=True)
class LineProgram:
    """A script with ``loops`` in its ``body``, which prints its wall time, its peak in KiB and its body's CPU time.

    ``source`` is what stands above, up to a guard: pyperformance's benchmark of that name, or a file of ours. ``kind``
    says in which row of the goals it counts.
    """

    name: str
    source: str
    body: str
    loops: int
    kind: Literal["real", "example", "library", "small calls"] = "real"

    def script(self, size: Size = "long") -> str:
        return f"{self.name}_{size}.py"


PYPERFORMANCE_PROGRAMS: Final = (
    LineProgram("richards", "bm_richards", "Richards().run({loops})", 5),
    LineProgram("deltablue", "bm_deltablue", "for _ in range({loops}):\n    delta_blue(100)", 60),
    LineProgram("nbody", "bm_nbody", 'offset_momentum(BODIES["sun"])\nadvance(0.01, {loops})', 50_000),
    LineProgram("chaos", "bm_chaos", CHAOS, 12_000),
    LineProgram("fannkuch", "bm_fannkuch", "for _ in range({loops}):\n    fannkuch(7)", 40),
    LineProgram("float", "bm_float", "benchmark({loops})", 150_000),
    LineProgram("go", "bm_go", "GAMES = {loops}\nversus_cpu()", 250),
    LineProgram("hexiom", "bm_hexiom", "main({loops}, 10)", 200),
    LineProgram("barnes_hut", "bm_barnes_hut", "bench_quadtree_nbody(1, 40, {loops}, DEFAULT_THETA)", 170),
    LineProgram("nqueens", "bm_nqueens", "for _ in range({loops}):\n    bench_n_queens(6)", 60),
    LineProgram("raytrace", "bm_raytrace", "bench_raytrace({loops}, 20, 20, None)", 15),
    LineProgram("scimark_fft", "bm_scimark", "bench_FFT({loops}, 128, 1)", 200),
    LineProgram("spectral_norm", "bm_spectral_norm", "for _ in range({loops}):\n    eval_AtA_times_u([1] * 40)", 400),
    LineProgram("generators", "bm_generators", "for _ in range({loops}):\n    list(tree(range(500)))", 300),
    LineProgram("coroutines", "bm_coroutines", "bench_coroutines({loops})", 8),
    LineProgram("comprehensions", "bm_comprehensions", "bench_comprehensions({loops})", 8_000),
    LineProgram("typing_runtime_protocols", "bm_typing_runtime_protocols", "bench_protocols({loops})", 700),
    LineProgram("logging", "bm_logging", LOGGING, 2_000),
    LineProgram(
        "json_dumps",
        "bm_json_dumps",
        "bench_json_dumps([(SIMPLE[0], range({loops})), (NESTED[0], range({loops}))])",
        20_000,
    ),
    LineProgram("pprint", "bm_pprint", "p._safe_repr(printable[:{loops}], {{}}, None, 0)", 20_000),
)
EXAMPLE_PROGRAMS: Final = (
    LineProgram("sums", "sums.py", "by_loop({loops})\nby_sum({loops})", 4_000_000, "example"),
    LineProgram(
        "sum_of_diffs",
        "sum_of_diffs.py",
        "readings = list(range({loops}))\ndistance_by_slices(readings)\ndistance_by_index(readings)",
        1_500_000,
        "example",
    ),
    LineProgram("events", "events.py", EVENTS, 50, "example"),
    LineProgram("grades", "grades.py", GRADES, 300_000, "example"),
    LineProgram(
        "task_queue",
        "task_queue.py",
        "work_off(ListQueue(), {loops})\nwork_off(DequeQueue(), {loops})",
        50_000,
        "example",
    ),
    LineProgram("login", "login/prof.py", "try_all({loops})", 40, "example"),
)
LIBRARY_PROGRAMS: Final = (
    LineProgram("regex_compile", "regex_compile.py", "compile_all({loops})", 2_000, "library"),
    LineProgram("deepcopy", "deep_copies.py", "copy_all({loops})", 600, "library"),
)
SMALL_CALLS: Final = LineProgram(
    "small_calls",
    "small_calls.py",
    "total = 0\nfor number in range({loops}):\n    total = add(total, number)",
    2_000_000,
    "small calls",
)
LINE_PROGRAMS: Final = (*PYPERFORMANCE_PROGRAMS, *EXAMPLE_PROGRAMS, *LIBRARY_PROGRAMS, SMALL_CALLS)


def fill_with_lines(folder: Path, benchmarks: Path, quick: bool) -> None:
    """Put the programs into ``folder``, in every size; ``benchmarks`` has pyperformance's scripts."""
    fill_with_programs(folder)
    for file in ("login.py", "users.db"):
        copy(EXAMPLES / "login" / file, folder)
    for program in LINE_PROGRAMS:
        functions = _functions(program, benchmarks)
        for size, divisor in DIVISORS.items():
            loops = max(1, program.loops // divisor // (5 if quick else 1))
            text = functions + BODY.format(body=program.body.format(loops=loops))
            (folder / program.script(size)).write_text(text, "utf-8")


def _functions(program: LineProgram, benchmarks: Path) -> str:
    folders = {"example": EXAMPLES, "library": OURS, "small calls": OURS}
    folder = folders.get(program.kind, benchmarks / program.source)
    file = folder / (program.source if program.kind in folders else "run_benchmark.py")
    source = file.read_text("utf-8").partition("\nif __name__ ==")[0]
    lines = source.splitlines(keepends=True)
    first = _first_statement(source)
    return "".join((*lines[:first], BEGIN, *lines[first:]))


def _first_statement(source: str) -> int:
    """How many lines a docstring and the imports from ``__future__`` take, which have to stay in front."""
    past = 0
    for statement in ast.parse(source).body:
        docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not docstring and not (isinstance(statement, ast.ImportFrom) and statement.module == "__future__"):
            break
        past = statement.end_lineno or past
    return past
