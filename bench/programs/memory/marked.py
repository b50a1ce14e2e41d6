"""memory_profiler's mark where it runs the program, else one that does nothing; and a heap without holes.

A process that has imported much has room left between what it keeps, which is used before the process grows. So that
two processes with different pasts grow alike, what room there is is filled first, with blocks of every size.
"""

import builtins

profile = getattr(builtins, "profile", lambda function: function)
small = [bytes(size) for size in range(0, 480, 16) for _ in range(1_000)]
large = [bytearray(size) for power in range(9, 17) for size in (1 << power, 3 << power >> 1) for _ in range(100)]
