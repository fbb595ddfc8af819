"""Nouns that tell a person, a body or a place, and what they say of gender."""

from __future__ import annotations

import re
from typing import Final

from factcheck.word_lists import listed


def _with_plurals(words: str) -> frozenset[str]:
    singular = listed(words)
    return singular | {
        re.sub(r"([^aeiou])y$", r"\1ie", word) + ("es" if word.endswith(("ch", "s")) else "s") for word in singular
    }


MALE: Final = listed(
    "mr sir lord king prince duke father dad son brother husband uncle nephew grandfather man boy chairman spokesman"
    " congressman policeman fireman fisherman businessman sportsman footballer-man gentleman widower monk pope bishop"
    " imam ayatollah sheikh sultan emperor boyfriend councilman statesman salesman postman waiter actor stepfather"
    " stepson godfather patriarch count baron grandson father-in-law son-in-law brother-in-law businessmen rabbi"
)
FEMALE: Final = listed(
    "mrs ms miss madam mme dame lady queen princess duchess mother mum mom daughter sister wife aunt niece grandmother"
    " woman girl chairwoman spokeswoman congresswoman policewoman businesswoman sportswoman widow nun actress"
    " girlfriend councilwoman waitress stepmother stepdaughter godmother empress countess baroness granddaughter"
    " midwife heroine ballerina landlady headmistress mother-in-law daughter-in-law"
)
# Functions and forms of address that stand right before a name.
TITLES: Final = listed(
    """
    mr mrs ms miss mme sir dame lord lady dr prof professor president vice-president premier minister chancellor
    governor mayor deputy senator congressman congresswoman representative ambassador envoy king queen prince princess
    sheikh ayatollah emperor sultan pope cardinal archbishop bishop father rev reverend imam rabbi sister brother
    general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal admiral commander chief
    commissioner constable inspector superintendent detective judge justice magistrate prosecutor attorney lawyer
    secretary chairman chairwoman chair director manager coach trainer captain striker midfielder defender goalkeeper
    winger skipper skier referee champion chancellor speaker spokesman spokeswoman spokesperson leader head boss owner
    founder executive engineer analyst economist critic author writer poet novelist singer actor actress director guide
    nurse doctor officer official teacher student farmer fisherman resident campaigner activist councillor councilman
    councilwoman mp mep ceo cfo defendant witness survivor passenger architect scientist researcher biologist banker
    harbourmaster master headteacher principal rector dean treasurer auditor auditor-general consul comptroller
    businessman businesswoman billionaire journalist reporter editor photographer pilot driver player runner rider
    """
)
PEOPLE: Final = (
    TITLES
    | _with_plurals(
        """
    person adult agent aide analyst animal-rights-activist applicant artist athlete attacker baker barber bishop boy
    brother builder buyer candidate carer celebrity chef chief child citizen civilian cleaner clerk client climber
    clinician cleric colleague commander contractor convict counsellor couple critic crew customer cyclist
    dealer demonstrator detainee diplomat director doctor donor driver economist employee employer engineer envoy
    expert farmer fighter fisherman forecaster foreman forester founder friend gamekeeper gardener girl grandchild
    guard guest gunman guide headteacher hero historian hostage host hunter inmate inspector investor journalist judge
    juror killer landlady landlord lawmaker lawyer leader legislator linguist manufacturer-owner mechanic mediator
    member merchant midwife migrant miner minister motorist musician mother father neighbour neighbor nun nurse
    observer officer official operator organiser organizer owner painter parent partner passenger patient pensioner
    petitioner physician pilot plaintiff player poet politician predecessor premier priest principal prisoner
    producer professor prosecutor protester protestor publisher-owner pupil rebel referee refugee regulator relative
    reporter rescuer researcher resident rider rival runner sailor scientist screener sculptor shepherd shopkeeper
    shopper sibling singer skipper smuggler soldier son daughter husband wife widow widower spokesman spokeswoman
    spokesperson sponsor striker student successor supervisor supplier supporter surgeon survivor suspect teacher
    teenager tenant therapist thief trader trainer traveller treasurer trustee tutor vet veteran victim villager
    viewer visitor volunteer voter waiter walker warden winner witness worker writer youth creditor critic aunt uncle
    hurler jockey swimmer boxer sprinter cook pensioner mayor king queen monarch delegate rapporteur banker broker
    baron heir inventor curator chairman chairwoman bosses biologist botanist geologist campaigner activist adviser
    advisor ally opponent deputy premier ombudsman archaeologist conductor composer
    """
    )
    | listed(
        "people men women children police staff families wives thieves man woman boys businessmen fishermen spokesmen"
        " gunmen crew personnel troops folk clergy firefighters firefighter twins twin lawmen relatives peasants"
    )
)
BODIES: Final = _with_plurals(
    """
    agency airline alliance army assembly association authority bank board brewery broadcaster bureau business cabinet
    carmaker chain charity church club coalition college commission committee company congress conglomerate consortium
    corporation council court cooperative delegation department developer-firm embassy factory federation firm force
    foundation fund government group hospital institute institution laboratory lab league manufacturer maker ministry
    movement navy newspaper operator-firm organisation organization panel parliament party police-force producer-firm
    publisher railway retailer school senate service side society squad start-up startup store supermarket team
    treasury tribunal trust union university utility watchdog office regime administration militia junta commission
    mission newswire broadcaster orchestra theatre museum garrison brigade insurer lender refinery parish jury
    subsidiary supplier-firm developer steelmaker drugmaker shipyard mill bakery museum library
    """
)
PLACES: Final = _with_plurals(
    """
    area bay beach borough bridge capital city coast continent country county dam district hill island isle lake land
    metropolis mountain municipality nation neighbourhood neighborhood park port province region republic river road
    sea square state station street suburb territory town valley village volcano hamlet kingdom harbour
    """
)
# Words at the end of a name that tell a body, and those that tell a place or a thing.
BODY_NAMES: Final = BODIES | listed(
    "inc ltd plc corp co group holdings gmbh llc sa ag motors airlines airways foods systems labs energy steel"
    " mining oil gas rail air media news times post tribune echo herald gazette telegraph journal united city-fc fc"
    " forces guard guards front brotherhood nations radio television tv network partners capital insurance dairy"
    " freight pharma electric industries technologies reuters research securities watch"
)
PLACE_NAMES: Final = PLACES | listed(
    "mount fort cape avenue lane quay ocean strait gulf peninsula desert forest north south east west islands"
    " airport cathedral palace castle tower hall prison"
)
PLACE_OPENINGS: Final = listed(
    "new san santa santo port los las el saint st north south east west upper lower mount lake cape fort cabo villa"
    " monte puerto great little northern southern eastern western central"
)


def gender_of(noun: str) -> str | None:
    """Give "m" or "f" for a noun or title in lower case that tells it, else None.

    Example:
        >>> gender_of("chairwoman"), gender_of("king"), gender_of("minister")
        ('f', 'm', None)
    """
    if noun in FEMALE:
        return "f"
    return "m" if noun in MALE else None
