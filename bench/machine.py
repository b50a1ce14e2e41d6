"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
from datetime import datetime, timezone
from pathlib import Path


def machine_facts() -> tuple[str, ...]:
    """Short facts without names or paths; the load tells whether the machine was calm."""
    facts = [f"{platform.system()} {platform.machine()}", _processor(), f"{os.cpu_count()} CPUs"]
    if hasattr(os, "getloadavg"):
        facts.append(f"load {os.getloadavg()[0]:.1f} before the run")
    return (*filter(None, facts), datetime.now(timezone.utc).date().isoformat())


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
