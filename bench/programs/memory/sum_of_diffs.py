"""The course's: a million numbers in steps of 3, and the slices that copy the list."""

from marked import profile


@profile
def work(size):
    numbers = list(range(1, size, 3))
    first = numbers[:-1]
    second = numbers[1:]
    total = 0
    for a, b in zip(first, second, strict=True):
        total += b - a
    return total
