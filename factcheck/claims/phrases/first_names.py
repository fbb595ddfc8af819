"""First names that tell a person and mostly a gender, of many countries; a name not listed tells nothing."""

from __future__ import annotations

from typing import Final

from factcheck.word_lists import listed

_MALE: Final = listed(
    """
    aaron abdul abdullah adam adrian ahmad ahmed alan albert alejandro alexander alfred ali amir anders andre andreas
    andrew angelo anthony antoine antonio arben arthur arturo bashir ben benjamin bernard boris brian bruno carl carlo
    carlos charles chris christian christopher colin daniel david dennis diego dieter dimitri dmitry donald douglas
    edward elio emil emmanuel enrique eric erik ernst eugene fabio felipe felix fernando filip francesco francisco
    franz fred frederick gabriel gary geoffrey george gerard giovanni giuseppe gordon graham gregor gregory guido
    gunnar gustav hamid hans harold harry hasan hassan heinrich henri henrik henry herbert hugo hussein ian ibrahim
    igor ismail ivan jack jacob jacques jake jakob james jan jason javier jean jeff jeremy joao joe johan johann
    john johnny jonas jonathan jorge jose josef joseph joshua juan jurgen karl keith ken kenneth kevin khalid klaus
    kofi kurt lars laurent leo leon leonard lewis liam louis luca lucas luis luke magnus malcolm manuel marc marcel
    marco marcus mario mark markus martin massimo mateo matthew matthias maurice max maxim mehmet michael michel miguel
    mike mikhail milan mohamed mohammad mohammed muhammad musa mustafa nathan neil nicholas nick nicolas nigel nikolai
    noah oleg oliver omar oscar otto pablo paolo pascal patrick paul pavel pedro peter philip philippe pierre piotr
    rafael ralph ramon raul raymond reza ricardo richard robert roberto rodrigo roger roland rolf roman ronald roy
    rudolf salim samuel sanjay sergei sergey sergio simon stanislav stefan stephen steve steven stuart sven terry
    thibault thomas tim timothy toby tom tomas tony umberto uwe vasily victor viktor vincent vladimir walter werner
    wilhelm william wolfgang yusuf zoran dale per javad karim oliver stefano giorgio renzo caio colm sean declan
    connor tino idris hal dev yuri emeka kwame chidi juma joaquin ignacio ernesto anton andrej tobias lukas mattias
    """
)
_FEMALE: Final = listed(
    """
    agnes aisha alexandra alice alicia amanda amelia amina aminata amy ana anastasia andrea-lucia angela anita ann anna
    anne annette annika antonia asha astrid ayesha barbara beatrice beatrix bella birgit brenda bridget brigita
    brigitte bruna camilla carla carmen carol carolina caroline catherine cecilia charlotte chiara christina christine
    clara claire claudia daniela deborah diana dolores dora doris dorothy edith elena eleni eleanor elisa elisabeth
    elizabeth ella ellen elsa emily emma erika esther eva evelyn fatima fatou fiona florence frances francesca gabriela
    georgia gerda gertrud gloria grace greta hana hanna hannah heather heidi helen helena helga hilda ida ilse ines
    ingrid irene irina iris isabel isabella jana jane janet jasmine jennifer jessica joan joanna josephine joyce judith
    julia julie karen karin kate katarina kathleen katja kati katrin khadija kirsten kristina laura lea leila lena lidia
    linda lisa lola lucia lucy luisa lydia mae maeve magda manuela margaret maria marie marina marit marta martha mary
    matilda melissa mercedes mila mina miriam molly mona monica monika nadia nancy natalia natasha nicole nina nora
    olga olivia pamela patricia paula pauline petra priya rachel rania rebecca rita roberta rosa rosalind rose ruth
    sabine sally samira sandra sanda sara sarah sigrid silje silvia sofia sonia sophie stella susan susanna svetlana
    sylvia tamara tanya tatiana teresa tereza theresa ulrike ursula valentina valeria vanessa vera veronica victoria
    virginia wendy wilma yasmin yelena yvonne zainab zoe louise ragnhild birgitta brenda edilma inés chloe
    """
)
# Given to both, or a surname as often: they tell a person only.
_EITHER: Final = listed(
    "alex andrea ariel ashley chris dana elia jamie jean kim lee leslie lindsay mika morgan nikola nicola pat robin"
    " sacha sam sasha simone taylor wei yuki amal arun chanda noor ola musa mostafa sami hadi farid tariq"
)


def is_first_name(word: str) -> bool:
    """Tell whether a word in lower case is a first name known here."""
    return word in _MALE or word in _FEMALE or word in _EITHER


def gender_of_first_name(word: str) -> str | None:
    """Give "m" or "f" for a first name in lower case that tells it, else None.

    Example:
        >>> gender_of_first_name("elena"), gender_of_first_name("robin"), gender_of_first_name("xyz")
        ('f', None, None)
    """
    if word in _EITHER or (word in _MALE and word in _FEMALE):
        return None
    if word in _FEMALE:
        return "f"
    return "m" if word in _MALE else None
