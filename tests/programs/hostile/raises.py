def inner(n):
    if n == 2:  # hits 3
        raise ValueError("two")  # hits 1
    return n  # hits 2
def outer():
    for n in range(5):  # hits 3
        inner(n)  # hits 3
outer()  # hits 1
