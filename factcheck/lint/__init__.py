"""Looks for faults in the reports of an index: contradictions, copies, wrong dates, empty and foreign texts."""

from factcheck.lint.faults import Fault, FaultKind, Place
from factcheck.lint.lint import lint

__all__ = ["Fault", "FaultKind", "Place", "lint"]
