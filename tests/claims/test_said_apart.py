"""What a speaker says as a claim of its own."""

import pytest

from factcheck.claims import extract_claims, said_apart
from factcheck.datatypes import Article


def apart(text: str) -> str | None:
    """Give what is said apart by the last claim of a text, checked to be an exact slice."""
    found = said_apart(extract_claims(Article(text=text))[-1])
    if found is None:
        return None
    assert text[found.start : found.end] == found.text
    return found.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The mayor said two bridges were shut.", "two bridges were shut"),
        ("Two bridges were shut on Monday, the mayor said.", "Two bridges were shut on Monday"),
        ("“The fire killed nine people,” said Ann Lee, the fire chief.", "The fire killed nine people,"),
        ("According to the ministry, 12 nurses left the clinic.", "12 nurses left the clinic"),
        ("The mayor told reporters that the bank had lost nine million euros.", "the bank had lost nine million euros"),
        ("Prosecutors confirmed that the ship carried weapons.", "the ship carried weapons"),
    ],
)
def test_a_statement_of_fact_stands_apart(text, said) -> None:
    assert apart(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Two bridges were shut on Monday.",  # nobody says it
        "The mayor denied that the bank had lost nine million euros.",
        "The mayor said he would resign in May.",
        "Iran is going to meddle in the talks, the mayor said.",
        "“I will pay for the bridge,” the mayor said.",
        "“We lost nine million euros last year,” the banker said.",
        "The mayor called it “the worst flood in a century”.",
        "The mayor spoke of “nine lost million euros”, he said.",
        "The mayor asked whether two bridges were shut.",
        "The union promised to end the strike.",
        "Analysts expect prices to fall.",
        "The mayor said it was a disgraceful mess.",
        "The mayor said the plan was a shameful disgrace.",
    ],
)
def test_what_cannot_be_judged_alone_does_not(text) -> None:
    assert apart(text) is None


def test_it_keeps_number_and_context_and_leaves_the_speaker() -> None:
    text = "Rain fell on Monday. The old dam broke. “The dam was 90 years old,” the engineer Ann Lee said."
    claim = extract_claims(Article(text=text))[-1]
    found = said_apart(claim)
    assert found is not None
    assert (found.number, found.context) == (3, "The old dam broke.")
    assert found.attribution is None
    assert [span.text for span in found.quote_spans] == ["The dam was 90 years old,"]
