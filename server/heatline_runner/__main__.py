"""``python -I heatline_runner RUN_DIR``: supervise the run that the folder asks for."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from heatline_runner.supervisor import Supervisor, end_as  # noqa: E402  (found by the path above)

end_as(Supervisor(Path(sys.argv[1])).run())
