"""A loop at module level that makes 100,000 small calls."""

from time import process_time_ns


def add(left, right):
    return left + right


began = process_time_ns()
total = 0
for number in range(100_000):
    total = add(total, number)
print(process_time_ns() - began)
