"""The claims of two drafts are paired: same, moved, reworded, added, removed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from factcheck.datatypes import Antecedent, Attribution, Claim, Span
from factcheck.drafts import align, differing_words

CLINIC = "The clinic hired 12 nurses in March."
VISIT = "The minister visited Baghdad on Sunday."
FERRY = "The ferry sank near Karsk on Monday."
POOL = (CLINIC, VISIT, FERRY, CLINIC.replace("12", "15"), FERRY.replace("sank", "ran aground"), "Rain fell.")


def claims(*texts):
    return [Claim(number=number, text=text, start=0, end=len(text)) for number, text in enumerate(texts, 1)]


def told(aligned):
    return [(each.change.value, each.old and each.old.number, each.new and each.new.number) for each in aligned]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([CLINIC, VISIT], [CLINIC, VISIT], [("same", 1, 1), ("same", 2, 2)]),
        (
            [CLINIC, VISIT, FERRY],
            [FERRY, CLINIC, VISIT],
            [("moved", 3, 1), ("same", 1, 2), ("same", 2, 3)],
        ),
        ([CLINIC], [CLINIC.replace("12", "15")], [("reworded", 1, 1)]),
        ([CLINIC], [CLINIC, VISIT], [("same", 1, 1), ("added", None, 2)]),
        ([CLINIC, VISIT, FERRY], [CLINIC, FERRY], [("same", 1, 1), ("removed", 2, None), ("same", 3, 2)]),
        ([VISIT, CLINIC], [CLINIC], [("removed", 1, None), ("same", 2, 1)]),
        ([CLINIC], [VISIT], [("added", None, 1), ("removed", 1, None)]),
        ([], [], []),
        ([CLINIC, CLINIC], [CLINIC], [("same", 1, 1), ("removed", 2, None)]),
    ],
)
def test_claims_are_paired_by_their_words(old, new, expected) -> None:
    assert sorted(told(align(claims(*old), claims(*new))), key=str) == sorted(expected, key=str)


def test_a_removed_claim_stands_after_the_one_it_followed() -> None:
    assert told(align(claims(CLINIC, VISIT, FERRY), claims(CLINIC, FERRY))) == [
        ("same", 1, 1),
        ("removed", 2, None),
        ("same", 3, 2),
    ]


def test_the_likest_wordings_are_paired_first() -> None:
    old = claims("The clinic hired 12 nurses in March.", "The clinic hired 30 doctors in June.")
    new = claims("The clinic hired 31 doctors in June.", "The clinic hired 13 nurses in March.")
    assert told(align(old, new)) == [("reworded", 2, 1), ("reworded", 1, 2)]


@hypothesis_settings(deadline=None)
@given(st.lists(st.sampled_from(POOL), max_size=8), st.lists(st.sampled_from(POOL), max_size=8))
def test_every_claim_is_in_one_pair_and_the_later_order_is_kept(old, new) -> None:
    aligned = align(claims(*old), claims(*new))
    assert sorted(each.old.number for each in aligned if each.old) == list(range(1, len(old) + 1))
    assert [each.new.number for each in aligned if each.new] == list(range(1, len(new) + 1))
    for each in aligned:
        if each.unchanged:
            assert each.old.text == each.new.text
    same = [each.old.number for each in aligned if each.change == "same"]
    assert same == sorted(same)


@given(st.lists(st.sampled_from(POOL), max_size=8))
def test_a_draft_is_the_same_as_itself(texts) -> None:
    assert {each.change.value for each in align(claims(*texts), claims(*texts))} <= {"same"}


def said_by(speaker):
    claim = claims("The port will close.")[0]
    return Claim(
        number=1,
        text=claim.text,
        start=0,
        end=claim.end,
        attribution=Attribution(speaker=Span(50, 50 + len(speaker), speaker), verb=Span(0, 0, ""), said=Span(0, 0, "")),
    )


def meaning(who, *, context=None):  # the context is not what a claim says
    text = "He resigned."
    antecedent = who and Span(100, 100 + len(who), who)
    mention = Antecedent(mention=Span(0, 2, "He"), antecedent=antecedent)
    return Claim(number=1, text=text, start=0, end=len(text), antecedents=(mention,), context=context)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (said_by("the mayor"), said_by("the mayor"), "same"),
        (said_by("the mayor"), said_by("the union"), "reworded"),
        (meaning("Smith"), meaning("Smith", context="Smith spoke."), "same"),
        (meaning("Smith"), meaning("Jones"), "reworded"),
        (meaning("Smith"), meaning(None), "reworded"),
        (meaning(None), meaning(None, context="Jones spoke."), "same"),
    ],
)
def test_the_same_words_of_or_about_someone_else_are_another_claim(old, new, change) -> None:
    assert [each.change.value for each in align([old], [new])] == [change]


@given(st.lists(st.sampled_from("a b c 1,200 d.").map(str), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_without_the_differing_words_two_wordings_are_the_same(before, after) -> None:
    old, new = " ".join(before), " ".join(after)
    removed, added = differing_words(old, new)
    rests = []
    for text, spans in ((old, removed), (new, added)):
        rest = list(text)
        for span in spans:
            assert text[span.start : span.end] == span.text
            rest[span.start : span.end] = " " * (span.end - span.start)
        rests.append("".join(rest).split())
    assert rests[0] == rests[1]


def test_a_number_differs_as_a_whole() -> None:
    removed, added = differing_words("It cost 1,200 euros.", "It cost 1,300 euros.")
    assert ([span.text for span in removed], [span.text for span in added]) == (["1,200"], ["1,300"])
