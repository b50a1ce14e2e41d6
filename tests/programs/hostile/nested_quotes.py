#!/usr/bin/env python3
"""Doc with \N{SNOWMAN} and \x00."""
def work():
    """Inner "quotes"."""
    return '"' + "'" + '\\'  # hits 1
print(repr(work()), __doc__)  # hits 1
