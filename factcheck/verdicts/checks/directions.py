"""Words that say opposite things: rose and fell, before and after, praised and criticised."""

from __future__ import annotations

from factcheck.verdicts.checks.lineup import stem

# Each line is one family: words of one side, "/", words of the other. Forms of a word are found by their stem.
_FAMILIES = """
rise increase grow climb jump surge soar gain up higher more rebound mount swell accelerate above exceed outnumber \
upward advance / fall decrease decline drop slip slide plunge tumble sink shrink down lower less fewer below slump dip \
contract downward slow
strengthen strong stronger / weaken weak weaker
widen broaden wider / narrow narrower
raise lift hike boost / cut reduce lower trim slash curb
expand enlarge / contract shrink
double twice triple / halve half
highest largest biggest most steepest strongest longest / lowest smallest least slowest weakest shortest
larger bigger greater / smaller
longer / shorter
older oldest elder / younger youngest
faster quicker sooner / slower
cheaper cheap / dearer costlier expensive
warmer hotter / colder cooler
heavier / lighter
better improve improvement / worse worsen deteriorate deterioration
richer / poorer
before ahead / after following
earlier early forward / later late
first / last
past previous preceding / next coming following
north northern northward / south southern southward
east eastern eastward / west western westward
inside / outside
upstream / downstream
import / export
win victory winner / lose loser
praise hail applaud commend laud / criticise condemn deplore denounce slam blast lament
welcome / deplore condemn regret reject oppose criticise
defend / criticise attack
accept / reject refuse decline
approve pass adopt endorse / reject veto defeat block
uphold confirm / overturn quash annul
support favour / oppose resist
agree / disagree refuse
allow permit authorise / ban forbid prohibit bar prevent block
open reopen / close shut
start begin launch / end finish stop halt
resume / suspend halt
arrive enter join / leave depart quit exit
admit concede acknowledge / deny
confirm / deny
hire recruit / fire sack dismiss
appoint / dismiss sack
ally friend / enemy foe
safe safer / dangerous unsafe
legal lawful / illegal unlawful
guilty / innocent
convict / acquit clear
success succeed / failure fail
surplus / deficit shortfall
majority / minority
maximum / minimum
urban / rural
male men man / female women woman
son / daughter
brother / sister
mother / father
husband / wife
day daytime / night
morning / evening
present / absent
attend / boycott skip miss
remember / forget
include / exclude
tighten / loosen relax ease
impose / lift
accelerate / slow delay
extend prolong / shorten curtail
postpone delay / advance
advance / retreat withdraw
deploy / withdraw
arm / disarm
build erect / demolish dismantle
create add / destroy eliminate
rescue save / kill
survive / die perish
release free / detain arrest jail
freeze / thaw unfreeze
wet / dry
optimistic / pessimistic
calm / tense
peace / war
popular / unpopular
likely / unlikely
possible / impossible
certain / uncertain
willing / unwilling
able / unable
credible / implausible
necessary / unnecessary
satisfied pleased / disappointed dissatisfied
trust / distrust
hopeful / hopeless
encourage urge / discourage
strict stricter / lenient
domestic / foreign
outgoing / incoming
temporary / permanent
voluntary / mandatory compulsory
unanimous / divided split
vindicate exonerate / incriminate
alive / dead
cheer applaud / boo jeer
love / hate
inflow / outflow
entry / exit
credit / debit
sunrise dawn / sunset dusk
ban / legalise
abolish scrap repeal / introduce
nationalise / privatise
merge / split
unite / divide
include / omit
minimise / exaggerate
understate / overstate
underestimate / overestimate
undervalue / overvalue
"""


def _opposites() -> dict[str, frozenset[str]]:
    """Map each stem to the stems that say the opposite."""
    table: dict[str, set[str]] = {}
    for family in _FAMILIES.strip().split("\n"):
        sides = [[stem(word) for word in side.split()] for side in family.split(" / ")]
        for one, other in (sides, sides[::-1]):
            for root in one:
                table.setdefault(root, set()).update(other)
    return {root: frozenset(others) for root, others in table.items()}


OPPOSITES = _opposites()
