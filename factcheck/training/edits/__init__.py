"""Minimal edits that turn plain news sentences into hard training pairs."""

from factcheck.training.edits.forms import Edit
from factcheck.training.edits.names import NamePool
from factcheck.training.edits.pairs import ContrastPair, contrast_pairs, generate, rewrite_premise
from factcheck.training.edits.wire import tidy

__all__ = ["ContrastPair", "Edit", "NamePool", "contrast_pairs", "generate", "rewrite_premise", "tidy"]
