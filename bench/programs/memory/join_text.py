"""Text put together from pieces."""

from marked import profile


@profile
def work(size):
    pieces = []
    for number in range(size):
        pieces.append("line " + str(number))
    text = "\n".join(pieces)
    words = text.split()
    return len(words)
