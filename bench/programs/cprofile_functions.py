"""``python cprofile_functions.py REPORT SCRIPT``: [[function, 0, ns with callees], ...] of cProfile's, as JSON."""

import json
import os
import pstats
import sys

report, script = sys.argv[1:]
rows = [
    (name, 0, cumulative * 1e9)
    for (file, _, name), (_, _, _, cumulative, _) in pstats.Stats(report).stats.items()
    if os.path.basename(file) == script
]
print(json.dumps(rows))
