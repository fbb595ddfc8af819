"""Who says a statement, with which verb, and what stands in quotation marks."""

from factcheck.claims.speakers.quoted import Quoted, quoted_words

__all__ = ["Quoted", "quoted_words"]
