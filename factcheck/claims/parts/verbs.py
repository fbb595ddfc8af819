"""Which words of a clause are surely its finite verb: auxiliaries, past and present forms, each in its place."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from factcheck.claims.parts.words import (
    DETERMINERS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    TIME_WORDS,
    is_adverb,
    is_mark,
    is_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.claims.parts.words import Word


class Finite(IntEnum):
    """How sure it is that a word is the finite verb of its clause."""

    NO = 0
    MAYBE = 1
    YES = 2


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


AUXILIARIES: Final = _set(
    "am is are was were has have had do does did will would can could may might must shall should cannot isn't aren't"
    " wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't mustn't shouldn't"
    " it's he's she's there's that's they're we're i'm they've we've they'll we'll he'd she'd they'd"
)
_PAST_ONLY: Final = _set(
    "arose ate got awoke began bade beheld blew broke came chose did drank drew drove fell flew forgot froze gave grew hid"
    " knew lay outgrew overcame overthrew overtook ran rang rode rose sang sank saw shook shrank slew sprang stank stole"
    " swam swore swung took tore threw underwent undertook went withdrew woke wore wove wrote spoke forbade foresaw"
    " mistook became bore bid clove drove shone strode strove trod sprang slunk wept slept crept leapt befell forsook"
)
_PAST_OR_PARTICIPLE: Final = _set(
    "beat bent bet bound bought brought built burnt burst cast caught clung cost cut dealt dreamt dug dwelt fed felt fled flung"
    " fought found ground had heard held hit hung hurt kept knelt laid learnt led left lent let lit lost made meant met"
    " paid put quit read rid said sent set shed shot shut slid sold sped spelt spent split spread spun stuck struck stung"
    " slept sought stood swept taught wept crept leapt thought thrust told understood upset went won wound"
)
_BEFORE_PARTICIPLE: Final = AUXILIARIES | _set("be been being having get gets getting got not n't never")
_MEASURES: Final = _set("a about almost an around half just less more nearly only over roughly some two three four five")
_INTRANSITIVE: Final = _set(
    "fled burst died lived stayed remained arrived appeared disappeared emerged happened occurred resigned retired"
    " declined jumped climbed dropped rallied collapsed responded failed lasted agreed refused belonged depended"
    " consisted stemmed pertained amounted relied insisted voted worked waited walked looked talked smiled laughed wept"
    " slept listened gathered protested objected apologised apologized complained reacted replied competed crashed"
    " exploded erupted vanished graduated travelled traveled sailed landed slumped plunged tumbled soared surged slipped"
    " dipped rebounded recovered shrank expired ended began started continued joined finished followed led stood sat"
    " lay went came fell rose grew ran retreated advanced disagreed doubled halved tripled trebled ceased perished"
    " dwindled waned swelled rolled burst attended abstained apologised peaked reopened"
)
_VERBS: Final = _set(
    "accept account accuse add admit affect agree aim allow announce appear apply argue arrive ask attend bear become"
    " begin believe belong blame break bring build buy call carry cause change charge claim close come complain consider"
    " contain continue contribute control cost cover create cross cut deal decide decline defend demand deny depend die"
    " differ disagree discuss double draw drive earn employ enter exist expect explain export face fail fall fear feel fight"
    " fill find follow force form gain get give go govern grow handle happen hear help hold hope host import include"
    " increase insist intend introduce involve join keep kill know lack last lead learn leave lend lie like link live look"
    " lose love make manage mean meet miss move need note occur offer open operate oppose order own pass pay plan play"
    " point prefer prepare prevent produce promise propose prove provide publish put raise reach read receive"
    " recommend record reduce refuse regard reject rely remain remember remind remove report represent require rest resume"
    " return reveal rise rule run save say see seek seem sell send separate serve set share show sit sleep speak spend"
    " stand start stay stop study suffer suggest support suppose surround survive take talk teach tell tend think travel"
    " treat trust try turn understand use visit vote wait walk want warn watch wear win wish wonder work worry write"
    " owe supply lose renounce possess boast flow" " name treat" " range connect combine apply reckon oblige require avow aver pertain stem depict shun utter dispute equalise equalize score lead trail host chair head own employ advise warn urge"
)
_ALSO_NOUNS: Final = _set(
    "account aim appeal attack call cause change charge claim control cost cover cross cut deal demand draw drive export"
    " face fall fear fight fill force form gain help hold hope host import increase land last lead lie like link look love"
    " mean miss move need note offer open order pass pay plan play point promise range reach record report rest return rise"
    " rule run save score seed set share show stand start stay stop study support talk tend travel treat trust try turn use"
    " visit vote wait walk want watch win wish wonder work worry trail chair head double"
)
_NO_PAST: Final = _set(
    "hundred indeed need exceed feed seed speed weed breed greed deed creed succeed proceed united red bed shed wed sacred"
    " embed aged alleged so-called unprecedented naked wicked wretched hatred kindred unarmed unmanned limited"
)
_SINGULARS: Final = _set("another each everybody everyone everything neither nobody none nothing one somebody someone this")
_POINTING: Final = _set("this these those")
_MOST_BACK: Final = 14  # words between the head of a subject and its verb
_CLOSING: Final = ")”\"’%"
_OPENING: Final = "$£€“\"‘("
_AFTER_OBJECT_VERB: Final = DETERMINERS | QUANTIFIERS | _set("him them me us it himself herself itself themselves not")


def finite(words: Sequence[Word], at: int) -> Finite:
    """Tell how sure it is that the word at a place is a finite verb, given its neighbours.

    A past form may be a participle ("documents obtained in May"); a present form may be a noun ("two visits").
    """
    word = words[at]
    if at == 0 or words[at - 1].lower == "to":
        return Finite.NO
    before = _before(words, at)
    if word.lower in AUXILIARIES:
        is_month_or_noun = word.text == "May" or before.lower in DETERMINERS - _POINTING
        return Finite.NO if is_month_or_noun else Finite.YES
    if is_mark(word) or is_name(word):
        return Finite.NO
    following = words[at + 1] if at + 1 < len(words) else None
    if word.lower in _PAST_ONLY and before.lower not in _BEFORE_PARTICIPLE:
        return Finite.NO if before.lower in DETERMINERS - _POINTING else Finite.YES
    if _is_past(word.lower):
        is_measured = at + 2 < len(words) and (words[at + 2].text[0].isdigit() or words[at + 2].lower in _MEASURES)
        return _past(word, before, following, is_measured=is_measured)
    return max(_present(word.lower, subject, following) for subject in {before, _head(words, at)})


def is_verb_form(word: Word) -> bool:
    """Tell whether a word may be a verb, wherever it stands: one that opens a clause has no subject before it."""
    lower = word.lower
    return lower in AUXILIARIES or lower in _PAST_ONLY or _is_past(lower) or _stem(lower) in _VERBS - _ALSO_NOUNS


def may_lack_auxiliary(word: Word, following: Word | None) -> bool:
    """Tell whether a past form without an object may be a participle: "two were killed and three hurt"."""
    is_past = _is_past(word.lower) and word.lower not in _INTRANSITIVE
    return is_past and (following is None or is_mark(following))


def _is_past(lower: str) -> bool:
    return lower in _PAST_OR_PARTICIPLE or (lower.endswith("ed") and len(lower) > 3 and lower not in _NO_PAST)  # noqa: PLR2004 - "bed"


def _before(words: Sequence[Word], at: int) -> Word:
    """Give the word before a verb, adverbs between subject and verb left out."""
    back = at - 1
    while back > 0 and is_adverb(words[back]):
        back -= 1
    return words[back]


def _head(words: Sequence[Word], at: int) -> Word:
    """Give the word before the first preposition of a subject: "Schools" of "Schools in the south remain"."""
    head = words[at - 1]
    for back in range(at - 1, max(0, at - _MOST_BACK), -1):
        if is_mark(words[back]) or words[back].lower in AUXILIARIES:
            break
        if words[back].lower in PREPOSITIONS:
            head = words[back - 1]
    return head


def _past(word: Word, before: Word, following: Word | None, *, is_measured: bool) -> Finite:
    """Judge a form that is past tense or participle; `is_measured` tells that a number comes second after it."""
    if before.lower in (DETERMINERS - _POINTING) | PREPOSITIONS | _BEFORE_PARTICIPLE:
        return Finite.NO
    if (is_mark(before) and before.text not in _CLOSING) or _is_base(before.lower):
        return Finite.NO
    if before.lower in PRONOUNS or word.lower in _INTRANSITIVE:
        return Finite.YES
    if following is not None and following.lower == "by":
        return Finite.MAYBE if is_measured else Finite.NO
    if following is None or (is_mark(following) and following.text not in _OPENING) or is_name(following):
        return Finite.YES
    if following.lower in _AFTER_OBJECT_VERB or following.text[0].isdigit() or is_mark(following):
        return Finite.MAYBE if following.lower in TIME_WORDS else Finite.YES
    if following.lower in PREPOSITIONS | TIME_WORDS:
        return Finite.YES if is_name(before) else Finite.MAYBE
    return Finite.YES


def _present(lower: str, before: Word, following: Word | None) -> Finite:
    """Judge a form that is present tense or noun."""
    stem = _stem(lower)
    is_third = lower.endswith("s") and not lower.endswith("ss")
    has_object = following is not None and (
        following.lower in _AFTER_OBJECT_VERB | {"to", "that"} or following.text[0].isdigit()
    )
    if stem not in _VERBS:
        is_unknown = is_third and (before.lower in {"he", "she"} or (is_name(before) and has_object))
        return Finite.YES if is_unknown and not before.lower.endswith("'s") else Finite.NO
    if before.lower in (DETERMINERS - _POINTING) | PREPOSITIONS or (is_mark(before) and before.text not in _CLOSING):
        return Finite.NO
    if stem != lower and before.lower in QUANTIFIERS - _SINGULARS or before.text[0].isdigit():
        return Finite.NO
    is_plural = before.lower in PLURALS or (before.lower.endswith("s") and not before.lower.endswith(("ss", "us", "'s")))
    agrees = not is_plural or is_name(before) if stem != lower else is_plural or before.lower in {"i", "you", "we"}
    if not agrees:
        return Finite.NO
    if stem not in _ALSO_NOUNS or before.lower in PRONOUNS or has_object:
        return Finite.YES
    return Finite.MAYBE if following is None or following.lower in PREPOSITIONS else Finite.NO


def _is_base(lower: str) -> bool:
    """Tell whether a word is surely the base form of a verb: what follows it is its object."""
    return lower in _VERBS - _ALSO_NOUNS


def _stem(lower: str) -> str:
    """Give the base form of a third-person form, any other word as it is."""
    for ending, instead in (("ies", "y"), ("es", ""), ("es", "e"), ("s", "")):
        stem = lower.removesuffix(ending) + instead
        if lower.endswith(ending) and stem in _VERBS:
            return stem
    return lower
