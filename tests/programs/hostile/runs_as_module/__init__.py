import sys  # hits 1
