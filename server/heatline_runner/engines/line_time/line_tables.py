"""A code object's line table, made short while line_profiler reads it.

On registering, line_profiler asks for the line of every byte of the code, and CPython scans the table from its start
each time: seconds for a module of 10,000 lines. It needs to see every line once, at any byte. So it is shown a table
that has nothing over most of the code, then each line for one instruction; the program runs with its own.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

NO_LINE, ONLY_LINE = 0xF8, 0xE8  # 3.11 and later: Objects/locations.md, codes 15 and 13 over 1 to 8 instructions
LONGEST = 8
NO_LINE_3_10, LONGEST_3_10 = 0x80, 254  # Objects/lnotab_notes.txt: -128 as a byte; bytes an entry can span


def with_short_table(code: CodeType) -> CodeType:
    """``code`` with every line of its own table, in a table that is quick to scan."""
    lines = sorted({line for _, _, line in code.co_lines() if line is not None})
    instructions = len(code.co_code) // 2
    make = _table if sys.version_info >= (3, 11) else _table_3_10
    return code.replace(co_linetable=make(lines, code.co_firstlineno, instructions - len(lines)))


def _table(lines: list[int], line: int, filler: int) -> bytes:
    table = bytearray([NO_LINE | (LONGEST - 1)] * (filler // LONGEST))
    if filler % LONGEST:
        table.append(NO_LINE | (filler % LONGEST - 1))
    for each in lines:
        table.append(ONLY_LINE)
        _append_signed(table, each - line)
        line = each
    return bytes(table)


def _append_signed(table: bytearray, value: int) -> None:
    """A variable-length integer: six bits a byte, the lowest first, the sign in the lowest bit of all."""
    value = (-value << 1) | 1 if value < 0 else value << 1
    while value >= 64:
        table.append(0x40 | (value & 63))
        value >>= 6
    table.append(value)


def _table_3_10(lines: list[int], line: int, filler: int) -> bytes:
    table = bytearray()
    for start in range(0, 2 * filler, LONGEST_3_10):
        table += bytes((min(LONGEST_3_10, 2 * filler - start), NO_LINE_3_10))
    for each in lines:
        while each - line > 127:
            table += bytes((0, 127))
            line += 127
        table += bytes((2, (each - line) & 0xFF))
        line = each
    return bytes(table)
