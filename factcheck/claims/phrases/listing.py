"""Writes a set of words as one string, so that long lists stay readable."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """Collect the words of a list written as one string.

    Example:
        >>> sorted(listed("he she it"))
        ['he', 'it', 'she']
    """
    return frozenset(words.split())
