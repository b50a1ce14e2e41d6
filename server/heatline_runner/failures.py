"""How an exception ended the program, and where in the user's code it stands."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from heatline_runner.user_code import UserCode


def place_of(problem: BaseException, users: UserCode) -> tuple[str | None, int | None]:
    """The innermost line of the user's that the exception passed, or the one a syntax error names."""
    if isinstance(problem, SyntaxError) and problem.filename:
        path = users.path_of(problem.filename)
        if path is not None:
            return path, problem.lineno
    place: tuple[str | None, int | None] = (None, None)
    trace = problem.__traceback__
    while trace is not None:
        path = users.path_of(trace.tb_frame.f_code.co_filename)
        if path is not None:
            place = (path, trace.tb_lineno)
        trace = trace.tb_next
    return place


def ending_of(problem: BaseException, users: UserCode) -> tuple[object, ...]:
    """``("exited", code)`` or ``("raised", type, message, path, line)``."""
    if isinstance(problem, SystemExit):
        code = problem.code
        return ("exited", code if isinstance(code, int) else 0 if code is None else 1)
    path, line = place_of(problem, users)
    try:
        message = str(problem.msg if isinstance(problem, SyntaxError) else problem)
    except Exception:  # noqa: BLE001  (a program's own __str__ may do anything)
        message = ""
    return ("raised", type(problem).__name__, message, path, line)


def unread_of(problem: BaseException, users: UserCode) -> tuple[str, str] | None:
    """The name and the real path of a file of the user's that could not be compiled, so that its line can be shown."""
    if isinstance(problem, SyntaxError) and problem.filename:
        path = users.path_of(problem.filename)
        return None if path is None else (problem.filename, path)
    return None
