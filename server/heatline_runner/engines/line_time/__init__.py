"""Exact line times and hits, by line_profiler."""
