"""``python under_tracemalloc.py SCRIPT OUTPUT``: tracemalloc with one frame around ``work()``, alive bytes by line."""

import json
import runpy
import sys
import tracemalloc

script, output = sys.argv[1:]
sys.path[0] = ""
module = runpy.run_path(script)
tracemalloc.start()
kept = module["work"](0)
taken = tracemalloc.take_snapshot().statistics("lineno")
with open(output, "w", encoding="utf-8") as file:
    json.dump({row.traceback[0].lineno: row.size for row in taken if row.traceback[0].filename == script}, file)
