"""Describes the checked article beside its text, the same in every form of a report."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.datatypes import Article


def article_record(article: Article) -> dict[str, Any]:
    """Describe an article without its text: title, publisher, published, url, path, sha256, n_characters.

    The hash is the hex SHA-256 of the text in UTF-8.
    """
    # A text from Python may hold lone surrogates, which plain UTF-8 refuses.
    sha256 = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    given = {name: getattr(article, name) for name in ("title", "publisher", "published", "url", "path")}
    return given | {"sha256": sha256, "n_characters": len(article.text)}
