"""Describes the checked article beside its text, the same in every form of a report."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.datatypes import Article


def article_record(article: Article) -> dict[str, Any]:
    """Describe an article without its text: every other field of it, sha256 and n_characters.

    The hash is the hex SHA-256 of the text in UTF-8.
    """
    given = {name: getattr(article, name) for name in ("title", "publisher", "published", "url", "path")}
    told = {
        name: getattr(article, name) for name in ("author", "updated", "language", "published_from", "updated_from")
    }
    return given | {"sha256": _sha256(article.text), "n_characters": len(article.text)} | told


# A report names its article once per claim in some forms.
@lru_cache(maxsize=4)
def _sha256(text: str) -> str:
    # A text from Python may hold lone surrogates, which plain UTF-8 refuses.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
