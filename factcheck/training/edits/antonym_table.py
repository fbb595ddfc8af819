"""Pairs of words that rule each other out. Small tables; inflected by `inflect`."""

# ruff: noqa: E501 - tables and patterns stand in long rows
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

VERBS = """
rise/fall gain/lose increase/decrease approve/reject accept/reject win/lose begin/end open/close support/oppose confirm/deny
allow/forbid strengthen/weaken widen/narrow raise/lower improve/worsen hire/dismiss expand/shrink tighten/loosen impose/lift join/leave
praise/criticise welcome/condemn accelerate/slow export/import upgrade/downgrade release/detain convict/acquit
encourage/discourage include/exclude admit/deny climb/drop jump/tumble soar/plunge surge/slump grow/contract rally/slip buy/sell
back/oppose endorse/reject adopt/reject ease/stiffen appoint/dismiss start/stop lengthen/shorten boost/curb extend/curtail legalise/ban
recommend/oppose recognise/ignore attend/boycott advance/retreat overestimate/underestimate appreciate/depreciate hail/denounce
applaud/condemn promote/demote enter/leave arrest/free persuade/dissuade unite/divide simplify/complicate create/destroy
please/anger reassure/alarm delight/disappoint cheer/dismay remember/forget obey/defy honour/insult reveal/conceal
reopen/shut uphold/overturn ratify/reject renew/cancel restore/remove hasten/delay double/halve triple/halve nominate/reject
deposit/withdraw borrow/repay attract/repel maximise/minimise recover/deteriorate accumulate/disperse attack/defend
accuse/exonerate blame/absolve trust/distrust like/dislike agree/disagree permit/prohibit enlarge/reduce edge_up/edge_down
go_up/go_down move_up/move_down step_up/scale_back speed_up/slow_down turn_up/stay_away
"""
NO_BASE_NEGATION = frozenset("begin open close".split())
NOUNS = """
increase/decrease rise/fall gain/loss profit/loss surplus/deficit export/import ally/enemy friend/enemy supporter/opponent
buyer/seller victory/defeat success/failure winner/loser strength/weakness improvement/deterioration expansion/contraction
acceptance/rejection approval/rejection opening/closure majority/minority advantage/disadvantage optimism/pessimism
confidence/doubt upturn/downturn inflow/outflow maximum/minimum employer/employee creditor/debtor praise/criticism
income/expenditure growth/decline recovery/collapse creation/abolition hope/fear relief/alarm arrival/departure plaintiff/defendant
agreement/disagreement support/opposition landlord/tenant critic/admirer attacker/defender lender/borrower north/south east/west
son/daughter brother/sister husband/wife father/mother boy/girl man/woman uncle/aunt nephew/niece king/queen prince/princess
morning/evening summer/winter spring/autumn guilt/innocence peace/war poverty/wealth unity/division acquittal/conviction
"""
ADJECTIVES = """
likely/unlikely able/unable willing/unwilling strong/weak stronger/weaker high/low higher/lower highest/lowest largest/smallest
larger/smaller bigger/smaller biggest/smallest best/worst better/worse optimistic/pessimistic domestic/foreign positive/negative
possible/impossible legal/illegal voluntary/compulsory temporary/permanent rural/urban cheap/expensive cheaper/dearer
faster/slower fastest/slowest happy/unhappy satisfied/dissatisfied successful/unsuccessful guilty/innocent popular/unpopular
fair/unfair safe/unsafe stable/unstable important/unimportant necessary/unnecessary certain/uncertain reasonable/unreasonable
acceptable/unacceptable favourable/unfavourable favorable/unfavorable expected/unexpected friendly/hostile bullish/bearish wet/dry
warm/cold rich/poor male/female elder/younger older/younger oldest/youngest early/late earlier/later former/current
northern/southern eastern/western healthy/sick alive/dead empty/full heavy/light cautious/reckless profitable/unprofitable
sharp/slight sharply/slightly rapidly/slowly heavily/lightly unanimously/narrowly publicly/privately quickly/slowly
temporarily/permanently directly/indirectly upward/downward inside/outside above/below effective/ineffective
wealthy/poor dangerous/harmless sufficient/insufficient adequate/inadequate accurate/inaccurate reliable/unreliable
efficient/inefficient aware/unaware confident/doubtful steady/erratic secret/public conservative/liberal armed/unarmed
peaceful/violent calm/tense upbeat/gloomy rising/falling increasing/decreasing growing/shrinking widening/narrowing improving/worsening
strengthening/weakening legitimate/illegitimate constitutional/unconstitutional married/unmarried experienced/inexperienced
peacefully/violently successfully/unsuccessfully correctly/wrongly voluntarily/involuntarily
"""
BARE_NOUNS = frozenset(
    "support opposition growth praise criticism optimism confidence peace war poverty wealth guilt unity hope".split()
)
"""Nouns that stand without a determiner; the others need one before them."""
IDIOMS = (
    "hire and fire", "hiring and firing", "win or lose",
    "high school", "high-", "low-", "up to", "set up", "high court", "higher education", "best known", "late night", "early on", "up with",
    "as early", "take up", "took up", "end up", "ended up", "made up", "make up", "picked up", "pick up", "come up", "came up", "up for",
    "follow-up", "high street", "west bank", "middle east", "best of", "at best", "above all", "warm-up", "wet ", "best-", "so-called",
    "gave up", "give up", "brought up", "calm down", "shut down", "break down", "broke down", "up and", "up its", "backed up", "breaking up",
    "back up", "sign up", "signed up", "opened up", "called up", "turned down", "turned up", "grow up", "grew up", "growing up", "wake up",
    "cold war", "later than", "later this", "later in", "a day later", "former president", "earlier this", "earlier in", "year earlier",
    "lined up", "built up", "blew up", "blow up", "down on", "speed up", "stepped up", "step up", "wound up", "better known", "best way",
    "of course", "likely to have", "light of", "in light", "dry cleaning", "up by", "freshen up", "cover up", "let down", "laid down",
    "put down", "put up", "came down", "settle down", "stand down", "step down", "stepping down", "stepped down", "slow down", "full of",
    "light on", "late last", "more likely", "less likely", "summer olympic", "winter olympic", "spring up", "poor performance", "clear up",
)  # fmt: skip
