"""``python -m generated VERSION COUNT``, in this folder's parent: so many programs as ``counting.py`` reads them."""

from __future__ import annotations

import json
import sys

from generated import thousand

version, count = sys.argv[1:]
major, minor = map(int, version.split("."))
print(json.dumps([[program.text, program.second] for program in thousand((major, minor), int(count))]))
