"""Calls, as cProfile counts and clocks them: which function, how often, for how long, called by whom."""
