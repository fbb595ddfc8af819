"""The language of an article: named when it is clearly not English, None when unsure."""

from __future__ import annotations

import subprocess
import sys

import pytest

from factcheck.claims import foreign_language

FOREIGN = {
    "de": "Der Bürgermeister von Oslo ist am Freitag zurückgetreten, drei Tage nach einer Flut, bei der neun Menschen"
    " ums Leben kamen. Der Rat hat noch keinen Nachfolger benannt, und die Opposition verlangt Neuwahlen.",
    "nl": "De burgemeester van Oslo is vrijdag afgetreden, drie dagen nadat bij een overstroming negen mensen waren"
    " omgekomen. De raad heeft nog geen opvolger benoemd en de oppositie eist nieuwe verkiezingen in de stad.",
    "fr": "Le maire d'Oslo a démissionné vendredi, trois jours après une inondation qui a tué neuf personnes. Le"
    " conseil n'a pas encore nommé de successeur et l'opposition demande de nouvelles élections.",
    "es": "El alcalde de Oslo dimitió el viernes, tres días después de que una inundación matara a nueve personas. El"
    " concejo no ha nombrado todavía un sucesor y la oposición pide nuevas elecciones.",
    "da": "Oslos borgmester trådte tilbage fredag, tre dage efter en oversvømmelse, der dræbte ni mennesker. Rådet har"
    " endnu ikke udpeget en efterfølger, og oppositionen kræver nyvalg.",
    "ru": "Мэр Осло ушёл в отставку в пятницу, через три дня после наводнения, унёсшего жизни девяти человек.",
    "ar": "استقال رئيس بلدية أوسلو يوم الجمعة بعد ثلاثة أيام من فيضان أودى بحياة تسعة أشخاص ولم يعين المجلس خلفا له",
}
ENGLISH = (
    "The mayor of Oslo resigned on Friday, three days after a flood that killed nine people. Nobody has replaced her."
)


@pytest.mark.parametrize("code", FOREIGN)
def test_another_language_is_named(code: str) -> None:
    assert foreign_language(FOREIGN[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        ENGLISH,
        ENGLISH.upper(),
        f"{ENGLISH} «{FOREIGN['fr'][:60]}», she wrote. {ENGLISH}",
        "Der Bürgermeister",
        "Harwick 3 Redmoor 1\nLund 4 Moss 2\nVik 1 Tarn 0\n" * 20,
        "harwick redmoor lund moss vik tarn gus hill dirk evans " * 3 + "the team won",
        "12 345 678 " * 50,
        "The toilers of the pit had grumbled of fissures in the ceiling, and the overseer was seized by police.",
    ],
)
def test_english_and_what_is_too_little_to_tell_is_none(text: str) -> None:
    assert foreign_language(text) is None


def test_english_does_not_load_the_model_of_languages() -> None:
    code = f"import sys; from factcheck.claims import foreign_language; foreign_language({ENGLISH * 20!r})"
    code += "; assert 'py3langid' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
