"""What a claim is made of: the sub-claims of a compound sentence, its kind, and how much a check of it is worth."""

from factcheck.claims.parts.kinds import claim_kind
from factcheck.claims.parts.language import SERVED_LANGUAGES, foreign_language
from factcheck.claims.parts.masking import masked_lines
from factcheck.claims.parts.split import split_sentence
from factcheck.claims.parts.worth import claim_worth

__all__ = ["SERVED_LANGUAGES", "claim_kind", "claim_worth", "foreign_language", "masked_lines", "split_sentence"]
