"""The course's: a grade for each score, by bisection among the cut-offs."""

from bisect import bisect

from marked import profile


@profile
def work(size):
    cut_offs = [50, 60, 70, 80, 90]
    grades = "FEDCBA"
    counts = [0] * len(grades)
    for number in range(size):
        score = number * 37 % 101
        at = bisect(cut_offs, score)
        counts[at] += 1
    return "".join(grade for grade, count in zip(grades, counts, strict=True) if count)
