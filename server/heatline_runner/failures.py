"""Where in the user's code a problem stands."""

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
