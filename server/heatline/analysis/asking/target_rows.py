"""The rows that a function is timed as: each way to call it, alone or in turns with what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heatline.analysis.asking.callables import Target, candidates, parameters, placeholder
from heatline.analysis.asking.sizes import split_sizes
from heatline.analysis.asking.snippet_code import runnable, shortened
from heatline.analysis.asking.target_calls import (
    Call,
    Wish,
    check_comments,
    check_size,
    check_values,
    given_by,
    sized_calls,
    steps,
    target_calls,
    typed_call,
)
from heatline.analysis.asking.timed_file import SIZE, CannotTime, TimedFile, check_names
from heatline.analysis.asking.versus import Other, base_of, other_call, other_function
from heatline.protocol import Question
from heatline_runner.request import Row


@dataclass(frozen=True)
class _Side:
    """What to compare with, at which sizes; ``line`` is that of the comment that says so, 0 where none does."""

    other: Other
    sizes: str
    line: int


def target_rows(file: TimedFile, target: Target, wish: Wish) -> tuple[Row, ...] | Question:
    """The rows of ``target``; a Question where nothing says how to call it."""
    calls = sized_calls(file, target, target_calls(file, target, wish), wish)
    sides = _sides(file, target, wish)
    if not sides:
        return tuple(_row(file, target, call) for call in calls) or _question(file, target, wish)
    pairs = [(call, side) for side in sides for call in _bases(file, target, calls, side)]
    for side in sides:
        if side.other.is_name:
            other_function(file, target, side.other)
    if not pairs:
        return _question(file, target, wish)
    compared = [_compared(file, target, pair, wish) for pair in pairs]
    bases = {call for call, _ in pairs}
    alone = [call for call in calls if call not in bases] if wish.commented else []
    return tuple(sorted([*compared, *(_row(file, target, call) for call in alone)], key=lambda row: row.line))


def _sides(file: TimedFile, target: Target, wish: Wish) -> list[_Side]:
    if wish.versus is not None:
        typed = typed_call(wish.versus, 0, "")
        return [_Side(Other(typed.code), typed.sizes, 0)]
    said = file.comments(target).of("versus") if wish.compare or wish.commented else ()
    if said:
        check_comments(file.comments(target))
    sides = [(comment, *split_sizes(comment.text)) for comment in said]
    found = [_Side(Other(runnable(code) or code, comment.line), sizes, comment.line) for comment, code, sizes in sides]
    if not found and wish.compare:
        likeliest = candidates(target, file.targets)[:1]
        if not likeliest:
            raise CannotTime(
                f"{file.name} has nothing with the parameters of {target.name} to compare it with: "
                f"say with what, as in `# versus: other` above it."
            )
        found = [_Side(Other(likeliest[0].name), "", 0)]
    return found


def _bases(file: TimedFile, target: Target, calls: Sequence[Call], side: _Side) -> Sequence[Call]:
    """The calls that ``side`` is compared with: all, for a function's name; for a whole call, the one it goes with."""
    if side.other.is_name:
        return calls
    above = [each for each in calls if each.asked == "comment" and each.line < side.line]
    if above:
        return above[-1:]
    code = base_of(file, target, side.other)
    if code is not None and not (calls and calls[0].asked == "given"):
        setup = calls[0].setup if calls else file.comments(target).setup
        return [Call(code, setup, side.sizes, side.line or target.node.lineno, "comment" if side.line else "given")]
    if not calls and side.line:
        raise CannotTime(
            f"`{side.other.text}` is compared with nothing yet: "
            f"write what with above it, as in `# timeit: {placeholder(target, file.targets)}`.",
            side.line,
        )
    return calls[:1]


def _row(file: TimedFile, target: Target, call: Call) -> Row:
    check_size(file, call)
    return Row(
        label=shortened(call.code),
        call=call.code,
        setup=call.setup,
        sizes=steps(call.sizes),
        function=target.name,
        line=call.line,
        asked=call.asked,
    )


def _compared(file: TimedFile, target: Target, pair: tuple[Call, _Side], wish: Wish) -> Row:
    call, side = pair
    code, function = other_call(file, target, call.code, side.other)
    sizes = wish.sizes or side.sizes or call.sizes
    sized = Call(call.code, call.setup, sizes, side.line or call.line, call.asked)
    given = given_by(call.setup) | ({SIZE} if sizes else set())
    if not side.other.is_name:
        check_values(file, target, code, given)
    check_names(file, code, given, side.other.line)
    check_size(file, Call(f"{call.code}\n{code}", call.setup, sizes, call.line, call.asked))
    return Row(
        label=shortened(call.code),
        call=call.code,
        setup=call.setup,
        versus=code,
        sizes=steps(sizes),
        function=target.name,
        versus_function=function,
        line=sized.line,
        asked=call.asked,
    )


def _question(file: TimedFile, target: Target, wish: Wish) -> Question:
    call = placeholder(target, file.targets)
    if wish.sizes is not None:
        call = _with_size(call, target, file)
    comments = f"`# timeit: {call}`"
    if target.kind in ("method", "property"):
        owner = target.name.rpartition(".")[0]
        made, _, rest = call.rpartition(f".{target.short}")
        name = owner.rpartition(".")[2].lower()
        comments = f"`# timeit setup: {name} = {made}` and `# timeit: {name}.{target.short}{rest}`"
    text = f"Nothing says how to call {target.name}: type a call, or write {comments} above it."
    return Question("question", text, target.name, call)


def _with_size(call: str, target: Target, file: TimedFile) -> str:
    """``call`` with n for a parameter: the one that is called so, else the last."""
    needed = parameters(target, file.targets)
    if needed is None or not needed.required or SIZE in needed.required:
        return call
    head, _, tail = call.rpartition(needed.required[-1])
    return f"{head}{SIZE}{tail}"
