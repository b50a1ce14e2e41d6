"""``heatline show``: a profile that was kept, as a report."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from heatline.commands.output import problem_with_output, write_report
from heatline_runner.profile_json import NotAProfile, read_profile

FAILED = 2


def show(options: argparse.Namespace) -> int:
    """Write the report of the profile in ``options.file``."""
    problem = problem_with_output(options.format, options.output)
    if problem is None:
        try:
            profile = read_profile(Path(options.file))
        except OSError as error:
            problem = f"{options.file} cannot be read ({error.strerror}): check its name"
        except NotAProfile as error:
            problem = (
                f"{options.file} is not a Heatline profile: {error}. Make a new one with heatline run --format json"
            )
    if problem is not None:
        sys.stderr.write(f"heatline: {problem}\n")
        return FAILED
    write_report(profile, options.format, options.output)
    return 0
