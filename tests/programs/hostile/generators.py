def numbers(n):
    for i in range(n):  # hits 12
        got = yield i  # hits 11
def outer():
    yield from numbers(5)  # hits 1
def work():
    total = sum(outer())  # hits 1
    generator = numbers(5)  # hits 1
    next(generator)  # hits 1
    generator.send("x")  # hits 1
    try:  # hits 1
        generator.throw(ValueError)  # hits 1
    except ValueError:  # hits 1
        pass  # hits 1
    other = numbers(5)  # hits 1
    next(other); next(other); next(other); next(other)  # hits 1
    other.close()  # hits 1
    return total  # hits 1
print(work())  # hits 1
