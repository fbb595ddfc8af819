"""What the words that refer back stand for: pronouns, descriptions, surnames, times."""

from factcheck.claims.antecedents.open_subject import is_subject_untold, open_subject
from factcheck.claims.antecedents.resolving import resolved, resolved_claim
from factcheck.claims.antecedents.times import refers_to_time

__all__ = ["is_subject_untold", "open_subject", "refers_to_time", "resolved", "resolved_claim"]
