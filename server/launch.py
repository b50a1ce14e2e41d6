"""Start Heatline from its own folder, in any Python of 3.10 or newer, with the libraries that stand beside it."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "libs")]

from heatline.__main__ import main  # noqa: E402  (found by the path above)

sys.exit(main())
