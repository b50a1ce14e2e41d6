def one():
    return 1  # hits 1
def two():
    return 2  # hits 2
one()  # hits 1
one.__code__ = two.__code__  # hits 1
print(one(), two())  # hits 1
