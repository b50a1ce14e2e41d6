"""Add up numbers, twice: with a loop of our own and with the built-in `sum`.

Look for two things:

* the hits: the loop's lines run two million times, the line with `sum` once, and both give the same number;
* the share of `by_loop` and of `by_sum` in the run, in the lens above each function.

A line that looks cheap is dear when it runs often enough, and a built-in runs its loop in C.
"""

COUNT = 2_000_000


def by_loop(count):
    total = 0
    for number in range(count):
        total += number
    return total


def by_sum(count):
    return sum(range(count))


if __name__ == "__main__":
    looped = by_loop(COUNT)
    summed = by_sum(COUNT)
    print(f"loop: {looped:,}")
    print(f"sum:  {summed:,}")
