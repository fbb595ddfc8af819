"""Ties a pronoun to what it stands for: agreement first, then the subject, then what was spoken of last."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from factcheck.claims.phrases.naming import Bearer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from factcheck.claims.antecedents.referents import Memory, Referent

GENDERS: Final = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
THINGS: Final = frozenset({"it", "its", "itself"})
GROUPS: Final = frozenset({"they", "them", "their", "themselves"})
PRONOUNS: Final = frozenset(GENDERS) | THINGS | GROUPS
_BACK: Final = 3  # sentences: farther back a pronoun is not looked for


class Role(StrEnum):
    """What a pronoun does in its clause."""

    SUBJECT = "subject"
    OBJECT = "object"
    POSSESSIVE = "possessive"


def _agreeing(referents: Iterable[Referent], pronoun: str) -> list[Referent]:
    """Give the referents that a pronoun in lower case can stand for by kind, number and gender, in order."""
    gender = GENDERS.get(pronoun)
    if gender is not None:
        persons = [it for it in referents if not it.plural and (it.gender is None or it.gender == gender)]
        return [it for it in persons if it.can_be_person]
    if pronoun in THINGS:
        return [it for it in referents if it.can_be_thing]
    return [it for it in referents if it.plural]


def bind(
    memory: Memory,
    pronoun: str,
    role: Role,
    *,
    sentence: int,
    subjects: Sequence[Referent],
    here: Sequence[Referent],
    barred: Callable[[Referent], bool],
) -> Referent | None:
    """Find what a pronoun stands for; None when more than one thing may be meant.

    Args:
        memory: what was spoken of so far.
        pronoun: in lower case.
        role: what it does in its clause.
        sentence: number of its sentence.
        subjects: subjects of the clauses of its sentence before it, in order; the last may be of its own clause.
        here: everything its sentence speaks of before it, in order.
        barred: tells what it cannot stand for, such as the speaker of the quotation it stands in.
    """
    own_clause = subjects[-1:] if role is Role.OBJECT else ()

    def fitting(referents: Iterable[Referent]) -> list[Referent]:
        return [it for it in _agreeing(referents, pronoun) if it not in own_clause and not barred(it)]

    among = fitting(subjects)
    if among:
        distinct = _surest(among)
        if len(distinct) == 1 or role is Role.POSSESSIVE:
            return distinct[-1]
        return None
    others = _surest([it for it in fitting(here) if it not in subjects])
    others = [it for it in others if it.bearer is not Bearer.UNKNOWN]
    if others and not (role is Role.SUBJECT and not subjects):
        return others[0] if len(others) == 1 and others[0].bearer is not Bearer.THING else None
    return _from_before(memory, pronoun, role, sentence, fitting)


def _from_before(
    memory: Memory,
    pronoun: str,
    role: Role,
    sentence: int,
    fits: Callable[[Iterable[Referent]], list[Referent]],
) -> Referent | None:
    """Look in the sentences before: the subject of the last one, or the only thing that fits."""
    for back in range(1, _BACK + 1 if pronoun in GENDERS else 2):
        number = sentence - back
        every = fits(memory.of_sentence(number))
        fitting = _surest(every)
        if not fitting:
            continue
        subject = memory.subject(number)
        if role is not Role.OBJECT and pronoun in GENDERS and _is_only_name(every, subject):
            return subject
        is_loose = role is Role.OBJECT and subject not in fitting
        if pronoun in THINGS and (is_loose or not _is_taken_up(fitting, subject, pronoun)):
            return None
        if len(fitting) == 1:
            is_known = fitting[0].bearer is not Bearer.UNKNOWN or fitting[0] is subject
            return fitting[0] if is_known else None
        told = [it for it in fitting if pronoun in GENDERS and it.gender is not None]
        if subject in fitting and (role is not Role.OBJECT or told == [subject]):
            return subject
        return told[0] if len(told) == 1 and told[0].parts else None
    return None


def _is_only_name(fitting: Sequence[Referent], subject: Referent | None) -> bool:
    """Tell whether the subject is the only one of those that fit with a name."""
    return subject in fitting and [it for it in fitting if it.parts] == [subject]


def _is_taken_up(fitting: Sequence[Referent], subject: Referent | None, pronoun: str) -> bool:
    """Tell whether "it" surely takes up the subject, or a body when that is all there is.

    A thing that belongs to something ("the mission's ceiling") leaves open which of the two is meant, and so does for
    "its" a thing beside a body.
    """
    if subject not in fitting:
        return len(fitting) == 1 and fitting[0].bearer is Bearer.BODY
    others = [it for it in fitting if it is not subject and (it.parts or it.bearer in {Bearer.BODY, Bearer.PLACE})]
    if subject is None or subject.parts or subject.bearer is Bearer.BODY:
        return True
    owners = [it for it in others if it.start >= subject.start and it.end <= subject.end]
    return not owners and not (pronoun == "its" and any(it.bearer is Bearer.BODY for it in others))


def _surest(referents: Sequence[Referent]) -> list[Referent]:
    """Give the referents once each, in order; names that tell nothing only when there is no person."""
    distinct = list({id(it): it for it in referents}.values())
    persons = [it for it in distinct if it.bearer is Bearer.PERSON]
    return persons if persons and any(it.can_be_person for it in distinct if it not in persons) else distinct
