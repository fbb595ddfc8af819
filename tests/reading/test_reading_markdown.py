from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from factcheck.reading.markdown import parse_markdown

ARTICLE = """---
title: "Bridge: closed"
date: 2025-03-04
source: Harbour Post
url: https://post.example/bridge
tags:
  - roads
---
# Bridge closed for a year

The **old** bridge carries *999* cars[^1] a day,
says [the council](https://council.example "site").

## What *next*

- Buses run twice an hour.
- Ferries, too.

> "We had `no` choice," she said.

![a photo](bridge.jpg)

| year | cars |
|------|------|
| 2024 | 999  |

```python
print("code")
```

    indented code

1. It costs &euro;3&nbsp;million.

***

[^1]: A footnote of words.

<p align="center">Centred &amp; kept.</p>

<!-- hidden -->
<https://auto.example> ends it.
"""


def test_markup_goes_and_words_stay() -> None:
    document = parse_markdown(ARTICLE)
    assert document.text.split("\n\n") == [
        "The old bridge carries 999 cars a day, says the council.",
        "What next",
        "Buses run twice an hour.",
        "Ferries, too.",
        '"We had no choice," she said.',
        "It costs \u20ac3 million.",
        "A footnote of words.",
        "Centred & kept.",
        "https://auto.example ends it.",
    ]


def test_front_matter_gives_the_metadata() -> None:
    document = parse_markdown(ARTICLE)
    assert (document.title, document.published) == ("Bridge: closed", "2025-03-04")
    assert (document.publisher, document.url) == ("Harbour Post", "https://post.example/bridge")


def test_the_first_heading_is_the_title_and_not_the_text() -> None:
    document = parse_markdown("Intro words.\n\n# Bridge *closed*\n\nIt is closed.\n\n# Ferries\n\nThey sail.")
    assert document.title == "Bridge closed"
    assert document.text == "Intro words.\n\nIt is closed.\n\nFerries\n\nThey sail."


def test_a_later_heading_stays_when_the_front_matter_names_another_title() -> None:
    document = parse_markdown("---\ntitle: Bridge\n---\nIntro words.\n\n# Ferries\n\nThey sail.")
    assert (document.title, document.text) == ("Bridge", "Intro words.\n\nFerries\n\nThey sail.")


def test_text_between_rules_is_no_front_matter() -> None:
    document = parse_markdown("---\nThe bridge is closed. It was old.\n---\n\nMore words.")
    assert "The bridge is closed. It was old." in document.text
    assert document.title is None


def test_front_matter_with_windows_line_ends_is_read() -> None:
    document = parse_markdown("---\r\ntitle: 'Bridge'\r\n---\r\nIt is closed.\r\n")
    assert (document.title, document.text) == ("Bridge", "It is closed.")


@pytest.mark.parametrize("number", ["**999**", "*999*", "__999__", "`999`", "~~999~~", "[999](x)", "<b>999</b>"])
def test_marks_around_a_number_leave_the_number(number: str) -> None:
    assert parse_markdown(f"About {number} cars crossed.").text == "About 999 cars crossed."


@pytest.mark.parametrize(
    "hostile", ["<!--" * 20_000, "<a" * 20_000, "<script>" * 20_000, "> " * 5_000 + "x", "[" * 5_000]
)
def test_hostile_markup_is_read_in_little_time(hostile: str) -> None:
    assert "Kept words." in parse_markdown("Kept words.\n\n" + hostile).text


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,8}){1,5}\.", fullmatch=True), min_size=1, max_size=5))
@hypothesis_settings(deadline=None)
def test_plain_paragraphs_come_out_as_they_are(paragraphs: list[str]) -> None:
    assert parse_markdown("\n\n".join(paragraphs)).text == "\n\n".join(paragraphs)
