"""Calls inside calls, of one function and of two in turns, beside a call of C and a loop."""

import json
from time import thread_time_ns as clock

KNOWN = {}
TIMES = 1  # that each stretch is gone through


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def fibonacci():
    return fib(27)


def in_turns():
    for _ in range(2_000):
        is_even(150)


def sorting():
    return sorted(range(250_000, 0, -1), key=str)


def loop():
    total = 0
    for number in range(800_000):
        total = total + number
    return total


def timed(function):
    began = clock()
    for _ in range(TIMES):
        function()
    KNOWN[function.__name__] = clock() - began


if __name__ == "__main__":
    timed(fibonacci)
    timed(in_turns)
    timed(sorting)
    timed(loop)
    print(json.dumps(KNOWN))
