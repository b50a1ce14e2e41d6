"""``python -I heatline_runner RUN_DIR``: supervise the run that the folder asks for; with more arguments, sample it."""

import os
import sys

sys.path[0] = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))

if len(sys.argv) > 2:
    from heatline_runner.sampler import sample

    sample(*sys.argv[1:])
else:
    from pathlib import Path

    from heatline_runner.supervisor import Supervisor, end_as

    end_as(Supervisor(Path(sys.argv[1])).run())
