"""Wires the rooms once: an article in, a report out."""

from factcheck.checker.checker import FactChecker, check

__all__ = ["FactChecker", "check"]
