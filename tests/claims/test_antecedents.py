"""What words that refer back stand for, and when that stays open."""

from __future__ import annotations

import pytest

from factcheck.claims import extract_claims, refers_to_time, resolved, resolved_claim
from factcheck.datatypes import Article


def tied(text: str, mention: str) -> str | None:
    """Give what the last such mention of an article stands for; "no mention" when it is none."""
    found = [
        it for claim in extract_claims(Article(text=text)) for it in claim.antecedents if it.mention.text == mention
    ]
    if not found:
        return "no mention"
    return found[-1].antecedent.text if found[-1].antecedent else None


TIED = [
    ("Minister Ali Faris met the union. He left at noon.", "He", "Minister Ali Faris"),
    ("Ali Faris met Maria Holm in Oslo. She was ill.", "She", "Maria Holm"),
    ("Mr Tarn met Mrs Obel. She was ill.", "She", "Mrs Obel"),
    ("Chairwoman Kim Sorel met Tom Orre. He was ill.", "He", "Tom Orre"),
    ("The bank raised its rate.", "its", "The bank"),
    ("The bank raised the rate. It had waited for a year.", "It", "The bank"),
    ("Families wept at the gate. They had waited for hours.", "They", "Families"),
    ("Tom Orre said he was ill.", "he", "Tom Orre"),
    ("Tom Orre sold his house.", "his", "Tom Orre"),
    ("Two ferries collided off Oslo. Their crews were saved.", "Their", "Two ferries"),
    ("Tom Orre resigned on Monday. Orre had led the port for years.", "Orre", "Tom Orre"),
    ("Interior Minister Ali Faris resigned. The minister had been ill.", "The minister", "Interior Minister Ali Faris"),
    ("Ali Faris, the interior minister, resigned. The minister had been ill.", "The minister", "Ali Faris"),
    ("Stolva Motors cut its forecast. The company had lost money.", "The company", "Stolva Motors"),
    ("Iran and Iraq opened a border post. The two countries had closed it.", "The two countries", "Iran and Iraq"),
    ("Iran sent a note to Iraq. Both countries had closed the border.", "Both countries", "Iran sent a note to Iraq"),
    ("A ferry sank off Oslo. The ferry had been built in 1974.", "The ferry", "A ferry"),
    ("The city of Arvad banned cars. The city wants quiet streets.", "The city", "The city of Arvad"),
    ("OSLO, May 3 (AP) - Prices rose on Tuesday.", "on Tuesday", "May 3"),
    ("OSLO, May 3 (AP) - Prices fell last year.", "last year", "May 3"),
]


@pytest.mark.parametrize(("text", "mention", "antecedent"), TIED)
def test_a_mention_is_tied_to_what_it_stands_for(text: str, mention: str, antecedent: str) -> None:
    assert tied(text, mention) == antecedent


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Clara Voss and Ingrid Thal shared a flat. She moved out in May.", "She"),
        ("Nine people died in the fire. He had seen nothing.", "He"),
        ("Nobody answered the phone. The minister was ill.", "The minister"),
        ("Prices rose on Tuesday.", "on Tuesday"),
        ("Peter Holm met Anders Holm. Holm was ill.", "Holm"),
        ("“He lied,” Tom Orre said.", "He"),
    ],
)
def test_a_mention_that_the_article_leaves_open_is_open(text: str, mention: str) -> None:
    assert tied(text, mention) is None


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The bank failed. It was said that nobody had known.", "It"),
        ("The bank failed. It rained all week.", "It"),
        ("The bank failed. It was the mayor who called the police.", "It"),
        ("The bank failed. It is unclear who will pay.", "It"),
        ("Prices rose on Tuesday, May 3.", "on Tuesday"),
        ("The company that runs both ships declined to comment.", "The company"),
        ("The weather was fine and the government was pleased.", "the government"),
    ],
)
def test_words_that_stand_for_nothing_spoken_of_are_no_mentions(text: str, mention: str) -> None:
    assert tied(text, mention) == "no mention"


def test_a_gender_learnt_from_one_pronoun_holds_later() -> None:
    text = "Kim Sorel met Robin Tarn. Sorel said she was ill. He was not."
    assert tied(text, "He") != "Kim Sorel"


RESOLVED = [
    ("Minister Ali Faris met the union.", "He denied it.", "Minister Ali Faris denied it."),
    ("Minister Ali Faris was ill.", "His aides denied it.", "Ali Faris's aides denied it."),
    ("A ferry sank off Oslo.", "On Monday its crew was saved.", "On Monday the ferry's crew was saved."),
    ("Families wept at the gate.", "Nobody had told them.", "Nobody had told families."),
    ("Goran Bilic trained Ana Ruiz.", "Bilic gave her a drug.", "Goran Bilic gave Ana Ruiz a drug."),
    ("Ana Ruiz was ill.", "Her doctor said her heart was weak.", "Ana Ruiz's doctor said her heart was weak."),
]


@pytest.mark.parametrize(("context", "claim", "expected"), RESOLVED)
def test_a_claim_is_resolved_with_its_context(context: str, claim: str, expected: str) -> None:
    assert resolved(claim, context) == expected


@pytest.mark.parametrize(
    ("context", "claim"),
    [
        (None, "He denied it."),
        ("", "He denied it."),
        ("Clara Voss and Ingrid Thal met.", "She moved out in May."),
        ("Minister Ali Faris was ill.", "Prices rose on Monday."),
        ("Minister Ali Faris was ill.", "The minister left on Monday."),
        ("Minister Ali Faris was ill.", "“He lied,” a nurse cried."),
        ("The bank failed.", "It was said that nobody had known."),
    ],
)
def test_a_claim_that_is_not_surely_resolved_comes_back_unchanged(context: str | None, claim: str) -> None:
    assert resolved(claim, context) == claim


def test_a_claim_of_an_article_is_resolved_over_more_than_one_sentence() -> None:
    text = "Minister Ali Faris met the union. The talks lasted an hour. Faris said he was pleased."
    assert resolved_claim(extract_claims(Article(text=text))[-1]) == "Minister Ali Faris said he was pleased."


def test_times_are_told_from_other_mentions() -> None:
    assert [refers_to_time(word) for word in ("on Tuesday", "last year", "he", "the minister")] == [
        True,
        True,
        False,
        False,
    ]
