"""Generators: one that is looped over, a chain of them, one that is sent to, beside a comprehension and a call of C."""

import json
from time import thread_time_ns as clock

KNOWN = {}
TIMES = 1  # that each stretch is gone through


def counted(count):
    number = 0
    while number < count:
        yield number
        number += 1


def odd(numbers):
    for number in numbers:
        if number & 1:
            yield number


def summing():
    total = 0
    while True:
        total += yield total


def walked(depth):
    if depth:
        yield from walked(depth - 1)
        yield depth
        yield from walked(depth - 1)


def looped_over():
    total = 0
    for number in counted(400_000):
        total += number
    return total


def chained():
    return sum(odd(counted(400_000)))


def sent_to():
    sums = summing()
    next(sums)
    for number in range(300_000):
        sums.send(number)


def delegated():
    return sum(walked(16))


def comprehension():
    return [number * number for number in range(900_000)]


def c_call():
    return sorted(range(250_000, 0, -1), key=str)


def timed(function):
    began = clock()
    for _ in range(TIMES):
        function()
    KNOWN[function.__name__] = clock() - began


if __name__ == "__main__":
    timed(looped_over)
    timed(chained)
    timed(sent_to)
    timed(delegated)
    timed(comprehension)
    timed(c_call)
    print(json.dumps(KNOWN))
