"""A dictionary that fills up with counts."""

from marked import profile


@profile
def work(size):
    counts = {}
    for number in range(size):
        word = str(number * 7919 % 30011)
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return len(counts)
