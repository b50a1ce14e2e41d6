"""Two profiles compared as a text, beside the sources that they were measured on, where these are still there."""

from __future__ import annotations

from heatline.analysis.comparison import compare
from heatline.analysis.figures import document_figures
from heatline.analysis.outline import text_outline
from heatline.analysis.shares import file_shares, run_shares
from heatline.render.comparison_report import comparison_report
from heatline.render.report_page import ReportPage
from heatline.scopes import decoded
from heatline_runner.model import Profile, measured_source


def compared_text(base: Profile, new: Profile, width: int, colour: bool = False) -> str:
    """What ``new`` took more or less than ``base``, in ``width`` columns; both must have measured the same."""
    runs = run_shares(base), run_shares(new)
    texts = {path: text for path in new.sources if (text := measured_text(new, path)) is not None}
    documents = {
        path: document_figures(file_shares(runs[1], path), text, text_outline(text)) for path, text in texts.items()
    }
    return comparison_report(compare(*runs), runs, ReportPage(width, colour, documents))


def measured_text(profile: Profile, path: str) -> str | None:
    """The file's text now, if it still is the one that was measured."""
    try:
        text = decoded(path)
    except OSError:
        return None
    return text if text is not None and measured_source(text).digest == profile.sources[path].digest else None
