"""Who says a sentence: every usual form of news, and what is no saying."""

from __future__ import annotations

import pytest

from factcheck.claims import extract_claims
from factcheck.datatypes import Article, Attribution


def attribution(text: str, before: str = "") -> Attribution | None:
    claims = extract_claims(Article(text=before + text))
    return claims[-1].attribution


SAYINGS: list[tuple[str, str, str, str, bool]] = [
    ("Finance Minister Ana Ruiz said that prices rose.", "Finance Minister Ana Ruiz", "said", "prices rose", False),
    ("Finance Minister Ana Ruiz said prices rose.", "Finance Minister Ana Ruiz", "said", "prices rose", False),
    ("Prices rose in May, the ministry said.", "the ministry", "said", "Prices rose in May", False),
    ("“Prices rose,” said Tom Orre, the minister.", "Tom Orre", "said", "Prices rose,", True),
    ("“Prices rose,” Tom Orre, the minister, said.", "Tom Orre", "said", "Prices rose,", True),
    ("According to the bank, prices rose in May.", "the bank", "According to", "prices rose in May", False),
    ("Prices rose in May, according to Tom Orre.", "Tom Orre", "according to", "Prices rose in May", False),
    ("Tom Orre told the Post in Oslo that prices rose.", "Tom Orre", "told", "prices rose", False),
    ("Tom Orre told lawmakers prices had risen.", "Tom Orre", "told", "prices had risen", False),
    ("“Prices rose,” Orre told the Post.", "Orre", "told", "Prices rose,", True),
    ("Tom Orre denied the charge.", "Tom Orre", "denied", "the charge", False),
    ("The bank warned of a long winter.", "The bank", "warned", "of a long winter", False),
    ("The bank promised to pay in May.", "The bank", "promised", "to pay in May", False),
    ("Orre accused the bank of fraud.", "Orre", "accused", "the bank of fraud", False),
    ("Orre was quoted by the agency as saying prices rose.", "Orre", "saying", "prices rose", False),
    ("Orre left the room, saying he was ill.", "Orre", "saying", "he was ill", False),
    ("Orre is saying that prices rose.", "Orre", "saying", "prices rose", False),
    ("As Orre put it, “we are on our own”.", "Orre", "put it", "we are on our own", True),
    ("In Orre's view, prices will rise.", "Orre", "view", "prices will rise", False),
    ("Ann Lee: “Stay off the roads.”", "Ann Lee", ":", "Stay off the roads.", True),
    ("Ann Lee said: “Stay off the roads.”", "Ann Lee", "said", "Stay off the roads.", True),
    ("A study by Delphi found that prices rose.", "A study by Delphi", "found", "prices rose", False),
    ("A spokesman for the ministry said it was shut.", "A spokesman for the ministry", "said", "it was shut", False),
    ("Orre said the plan was “bad” and late.", "Orre", "said", "the plan was “bad” and late", False),
    ("Orre called it “a disgrace for us all”.", "Orre", "called", "a disgrace for us all", True),
    ("Orre says it is “bad”.", "Orre", "says", "it is “bad”", False),
]


@pytest.mark.parametrize(("text", "speaker", "verb", "said", "direct"), SAYINGS)
def test_a_saying_has_its_speaker_verb_and_words(text, speaker, verb, said, direct) -> None:
    found = attribution(text)
    assert found is not None
    assert (found.speaker.text, found.verb.text, found.said.text, found.direct) == (speaker, verb, said, direct)
    assert found.within is None


@pytest.mark.parametrize(
    "text",
    [
        "Shares fell after the bank said profits had halved.",
        "The man who said he was ill was found in Oslo.",
        "It was said that the bank had failed.",
        "The bank is said to have failed.",
        "Orre did not say who paid for it.",
        "Orre has never said that the bank failed.",
        "Orre declined to comment on the plan.",
        "Orre will tell the court that he was ill.",
        "The insurance claim was paid on Monday.",
        "The mill was called a “dead end”.",
        "Russia's “fair share” is 40 percent.",
        "Orre called it a “miracle”.",
        "Prices rose by 3 percent in May.",
        "He had nothing.",
    ],
)
def test_what_is_no_saying_has_no_speaker(text: str) -> None:
    assert attribution(text) is None


def test_a_saying_within_a_saying_is_given_with_the_outer_one() -> None:
    found = attribution("Ann Lee said that the bank had promised to pay.")
    assert found is not None
    assert found.within is not None
    assert (found.speaker.text, found.verb.text, found.said.text) == ("the bank", "promised", "to pay")
    assert (found.within.speaker.text, found.within.verb.text) == ("Ann Lee", "said")


def test_a_quotation_parted_by_its_speaker_is_said_as_a_whole() -> None:
    found = attribution("“We looked,” Orre said, “and found it.”")
    assert found is not None
    assert found.said.text == "“We looked,” Orre said, “and found it.”"
    assert found.direct


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_quotation_that_follows_an_attributed_one_has_its_speaker(gap: str) -> None:
    found = attribution("“Nobody paid us.”", before=f"“We won,” Ann Lee said.{gap}")
    assert found is not None
    assert (found.speaker.text, found.said.text, found.direct) == ("Ann Lee", "Nobody paid us.", True)


def test_a_quotation_after_a_reported_saying_has_its_speaker_in_the_same_paragraph_only() -> None:
    same = attribution("“We checked it.”", before="Orre said the ferry was safe. ")
    assert same is not None
    assert same.speaker.text == "Orre"
    assert attribution("“We checked it.”", before="Orre said the ferry was safe.\n\n") is None


def test_a_quotation_after_a_sentence_of_the_article_has_no_speaker() -> None:
    assert attribution("“This is a disgrace to us.”", before="Nine people died in the fire. ") is None


def test_a_quotation_over_paragraphs_is_said_by_who_is_named_at_its_end() -> None:
    text = "“They came on the first day and took the keys.\n\n“On the third they left,” said Musa Keita."
    claims = extract_claims(Article(text=text))
    assert [claim.attributed_to for claim in claims] == ["Musa Keita", "Musa Keita"]
