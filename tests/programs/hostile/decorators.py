import functools
def twice(function):
    @functools.wraps(function)
    def inner(*args):
        function(*args)  # hits 2
        return function(*args)  # hits 2
    return inner  # hits 2
@twice
def one(n):
    return n  # hits 2
@twice
@functools.lru_cache(None)
def two(n):
    return n  # hits 1
print(one(1), two(2))  # hits 1
