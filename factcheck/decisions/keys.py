"""Says when two claims are the same and when they met the same evidence (pure)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING

from factcheck.plain import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.datatypes import Claim, Evidence, Verdict


def claim_key(claim: Claim) -> str:
    """Give the hex SHA-256 of what a claim says.

    Two claims are the same when their words are, white space, marks of Markdown, quotation marks and formats of
    numbers aside, and when the words that refer back ("he") stand for the same. Case counts: "Turkey" is no "turkey".

    >>> from factcheck.datatypes import Claim
    >>> one = Claim(number=1, text="It cost **1,200** pounds.", start=0, end=25)
    >>> other = Claim(number=7, text="It cost 1200  pounds.", start=90, end=111)
    >>> claim_key(one) == claim_key(other)
    True
    """
    referents = [
        [_words(each.mention.text), _words(each.antecedent.text) if each.antecedent else None]
        for each in claim.antecedents
    ]
    return _sha256(json.dumps([_words(claim.text), referents]))


def evidence_key(verdict: Verdict) -> str:
    """Give the hex SHA-256 of the reference ids and texts of the passages a verdict cites, whatever their order.

    The passages cited for sub-claims count too. A verdict without passages has a key as well.
    """
    cited = {(evidence.reference_id, _sha256(evidence.passage.text)) for evidence in cited_evidence(verdict)}
    return _sha256(json.dumps(sorted(cited)))


def cited_evidence(verdict: Verdict) -> Iterator[Evidence]:
    """Give every passage a verdict or one of its sub-claims cites, as often as it is cited."""
    yield from verdict.evidence
    for part in verdict.parts:
        yield from cited_evidence(part)


def _words(text: str) -> str:
    return canonical(unicodedata.normalize("NFC", text)).strip()


def _sha256(text: str) -> str:
    # A text from Python may hold lone surrogates, which plain UTF-8 refuses.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
