"""``heatline compare``: what one run took more or less than another."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from heatline.analysis.comparison import are_comparable
from heatline.commands.output import terminal_style
from heatline.compared import compared_text
from heatline.profile_files import read_profile_file, remade
from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile

FAILED = 2


def run_compare(options: argparse.Namespace) -> int:
    """Write what differs to standard output."""
    profiles: list[Profile] = []
    for name in (options.base, options.new):
        try:
            profiles.append(read_profile_file(Path(name)))
        except OSError as error:
            return _refuse(f"{name} cannot be read ({error.strerror}): check its name")
        except NotAProfile as error:
            return _refuse(f"{name} cannot be compared: {error}. {remade(Path(name))}")
    base, new = profiles
    if not are_comparable(base, new):
        ones, twos = base.metrics[0].title, new.metrics[0].title
        return _refuse(f"the one measured {ones}, the other {twos}: compare two runs by the same engine")
    style = terminal_style(sys.stdout)
    sys.stdout.write(compared_text(base, new, style.width, style.colour))
    return 0


def _refuse(text: str) -> int:
    sys.stderr.write(f"heatline: {text}\n")
    return FAILED
