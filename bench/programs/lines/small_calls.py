"""A function that does next to nothing, for a loop at module level to call."""


def add(left, right):
    return left + right
