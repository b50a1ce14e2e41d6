"""Text that comes from the profiled program, made safe to show: names, messages, paths may say anything."""

from __future__ import annotations

import re
from typing import Final

# What opens code, emphasis, links, tables, formulas or addresses. An underscore inside a word opens nothing, and names
# stay readable where Markdown is shown as it is.
MARKUP: Final = re.compile(r"[\\`*\[\]{}|~$@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=//)|(?<=www)\.", re.IGNORECASE)
OPENING: Final = re.compile(r"^(\d*)([-+#=.)])")  # what makes a list or a heading at the start of a line


def plain_line(text: str, width: int) -> str:
    """``text`` on one line of at most ``width`` characters, what cannot be printed replaced."""
    words = " ".join(text.split())
    shown = "".join(character if character.isprintable() else "\ufffd" for character in words)
    return shown if len(shown) <= width else shown[: width - 1].rstrip() + "…"


def markdown(text: str, width: int = 200) -> str:
    """``text`` as literal Markdown: no markup, no HTML, no links."""
    line = plain_line(text, width).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return OPENING.sub(r"\1\\\2", MARKUP.sub(r"\\\g<0>", line))
