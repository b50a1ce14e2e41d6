"""The records of an image, as values: one per code object, with its lines and the calls that they made."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

from heatline_runner.engines.line_time.counted import Edge, Place, Record, Slot, Under
from heatline_runner.engines.line_time.image import EDGE, RECORD, RECORDS, SLOT, WHOLE, WORD, Image
from heatline_runner.engines.line_time.settling import Call

PLACE, FIRST_LINE, COUNT = 1, 2, 3  # words of a record
SCRATCH = 0xFFFFFFFF  # the file number of code that only calibrates
LAST_LINE = 2**31
SLOT_WORDS = struct.Struct(f"{SLOT}Q")
Calls = Mapping[int, Sequence[Call]]  # by the index of the line's slot


def read_records(image: Image, calls: Calls) -> tuple[Record, ...]:
    """All but those that only calibrate; ``calls`` had not ended, and have no edges in the image."""
    return tuple(_Records(image, calls).all())


def place_of(image: Image, record: int) -> Place:
    """Of the code object whose record is there."""
    file, index = divmod(image.words[record + PLACE], 2**32)
    return file, index


def under(words: Sequence[int]) -> Under:
    """Four words of counts, the first three of them weighted."""
    lines, calls, resumes, gap = words
    return Under(lines / WHOLE, calls / WHOLE, resumes / WHOLE, gap)


def line_of(image: Image, record: int, slot: int) -> int:
    """The line that a slot of the record is about."""
    return int(image.words[record + FIRST_LINE]) + (slot - record - RECORD) // SLOT


class _Records:
    """Reads each record and each edge once, and no more than the image can hold, however its lists lie."""

    def __init__(self, image: Image, calls: Calls) -> None:
        self._image, self._calls = image, calls
        self._edges: set[int] = set()

    def all(self) -> Iterator[Record]:
        words = self._image.words
        left = len(words)
        for index in self._image.chain(words[RECORDS], RECORD):
            count = words[index + COUNT]
            left -= RECORD + count * SLOT
            if left < 0 or index + RECORD + count * SLOT > len(words):
                return
            place = place_of(self._image, index)
            if place[0] != SCRATCH and words[index + FIRST_LINE] + count < LAST_LINE:
                figures = words[index : index + RECORD].tolist()
                slots = tuple(self._slots(index, words[index + FIRST_LINE], count))
                yield Record._make((place, *figures[4:8], under(figures[8:12]), slots))

    def _slots(self, record: int, first_line: int, count: int) -> Iterator[Slot]:
        """The lines that were begun."""
        first = record + RECORD
        data = memoryview(self._image.data)[first * WORD : (first + count * SLOT) * WORD]
        for number, words in enumerate(SLOT_WORDS.iter_unpack(data)):
            if words[0] or words[2]:
                edges = tuple(self._edges_of(first + number * SLOT, words[13]))
                weighed = (word / WHOLE for word in words[10:13])
                figures = (*words[:4], words[4] or None, words[5], under(words[6:10]), *weighed)
                yield Slot._make((first_line + number, *figures, edges))

    def _edges_of(self, slot: int, offset: int) -> Iterator[Edge]:
        image = self._image
        for index in image.chain(offset, EDGE) if offset else ():
            if index in self._edges:
                break
            self._edges.add(index)
            words = image.words[index : index + EDGE].tolist()
            callee = image.index(words[1], RECORD)
            if callee is not None:
                yield Edge._make((place_of(image, callee), *words[2:5], under(words[5:9])))
        for call in self._calls.get(slot, ()):
            place = place_of(image, call.callee)
            yield Edge(place, int(not call.resumed), int(call.resumed), call.ticks, under(call.under))
