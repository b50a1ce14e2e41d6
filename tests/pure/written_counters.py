"""The native tracer's mapped file, written by hand: words as ``server/native/layout.h`` has them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

WORDS = {"header": 64, "record": 16, "slot": 16, "edge": 12, "block": 16, "frame": 16}
BASE = 0x7F00_0000_0000
BEGAN_NS = 1_000_000_000  # when measuring started; ticks start at 0


class Written:
    """A file that is filled item by item; offsets are bytes, a clock of 1 ns a tick unless ``clock`` is asked for."""

    def __init__(self) -> None:
        self.words = [0] * WORDS["header"]
        self.words[0] = int.from_bytes(b"HEATLN01", "little" if struct.pack("=H", 1)[0] else "big")
        self.words[1], self.words[5], self.words[23], self.words[27] = 1, BEGAN_NS, 1, BASE

    def clock(self, ticks: int, ns: int) -> None:
        """A clock of so many ticks for so many nanoseconds."""
        self.words[6:9] = [ticks, BEGAN_NS + ns, 1]

    def costs(self, at: int, *ticks: float) -> None:
        """Those from word ``at`` on."""
        self.words[at : at + 3] = struct.unpack("3Q", struct.pack("3d", *ticks))

    def record(self, place: tuple[int, int], first_line: int, slots: Sequence[Mapping[int, int]], *figures: int) -> int:
        """One code object; ``figures`` from word 4 on, each slot as its words by their numbers."""
        offset = self._chained(10, [place[0] << 32 | place[1], first_line, len(slots), *figures], "record")
        for slot in slots:
            self.words += [slot.get(word, 0) for word in range(WORDS["slot"])]
        return offset

    def edge(self, slot: int, callee: int, *figures: int) -> None:
        """One from the slot at that offset."""
        before = self.words[slot // 8 + 13]
        self.words[slot // 8 + 13] = self._append([before, callee, *figures], "edge")

    def thread(self, frames: Sequence[Sequence[int]] = (), **words: int) -> int:
        """One with ``frames``, each as its words, and the words of its block."""
        offsets = [self._append(frame, "frame") for frame in frames]
        first = offsets[0] if offsets else 0
        named = ("native_id", "first", "ended", "depth", "outside", "outside_since")
        words = {"depth": len(frames), **words}
        return self._chained(11, [*(words.get(name, 0) for name in named), first, len(frames)], "block")

    def write(self, path: Path) -> Path:
        """The file, with room to spare as the real one has."""
        self.words[2] = len(self.words) * 8
        self.words[3] = self.words[2] + 4096
        path.write_bytes(struct.pack(f"{len(self.words)}Q", *self.words) + bytes(4096))
        return path

    def _chained(self, head: int, words: list[int], kind: str) -> int:
        self.words[head] = self._append([self.words[head], *words], kind)
        return self.words[head]

    def _append(self, words: Sequence[int], kind: str) -> int:
        offset = len(self.words) * 8
        self.words += [*words, *[0] * (WORDS[kind] - len(words))]
        return offset


def frame(key: int, record: int, line: int | None, line_ticks: int, start_ticks: int, *more: int) -> list[int]:
    """A frame that is on the ``line``-th slot of its record, counted from 0; ``more`` are words from 5 on."""
    slot = 0 if line is None else BASE + record + 8 * (WORDS["record"] + line * WORDS["slot"])
    return [key, BASE + record, slot, line_ticks, start_ticks, *more]


def slot_of(record: int, line: int) -> int:
    """The offset of the ``line``-th slot, counted from 0."""
    return record + 8 * (WORDS["record"] + line * WORDS["slot"])
