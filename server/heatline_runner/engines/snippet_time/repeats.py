"""The first call of a function, repeated in place with its live arguments before it runs; nothing of them is kept."""

from __future__ import annotations

from heatline_runner.engines.snippet_time.inplace import readings, rounds
from heatline_runner.engines.snippet_time.real_log import SUSPENDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

BUDGET_NS = 1_000_000_000
REST, MORE = 0x4, 0x8  # inspect's CO_VARARGS and CO_VARKEYWORDS


def repeated(frame: FrameType) -> dict[str, Any]:
    """What ``readings`` gives of the call that ``frame``, which has not run yet, stands for; or ``error``, a type and
    no message, where it raises: that may have the arguments in it; or ``refused``. KeyboardInterrupt is the program's.
    """
    if frame.f_code.co_flags & SUSPENDS:
        return {"refused": True}
    try:
        call, names = call_of(frame)
        return readings(rounds(call, names, {}), BUDGET_NS)
    except KeyboardInterrupt:
        raise
    except BaseException as problem:  # noqa: BLE001  (also SystemExit: what the program does not do yet)
        return {"error": (type(problem).__name__, "")}


def call_of(frame: FrameType) -> tuple[str, dict[str, Any]]:
    """The call as a text, and the values of the names in it. Variables of functions around it are copied: what the
    repeats assign to them stays among the repeats.
    """
    code, values = frame.f_code, frame.f_locals
    known = code.co_varnames
    plain, keywords = code.co_argcount, code.co_kwonlyargcount
    after = plain + keywords
    names: dict[str, Any] = {"_f": _function(frame)}
    parts = []
    for index, name in enumerate(known[:after]):
        names[f"_{index}"] = values[name]
        parts.append(f"_{index}" if index < plain else f"{name}=_{index}")
    if code.co_flags & REST:
        names["_rest"] = values[known[after]]
        parts.insert(plain, "*_rest")
        after += 1
    if code.co_flags & MORE:
        names["_more"] = values[known[after]]
        parts.append("**_more")
    return f"_f({', '.join(parts)})", names


def _function(frame: FrameType) -> Any:
    code, values = frame.f_code, frame.f_locals
    kind: Any = type(repeated)
    cell: Any = type((lambda: values).__closure__[0])  # type: ignore[index]  # types is not to be imported
    cells = tuple(cell(values[name]) if name in values else cell() for name in code.co_freevars)
    return kind(code, frame.f_globals, code.co_name, None, cells)
