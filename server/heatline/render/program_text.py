"""Text that comes from the profiled program, made safe to show: names, messages, paths may say anything."""

from __future__ import annotations

import re

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:@/$^=\"'])")


def plain_line(text: str, width: int) -> str:
    """``text`` on one line of at most ``width`` characters, what cannot be printed replaced."""
    words = " ".join(text.split())
    shown = "".join(character if character.isprintable() else "\ufffd" for character in words)
    return shown if len(shown) <= width else shown[: width - 1].rstrip() + "…"


def markdown(text: str, width: int = 200) -> str:
    """``text`` as literal Markdown: no markup, no HTML, no links."""
    line = plain_line(text, width).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MARKDOWN.sub(r"\\\1", line)
