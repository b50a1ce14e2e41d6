"""Where a measured line stands now, in the editor or else on disk: what a view is told that wants to open it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from pygls.uris import to_fs_path

from heatline.analysis.drift import line_drift, source_lines
from heatline.protocol import Placed, Refused
from heatline.session import Heatline
from heatline_runner.model import Source

LINE_GONE = "This line is no longer there: it was deleted since it was measured."


async def line_placed(server: Heatline, key: str, place: tuple[str, int], source: Source | None) -> Placed | Refused:
    """The line of ``place``, a real path and a line of the measured ``source``, that a view of the file ``key`` names.

    What a result names outside the workspace and that file's folder is not opened. Where the text that was measured is
    not known, the line is the one of that number.
    """
    path, line = place
    name = os.path.basename(path)
    if not is_near(server, path, key):
        return Refused("refused", f"{name} is outside the workspace, and is not opened.")
    text = await asyncio.to_thread(server.texts.text, path)
    if text is None:
        return Refused("refused", f"{name} cannot be read: it was moved, or is no longer Python's source.")
    found = _line_now(line, text, source)
    if found is None:
        return Refused("refused", LINE_GONE)
    page = next(iter(server.documents.showing([path])), None)
    uri = Path(path).as_uri() if page is None else page.uri
    return Placed("placed", uri, found)


def _line_now(line: int, text: str, source: Source | None) -> int | None:
    if source is None:
        return line if 1 <= line <= len(source_lines(text)) else None
    block = line_drift(source, text).block(line)
    return None if block is None else line - block.old + block.new


def is_near(server: Heatline, path: str, key: str) -> bool:
    """Whether the file is of the workspace, or below the folder of the file that the view is of."""
    folders = (to_fs_path(uri) for uri in server.workspace.folders)
    roots = [Path(os.path.realpath(folder)) for folder in (*folders, os.path.dirname(key)) if folder]
    return any(Path(os.path.realpath(path)).is_relative_to(root) for root in roots)
