"""What the user's Python is started with, as ``python bootstrap.py RUN_DIR``; its ``__main__`` becomes the program's.

One frame of ours stays beneath the program: this module's. The names bound here are gone before the program begins:
``_begin`` takes them away, and each is used for the last time before or while it is called.
"""

import sys

_plain_modules = set(sys.modules)
sys.path.insert(0, __file__.rpartition("heatline_runner")[0])
from heatline_runner.child import prepare  # noqa: E402  (found by the path above)

del sys.path[0]
_child, _run, _begin = prepare(_plain_modules)
with _child:
    _run(*_begin())
