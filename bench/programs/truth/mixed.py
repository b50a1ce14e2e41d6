"""A few coarse lines, a hot loop, one call of C, many small calls."""

import json
from hashlib import pbkdf2_hmac
from time import thread_time_ns as clock

KNOWN = {}
TIMES = 1  # that each stretch is gone through


def know(name, taken):
    KNOWN[name] = KNOWN.get(name, 0) + taken


def coarse():
    began = clock()
    ordered = sorted(range(400_000, 0, -1), key=str)  # = coarse, sorting
    sorted_at = clock()
    text = ",".join(map(str, ordered))  # = coarse, joining
    joined_at = clock()
    parts = text.split(",")  # = coarse, splitting
    know("coarse, sorting", sorted_at - began)
    know("coarse, joining", joined_at - sorted_at)
    know("coarse, splitting", clock() - joined_at)
    return parts


def hot_loop():
    total = 0
    for number in range(700_000):
        doubled = number + number
        total = total + doubled
    return total


def c_call():
    return pbkdf2_hmac("sha256", b"password", b"salt", 300_000)


def add(left, right):
    return left + right


def small_calls():
    total = 0
    for number in range(350_000):
        total = add(total, number)
    return total


def timed(function):
    began = clock()
    for _ in range(TIMES):
        function()
    KNOWN[function.__name__] = clock() - began


if __name__ == "__main__":
    timed(coarse)
    timed(hot_loop)
    timed(c_call)
    timed(small_calls)
    print(json.dumps(KNOWN))
