"""Small tables of countries, demonyms, cities, first names and abbreviations."""

# ruff: noqa: E501 - tables and patterns stand in long rows
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

COUNTRY_ROWS = """
Argentina Argentine; Australia Australian; Austria Austrian; Belgium Belgian; Bolivia Bolivian; Brazil Brazilian; Bulgaria Bulgarian;
Cambodia Cambodian; Canada Canadian; Chile Chilean; China Chinese; Colombia Colombian; Cuba Cuban; Cyprus Cypriot; Denmark Danish;
Ecuador Ecuadorean; Egypt Egyptian; Estonia Estonian; Ethiopia Ethiopian; Finland Finnish; France French; Georgia Georgian;
Germany German; Ghana Ghanaian; Greece Greek; Hungary Hungarian; Iceland Icelandic; India Indian; Indonesia Indonesian; Iran Iranian;
Iraq Iraqi; Ireland Irish; Israel Israeli; Italy Italian; Jamaica Jamaican; Japan Japanese; Jordan Jordanian; Kenya Kenyan;
Kuwait Kuwaiti; Latvia Latvian; Lebanon Lebanese; Libya Libyan; Lithuania Lithuanian; Malaysia Malaysian; Mexico Mexican;
Morocco Moroccan; Nepal Nepalese; Nigeria Nigerian; Norway Norwegian; Pakistan Pakistani; Panama Panamanian; Paraguay Paraguayan;
Peru Peruvian; Poland Polish; Portugal Portuguese; Qatar Qatari; Romania Romanian; Russia Russian; Senegal Senegalese;
Serbia Serbian; Singapore Singaporean; Slovakia Slovak; Slovenia Slovenian; Spain Spanish; Sudan Sudanese; Sweden Swedish;
Switzerland Swiss; Syria Syrian; Taiwan Taiwanese; Tanzania Tanzanian; Thailand Thai; Tunisia Tunisian; Turkey Turkish;
Uganda Ugandan; Ukraine Ukrainian; Uruguay Uruguayan; Venezuela Venezuelan; Vietnam Vietnamese; Yemen Yemeni; Zambia Zambian;
Zimbabwe Zimbabwean; Scotland Scottish; Wales Welsh; England English
"""
ROWS = [tuple(row.split()) for row in COUNTRY_ROWS.replace("\n", " ").split(";")]
COUNTRIES = frozenset(row[0] for row in ROWS) | {
    "South Korea", "North Korea", "South Africa", "New Zealand", "Saudi Arabia", "the United States", "the Netherlands",
    "the Philippines", "Sri Lanka", "Costa Rica", "the United Kingdom", "Britain",
}  # fmt: skip
DEMONYMS = frozenset(row[1] for row in ROWS) - {"Polish", "English"}
CITIES = frozenset(
    """Amsterdam|Athens|Baghdad|Bangkok|Barcelona|Beijing|Beirut|Belfast|Belgrade|Berlin|Birmingham|Bogota|Bonn|Boston|Brasilia
|Bristol|Brussels|Bucharest|Budapest|Buenos Aires|Cairo|Calgary|Canberra|Cape Town|Caracas|Chicago|Cologne|Copenhagen|Dallas
|Damascus|Delhi|Denver|Detroit|Dhaka|Doha|Dubai|Dublin|Edinburgh|Frankfurt|Geneva|Glasgow|Hamburg|Hanoi|Havana|Helsinki
|Hong Kong|Houston|Islamabad|Istanbul|Jakarta|Jerusalem|Johannesburg|Kabul|Karachi|Kiev|Kyiv|Lagos|Leeds|Lima|Lisbon|Liverpool
|London|Los Angeles|Lyon|Madrid|Manchester|Manila|Marseille|Melbourne|Mexico City|Miami|Milan|Minsk|Montreal|Moscow|Mumbai
|Munich|Nairobi|Naples|New Delhi|New York|Newcastle|Osaka|Oslo|Ottawa|Paris|Philadelphia|Prague|Riga|Rio de Janeiro|Riyadh|Rome
|Rotterdam|San Francisco|Santiago|Sao Paulo|Seattle|Seoul|Shanghai|Sheffield|Sofia|Stockholm|Strasbourg|Stuttgart|Sydney|Taipei
|Tehran|Tel Aviv|Tokyo|Toronto|Tripoli|Tunis|Turin|Vancouver|Vienna|Vilnius|Warsaw|Washington|Wellington|Zurich|Atlanta
|Baltimore|Cleveland|Phoenix|Kolkata|Colombo|Dakar|Accra|Kampala|Harare|Hyderabad""".replace("\n", "").split("|")
)
STATES = frozenset(
    """Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky
|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Jersey|New Mexico
|North Carolina|North Dakota|Ohio|Oklahoma|Ontario|Oregon|Pennsylvania|Quebec|South Carolina|South Dakota|Tennessee|Texas|Utah
|Vermont|Virginia|Wisconsin|Wyoming|Alberta|Queensland|Victoria|Bavaria|Saxony|Scotland|Catalonia|Lombardy|Sicily""".replace(
        "\n", ""
    ).split("|")
)
FIRST_NAMES = frozenset(
    """Aaron Abdul Abdullah Adam Adrian Ahmed Alan Albert Alex Alexander Alexei Alfred Ali Alice Alison Amanda Amy Ana Andrea Andrei
Andrew Angela Ann Anna Anne Anthony Antonio Arthur Barbara Barry Ben Benjamin Bernard Bill Bob Boris Brian Bruce Carl Carla Carlos
Carol Caroline Catherine Charles Chris Christian Christina Christine Christopher Claire Claude Colin Craig Dan Daniel Dave David Dennis
Derek Diana Diego Dmitry Donald Dorothy Douglas Edward Elena Elizabeth Emily Emma Eric Eva Fernando Fiona Francis Francisco Franck
Frank Fred Gareth Gary Geoff George Gerald Gerard Giovanni Gordon Graham Greg Hans Harold Harry Hassan Heather Helen Helmut Henry
Hiroshi Howard Hugh Hussein Ian Ibrahim Igor Ivan Jack Jacques James Jamie Jan Jane Janet Jason Jean Jeff Jeffrey Jennifer Jeremy
Jessica Jim Joan Joe Johan John Jon Jonathan Jorge Jose Joseph Juan Judith Julia Julian Julie Karen Karl Kate Keith Kenneth Kevin
Kim Klaus Kofi Lars Laura Lawrence Lee Leon Leonard Lisa Louis Luca Lucy Luis Luke Malcolm Marco Margaret Maria Marie Mario Mark
Martin Mary Matt Matthew Maurice Michael Michel Miguel Mike Mohamed Mohammad Mohammed Mustafa Nancy Natalia Neil Nicholas Nick Nicola
Nigel Olga Oliver Omar Oscar Pablo Patricia Patrick Paul Paula Pedro Peter Phil Philip Pierre Rachel Ralph Raymond Rebecca Richard
Rita Robert Roberto Robin Roger Ron Ronald Rosa Roy Russell Ruth Ryan Sam Samuel Sandra Sara Sarah Scott Sean Sergei Sharon Sheila
Simon Stefan Stephen Steve Steven Stuart Sue Susan Sven Teresa Terry Thomas Tim Timothy Tom Tony Tracy Valerie Victor Victoria Viktor
Vincent Vladimir Walter Wayne Wendy William Yasser Yuri Yves""".split()
)
ABBREVIATIONS = {
    "the United States": "the U.S.", "United Nations": "U.N.", "the United Kingdom": "the UK", "European Union": "EU",
    "the United Kingdom of Great Britain": "Britain", "World Health Organization": "WHO", "European Central Bank": "ECB",
    "International Monetary Fund": "IMF", "Federal Reserve": "Fed", "European Community": "EC", "European Commission": "Commission",
    "World Trade Organization": "WTO", "New York Times": "Times", "chief executive officer": "CEO", "chief executive": "CEO",
    "gross domestic product": "GDP", "gross national product": "GNP", "Federal Bureau of Investigation": "FBI",
    "Central Intelligence Agency": "CIA", "National Health Service": "NHS", "Prime Minister": "Premier", "Corporation": "Corp",
    "Organization of Petroleum Exporting Countries": "OPEC", "U.S.": "American", "prime minister": "premier", "per year": "a year",
}  # fmt: skip
ORG_ENDS = (
    "Inc|Corp|Corporation|Ltd|Co|Bank|Ministry|University|Group|Party|Association|Commission|Council|Department|Agency|Union"
    "|Federation|Institute|Airlines|Airways|Motors|Industries|Holdings|Partners|Board|Court|Foundation|Committee|Club|United"
    "|Systems|Technologies|Energy|Petroleum|Oil|Steel|Insurance|Securities|Resources|International|Fund|Authority|Company|PLC|plc"
)
TITLES = (
    "President|Prime Minister|Chancellor|Vice President|Senator|Governor|Mayor|Judge|Justice|General|Admiral|Colonel|Captain"
    "|Professor|Dr|Dr.|Mr|Mr.|Mrs|Mrs.|Ms|Ms.|Sir|Lord|Lady|King|Queen|Prince|Princess|Pope|Bishop|Archbishop|Ambassador|Sheriff"
    "|Secretary of State|Secretary|Treasury Secretary|Foreign Secretary|Home Secretary|Defence Secretary|Defense Secretary"
    "|(?:[A-Z][a-z]+ )?(?:[A-Z][a-z]+ )?Minister|Chairman|Spokesman|spokesman|spokeswoman|chairman|chairwoman|director|analyst|economist"
    "|coach|manager|captain|lawyer|attorney|Chief Executive|chief executive|Commissioner|Detective|Sergeant|Lieutenant|Major"
)
