import sys
x = 0  # hits 1
sys.exit(256 + 9)  # hits 1
