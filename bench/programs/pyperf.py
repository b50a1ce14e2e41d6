"""Stands in for pyperf, which the benchmarks import; here they are timed by the programs beside this file."""
