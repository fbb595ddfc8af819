"""Lines that head a story or a part of it: the title repeated, headings, labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factcheck.claims.parts.verbs import Finite, finite
from factcheck.claims.parts.words import words_of

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

_MOST_WORDS: Final = 20  # a longer line is a sentence whose full stop was lost, whatever its capitals
_MOST_SMALL_WORDS: Final = 14  # likewise, of a line with the capitals of a sentence
_MOST_LABEL_WORDS: Final = 6  # "Key points from the meeting:"
_LEAST_WORDS: Final = 3  # one or two words alone on a line state nothing
_LEAST_LISTED_WORDS: Final = 5  # points of a list are often sentences without a full stop
_LEAST_CAPITAL: Final = 0.75  # share of the longer words that a headline in title case capitalises
_LONGER: Final = 4  # letters: shorter words stay small in title case
_LISTED: Final = re.compile(r"\s*(?:[-*•▪‣·–—]|\d{1,3}[.)])\s")
_SECTION: Final = re.compile(r"#{1,6}\s")
_PUBLISHER: Final = re.compile(r"\s+[-–—|]\s+[^-–—|]*$")
_GOES_ON: Final = re.compile(r"[,;][\"'”’)]*$")


def repeated_title(sentence: PlacedSentence) -> str | None:
    """Say that a sentence repeats the article's title; None when it does not or is all there is."""
    if sentence.title is None or sentence.only:
        return None
    titles = {_letters(sentence.title), _letters(_PUBLISHER.sub("", sentence.title))} - {""}
    return "the title repeated" if _letters(sentence.words) in titles else None


def headline(sentence: PlacedSentence) -> str | None:
    """Say in one phrase why a line is a headline; None when it is not.

    In a text where no other line ends with a full stop, missing ones say nothing: there, only headings in title case
    and very short lines are headlines. A text of one line is never one.
    """
    if not sentence.alone or sentence.only:
        return None
    if _SECTION.match(sentence.text):
        return "a heading"
    if sentence.finished or _GOES_ON.search(sentence.text[-10:]) or sentence.n_words > _MOST_WORDS:
        return None
    return _unfinished(sentence)


def _unfinished(sentence: PlacedSentence) -> str | None:
    """Say in one phrase why a short line without a full stop is a headline; None when it is not."""
    is_listed = bool(_LISTED.match(sentence.text)) and (
        sentence.n_words >= _LEAST_LISTED_WORDS or (sentence.n_words >= _LEAST_WORDS and _has_verb(sentence.words))
    )
    why = None
    if sentence.words.endswith(":"):
        why = "a label" if sentence.n_words <= _MOST_LABEL_WORDS else None
    elif sentence.n_words < _LEAST_WORDS:
        why = "a line of one or two words"
    elif is_listed:
        why = None
    elif _is_title_case(sentence.words):
        why = "a line in the capitals of a headline"
    elif sentence.among_finished and sentence.n_words <= _MOST_SMALL_WORDS:
        why = "a short line without a full stop"
    return why


def _letters(text: str) -> str:
    """Give only the letters and digits, small."""
    return "".join(character for character in text.lower() if character.isalnum())


def _has_verb(words: str) -> bool:
    """Tell whether a point of a list surely has a finite verb."""
    found = words_of(words)
    return any(finite(found, at) is Finite.YES for at in range(len(found)))


def _is_title_case(words: str) -> bool:
    """Tell whether a line is in capitals, or capitalises nearly all of its longer words."""
    longer = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) >= _LONGER]
    n_capital = sum(word[0].isupper() for word in longer)
    return len(longer) >= _LEAST_WORDS and n_capital >= _LEAST_CAPITAL * len(longer)
