"""Does something at the next line of the user's own code, in whatever thread; from 3.12 on, where monitoring can tell.

Python 3.13 and 3.14 count threads for the warning of ``os.fork`` only after the hooks that stand after a fork have run
(CPython issue 137109): a thread must not be started in them.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

NAME = "heatline fork"
TOOL_IDS = (3, 4, 5)  # as for threads, from the other end; then an optimiser's, since it is for a moment only


def at_next_line(is_users: Callable[[CodeType], bool], act: Callable[[], None]) -> bool:
    """Call ``act`` once a line of the user's is reached; False where that cannot be told."""
    monitoring: Any = getattr(sys, "monitoring", None)
    if monitoring is None:
        return False
    if NAME in map(monitoring.get_tool, TOOL_IDS):
        return True
    tool = next((tool for tool in TOOL_IDS if monitoring.get_tool(tool) is None), None)
    if tool is None:
        return False

    def on_line(code: CodeType, line: int) -> object:  # noqa: ARG001  (as sys.monitoring calls it)
        if not is_users(code):
            return monitoring.DISABLE
        monitoring.set_events(tool, monitoring.events.NO_EVENTS)
        monitoring.free_tool_id(tool)
        act()
        return None

    monitoring.use_tool_id(tool, NAME)
    monitoring.register_callback(tool, monitoring.events.LINE, on_line)
    monitoring.set_events(tool, monitoring.events.LINE)
    return True
