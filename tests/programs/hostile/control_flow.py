def work(n):
    try:  # hits 4
        if n == 0:  # hits 4
            return "zero"  # hits 1
        if n == 1:  # hits 3
            raise KeyError(n)  # hits 1
        while True:  # hits 3
            n -= 1  # hits 3
            if n < 2:  # hits 3
                break  # hits 2
    except KeyError:  # hits 1
        return "one"  # hits 1
    else:
        return "more"  # hits 2
    finally:
        work.count += 1  # hits 4
work.count = 0  # hits 1
print([work(n) for n in range(4)], work.count)
