"""The one way a benchmark ends early."""

from __future__ import annotations


class Stop(Exception):
    """Something outside the benchmark is missing or failed; the text says what, and what to do."""
