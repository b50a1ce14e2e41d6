"""Calls of a library that is written in Python, and of one in C, beside a loop."""

import json
import re
from copy import deepcopy
from time import thread_time_ns as clock

ROWS = [{"name": str(number), "place": (number, [number])} for number in range(100)]
KNOWN = {}
TIMES = 1  # that each stretch is gone through


def regular_expressions():
    for number in range(400):
        re.compile(r"(?P<name>\w+)\s*=\s*([-+]?\d+|[a-z]{1,9}?)#" + str(number))


def deep_copies():
    for _ in range(150):
        deepcopy(ROWS)


def json_texts():
    for _ in range(900):
        json.dumps(ROWS)


def loop():
    total = 0
    for number in range(500_000):
        if number & 1:
            total = total + number
    return total


def timed(function):
    began = clock()
    for _ in range(TIMES):
        function()
    KNOWN[function.__name__] = clock() - began


if __name__ == "__main__":
    timed(regular_expressions)
    timed(deep_copies)
    timed(json_texts)
    timed(loop)
    print(json.dumps(KNOWN))
