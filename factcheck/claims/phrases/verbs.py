"""Verb forms that have a subject before them: told by list, since endings alone mislead."""

from __future__ import annotations

from typing import Final

from factcheck.word_lists import PAST_ONLY, PAST_OR_PARTICIPLE, listed

# Left out: what is an adjective, a noun or a present form as often, and what news hardly has.
_IRREGULAR_PASTS: Final = (
    PAST_ONLY | PAST_OR_PARTICIPLE | listed("bit misspoke outdid sat showed spat upheld withstood")
) - listed(
    "arose awoke beat befell beheld bid bore bound burnt clove did dreamt dug dwelt fled flung foresaw forsook ground"
    " had knelt lay leapt learnt mistook outgrew read rid slunk sped spelt stank strove stung thrust trod underwent"
    " upset wove"
)
# Present forms that are seldom plural nouns.
_PRESENTS: Final = listed(
    """
    accepts accuses adds admits agrees aims alleges allows announces appears argues arrives asks asserts asserted
    backs becomes begins believes belongs blames brings buys calls carries comes complains concedes concludes confirms
    considers contains continues contradicts costs criticises criticizes decides declares declines defends demands
    denies depends describes dies disagrees doubts earns employs enjoys ensures estimates expects explains faces fails
    falls fears feels finds follows forecasts gets gives goes grows happens hears helps holds hopes includes increases
    indicates insists intends involves joins jokes keeps knows lacks lasts leads lies leaves likes lives looks loses
    makes means meets moves needs notes observes opens oversees owes owns pays plays pledges praises predicts prefers
    prevents produces promises proposes protects proves provides pumps puts raises reaches recalls receives
    reckons recommends refuses rejects remains remembers removes replies represents requires responds retains reveals
    rises runs says seeks seems sees sells sends serves sets shows sits speaks spends stands stays stops suffers
    suggests supplies supports takes teaches tells testifies thinks threatens tries tweets urges uses vows votes wants
    warns weighs welcomes wins wishes works writes
    believe think expect fear hope read suggest reveal confirm admit allege say tell want need know warn doubt dread
    deny insist argue agree seem
    """
)
PARTICIPLES: Final = listed(
    "shown given taken seen gone done known grown thrown drawn written broken spoken stolen chosen driven risen fallen"
    " beaten eaten forgotten hidden sworn torn worn born begun flown frozen withdrawn overthrown undertaken overtaken"
    " proven shaken woken ridden rung sung sunk drunk swum borne bitten forbidden forgiven mistaken undergone beheld"
)
FINITE: Final = _IRREGULAR_PASTS | _PRESENTS
# Words in -ed or -ly that are no verbs and no adverbs.
NO_VERBS: Final = listed(
    "hundred united seed need speed breed greed weed feed indeed exceed proceed succeed sacred naked wicked shed bed"
    " family assembly anomaly ally reply supply july italy bully jelly belly rally monopoly fly early only likely"
    " unlikely friendly elderly daily weekly monthly yearly holy lovely deadly lonely costly kindred embed"
    " infrared unprecedented so-called limited related"
)
