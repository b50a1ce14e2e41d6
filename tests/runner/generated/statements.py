"""Statements that any function may have: assignments, branches, loops, exceptions, contexts, patterns."""

from __future__ import annotations

from generated.author import DEEPEST, Author
from generated.expressions import atom, number, truth


def block(a: Author, header: str, times: int = 1, *, loop: bool = False) -> None:
    """A block of one to three statements."""
    with a.indented(header, times, loop=loop):
        for _ in range(a.number(1, 3)):
            a.write()


def assign(a: Author) -> None:
    form = a.pick(
        "{v} = {e}", "{v} = {w} = {e}", "{v}, *{w} = {e}, 1", "{v}: int = {e}", "{v} = \\\n    {e}", "({v}) = {e}"
    )
    text, name = number(a), a.fresh("v")
    a.line(form.format(v=name, w=a.fresh("u"), e=text))
    a.bind(name)


def augment(a: Author) -> None:
    own = [name for name in a.scope.names if name[0] == "v"]
    if not own:
        return assign(a)
    a.line(f"{a.pick(*own)} += {number(a)}")
    return None


def several(a: Author) -> None:
    name = a.fresh("v")
    a.line(f"{name} = {atom(a)}; {name} += {number(a, 1)}; {a.fresh('u')} = {name}")
    a.bind(name)


def tally(a: Author) -> None:
    if not a.scope.tallies:
        return assign(a)
    a.line(f"{a.pick(*a.scope.tallies)} += {a.number(1, 3)}")
    return None


def small(a: Author) -> None:
    """Statements of one line that do next to nothing."""
    name = a.fresh("v")
    form = a.pick(
        "pass", "...", '"text"', "{n} = 1\ndel {n}", "assert {t}or 1", "assert (\n    {t}\n    or True\n)", "if 0: {n} = 1",
        "if {t}: {n} = 1", "for {n} in range(2): {n} += 1", "while {t}: break", "{n} = [*range(2)]", "while 0: pass",
        "if not __debug__:\n    {n} = 1", "for {n} in (): pass\nelse: {n} = 1", "# a comment\npass", '"""text\n\nof lines"""',
    )  # fmt: skip
    a.line(form.format(n=name, t=f"({truth(a)}) "))


def branch(a: Author) -> None:
    block(a, f"if {truth(a)}:")
    for _ in range(a.pick(0, 0, 1, 2)):
        block(a, f"elif {truth(a)}:")
    if a.chance(50):
        block(a, "else:")


def for_loop(a: Author) -> None:
    name, times = a.fresh("i"), a.number(0, 3)
    header = a.pick("for {} in range({}):", "for {} in [*range({})]:", "for (\n    {}\n) in range(\n    {}\n):")
    _loop(a, header.format(name, times), times, name)


def for_pairs(a: Author) -> None:
    name = a.fresh("i")
    _loop(a, f"for {a.fresh('k')}, {name} in enumerate(({atom(a)}, {atom(a)})):", 2, name)


def while_loop(a: Author) -> None:
    name, times = a.fresh("c"), a.number(1, 3)
    a.line(f"{name} = {times}")
    header = a.pick("while {}:", "while {} > 0:", "while (\n    {}\n    > 0\n):", "while True:")
    with a.indented(header.format(name), times + 1, loop=True):
        a.line(f"{name} -= 1")
        if header == "while True:":
            a.line(a.pick("if {} < 0: break", "if {} < 0:\n    break").format(name))
        _loop_body(a)
    if a.chance(30):
        block(a, "else:")


def _loop(a: Author, header: str, times: int, name: str) -> None:
    with a.indented(header, max(times, 1), loop=True):
        a.bind(name)
        _loop_body(a)
    if a.chance(30):
        block(a, "else:")


def _loop_body(a: Author) -> None:
    a.write()
    if a.chance(40):
        word = a.pick("break", "continue")
        a.line(a.pick("if {}:\n    {}", "if {}: {}").format(truth(a), word))
    if a.chance(60):
        a.write()


def attempt(a: Author) -> None:
    """try with every clause; what is raised in it is mostly caught."""
    with a.indented("try:"):
        a.write()
        if a.chance(60):
            throw(a)
        if a.chance(40):
            a.write()
    caught = a.chance(85)
    if caught:
        block(a, a.pick("except ValueError:", "except (KeyError, ValueError) as problem:", "except Oops:"))
        if a.chance(70):
            block(a, a.pick("except Exception:", "except Exception as problem:", "except:"))
        if a.chance(30):
            block(a, "else:")
    if not caught or a.chance(40):
        _finally(a)


def _finally(a: Author) -> None:
    with a.indented("finally:"):
        a.write()
        if a.scope.loops and a.scope.can_return and a.chance(15):
            a.line(f"if {truth(a)}: {a.pick('break', 'return')}" if a.scope.kind == "function" else "pass")


def throw(a: Author) -> None:
    """An exception, now or only if."""
    form = a.pick(
        "raise ValueError({e})", "raise Oops({e}) from None", "raise Oops", "if {t}:\n    raise KeyError({e})",
        "if {t}: raise ValueError", "{n} = {{}}[{e}]", "1 / 0", "raise ValueError(\n    {e},\n    {e},\n)", "assert not {e}",
        "{n} = (\n    {e}\n    // 0\n)",
    )  # fmt: skip
    a.line(form.format(e=atom(a), t=truth(a), n=a.fresh("u")))


def attempt_group(a: Author) -> None:
    """except*, from 3.11 on; before that the same with a plain exception."""
    scope, new = a.scope, a.version >= (3, 11)
    raised = "raise ExceptionGroup('g', [{}])" if new else "raise {}"
    with a.indented("try:"):
        a.write()
        what = a.pick("ValueError(1)", "KeyError(2)", "Oops()") if not new else a.pick(
            "ValueError(1)", "ValueError(1), KeyError(2)", "Oops(), KeyError(2), ValueError(3)", "ExceptionGroup('h', [Oops()])"
        )  # fmt: skip
        a.line(a.pick("if {}:\n    ", "").format(truth(a)) + raised.format(what))
    star, (loops, can_return) = "*" if new else "", (scope.loops, scope.can_return)
    scope.loops, scope.can_return = 0, False
    for kind in ("ValueError", "(KeyError, Oops) as group")[: a.number(1, 2)]:
        block(a, f"except{star} {kind}:")
    scope.loops, scope.can_return = loops, can_return
    if a.chance(30):
        block(a, a.pick("else:", "finally:"))


def with_block(a: Author) -> None:
    """Contexts of a class, of a generator, and of the library; some swallow what is raised."""
    form = a.pick(
        "with Context({n}):", "with Context({n}) as {u}:", "with Context({n}), made_context():", "with made_context() as {u}:",
        "with (\n    Context({n}) as {u},\n    Context(1),\n):", "with suppress(ValueError, ZeroDivisionError):",
    )  # fmt: skip
    header = form.format(n=a.number(0, 1), u=a.fresh("u"))
    with a.indented(header):
        a.write()
        if a.chance(30):
            throw(a)
        if a.chance(30):
            a.write()


def match(a: Author) -> None:
    name = a.fresh("i")
    subject, patterns = a.pick(
        ("{e}", ("0", "1 | 2", "int({n}) if {n} > 3", "{n}")),
        ("[{e}, {e}]", ("[0, _]", "[{n}, *_] if {n} > 1", "(_, 1)", "_")),
        ('{{"k": {e}}}', ('{{"k": 1}}', '{{"k": {n}, **rest}}', "_")),
        ("(\n    {e},\n    {e}\n)", ("(0, 0)", "(1, {n})", "({n}, _) if (\n    {n} > 2\n)")),
    )
    with a.indented(f"match {subject.format(e=atom(a))}:"):
        for pattern in patterns[: a.number(1, len(patterns))]:
            block(a, f"case {pattern.format(n=name)}:")


def leave(a: Author) -> None:
    """A return, with or without anything behind it."""
    scope = a.scope
    if scope.kind in ("module", "class") or not scope.can_return:
        return assign(a)
    bare = scope.kind == "async_generator"
    result = "return" if bare else a.pick(f"return {number(a)}", f"return {number(a)}", "return 0")
    a.line(f"if {truth(a)}:\n    {result}" if a.chance(80) else result.replace("\n", "\n    "))
    return None


def compiled(a: Author) -> None:
    """Code that the program compiles itself, under the name of its own file."""
    text = a.pick(
        r"q = 1\nq += 1\n",
        r"for q in range(2):\n    r = q\n",
        r"\n\ndef h(n):\n    return n\nh(1)\n",
        r"sum(q for q in (1, 2))",
    )
    a.line(f'exec(compile("{text}", __file__, "exec"), {{}})')


SIMPLE = (assign, assign, augment, several, tally, small, small)
COMPOUND = (
    branch, branch, for_loop, for_loop, for_pairs, while_loop, attempt, attempt, attempt_group, with_block, match, leave, compiled,
)  # fmt: skip


def is_deep(a: Author) -> bool:
    """Whether it is time to write simple statements only."""
    return a.left <= 0 or a.scope.depth >= DEEPEST or a.scope.steps > 1_500
