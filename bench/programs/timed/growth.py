"""Functions of which is known how their time grows with n, with the sizes one would ask for."""

from __future__ import annotations

import heapq
from collections import deque
from functools import cache
from random import Random


@cache
def shuffled(n: int) -> list[int]:
    numbers = list(range(n))
    Random(n).shuffle(numbers)
    return numbers


@cache
def ordered(n: int) -> list[int]:
    return list(range(n))


@cache
def known(n: int) -> dict[int, int]:
    return dict.fromkeys(range(n), 1)


# constant
# timeit setup: items = ordered(n)
# timeit: middle(items) for n in 10..100_000
def middle(items: list[int]) -> int:
    return items[len(items) // 2]


# constant
# timeit setup: table = known(n)
# timeit: looked_up(table, n - 1) for n in 10..100_000
def looked_up(table: dict[int, int], key: int) -> int:
    return table[key]


# logarithmic
# timeit setup: items = ordered(n)
# timeit: halved(items, n // 3) for n in 10..100_000
def halved(items: list[int], wanted: int) -> int:
    low, high = 0, len(items)
    while low < high:
        at = (low + high) // 2
        if items[at] < wanted:
            low = at + 1
        else:
            high = at
    return low


# logarithmic
# timeit: digits(n) for n in 10..100_000
def digits(n: int) -> int:
    count = 0
    while n:
        n //= 2
        count += 1
    return count


# linear
# timeit setup: items = ordered(n)
# timeit: total(items) for n in 10..100_000
def total(items: list[int]) -> int:
    return sum(items)


# linear
# timeit setup: items = ordered(n)
# timeit: scanned(items, n - 1) for n in 10..100_000
def scanned(items: list[int], wanted: int) -> bool:
    return wanted in items


# linear
# timeit setup: items = shuffled(n)
# timeit: largest(items) for n in 10..100_000
def largest(items: list[int]) -> int:
    found = items[0]
    for each in items:
        if each > found:
            found = each
    return found


# linear
# timeit: queued(n) for n in 10..100_000
def queued(n: int) -> deque[int]:
    queue: deque[int] = deque()
    for each in range(n):
        queue.appendleft(each)
    return queue


# linear
# timeit setup: items = ordered(n)
# timeit: joined(items) for n in 10..100_000
def joined(items: list[int]) -> str:
    return ",".join(map(str, items))


# linear, n·log n
# timeit setup: items = shuffled(n)
# timeit: in_order(items) for n in 10..100_000
def in_order(items: list[int]) -> list[int]:
    return sorted(items)


# linear, n·log n
# timeit setup: items = shuffled(n)
# timeit: merged(items) for n in 10..20_000
def merged(items: list[int]) -> list[int]:
    if len(items) < 2:
        return items
    half = len(items) // 2
    return list(heapq.merge(merged(items[:half]), merged(items[half:])))


# linear, n·log n
# timeit setup: items = shuffled(n)
# timeit: heaped(items) for n in 10..100_000
def heaped(items: list[int]) -> list[int]:
    heap: list[int] = []
    for each in items:
        heapq.heappush(heap, each)
    return [heapq.heappop(heap) for _ in range(len(heap))]


# quadratic
# timeit setup: items = shuffled(n)
# timeit: inversions(items) for n in 10..1_000
def inversions(items: list[int]) -> int:
    return sum(1 for at, one in enumerate(items) for other in items[at:] if other < one)


# quadratic
# timeit setup: items = shuffled(n)
# timeit: bubbled(items) for n in 10..1_000
def bubbled(items: list[int]) -> list[int]:
    done = list(items)
    for last in range(len(done), 1, -1):
        for at in range(1, last):
            if done[at - 1] > done[at]:
                done[at - 1], done[at] = done[at], done[at - 1]
    return done


# cubic
# timeit: multiplied(n) for n in 5..100
def multiplied(n: int) -> list[list[int]]:
    rows = range(n)
    left = [[row + column for column in rows] for row in rows]
    return [[sum(left[row][at] * left[at][column] for at in rows) for column in rows] for row in rows]


# exponential
# timeit: fibonacci(n) for n in 4..24
def fibonacci(n: int) -> int:
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
