"""``heatline show``: a profile that was kept, as a report."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from heatline.commands.output import problem_with_output, problem_with_profile, write_report
from heatline.profile_files import is_mprof, other_tools, read_profile_file, remade
from heatline_runner.profile_json import NotAProfile

FAILED = 2


def show(options: argparse.Namespace) -> int:
    """Write the report of the profile in ``options.file``."""
    problem = problem_with_output(options.format, options.output)
    if problem is None:
        try:
            profile = read_profile_file(Path(options.file))
            problem = problem_with_profile(profile, options.format)
        except OSError as error:
            problem = f"{options.file} cannot be read ({error.strerror}): check its name"
        except NotAProfile as error:
            problem = _unfit(Path(options.file), error)
    if problem is not None:
        sys.stderr.write(f"heatline: {problem}\n")
        return FAILED
    write_report(profile, options.format, options.output)
    return 0


def _unfit(path: Path, error: NotAProfile) -> str:
    if is_mprof(path) or other_tools(path) is not None:
        return f"{path} cannot be shown: {error}. {remade(path)}"
    return f"{path} is not a Heatline profile: {error}. {remade(path)}"
