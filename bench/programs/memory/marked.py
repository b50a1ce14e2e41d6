"""memory_profiler's mark where it runs the program, else one that does nothing; and a heap without holes.

A process that has done much has room left between what it keeps, which is used before the process grows. So that two
processes with different pasts grow alike, what room there is is filled as the function is marked, with blocks of every
size: nothing but the function itself comes after that.
"""

import builtins

mark = getattr(builtins, "profile", lambda function: function)
filled = []


def profile(function):
    marked = mark(function)
    filled.extend(object() for _ in range(10_000))
    filled.extend(range(1_000, 11_000))
    filled.extend(bytes(size) for size in range(0, 480, 16) for _ in range(1_000))
    filled.extend(
        bytearray(size) for power in range(9, 17) for size in (1 << power, 3 << power >> 1) for _ in range(100)
    )
    return marked
