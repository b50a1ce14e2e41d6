"""Statements with generators, coroutines and asynchronous generators: driven by loops, by hand and by asyncio."""

from __future__ import annotations

from generated.author import ASYNC, Author, Callee
from generated.expressions import atom
from generated.statements import assign, block

GENERATORS = ("generator", "endless")


def _one(a: Author, *kinds: str) -> Callee | None:
    callees = a.affordable(*kinds)
    return a.pick(*callees) if callees else None


def give(a: Author) -> None:
    """A yield, in a generator of either kind."""
    scope = a.scope
    if scope.kind not in ("generator", "async_generator") or scope.yields + scope.weight > 24:
        return assign(a)
    scope.yields += scope.weight
    name = a.fresh("u")
    form = a.pick(
        "yield {e}", "yield", "{u} = yield {e}", "{u} = (\n    yield\n    {e}\n)", "{u} = (yield {e}) or 1; {u} = 2"
    )
    a.line(form.format(e=atom(a), u=name).replace("(\n    yield\n    ", "(yield\n    "))
    return None


def delegate(a: Author) -> None:
    """yield from a generator of the program's, or from a list."""
    scope = a.scope
    callees = [callee for callee in a.affordable("generator") if scope.yields + scope.weight * callee.yields <= 24]
    if scope.kind != "generator" or scope.yields + scope.weight * 2 > 24:
        return assign(a)
    callee = a.pick(None, *callees, *callees)
    scope.yields += scope.weight * (callee.yields if callee else 2)
    text = a.call(callee) if callee else "(1, 2)"
    a.line(a.pick("yield from {}", "{u} = yield from {}", "{u} = (\n    yield from {}\n)").format(text, u=a.fresh("u")))
    return None


def loop_over(a: Author) -> None:
    callees = [callee for callee in a.affordable("generator") if callee.yields <= 8]
    if not callees:
        return assign(a)
    callee, name = a.pick(*callees), a.fresh("i")
    form = a.pick("for {v} in {g}:", "for {v} in list({g}):", "for {v}, _ in zip({g}, range(2)):")
    block(a, form.format(v=name, g=a.call(callee)), min(callee.yields, 8) or 1, loop=True)
    return None


def by_hand(a: Author) -> None:
    """next, send, throw and close, and a generator that is left alone."""
    callee = _one(a, *GENERATORS)
    if callee is None:
        return assign(a)
    name = a.fresh("g")
    a.line(f"{name} = {a.call(callee, times=1)}")
    a.line("try:")
    for _ in range(a.number(1, 4)):
        a.line(
            "    "
            + a.pick("next({})", "{}.send(None)", "next({}, 0)", "{}.send(None); next({}, 1)").replace("{}", name)
        )
    if a.chance(60):
        a.line("    " + a.pick("{}.throw(ValueError(1))", "{}.throw(Oops)", "{}.close()").format(name))
    a.line("except (StopIteration, Exception) as problem:\n    pass")
    if a.chance(40):
        a.line(a.pick("{}.close()", "del {}", "{} = None").format(name))
    return None


def consume(a: Author) -> None:
    callee = _one(a, "generator")
    if callee is None:
        return assign(a)
    form = a.pick(
        "{v} = len(list({g}))", "{v} = len([*{g},\n    1])", "{v} = any({g}) + 0", "{v} = len([i for i in {g} if i])"
    )
    name = a.fresh("v")
    a.line(form.format(v=name, g=a.call(callee)))
    a.bind(name)
    return None


def drive(a: Author) -> None:
    """A coroutine stepped on by send, or closed before its end."""
    callee = _one(a, "coroutine")
    if callee is None or a.scope.kind == "class":
        return assign(a)
    name = a.fresh("g")
    a.line(f"{name} = {a.call(callee)}")
    form = a.pick(
        "try:\n    while True:\n        {c}.send(None)\nexcept StopIteration as end:\n    pass",
        "try:\n    {c}.send(None)\n    {c}.throw(ValueError(2))\nexcept (StopIteration, Exception):\n    pass\nfinally:\n    {c}.close()",
        "{c}.close()",
        "try:\n    {c}.send(None)\nexcept StopIteration: pass\n{c}.close()",
    )
    a.line(form.format(c=name))
    return None


def wait(a: Author) -> None:
    """An await."""
    if a.scope.kind not in ASYNC:
        return by_hand(a)
    callee = _one(a, "coroutine")
    name, text = a.fresh("u"), "asyncio.sleep(0)" if callee is None or a.chance(40) else a.call(callee)
    a.line(a.pick("await {}", "{u} = await {}", "{u} = [\n    1,\n    await {},\n]").format(text, u=name))
    return None


def async_loop(a: Author) -> None:
    if a.scope.kind not in ASYNC:
        return loop_over(a)
    callees = [callee for callee in a.affordable("async_generator") if callee.yields <= 8]
    if not callees:
        return wait(a)
    callee, name = a.pick(*callees), a.fresh("i")
    if a.chance(30):
        a.line(f"{a.fresh('u')} = [{name} async for {name} in {a.call(callee)}]")
    else:
        block(a, f"async for {name} in {a.call(callee)}:", callee.yields or 1, loop=True)
    return None


def async_by_hand(a: Author) -> None:
    """asend, athrow and aclose."""
    callee = _one(a, "async_generator") if a.scope.kind in ASYNC else None
    if callee is None:
        return wait(a)
    name = a.fresh("g")
    a.line(f"{name} = {a.call(callee)}\ntry:")
    for _ in range(a.number(1, 3)):
        a.line(
            "    "
            + a.pick("await {}.asend(None)", "await {}.__anext__()", "await {}.athrow(ValueError(3))").format(name)
        )
    a.line(f"except (StopAsyncIteration, Exception):\n    pass\nawait {name}.aclose()")
    return None


def async_with(a: Author) -> None:
    if a.scope.kind not in ASYNC:
        return assign(a)
    block(a, a.pick("async with AsyncContext({}):", "async with AsyncContext({}) as {u}, AsyncContext(1):").format(
        a.number(0, 1), u=a.fresh("u")))  # fmt: skip
    return None


def together(a: Author) -> None:
    """Tasks side by side; only where a loop runs."""
    callees = a.affordable("coroutine")
    if a.scope.kind != "task" or not callees:
        return wait(a)
    first, second = a.pick(*callees), a.pick(*callees)
    form = a.pick(
        "await asyncio.gather({f}, {s}, return_exceptions=True)",
        "await asyncio.gather(\n    {f},\n    {s},\n    return_exceptions=True,\n)",
        "{t} = asyncio.create_task({f})\nawait asyncio.sleep(0)\n{t}.cancel()\ntry:\n    await {t}\n"
        "except (Exception, asyncio.CancelledError):\n    pass",
        "{t} = [asyncio.ensure_future({f}) for _ in range(2)]\nfor {s2} in {t}:\n    try:\n        await {s2}\n"
        "    except Exception: pass",
    )
    text = form.format(f=a.call(first, 2), s=a.call(second) if "{s}" in form else "", t=a.fresh("t"), s2=a.fresh("t"))
    a.line(text)
    return None


SUSPENDED = (by_hand, by_hand, loop_over, consume, drive, wait, wait, async_loop, async_by_hand, async_with, together)
YIELDS = (give, give, give, delegate)
