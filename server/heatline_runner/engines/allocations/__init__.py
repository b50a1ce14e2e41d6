"""What is allocated and still alive, line by line, as tracemalloc sees it."""
