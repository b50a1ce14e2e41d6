"""The line tables that line_profiler is shown name the lines of the code, all of them and no other."""

from __future__ import annotations

import subprocess
from pathlib import Path

from place import Place

SERVER = Path(__file__).resolve().parents[2] / "server"
CHECK = """
import sys, argparse, ast, typing, tokenize
sys.path.insert(0, sys.argv[1])
from heatline_runner.engines.line_time.line_tables import with_short_table

def walk(code):
    yield code
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            yield from walk(const)

def lines(code):
    return {line for _, _, line in code.co_lines() if line is not None}

far = "x = 1\\n" + "\\n" * 300 + "y = [\\n" + "\\n" * 5000 + "x]\\n"
texts = [open(module.__file__, encoding="utf-8").read() for module in (argparse, ast, typing, tokenize)]
codes = [code for text in (*texts, far, "") for code in walk(compile(text, "m", "exec"))]
for code in codes:
    short = with_short_table(code)
    assert lines(short) == lines(code), (code, lines(short) ^ lines(code))
    assert len(short.co_linetable) < 200 + len(code.co_code) + 8 * len(lines(code))
print(len(codes))
"""


def test_a_short_table_names_the_same_lines(every_place: Place) -> None:
    command = [str(every_place.python), "-c", CHECK, str(SERVER)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 500
