"""Countries with the names of their people and capitals, and the short forms of well-known bodies."""

from __future__ import annotations

from factcheck.word_lists import listed

# Each entry: all names of one country; "_" joins the words of one name; capitals stand for their governments.
_COUNTRIES = """
afghanistan afghan afghans kabul | albania albanian albanians tirana | algeria algerian algerians algiers
angola angolan luanda | argentina argentine argentinian argentines buenos_aires | armenia armenian armenians yerevan
australia australian australians canberra | austria austrian austrians vienna | azerbaijan azerbaijani azeri baku
bahrain bahraini manama | bangladesh bangladeshi bangladeshis dhaka | belarus belarusian belarusians minsk
belgium belgian belgians | bolivia bolivian bolivians la_paz | bosnia bosnian bosnians sarajevo
brazil brazilian brazilians brasilia | bulgaria bulgarian bulgarians sofia | cambodia cambodian phnom_penh
cameroon cameroonian yaounde | canada canadian canadians ottawa | chad chadian chadians ndjamena
chile chilean chileans santiago | china chinese beijing | colombia colombian colombians bogota
croatia croatian croatians zagreb | cuba cuban cubans havana | cyprus cypriot cypriots nicosia
czech czechs czech_republic prague | denmark danish danes dane copenhagen | ecuador ecuadorean ecuadorian quito
egypt egyptian egyptians cairo | estonia estonian estonians tallinn | ethiopia ethiopian ethiopians addis_ababa
finland finnish finns finn helsinki | france french frenchman paris | georgia georgian georgians tbilisi
germany german germans berlin | ghana ghanaian ghanaians accra | greece greek greeks athens | guatemala guatemalan
haiti haitian haitians | honduras honduran tegucigalpa | hungary hungarian hungarians magyar budapest
iceland icelandic icelanders reykjavik | india indian indians new_delhi delhi
indonesia indonesian indonesians jakarta | iran iranian iranians tehran | iraq iraqi iraqis baghdad
ireland irish dublin | israel israeli israelis | italy italian italians rome | japan japanese tokyo
jordan jordanian jordanians amman | kazakhstan kazakh kazakhs astana | kenya kenyan kenyans nairobi
kosovo kosovar pristina | kuwait kuwaiti kuwaitis | kyrgyzstan kyrgyz bishkek | laos laotian
latvia latvian latvians riga | lebanon lebanese beirut | libya libyan libyans tripoli
lithuania lithuanian lithuanians vilnius | luxembourg luxembourger | malaysia malaysian malaysians kuala_lumpur
mali malian malians bamako | malta maltese valletta | mexico mexican mexicans | moldova moldovan moldovans chisinau
mongolia mongolian mongolians | montenegro montenegrin podgorica | morocco moroccan moroccans rabat
mozambique mozambican maputo | myanmar burma burmese | nepal nepali nepalese kathmandu
netherlands dutch holland the_hague hague | new_zealand wellington | nicaragua nicaraguan managua | niger niamey
nigeria nigerian nigerians abuja | north_korea north_korean pyongyang | norway norwegian norwegians oslo
oman omani omanis muscat | pakistan pakistani pakistanis islamabad | panama panamanian | paraguay paraguayan asuncion
peru peruvian peruvians lima | philippines philippine filipino filipinos manila | poland polish poles pole warsaw
portugal portuguese lisbon | qatar qatari qataris doha | romania romanian romanians bucharest
russia russian russians moscow kremlin | rwanda rwandan kigali | saudi_arabia saudi saudis riyadh
senegal senegalese dakar | serbia serbian serbs serb belgrade | singapore singaporean
slovakia slovak slovaks bratislava | slovenia slovenian slovene slovenes ljubljana | somalia somali somalis mogadishu
south_sudan south_sudanese juba
south_africa south_african pretoria | south_korea south_korean seoul | spain spanish spaniards madrid
sri_lanka sri_lankan colombo | sudan sudanese khartoum | sweden swedish swedes swede stockholm
switzerland swiss berne bern | syria syrian syrians damascus | taiwan taiwanese taipei | tajikistan tajik dushanbe
tanzania tanzanian dodoma | thailand thai thais bangkok | tunisia tunisian tunisians tunis
turkey turkish turks turkiye ankara | uganda ugandan kampala | ukraine ukrainian ukrainians kyiv kiev
united_arab_emirates uae emirati emirates abu_dhabi | united_kingdom uk britain british britons london england english
united_states us usa america american americans washington | uruguay uruguayan montevideo | uzbekistan uzbek tashkent
venezuela venezuelan venezuelans caracas | vietnam vietnamese hanoi | yemen yemeni yemenis sanaa
zambia zambian lusaka | zimbabwe zimbabwean harare | european_union eu brussels | united_nations un
"""

COUNTRIES = {
    name.replace("_", " "): names[0].replace("_", " ")
    for names in (entry.split() for entry in _COUNTRIES.strip().replace("\n", "|").split("|"))
    for name in names
}

# Capitals: as a place they are not their country, so a capital against another place is left alone.
TITLES = listed(
    """
    mr mrs ms miss dr sir lord lady prof professor president vice prime minister premier chancellor king queen
    prince princess general gen colonel col major maj captain capt lieutenant lt sergeant sgt brigadier admiral
    commander chief justice judge governor gov mayor senator sen ambassador envoy secretary director chairman
    chairwoman chair speaker foreign finance interior defence defense health energy agriculture education
    transport trade economy labour environment housing minister's deputy acting former spokesman spokeswoman
    bishop archbishop pope cardinal rabbi imam sheikh ayatollah coach inspector superintendent commissioner
    executive officer analyst economist lawyer manager attorney lawmaker striker doctor herder detective
    chairperson head leader treasurer oil technology communications culture tourism
    """
)
