"""Snippets timed as timeit times them, in the user's interpreter."""
