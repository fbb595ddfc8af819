"""Scope: what a report says of a part rules out what a claim says of the whole, never the other way round."""

import pytest

from factcheck.datatypes import Relation
from factcheck.verdicts.checks.scope import check_scope


def differing(claim, premise):
    found = check_scope(claim=claim, premise=premise, published=None)
    return [f.detail for f in found if f.relation is Relation.DIFFERS]


@pytest.mark.parametrize(
    ("mine", "theirs", "sentence"),
    [
        ("All", "Most", "{} detainees were released on Monday."),
        ("Few", "Most", "{} members backed the bill in May."),
        ("fully", "partly", "The plant was {} rebuilt after the fire."),
        ("Both", "Neither", "{} of the sides signed the long accord on Monday."),
    ],
)
def test_more_than_the_report_says_differs(mine, theirs, sentence) -> None:
    assert differing(sentence.format(mine), sentence.format(theirs)) == [
        f"the report says '{theirs}', the claim '{mine}'"
    ]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("Some detainees were released on Monday.", "All detainees were released on Monday."),
        ("All detainees were released on Monday.", "All detainees were released on Monday."),
        ("All of the ships left.", "Most passengers were rescued from a ship that left."),
        ("", ""),
    ],
)
def test_less_than_the_report_says_is_left_alone(claim, premise) -> None:
    assert differing(claim, premise) == []
