"""Text for a terminal: what it cannot print replaced, cut to a width in columns, coloured by heat."""

from __future__ import annotations

from typing import Final, Literal
from unicodedata import combining, east_asian_width

from heatline.protocol import Level

Style = Literal["bold", "dim", "failed"]
STYLES: Final[dict[Style, str]] = {"bold": "1", "dim": "2", "failed": "1;31"}
# Black on pale yellow to dark orange, white on red: legible on light and dark terminals alike.
HEAT: Final = ("", "30;48;5;230", "30;48;5;222", "30;48;5;215", "30;48;5;208", "1;97;48;5;160")
SHADES: Final = (" ", "·", "░", "▒", "▓", "█")


def styled(text: str, style: Style, colour: bool) -> str:
    """``text`` in a style, where there are colours."""
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if colour and text else text


def heated(text: str, level: Level | None, colour: bool) -> str:
    """``text`` on the colour of its heat; without colours, with a shade of it behind. Two columns wider."""
    if not colour:
        return f"{text} {SHADES[level or 0]}"
    return f"\x1b[{HEAT[level]}m{text} \x1b[0m " if level else f"{text}  "


def printable(text: str) -> str:
    """``text`` with tabs as spaces, and with nothing in it that could command the terminal."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text.expandtabs(4))


def cut(text: str, most: int) -> str:
    """``text`` in at most that many columns."""
    used = 0
    for at, character in enumerate(text):
        used += _columns(character)
        if used > most:
            return _fitting(text[:at], most - 1) + "…"
    return text


def columns(text: str) -> int:
    """How many columns ``text`` takes; wide characters take two, combining ones none."""
    return sum(map(_columns, text))


def _fitting(text: str, most: int) -> str:
    while columns(text) > most:
        text = text[:-1]
    return text


def _columns(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
