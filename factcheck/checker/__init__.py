"""Wires the rooms once: an article in, a report out."""

from factcheck.checker.checker import FactChecker
from factcheck.checker.one_line import check
from factcheck.checker.parts import SERIOUSNESS

__all__ = ["SERIOUSNESS", "FactChecker", "check"]
