from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.datatypes import Relation
from factcheck.verdicts.checks.quotes import check_quotes

SENTENCES = st.sampled_from(
    [
        "Finance Minister Ana Ruiz said on Monday that the levy would not rise before 2027.",
        '"We never promised a refund," Harbour Master Tom Orre told the Daily Post in Tallinn.',
        "Norrland Rail sued Baltic Freight last year and won 4 million euros, but no appeal was possible.",
        "The council has not yet decided whether the old bridge will close before or after the summer.",
        "Prosecutors accused the firm of hiding losses; it denied that and said sales fell by a third.",
        "U.S. envoy Maria O'Neil may visit Kyiv in May, while the United Nations will not send anyone.",
    ]
)
GAPS = st.sampled_from(["  ", "\n", "\t ", "   "])


@given(SENTENCES)
def test_a_copied_sentence_never_differs(text: str) -> None:
    assert not any(f.relation is Relation.DIFFERS for f in check_quotes(claim=text, premise=text, published=None))


@given(SENTENCES, SENTENCES, GAPS)
def test_white_space_changes_nothing_but_the_offsets(claim: str, premise: str, gap: str) -> None:
    spaced = claim.replace(" ", gap), premise.replace(" ", gap)
    plain = check_quotes(claim=claim, premise=premise, published=None)
    wide = check_quotes(claim=spaced[0], premise=spaced[1], published=None)
    assert [(f.kind, f.relation, f.detail) for f in plain] == [(f.kind, f.relation, f.detail) for f in wide]


@given(SENTENCES, SENTENCES)
def test_spans_slice_back_to_their_text(claim: str, premise: str) -> None:
    for found in check_quotes(claim=claim, premise=premise, published=None):
        for place, text in ((found.claim_span, claim), (found.premise_span, premise)):
            assert place is None or text[place.start : place.end] == place.text


@pytest.mark.parametrize(("claim", "premise"), [("", ""), ("", "It rained."), ("It rained.", ""), ("...", "12")])
def test_texts_without_words_give_no_difference(claim: str, premise: str) -> None:
    assert not any(f.relation is Relation.DIFFERS for f in check_quotes(claim=claim, premise=premise, published=None))


def differing(claim: str, premise: str) -> list[str]:
    found = check_quotes(claim=claim, premise=premise, published=None)
    return [f.detail for f in found if f.relation is Relation.DIFFERS]


@pytest.mark.parametrize(
    ("claim", "premise", "detail"),
    [
        (
            '"It was a good day for us," she said.',
            '"It was a bad day for us," she said.',
            "the report quotes 'bad', the claim 'good'",
        ),
        (
            '"This is anger, not arithmetic," he said.',
            '"This is arithmetic, not anger," he said.',
            "the report quotes 'This is arithmetic, not anger', the claim 'This is anger, not arithmetic'",
        ),
        (
            '"We will not sell the ferries," Holm said.',
            "“We will not sell the ferries,” said Harbour Master Tom Orre.",
            "the report has 'Harbour Master Tom Orre' say it, the claim 'Holm'",
        ),
    ],
)
def test_quotes_that_differs_is_told_in_both_wordings(claim: str, premise: str, detail: str) -> None:
    assert differing(claim, premise) == [detail]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ('"We will not sell the ferries," Orre said.', '"We will not sell the ferries," said Harbour Master Tom Orre.'),
        ('"We will not sell the ferries," said an adviser to Holm.', '"We will not sell the ferries," said Tom Orre.'),
        ('The mill was called a "dead end".', 'The mill was called a "dead duck".'),
        ('"A quiet life is all I want," he said.', '"Prices went up again in the spring," he said.'),
    ],
)
def test_what_keeps_the_fact_is_not_accused(claim: str, premise: str) -> None:
    assert differing(claim, premise) == []


@pytest.mark.parametrize(
    ("claim", "premise", "relation"),
    [
        ('He spoke of "a very hard winter".', 'Orre said it was "a very hard winter for all".', Relation.AGREES),
        ("He spoke of “a very hard winter”.", "Orre said it was a very hard winter.", Relation.AGREES),
        ('He spoke of "a very hard winter".', "Orre did not speak.", Relation.MISSING),
    ],
)
def test_a_quotation_is_looked_for_in_the_whole_passage(claim: str, premise: str, relation: Relation) -> None:
    assert [f.relation for f in check_quotes(claim=claim, premise=premise, published=None)] == [relation]


REPORT = '"We will not sell the ferries, not now and not ever," Tom Orre said.'


@pytest.mark.parametrize(
    ("claim", "relation", "detail"),
    [
        (REPORT, Relation.AGREES, "the quotation stands in the report word for word"),
        (
            '"We will not sell the ferries," Tom Orre said.',
            Relation.AGREES,
            "the quotation stands in the report word for word, as part of a longer one",
        ),
        (
            '"We will not sell … not ever," Orre said.',
            Relation.AGREES,
            "the report has the quotation, with words that the claim marks as left out or put in",
        ),
        (
            '"We [the port] will not sell the ferries," Orre said.',
            Relation.AGREES,
            "the report has the quotation, with words that the claim marks as left out or put in",
        ),
        (
            '"We will not sell the boats, not now and not ever," Orre said.',
            Relation.DIFFERS,
            "the report quotes 'ferries', the claim 'boats'",
        ),
        (
            '"We will … sell the ferries," Orre said.',
            Relation.DIFFERS,
            "the report quotes 'not', the claim 'We will … sell the ferries'",
        ),
        (
            '"We will not sell the ferries," Anna Holm, the mayor, said.',
            Relation.DIFFERS,
            "the report has 'Tom Orre' say it, the claim 'Anna Holm'",
        ),
        (
            '"We will not sell the boats, not now and not ever," Holm said.',
            Relation.DIFFERS,
            "the report has 'Tom Orre' say it, the claim 'Holm'",
        ),
        ("‘We will not sell the ferries,’ the mayor said.", Relation.AGREES, None),
        ('"We will not sell the ferries," he said.', Relation.AGREES, None),
        ('"We will not sell the ferries," said a spokesman for Anna Holm.', Relation.AGREES, None),
        (
            '"Prices went up again in spring," Tom Orre said.',
            Relation.MISSING,
            "the report does not have the quotation",
        ),
    ],
)
def test_verbatim_shortened_altered_and_other_speaker_are_told_apart(claim, relation, detail) -> None:
    (found,) = check_quotes(claim=claim, premise=REPORT, published=None)
    assert found.relation is relation
    assert detail is None or found.detail == detail


@pytest.mark.parametrize(
    ("claim", "premise", "relation"),
    [
        (
            '"We will not sell the ferries," Holm said.',
            '"We will not sell the ferries," Orre said. Later Holm repeated: "We will not sell the ferries."',
            Relation.AGREES,
        ),
        (
            '"Nobody asked us for it," Holm said.',
            '"We will not sell the ferries," Orre said. "Nobody asked us for it."',
            Relation.DIFFERS,
        ),
        (
            '"We will not sell the ferries," Holm told Orre.',
            '"We will not sell the ferries," Orre told Holm.',
            Relation.DIFFERS,
        ),
        (
            '"We will not sell the ferries," Holm said.',
            'Holm said she would wait. "We will not sell the ferries," said a man from Oslo.',
            Relation.AGREES,
        ),
    ],
)
def test_the_speaker_is_the_one_of_that_quotation(claim: str, premise: str, relation: Relation) -> None:
    assert [found.relation for found in check_quotes(claim=claim, premise=premise, published=None)] == [relation]
