"""``heatline compare``: what one run took more or less than another."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from heatline.analysis.comparison import are_comparable, compare
from heatline.analysis.figures import document_figures
from heatline.analysis.outline import text_outline
from heatline.analysis.shares import file_shares, run_shares
from heatline.commands.output import measured_text, terminal_style
from heatline.profile_files import read_profile_file, remade
from heatline.render.comparison_report import comparison_report
from heatline.render.report_page import ReportPage
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
    runs = run_shares(base), run_shares(new)
    texts = {path: text for path in new.sources if (text := measured_text(new, path)) is not None}
    documents = {
        path: document_figures(file_shares(runs[1], path), text, text_outline(text)) for path, text in texts.items()
    }
    style = terminal_style(sys.stdout)
    report = comparison_report(compare(*runs), runs, ReportPage(style.width, style.colour, documents))
    sys.stdout.write(report)
    return 0


def _refuse(text: str) -> int:
    sys.stderr.write(f"heatline: {text}\n")
    return FAILED
