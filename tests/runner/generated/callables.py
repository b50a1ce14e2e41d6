"""Functions, classes, decorators and lambdas: what a module defines, and what is defined within a function."""

from __future__ import annotations

from generated.author import ASYNC, Author, Callee, Kind, Scope
from generated.expressions import atom, number

DECORATORS = (
    "@same",
    "@wrapped",
    "@with_options(1)",
    "@with_options(\n    1,\n    2,\n)",
    "@(\n    same\n)",
    "@same\n@wrapped",
)
LONGEST_RECURSION = 6  # arguments are 0 to 4, and one call more for what is below


def function(a: Author, kind: Kind) -> None:
    """A function of that kind; what encloses it may call it from here on."""
    name, outer = a.fresh("f"), a.scope
    recursive = kind in ("function", "generator") and a.chance(15)
    scope = Scope(kind, outer, names=["n"], tallies=_tallies(a))
    if recursive:
        scope.weight = LONGEST_RECURSION
    elif kind == "function" and a.chance(20):
        return _one_line(a, name)
    with a.function(_header(a, name, kind, decorated=not recursive), scope):
        _prologue(a, scope)
        if recursive:
            _recursive_call(a, name, scope)
        else:
            _statements(a)
        if kind in ("generator", "async_generator"):
            a.line("yield n" if a.chance(60) else "if 0:\n    yield")
            scope.yields += scope.weight
        elif not recursive and a.chance(60):
            a.line(f"return {number(a)}")
    _known(a, outer, Callee(f"{name}({{}})", kind, scope.steps, scope.yields))
    return None


def _tallies(a: Author) -> list[str]:
    return [f"total{a.number(0, 1)}"]


def _header(a: Author, name: str, kind: Kind, *, decorated: bool) -> str:
    form = a.pick("def {f}(n):", "def {f}(n, m=1, *, k=2):", "def {f}(\n    n,\n    m={e},\n):", "def {f}(n: int = 1) -> int:",
                  "def {f}[T](n: T, *rest: T):" if a.version >= (3, 12) else "def {f}(n, *rest):")  # fmt: skip
    decorator = a.pick(*DECORATORS) + "\n" if decorated and kind == "function" and a.chance(25) else ""
    return str(decorator + ("async " if kind in ASYNC else "") + form.format(f=name, e=atom(a)))


def _prologue(a: Author, scope: Scope) -> None:
    if a.chance(20):
        a.line('"""What this is."""' if a.chance(50) else '"""What this is.\n\nAnd more of it."""')
    outer = scope.outer
    inside = outer is not None and outer.kind not in ("module", "class")
    if inside and outer is not None and "nl" in outer.tallies:
        a.line("nonlocal nl")
        scope.tallies = ["nl"]
        return
    a.line(f"global {', '.join(scope.tallies)}")
    if a.chance(30):
        a.line("nl = 0")
        scope.tallies = [*scope.tallies, "nl"]


def _statements(a: Author) -> None:
    for _ in range(a.number(1, 5)):
        a.write()


def _recursive_call(a: Author, name: str, scope: Scope) -> None:
    """The end of the recursion first, then one call of itself or two."""
    a.line(a.pick("if n <= 0: return 0", "if n <= 0:\n    return 0"))
    a.write()
    twice = a.chance(30)
    scope.weight = 2**LONGEST_RECURSION if twice else LONGEST_RECURSION
    again = f"{name}(n - 1) + {name}(\n    n - 1)" if twice else f"{name}(n - 1) + {atom(a)}"
    if scope.kind == "generator":
        again = f"yield from {name}(n - 1)" if not twice else f"yield from {name}(n - 1)\nyield from {name}(n - 1)"
        a.line(again)
    else:
        a.line(
            a.pick("return {}", "u0 = {}\nreturn u0", "try:\n    return {}\nfinally:\n    u0 = 1").format(
                again.replace("\n", "\n    ")
            )
        )
    scope.steps += 3 * scope.weight


def _one_line(a: Author, name: str) -> None:
    form = a.pick("def {f}(n): return n + 1", "{f} = lambda n: n + 1", "def {f}(n): v = n; return v", "def {f}(n, m=1): pass; return m",
                  "{f} = lambda n: (\n    n\n    + 1\n)", 'def {f}(n):\n    """Only this."""', "def {f}(n): return [i for i in range(n)][:0] or n",
                  "def {f}(n): return n if n else {f}(1)", "@same\ndef {f}(n): return n", "def {f}(n):\n    return 1\n    return 2",
                  "def {f}(n):\n    raise ValueError(n)\n    n = 1", "{f} = wrapped(lambda n: n)", "def {f}(n): ...")  # fmt: skip
    a.line(form.format(f=name))
    if "pass" not in form and "..." not in form and "Only" not in form:
        _known(a, a.scope, Callee(f"{name}({{}})", "function", 8))


def endless(a: Author) -> None:
    """A generator that only stops when it is told to."""
    name = a.fresh("f")
    a.line(
        a.pick(
            "def {f}(n):\n    while True:\n        yield n",
            "def {f}(n):\n    try:\n        while True:\n            u = yield n\n    finally:\n        n = 0",
            "def {f}(n):\n    while True:\n        try:\n            yield n\n        except ValueError:\n            n += 1",
            "def {f}(n):\n    with Context(0):\n        yield 1\n        yield 2\n        while 1: yield 3",
        ).format(f=name)
    )
    _known(a, a.scope, Callee(f"{name}({{}})", "endless", 16))


def class_(a: Author) -> None:
    """A class with methods of each sort; its body is code as well."""
    name, outer = a.fresh("K"), a.scope
    if a.chance(15):
        a.line(
            a.pick(
                "class {}: pass", "class {}: ...", 'class {}:\n    """Only this."""', "class {}(Oops): x = 1"
            ).format(name)
        )
        return
    header = a.pick("class {}:", "class {}(object):", "class {}(\n    Context,\n):", "@same\nclass {}:").format(name)
    with a.function(header, Scope("class", outer)):
        a.line(
            a.pick(
                '"""What this is."""', "x = 1", "for i in range(2): x = i", "x = [i for i in range(2)]", "x: int = 2"
            )
        )
        if a.chance(50):
            a.line(
                a.pick(
                    "def __init__(self, n=0): self.n = n",
                    "def __init__(self, n=0):\n    self.n = n\n    self.m = [\n        n,\n    ]",
                )
            )
        for _ in range(a.number(1, 3)):
            _method(a, name, outer)
    outer.steps += 4 * outer.weight


def _method(a: Author, owner: str, outer: Scope) -> None:
    name, steps = a.fresh("m"), 4
    form, template = a.pick(
        ("def {m}(self, n): return n", "{K}().{m}({{}})"),
        ("@staticmethod\ndef {m}(n): return n", "{K}.{m}({{}})"),
        ("@classmethod\ndef {m}(cls, n):\n    return cls.x if n > 9 else n", "{K}.{m}({{}})"),
        ("@property\ndef {m}(self): return 2", "({K}().{m} + {{}})"),
        ("", "{K}().{m}({{}})"),
    )
    if form:
        a.line(form.format(m=name))
    else:
        scope = Scope("function", a.scope, names=["n"], tallies=_tallies(a))
        with a.function(a.pick("def {}(self, n):", "@wrapped\ndef {}(self, n):").format(name), scope):
            _prologue(a, scope)
            _statements(a)
            a.line("return n")
        steps = scope.steps
    _known(a, outer, Callee(template.format(K=owner, m=name), "function", steps + 4))


def _known(a: Author, scope: Scope, callee: Callee) -> None:
    scope.callees = [*scope.callees, callee]


def local(a: Author) -> None:
    """A function or a class within a function."""
    if a.scope.depth > 2 or a.scope.kind == "class" or _nesting(a.scope) > 3:
        return None
    kind = a.pick("function", "function", "generator", "coroutine", "async_generator", "class")
    return class_(a) if kind == "class" else function(a, kind)


def _nesting(scope: Scope | None) -> int:
    return 0 if scope is None else 1 + _nesting(scope.outer)
