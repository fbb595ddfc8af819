"""Lists of English verbs, as far as the form of a word does not tell that it is one."""

from __future__ import annotations

from typing import Final

from factcheck.word_lists import listed

AUXILIARIES: Final = listed(
    "am are aren't can can't cannot could couldn't did didn't do does doesn't don't had hadn't has hasn't have"
    " haven't he'd he's i'm is isn't it's may might must mustn't shall she'd she's should shouldn't that's there's"
    " they'd they'll they're they've was wasn't we'll we're we've were weren't will won't would wouldn't"
)
"""Finite wherever they stand."""

INTRANSITIVE: Final = listed(
    "abstained advanced agreed amounted apologised apologized appeared arrived attended began belonged burst came"
    " ceased climbed collapsed competed complained consisted continued crashed declined depended died dipped"
    " disagreed disappeared doubled dropped dwindled emerged ended erupted expired exploded failed fell finished"
    " fled followed gathered graduated grew halved happened insisted joined jumped landed lasted laughed lay led"
    " listened lived looked objected occurred peaked perished pertained plunged protested rallied ran reacted"
    " rebounded recovered refused relied remained reopened replied resigned responded retired retreated rolled rose"
    " sailed sat shrank slept slipped slumped smiled soared started stayed stemmed stood surged swelled talked"
    " traveled travelled trebled tripled tumbled vanished voted waited walked waned went wept worked"
)
"""Past forms of verbs without object: a noun before them is their subject, for no man "was died"."""

VERBS: Final = listed(
    "accept account accuse add admit advise affect agree aim allow announce appear apply argue arrive ask attend"
    " aver avow bear become begin believe belong blame boast break bring build buy call carry cause chair change"
    " charge claim close combine come complain connect consider contain continue contribute control cost cover"
    " create cross cut deal decide decline defend demand deny depend depict die differ disagree discuss dispute"
    " double draw drive earn employ enter equalise equalize exist expect explain export face fail fall fear feel"
    " fight fill find flow follow force form gain get give go govern grow handle happen head hear help hold hope"
    " host import include increase insist intend introduce involve join keep kill know lack last lead learn leave"
    " lend lie like link live look lose love make manage mean meet miss move name need note oblige occur offer open"
    " operate oppose order owe own pass pay pertain plan play point possess prefer prepare prevent produce promise"
    " propose prove provide publish put raise range reach read receive reckon recommend record reduce refuse regard"
    " reject rely remain remember remind remove renounce report represent require rest resume return reveal rise"
    " rule run save say score see seek seem sell send separate serve set share show shun sit sleep speak spend stand"
    " start stay stem stop study suffer suggest supply support suppose surround survive take talk teach tell tend"
    " think trail travel treat trust try turn understand urge use utter visit vote wait walk want warn watch wear"
    " win wish wonder work worry write"
)
"""Verbs by their base form, as news uses them."""

ALSO_NOUNS: Final = listed(
    "account aim appeal attack call cause chair change charge claim control cost cover cross cut deal demand double"
    " draw drive export face fall fear fight fill force form gain head help hold hope host import increase land last"
    " lead lie like link look love mean miss move need note offer open order pass pay plan play point promise range"
    " reach record report rest return rise rule run save score seed set share show stand start stay stop study"
    " support talk tend trail travel treat trust try turn use visit vote wait walk want watch win wish wonder work"
    " worry"
)
"""Those of them, or of their forms, that are nouns as often."""

NO_PAST: Final = listed(
    "aged alleged bed breed creed deed embed exceed feed greed hatred hundred indeed kindred limited naked need"
    " proceed red sacred seed shed so-called speed succeed unarmed united unmanned unprecedented wed weed wicked"
    " wretched"
)
"""Words in "-ed" that are no past forms."""
