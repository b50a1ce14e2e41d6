"""The benchmark: what measuring costs, as ratios to plain Python and to kernprof, all taken in one run."""
