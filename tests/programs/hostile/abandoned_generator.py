def numbers():
    try:  # hits 2
        yield 1  # hits 2
        yield 2  # hits 0
    finally:
        print("closed")  # hits 2
first = numbers()  # hits 1
next(first)  # hits 1
def work():
    inner = numbers()  # hits 1
    next(inner)  # hits 1
work()  # hits 1
print("body")  # hits 1
