"""Expressions that give small whole numbers, on one line or on several."""

from __future__ import annotations

from generated.author import ASYNC, Author


def number(a: Author, depth: int = 2) -> str:
    """A whole number."""
    if depth == 0 or a.chance(35):
        return atom(a)
    return str(a.pick(*_NUMBERS)(a, depth - 1))


def atom(a: Author) -> str:
    """A name or a literal."""
    names = a.scope.readable()
    return str(a.pick(*names)) if names and a.chance(70) else str(a.number(0, 5))


def truth(a: Author) -> str:
    """A condition."""
    return str(a.pick(*_TRUTHS)(a))


def call(a: Author, depth: int) -> str:
    """A call of a function that is in reach; awaited where that can be."""
    callees = a.affordable("function", *(("coroutine",) if a.scope.kind in ASYNC else ()))
    if not callees:
        return _sum(a, depth)
    callee = a.pick(*callees)
    text = a.call(callee)
    return f"(await {text})" if callee.kind == "coroutine" else text


def _sum(a: Author, depth: int) -> str:
    return f"({number(a, depth)} + {number(a, depth)}) % 7"


def _over_lines(a: Author, depth: int) -> str:
    return a.pick("(\n    {} +\n    {}\n) % 5", "max(\n    {},\n    {},\n)", "sum([\n    {},\n    {}])").format(
        number(a, depth), number(a, depth)
    )


def _choice(a: Author, depth: int) -> str:
    form = a.pick("({} if {} else {})", "(\n    {}\n    if {}\n    else {}\n)")
    return str(form.format(number(a, depth), truth(a), number(a, depth)))


def _comprehension(a: Author, depth: int) -> str:
    form = a.pick(
        "len([{v} + {x} for {v} in range({n})])",
        "sum({v} for {v} in range({n}))",
        "sum(\n    {v}\n    for {v} in range({n})\n    if {v} != 1\n)",
        "len({{{v} % 2 for {v} in range({n})}})",
        "len({{{v}: {v}\n    for {v} in range({n})}})",
        "sum([sum([{v} for _ in range({v})]) for {v} in range({n})])",
        "max((({v}, {x}) for {v} in range({n})), default=(0, 0))[0]",
    )
    return str(form.format(v=a.fresh("i"), x=atom(a), n=a.number(0, 4)))


def _mapped(a: Author, depth: int) -> str:
    callees = [callee for callee in a.affordable("function") if callee.steps < 100]
    if not callees or a.scope.steps > 1_000:
        return _comprehension(a, depth)
    inner = a.call(a.pick(*callees), times=3)
    return str(
        a.pick(
            "sum([{} for _ in range(3)])", "sum({} for _ in range(3))", "max(\n    {}\n    for _ in (1, 2)\n)"
        ).format(inner)
    )


def _lambda(a: Author, depth: int) -> str:
    name = a.fresh("x")
    form = a.pick(
        "(lambda {v}: {v} + {e})({n})",
        "(lambda {v}=2: (\n    {v} -\n    {e}))()",
        "(lambda {v}: {v} and\n    {e})({n})",
    )
    return str(form.format(v=name, e=atom(a), n=atom(a)))


def _walrus(a: Author, depth: int) -> str:
    if a.scope.kind == "class":
        return atom(a)
    return f"({a.fresh('w')} := {number(a, depth)})"


def _text(a: Author, depth: int) -> str:
    form = a.pick('len(f"{{{}}}-{{{}!r:>3}}")', 'len(f"""{{\n    {}}}\n{{{}}}""")')
    return str(form.format(atom(a), atom(a)))


def _item(a: Author, depth: int) -> str:
    form = a.pick("[1, 2, 3][{} % 3]", "(0,\n    *range(4))[{} % 4]", '{{"k": 1, **{{"j": {}}}}}["j"]', "-(-{})")
    return str(form.format(atom(a)))


_NUMBERS = (
    _sum, _over_lines, _choice, _comprehension, _mapped, _lambda, _walrus, _text, _item, call, call, call, call,
)  # fmt: skip


def _compared(a: Author) -> str:
    return f"{number(a, 1)} {a.pick('<', '==', '>=', '!=')} {atom(a)}"


def _chained(a: Author) -> str:
    return f"{atom(a)} <= {number(a, 1)} < {a.number(2, 6)}"


def _joined(a: Author) -> str:
    form = a.pick("{} and {}", "{} or {}", "not ({} and {})", "(\n    {}\n    and {}\n)", "(\n    {} or\n    {}\n)")
    return str(form.format(_compared(a), _compared(a)))


def _plain(a: Author) -> str:
    return atom(a)


_TRUTHS = (_compared, _compared, _chained, _joined, _plain)
