"""``heatline fetch``: put the compiled engines that some Pythons need into Heatline's own folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from heatline import engine_store, interpreters
from heatline_runner.registry import PACKAGES

FAILED = 2


def fetch(options: argparse.Namespace) -> int:
    """Fetch for each Python; one that cannot be served is said, the others are served all the same."""
    store = Path(options.into).absolute() if options.into else engine_store.user_store()
    failed = False
    for python in options.pythons:
        try:
            interpreter = interpreters.probe(interpreters.Choice(python, "as asked"))
            for package in PACKAGES.values():
                place = engine_store.fetch(interpreter, package, store)
                sys.stderr.write(f"{package.name} {package.version} for Python {interpreter.version} is in {place}\n")
        except (interpreters.Unusable, engine_store.FetchFailed, OSError) as problem:
            sys.stderr.write(f"heatline: {problem}\n")
            failed = True
    return FAILED if failed else 0
