"""Which claims begin with words for something that the article does not name."""

import pytest

from factcheck.claims import extract_claims, is_subject_untold, open_subject
from factcheck.datatypes import Article


@pytest.mark.parametrize(
    ("text", "subject", "untold"),
    [
        ("It was the fourth exchange this year.", "It", True),
        ("They signed the treaty in Vienna in 2021.", "They", True),
        ("Its profit rose by 4% in March.", "Its", True),
        ("The minister visited Baghdad on Sunday.", "The minister", False),
        ("Rovinia said it was pleased with the treaty.", None, False),
        ("Rovinia signed the treaty in Vienna in 2021.", None, False),
        ("On Tuesday the bank cut its rate to 4%.", None, False),
    ],
)
def test_the_words_a_claim_begins_with_are_told_when_they_stay_open(text, subject, untold) -> None:
    (claim,) = extract_claims(Article(text=text))
    assert (open_subject(claim), is_subject_untold(claim)) == (subject, untold)


def test_what_the_sentence_before_names_is_not_open() -> None:
    text = "Moravet Steel closed its mill in Karsk on Monday. It employed 900 people there."
    *_, claim = extract_claims(Article(text=text))
    assert (open_subject(claim), is_subject_untold(claim)) == (None, False)
