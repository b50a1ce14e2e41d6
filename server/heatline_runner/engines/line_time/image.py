"""A copy of the tracer's mapped file, read word by word within its bounds.

The file may be torn, cut short or forged: a list in it is followed only as far as the copy can hold it, and what lies
outside of the copy is not there. ``server/native/layout.h`` says what the words are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC, LAYOUT = b"HEATLN01", 1
WORD = 8
WHOLE = 256  # a weight of 1.0: of an interval, a call or a resumption
HEADER, BLOCK, FRAME, RECORD, SLOT, EDGE = 64, 16, 16, 16, 16, 12  # words
USED, RECORDS, THREADS, BASE = 2, 10, 11, 27  # words of the header
PARENT, PARENT_END = 28, 36  # words of the header with a name
MOST = 2**64 - 1


class Image:
    """The file's used part as unsigned words, which can be changed; ``data`` has it as bytes."""

    def __init__(self, data: bytes) -> None:
        whole = len(data) // WORD * WORD
        self.data = bytearray(data[:whole])
        self.words = memoryview(self.data).cast("Q")

    @property
    def is_ours(self) -> bool:
        """Whether it has our header, in a layout that we know."""
        return len(self.words) >= HEADER and self.data[:WORD] == MAGIC and self.words[1] == LAYOUT

    def double(self, word: int) -> float:
        """The double in a word of the header."""
        found: float = struct.unpack_from("d", self.data, word * WORD)[0]
        return found

    @property
    def parent(self) -> str:
        """The name of the file that this one was copied from as its process was forked; "" for none."""
        name = bytes(self.data[PARENT * WORD : PARENT_END * WORD]).partition(b"\0")[0]
        return "" if b"/" in name else name.decode("ascii", "replace")

    def chain(self, first: int, words: int) -> Iterator[int]:
        """The index of the first word of each item in a list whose items begin with the offset of the next.

        No longer than the copy could hold, so that it ends where the list goes round.
        """
        index = self.index(first, words)
        for _ in range(len(self.words) // words):
            if index is None:
                return
            yield index
            index = self.index(self.words[index], words)

    def index(self, offset: int, words: int) -> int | None:
        """The index of the word at ``offset``, with ``words`` within bounds after the header; None where it is not."""
        index, rest = divmod(offset, WORD)
        return index if not rest and HEADER <= index <= len(self.words) - words else None

    def index_at(self, address: int, words: int) -> int | None:
        """The same of an address in the process that writes."""
        return self.index(address - self.words[BASE], words)

    def add(self, index: int, amount: float) -> None:
        """Add ``amount`` to a word."""
        self.words[index] = min(max(self.words[index] + int(amount), 0), MOST)
