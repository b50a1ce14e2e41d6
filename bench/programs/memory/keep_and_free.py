"""Blocks of a few MiB, kept, freed and replaced."""

from marked import profile


@profile
def work(size):
    kept = []
    for _ in range(size):
        block = b"x" * (1 << 20)
        kept.append(block)
        if len(kept) > 30:
            del block
            kept.clear()
    return len(kept)
