"""Known bytes. Behind each line: what it is, by how much it makes the process grow, what it leaves alive."""

import mmap
import sqlite3

from marked import profile

MIB = 1 << 20


@profile
def work(_size):
    kept = b"k" * (20 * MIB)  # kept: +20 MiB, 20 MiB
    freed = b"f" * (20 * MIB)  # freed later: +20 MiB, 0 MiB
    del freed  # freed here: -20 MiB, 0 MiB
    churned = len(b"c" * len(kept))  # churned, 20 MiB made and dropped: 0 MiB, 0 MiB
    part = kept[: 5 * MIB]  # a copy: +5 MiB, 5 MiB
    zeros = bytes(20 * MIB)  # allocated, never touched: 0 MiB, 20 MiB
    mapped = mmap.mmap(-1, 20 * MIB)  # mapped from the system, not touched yet: 0 MiB, 0 MiB
    mapped.write(kept)  # the same, touched: +20 MiB, 0 MiB
    table = sqlite3.connect(":memory:").execute("create table blobs (blob)").connection  # a library's set-up: ?, ?
    table.execute("insert into blobs values (zeroblob(10485760))")  # in a C library, net: +10 MiB, 0 MiB
    small = [object() for _ in range(200_000)]  # many small objects: +4.58 MiB, 4.58 MiB
    page = bytes(1_000)  # below a page: 0.001 MiB, 0.001 MiB
    return kept, churned, part, zeros, mapped, table, small, page
