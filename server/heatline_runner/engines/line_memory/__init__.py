"""Resident memory line by line, as memory_profiler measures it, at a fraction of its price."""
