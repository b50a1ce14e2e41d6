"""``python under_memory_profiler.py SCRIPT OUTPUT``: as ``python -m memory_profiler`` runs it, its figures as JSON.

{line: [increment in MiB, level in MiB, hits]} of every line that ran.
"""

import json
import sys

import memory_profiler

script, output = sys.argv[1:]
memory_profiler.script_filename = script  # which its own command line sets
profiler = memory_profiler.LineProfiler(backend="psutil")
try:
    memory_profiler.exec_with_profiler(script, profiler, "psutil")
finally:
    figures = {line: values for _, lines in profiler.code_map.items() for line, values in lines if values is not None}
    with open(output, "w", encoding="utf-8") as file:
        json.dump(figures, file)
