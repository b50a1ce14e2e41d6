import contextlib
@contextlib.contextmanager
def held():
    try:  # hits 2
        yield 1  # hits 2
    finally:
        print("left")  # hits 2
def work():
    with held():
        pass  # hits 1
    with contextlib.suppress(KeyError), held():
        raise KeyError  # hits 1
work()  # hits 1
