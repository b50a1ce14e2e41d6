"""How long ago something was, in words."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Final

UNITS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def ago(started: str, now: datetime) -> str:
    """``3 minutes ago`` for ``started`` (ISO 8601; UTC unless it says otherwise) as seen at ``now``, an aware time."""
    then = datetime.fromisoformat(started.replace("Z", "+00:00"))
    then = then if then.tzinfo else then.replace(tzinfo=timezone.utc)
    seconds = int((now - then).total_seconds())
    if seconds < 5:
        return "just now"
    amount, unit = next((seconds // length, unit) for length, unit in UNITS if seconds >= length)
    return f"{amount} {unit}{'' if amount == 1 else 's'} ago"


def coarsely_ago(started: str, now: datetime) -> str:
    """The same for what is not drawn anew with every second: ``just now`` for two minutes, then ``minutes ago``."""
    text = ago(started, now)
    unit = text.partition(" ")[2]
    if unit.startswith("second") or text == "1 minute ago":
        return "just now"
    return "minutes ago" if unit.startswith("minute") else text
