"""The course's cure: the same sum over indices, without a copy."""

from marked import profile


@profile
def work(size):
    numbers = list(range(1, size, 3))
    total = 0
    for index in range(len(numbers) - 1):
        total += numbers[index + 1] - numbers[index]
    return total
