"""A program that editors have trouble with: a file of 10,000 lines, 8,000 of them measured, and 299 others."""

from __future__ import annotations

from pathlib import Path

BIG, LINES, MEASURED, FILES = "big.py", 10_000, 8_000, 300
FUNCTIONS = 800
TEMPLATE = """\
def work_{number}(rounds):
    total = 0
    for step in range(rounds):
        square = step * step
        total += square
    if total % 2:
        total += {number}
    elif total % 3:
        total -= 1
    return total


"""  # ten measured lines, of twelve
OTHER = """\
def helper(size):
    found = []
    for each in range(size):
        if each % 3 == {number} % 3:
            found.append(each)
    return len(found)
"""
END = """\
def once(functions, helpers, rounds):
    return sum(function(rounds) for function in functions) + sum(helper(rounds) for helper in helpers)


if __name__ == "__main__":
    import sys
    from time import process_time

    from others import HELPERS

    CALLED = [value for name, value in list(globals().items()) if name.startswith("work_")]
    LIMIT_S = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
    while once(CALLED, HELPERS, 10) and process_time() < LIMIT_S:
        pass
    print(int(process_time() * 1e9))
"""


def big_text() -> str:
    """The large file: ``FUNCTIONS`` functions, with a comment before every second one so that it has its length."""
    end = END.splitlines(keepends=True)
    functions = [TEMPLATE.format(number=number) for number in range(FUNCTIONS)]
    left = LINES - len(end) - sum(text.count("\n") for text in functions)
    comments = "".join(f"# {'comment of a file that has grown over the years'}, line {at}\n" for at in range(left))
    return comments + "".join(functions) + "".join(end)


def write_big_program(folder: Path) -> Path:
    """Put the program into ``folder``; the file that is run takes how many seconds of CPU time it is to go on for."""
    others = folder / "others"
    others.mkdir()
    names = [f"part_{number}" for number in range(FILES - 2)]
    for number, name in enumerate(names):
        (others / f"{name}.py").write_text(OTHER.format(number=number), "utf-8")
    imports = "".join(f"from others.{name} import helper as {name}\n" for name in names)
    helpers = f"HELPERS = [value for name, value in list(globals().items()) if name.startswith({'part_'!r})]\n"
    (others / "__init__.py").write_text(
        imports + helpers.replace("name.startswith", "callable(value) and name.startswith"), "utf-8"
    )
    file = folder / BIG
    file.write_text(big_text(), "utf-8")
    return file
