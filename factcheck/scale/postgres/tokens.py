"""Cuts texts into the tokens that the embedded store has, so that both rank passages by the same words.

PostgreSQL's own parser and stemmer see other words than FTS5 does: "U.S." is one token to one and two to the other,
"nurses" has another stem, accents stay. So FTS5 itself makes the tokens, in a database in memory, and PostgreSQL gets
them as a tsvector that is ready.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import threading
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.index.schema import TOKENIZER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_BYTES = 2_000  # of a token; PostgreSQL takes 2,046
_LAST_POSITION = 16_383  # PostgreSQL's last; words beyond it, over 2,000 sentences' length, count as standing there
_MOST_POSITIONS = 255  # PostgreSQL keeps no more of one token; how often it stands there is kept apart


class Tokenizer:
    """FTS5's tokenizer; threads may share one."""

    def __init__(self) -> None:
        """Make the database in memory."""
        self._lock = threading.Lock()
        self._database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._database.executescript(
            f"CREATE VIRTUAL TABLE words USING fts5 (text, tokenize='{TOKENIZER}'); "
            "CREATE VIRTUAL TABLE tokens USING fts5vocab (words, instance);"
        )

    def cut(self, texts: Sequence[str]) -> list[list[str]]:
        """Give the tokens of each text in order.

        >>> Tokenizer().cut(["The U.S. released nurses in Málaga.", ""])
        [['the', 'u', 's', 'releas', 'nurs', 'in', 'malaga'], []]
        """
        found: list[list[str]] = [[] for _ in texts]
        with self._lock:
            self._database.execute("BEGIN")
            try:
                self._database.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", enumerate(texts, 1))
                for row_id, token in self._database.execute("SELECT doc, term FROM tokens ORDER BY doc, offset"):
                    found[row_id - 1].append(_held(token))
            finally:
                self._database.execute("ROLLBACK")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The tokens of a passage, in order."""

    tokens: tuple[str, ...]

    @property
    def repeated(self) -> dict[str, int] | None:
        """Count the tokens that stand there more than once; None when none does."""
        return {token: n for token, n in sorted(Counter(self.tokens).items()) if n > 1} or None

    def as_tsvector(self) -> bytes:
        """Give the tokens with their places as PostgreSQL receives a tsvector in binary form."""
        places: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens, 1):
            places.setdefault(token, []).append(min(place, _LAST_POSITION))
        parts = [struct.pack("!i", len(places))]
        for token in sorted(places, key=str.encode):
            held = sorted(set(places[token]))[:_MOST_POSITIONS]
            parts.append(token.encode() + b"\0" + struct.pack(f"!H{len(held)}H", len(held), *held))
        return b"".join(parts)


def as_terms(cut: Iterable[Sequence[str]]) -> str:
    """Write the terms of a query, each given as its tokens, as the JSON that the statements take.

    >>> print(as_terms([["u", "s"], ["clinic"]]))
    [{"query": "'u' <-> 's'", "tokens": ["u", "s"]}, {"query": "'clinic'", "tokens": ["clinic"]}]
    """
    terms = [{"query": " <-> ".join(map(_quoted, tokens)), "tokens": list(tokens)} for tokens in cut if tokens]
    return json.dumps(terms, ensure_ascii=False)


def _quoted(token: str) -> str:
    escaped = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _held(token: str) -> str:
    return token if len(token) <= _MOST_BYTES // 4 else token.encode()[:_MOST_BYTES].decode(errors="ignore")
