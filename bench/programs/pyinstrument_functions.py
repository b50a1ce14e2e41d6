"""``python pyinstrument_functions.py REPORT SCRIPT``: [[function, 0, ns with callees], ...] of its tree, as JSON."""

import json
import os
import sys


def frames(frame, above):
    name = frame["function"]
    if os.path.basename(frame["file_path"] or "") == script and name not in above:
        yield name, 0, frame["time"] * 1e9
    for child in frame["children"]:
        yield from frames(child, {*above, name})


report, script = sys.argv[1:]
with open(report, encoding="utf-8") as file:
    root = json.load(file)["root_frame"]
print(json.dumps(list(frames(root, set())) if root else []))
