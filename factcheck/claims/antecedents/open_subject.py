"""Tells which claims begin with a word that refers back to something that was not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.claims.antecedents.pronouns import PRONOUNS
from factcheck.claims.antecedents.times import refers_to_time

if TYPE_CHECKING:
    from factcheck.datatypes import Claim


def open_subject(claim: Claim) -> str | None:
    """Give the words a claim begins with when they refer back and nothing was found that they stand for; else None.

    Later words that stay open, the "it" of "The bank said it would pay", mostly stand for something in the claim.

    Example:
        >>> from factcheck.claims.extract import extract_claims
        >>> from factcheck.datatypes import Article
        >>> claims = extract_claims(Article(text="It was the fourth exchange this year. Rovinia said it was pleased."))
        >>> [open_subject(claim) for claim in claims]
        ['It', None]
    """
    for each in claim.antecedents:
        if each.antecedent is None and each.mention.start == claim.start and not refers_to_time(each.mention.text):
            return each.mention.text
    return None


def is_subject_untold(claim: Claim) -> bool:
    """Tell whether the open words a claim begins with are a pronoun, which does not even tell what kind of thing it is.

    "The minister" that stays open is still a minister: a report that says the same of a minister bears on it.
    """
    subject = open_subject(claim)
    return subject is not None and subject.lower() in PRONOUNS
