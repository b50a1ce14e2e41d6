"""Valid programs that end, made by hypothesis: what the hits of every tracer are compared on."""

from generated.program import Program, programs, thousand

__all__ = ["Program", "programs", "thousand"]
