"""What the user's Python is started with, as ``python bootstrap.py RUN_DIR``; its ``__main__`` becomes the program's.

The names it binds are taken out again by ``child``, before the program is run.
"""

import sys

_plain_modules = set(sys.modules)
sys.path.insert(0, __file__.rpartition("heatline_runner")[0])
from heatline_runner.child import run  # noqa: E402  (found by the path above)

run(_plain_modules)
