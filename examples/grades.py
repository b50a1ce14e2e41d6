"""Letters for scores, twice: by looking at one cut-off after the other, and by `bisect`.

Click `timeit this` above `by_scan`: the comments there say with which scores it is called. Then click `compare…`: both
must give the same letters before their times count. Look for how far the two are apart at 59, where the scan stops at
once, and at 95, where it looks at all cut-offs. Then write `bisect_left` for `bisect` and compare again: faster, and
wrong for a score that is a cut-off itself.
"""

from bisect import bisect

CUT_OFFS = [60, 70, 80, 90]
LETTERS = "FDCBA"


# timeit: by_scan(59)
# timeit: by_scan(60)
# timeit: by_scan(95)
# versus: by_bisect
def by_scan(score):
    """The letter for a score.

    >>> by_scan(74)
    'C'
    """
    for place, cut_off in enumerate(CUT_OFFS):
        if score < cut_off:
            return LETTERS[place]
    return LETTERS[-1]


def by_bisect(score):
    return LETTERS[bisect(CUT_OFFS, score)]


if __name__ == "__main__":
    same = 0
    for number in range(100_000):
        score = number % 101
        same += by_scan(score) == by_bisect(score)
    print(f"{same:,} of 100,000 letters are the same")
