"""``python kernprof_lines.py REPORT SCRIPT``: [[function, line, ns], ...] of what kernprof wrote, as JSON."""

import json
import os
import sys

from line_profiler import load_stats

report, script = sys.argv[1:]
stats = load_stats(report)
rows = [
    (name, line, time * stats.unit * 1e9)
    for (file, _, name), lines in stats.timings.items()
    if os.path.basename(file) == script
    for line, _, time in lines
]
print(json.dumps(rows))
