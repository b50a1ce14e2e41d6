"""A few lines of the user's, and all the time in a library that is written in Python: deep copies."""

from copy import deepcopy

ROWS = [{"name": str(number), "place": (number, [number])} for number in range(100)]


def copy_all(count):
    for _ in range(count):
        deepcopy(ROWS)
