"""Encode events for the wire: with a new buffer for each, and with buffers from a pool.

Profile allocations, and look for the line that makes a buffer per event. Each message is a few bytes of a buffer, and
as long as it lives, so does all of its buffer: 4 KiB an event. With a pool the message is a copy of those bytes, and
the one buffer is used again and again. Then profile time: what is saved in memory is not paid for in time.
"""

import struct

EVENTS = 1_000
BUFFER_BYTES = 4_096
HEAD = struct.Struct("!IdH")


def read_events():
    return [(number, number * 0.25, f"door {number % 7} opened") for number in range(EVENTS)]


def encode(event, buffer):
    """Write the event to the start of the buffer, and say how many bytes it took."""
    number, seconds, text = event
    encoded = text.encode()
    HEAD.pack_into(buffer, 0, number, seconds, len(encoded))
    end = HEAD.size + len(encoded)
    buffer[HEAD.size : end] = encoded
    return end


def encode_with_new_buffers(events):
    messages = []
    for event in events:
        buffer = bytearray(BUFFER_BYTES)
        size = encode(event, buffer)
        messages.append(memoryview(buffer)[:size])
    return messages


class Pool:
    """Buffers to be used again: one is made only where none is free."""

    def __init__(self):
        self.free = []

    def take(self):
        return self.free.pop() if self.free else bytearray(BUFFER_BYTES)

    def give_back(self, buffer):
        self.free.append(buffer)


def encode_with_a_pool(events, pool):
    messages = []
    for event in events:
        buffer = pool.take()
        size = encode(event, buffer)
        messages.append(bytes(memoryview(buffer)[:size]))
        pool.give_back(buffer)
    return messages


if __name__ == "__main__":
    events = read_events()
    viewed = encode_with_new_buffers(events)
    copied = encode_with_a_pool(events, Pool())
    print(f"{len(copied):,} messages of {sum(map(len, copied)):,} bytes, the same: {viewed == copied}")
