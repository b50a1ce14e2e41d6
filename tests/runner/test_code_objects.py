"""Every kind of code object is measured, each line in the function it is part of."""

from __future__ import annotations

from place import Place


def test_module_level_loops_and_lines_that_never_ran(every_place: Place) -> None:
    every_place.write("main.py", "for i in range(10):\n    j = i\nif j < 0:\n    never = 1\n")
    run = every_place.run()
    assert run.rows() == [(1, "<module>", 11), (2, "<module>", 10), (3, "<module>", 1), (4, "<module>", 0)]
    assert run.profile.run.outcome == "finished"
    assert not run.profile.run.partial


def test_code_may_begin_far_down_in_its_file(every_place: Place) -> None:
    every_place.write("main.py", "# licence\n" * 100_000 + "x = 1\nprint(x)\n")
    run = every_place.run()
    assert (run.profile.run.outcome, run.rows()) == (
        "finished",
        [(100_001, "<module>", 1), (100_002, "<module>", 1)],
    )


def test_a_class_body_is_a_function_of_its_own(place: Place) -> None:
    place.write("main.py", "class A:\n    x = 1\n    class B:\n        y = 2\n")
    rows = [row for row in place.run().rows() if row[0] in (2, 4)]
    assert rows == [(2, "A", 1), (4, "A.B", 1)]


def test_methods_of_each_kind_have_their_qualified_names(place: Place) -> None:
    place.write(
        "main.py",
        """\
        class A:
            @staticmethod
            def s():
                return 1
            @classmethod
            def c(cls):
                return 2
            @property
            def p(self):
                return 3
            def m(self):
                def inner():
                    return 4
                return inner()
        a = A()
        for _ in range(3):
            a.s(), a.c(), a.p, a.m()
        """,
    )
    inside = [row for row in place.run().rows() if row[2] == 3 and row[0] < 15]
    assert inside == [
        (4, "A.s", 3),
        (7, "A.c", 3),
        (10, "A.p", 3),
        (12, "A.m", 3),
        (13, "A.m.<locals>.inner", 3),
        (14, "A.m", 3),
    ]


def test_decorated_functions_keep_their_own_lines(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import functools
        def twice(function):
            @functools.wraps(function)
            def wrapper(*args):
                function(*args)
                return function(*args)
            return wrapper
        @twice
        @functools.lru_cache
        def work(x):
            return x
        work(1)
        """,
    )
    run = place.run()
    assert [row for row in run.rows() if row[0] in (5, 6, 11)] == [
        (5, "twice.<locals>.wrapper", 1),
        (6, "twice.<locals>.wrapper", 1),
        (11, "work", 1),
    ]


def test_a_comprehension_over_several_lines_has_hits_without_a_time(every_place: Place) -> None:
    every_place.write("main.py", "def f(n):\n    return list(\n        i * i\n        for i in range(n)\n    )\nf(5)\n")
    run = every_place.run()
    assert {function for line, function, _ in run.rows() if 2 <= line <= 5} == {"f"}
    assert dict(run.hits())[3] == 5
    assert 3 in run.untimed()
    assert 2 not in run.untimed()


def test_a_comprehension_on_one_line_adds_no_hits_to_its_line(every_place: Place) -> None:
    every_place.write("main.py", "def f(n):\n    return sum(i for i in range(n))\nf(100)\n")
    assert every_place.run().hits()[2] == 1


def test_a_lambda_counts_for_the_function_around_it(place: Place) -> None:
    place.write("main.py", "def f():\n    g = lambda x: (\n        x + 1\n    )\n    return g(1) + g(2)\nf()\n")
    run = place.run()
    assert (3, "f", 2) in run.rows()
    assert run.untimed() == [3]


def test_a_generator_counts_each_resumption(place: Place) -> None:
    place.write("main.py", "def g(n):\n    for i in range(n):\n        yield i\nfor i in g(4):\n    pass\n")
    assert place.run().hits() == {1: 1, 2: 5, 3: 4, 4: 5, 5: 4}


def test_an_abandoned_generator_counts_what_it_ran(place: Place) -> None:
    place.write("main.py", "def g():\n    while True:\n        yield 1\nit = g()\nnext(it), next(it)\n")
    assert place.run().hits() == {1: 1, 2: 2, 3: 2, 4: 1, 5: 1}


def test_coroutines_are_measured_without_their_sleep(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import asyncio
        async def nap(i):
            await asyncio.sleep(0.001)
            return i
        async def main():
            await asyncio.gather(*(nap(i) for i in range(20)))
            async for x in many():
                y = x
        async def many():
            for i in range(3):
                yield i
        asyncio.run(main())
        """,
    )
    hits = place.run().hits()
    assert [hits[line] for line in (3, 4, 8, 10, 11, 12)] == [20, 20, 3, 4, 3, 1]


def test_functions_whose_body_stands_on_the_def_line_are_counted(every_place: Place) -> None:
    every_place.write("main.py", "def f(x): return x\nfor i in range(7):\n    f(i)\n")
    assert every_place.run().rows() == [(1, "<module>", 1), (1, "f", 7), (2, "<module>", 8), (3, "<module>", 7)]


def test_twin_functions_of_the_same_text_are_told_apart(place: Place) -> None:
    place.write("main.py", "def a():\n    return 1\ndef b():\n    return 1\na()\nb(), b()\n")
    hits = place.run().hits()
    assert (hits[2], hits[4]) == (1, 2)


def test_a_function_made_anew_each_time_adds_up(place: Place) -> None:
    place.write(
        "main.py", "def make():\n    def f():\n        return 1\n    return f\nfor _ in range(5):\n    make()()\n"
    )
    assert place.run().hits() == {1: 1, 2: 5, 3: 5, 4: 5, 5: 6, 6: 5}


def test_code_that_the_program_compiles_itself_is_not_measured(place: Place) -> None:
    place.write("main.py", "exec('x = 1\\ny = 2')\neval('1 + 1')\n")
    run = place.run()
    assert run.hits() == {1: 1, 2: 1}
    assert run.files() == ["main.py"]


def test_generic_functions_and_classes_have_their_qualified_names(new_place: Place) -> None:
    new_place.write(
        "main.py",
        """\
        def f[T](x: T) -> T:
            return x
        class A[T]:
            def m[U](self, x: U) -> U:
                return x
        f(1), A().m(2)
        """,
    )
    rows = [row for row in new_place.run().rows() if row[0] in (2, 5)]
    assert rows == [(2, "f", 1), (5, "A.m", 1)]
