"""Takes what is put in a speaker's mouth as a claim of its own: is it true, whoever said it."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Final

from factcheck.claims.parts.clauses import first_verb
from factcheck.claims.parts.kinds import claim_kind
from factcheck.claims.parts.words import words_of
from factcheck.claims.speakers.verbs import Saying, sayings_of
from factcheck.datatypes import ClaimKind
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from factcheck.datatypes import Claim, Span

_LEAST_WORDS: Final = 4  # "it was false" tells nothing by itself
_MOST_CHARACTERS: Final = 1200
_ASSERTING: Final = frozenset({Saying.PLAIN, Saying.TELLING, Saying.CLAUSE, Saying.SHOWING})
_PHRASES: Final = frozenset({":", "according to", "put it", "puts it"})
# They assert nothing: what is denied, asked, wished or foretold is not said to be so.
_NOT_ASSERTING: Final = (
    "ask", "decide", "den", "doubt", "express", "hint", "jok", "predict", "propos", "quip", "swear", "suggest", "swor",
)  # fmt: skip
# Who is meant depends on who speaks and to whom; without the speaker the words mean nothing.
_OF_SPEAKING: Final = listed("i i'm i've i'd i'll me my mine we we're we've we'd we'll us our ours you your yours")
_TO_COME: Final = re.compile(r"\b(?:am|are|is|was|were)(?: not)? (?:about|bound|due|expected|going|likely|set) to\b")
# What will, may or must be is no fact to check yet, and a position is no fact.
_NOT_YET: Final = listed("will would shall should may might must could won't wouldn't shouldn't couldn't")


def said_apart(claim: Claim) -> Claim | None:
    """Give what a claim's speaker says as a claim of its own, without the speaker.

    Returns:
        The claim at the characters of `claim.attribution.said`, with the number and context of the claim. None when
        nobody is said to say it, when the sentence is compound, and when the words cannot be judged alone: a fragment,
        a question, "I" or "we", an opinion, a promise or prediction, what is denied or asked.

    Example:
        >>> from factcheck.claims import extract_claims
        >>> from factcheck.datatypes import Article
        >>> texts = ("The mayor said two bridges were shut.", "The mayor said he would resign.", "Two bridges shut.")
        >>> claims = [extract_claims(Article(text=text))[0] for text in texts]
        >>> [found.text if (found := said_apart(claim)) else None for claim in claims]
        ['two bridges were shut', None, None]
    """
    if claim.attribution is None or claim.parts:
        return None
    said = claim.attribution.said
    if not _asserts(claim.attribution.verb.text.lower()) or not _stands_alone(said.text):
        return None

    def lies_in(span: Span) -> bool:
        return said.start <= span.start and span.end <= said.end

    return dataclasses.replace(
        claim,
        text=said.text,
        start=said.start,
        end=said.end,
        kind=ClaimKind.FACT,
        attribution=None,
        quote_spans=tuple(filter(lies_in, claim.quote_spans)),
        antecedents=tuple(it for it in claim.antecedents if lies_in(it.mention)),
    )


def _asserts(verb: str) -> bool:
    """Tell whether a verb in lower case says that what follows is so."""
    return verb in _PHRASES or (not verb.startswith(_NOT_ASSERTING) and not _ASSERTING.isdisjoint(sayings_of(verb)))


def _stands_alone(text: str) -> bool:
    """Tell whether some words are one statement of fact, with a subject and a finite verb of their own."""
    if len(text) > _MOST_CHARACTERS or "?" in text or _TO_COME.search(text) or claim_kind(text) is not ClaimKind.FACT:
        return False
    words = words_of(text.strip("“”\"'‘’ "))
    if len(words) < _LEAST_WORDS or any(word.lower in _OF_SPEAKING for word in words):
        return False
    verb = first_verb(words, is_strict=True)
    return verb is not None and words[verb].lower not in _NOT_YET
