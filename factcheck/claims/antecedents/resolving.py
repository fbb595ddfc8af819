"""Puts in the place of words that refer back what they stand for, for judging a claim alone; never to be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factcheck.claims.antecedents.pronouns import PRONOUNS
from factcheck.claims.antecedents.reader import Reader
from factcheck.claims.phrases.lexicon import classes
from factcheck.claims.phrases.nouns import TITLES
from factcheck.claims.speakers.attribution import attribution_of
from factcheck.claims.speakers.quotation_marks import quotations
from factcheck.claims.speakers.quote_spans import quotes_within
from factcheck.claims.speakers.sentence import read_sentence
from factcheck.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.datatypes import Antecedent, Claim, Span

_OWNING: Final = frozenset({"his", "its", "their", "hers"})
_MOST_CHARACTERS: Final = 160  # a longer antecedent would drown the claim
_INDEFINITE: Final = re.compile(r"(?:an?|some|one) ", re.IGNORECASE)
_OPENING: Final = re.compile(
    r"(?:The|An?|This|These|Some|Both|All|His|Her|Its|Their|Two|Three|Four|Five|Many|Several)\b"
)
_POSSESSOR: Final = re.compile(r"(?:his|her|its|their|my|our|your|this|these) ", re.IGNORECASE)
_VERB_AFTER: Final = re.compile(
    r"\s+(?:the|a|an|that|to|of|in|on|at|by|for|from|with|and|but|as|if|when|who|not|his|her|their)\b"
)


def resolved(claim_text: str, context: str | None) -> str:
    """Give a claim with the words that refer back replaced by what they stand for in the sentences before it.

    The result is hidden text for retrieval and judging and must not be shown. Only pronouns and bare surnames are
    replaced, each antecedent once, and only when the context has it for sure; else the claim comes back unchanged.

    Args:
        claim_text: the claim.
        context: the sentence or sentences before it, None for none.

    Example:
        >>> resolved("He denied it.", "Minister Ali Faris met the union on Monday.")
        'Minister Ali Faris denied it.'
        >>> resolved("On Monday his lawyer left.", "Minister Ali Faris was ill.")
        "On Monday Ali Faris's lawyer left."
        >>> resolved("Prices rose.", "Minister Ali Faris was ill.")
        'Prices rose.'
    """
    if not context or not context.strip():
        return claim_text
    text = f"{context}\n\n{claim_text}"
    start = len(text) - len(claim_text)
    spans = [(span.start, span.end) for span in sentence_spans(context)] + [(start, len(text))]
    reader = Reader(text)
    found: list[Antecedent] = []
    for (first, last), quotes in zip(spans, quotes_within(text, spans, quotations(text)), strict=True):
        sentence = read_sentence(text, first, last, quotes)
        found = reader.read(sentence, attribution_of(sentence))
    quoted = [(quote.start - start, quote.end - start) for quote in quotes]
    return _replaced(claim_text, start, found, quoted)


def resolved_claim(claim: Claim) -> str:
    """Give the text of an article's claim with the words that refer back replaced, as `resolved` does.

    Example:
        >>> from factcheck.claims import extract_claims
        >>> from factcheck.datatypes import Article
        >>> text = "Minister Ali Faris met the union. “I will pay,” he said."
        >>> resolved_claim(extract_claims(Article(text=text))[1])
        '“I will pay,” Minister Ali Faris said.'
    """
    quoted = [(quote.start - claim.start, quote.end - claim.start) for quote in claim.quote_spans]
    return _replaced(claim.text, claim.start, claim.antecedents, quoted)


def _replaced(text: str, start: int, antecedents: Iterable[Antecedent], quoted: Sequence[tuple[int, int]]) -> str:
    """Replace in a claim that begins at character `start` the mentions whose antecedents stand before it."""
    pieces: list[str] = []
    at = 0
    done: set[str] = set()
    for antecedent in antecedents:
        span = antecedent.antecedent
        if span is None or span.end > start or len(span.text) > _MOST_CHARACTERS or "\n" in span.text:
            continue
        first, last = antecedent.mention.start - start, antecedent.mention.end - start
        if any(low <= first < high for low, high in quoted) or span.text in done or first < at:
            continue
        instead = _wording(antecedent.mention, span, before=text[:first], after=text[last : last + 20])
        if instead is None:
            continue
        done.add(span.text)
        pieces += [text[at:first], instead]
        at = last
    return "".join([*pieces, text[at:]])


def _wording(mention: Span, antecedent: Span, *, before: str, after: str) -> str | None:
    """Word an antecedent for the place of its mention; None when it is better left."""
    word = mention.text.lower()
    wording = _definite(antecedent.text)
    if word not in PRONOUNS:
        is_name = mention.text[:1].isupper() and not _OPENING.match(mention.text)
        return (
            antecedent.text
            if is_name and antecedent.text[:1].isupper() and not _OPENING.match(antecedent.text)
            else None
        )
    if _POSSESSOR.match(wording):
        return None
    owns = word in _OWNING or (
        word == "her" and not _VERB_AFTER.match(after) and after[:1] == " " and after[1:2].isalnum()
    )
    if owns:
        name = _without_titles(wording)
        wording = name + ("'" if name.endswith("s") and word == "their" else "'s")
    elif after[:1] in {"'", "’"} and after[1:3] not in {"s ", "d "}:
        return None
    opens = not before.strip(" \t\"“‘'«([—–-")
    if opens:
        return wording[:1].upper() + wording[1:]
    return wording[:1].lower() + wording[1:] if _opens_small(wording) else wording


def _opens_small(wording: str) -> bool:
    """Tell whether a wording has its capital only because it opened a sentence: "The bank", "Families"."""
    if _OPENING.match(wording):
        return True
    first, _, rest = wording.partition(" ")
    return bool(classes(first.lower())) and not rest[:1].isupper()


def _definite(text: str) -> str:
    """Make an indefinite wording definite: "a ferry" spoken of again is "the ferry"."""
    match = _INDEFINITE.match(text)
    return f"the {text[match.end() :]}" if match else text


def _without_titles(text: str) -> str:
    """Leave out the titles before a name: "Finance Minister Ana Ruiz" gives "Ana Ruiz"."""
    words = text.split()
    titled = [at for at, word in enumerate(words[:-1]) if word.lower().strip(".") in TITLES]
    rest = words[titled[-1] + 1 :] if titled else words
    return " ".join(rest) if rest and rest[0][:1].isupper() and not _OPENING.match(rest[0]) else text
