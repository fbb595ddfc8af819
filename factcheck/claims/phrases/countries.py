"""English names of countries, as news writes them."""

from __future__ import annotations

from typing import Final

COUNTRIES: Final = frozenset(
    name.strip()
    for name in """
    afghanistan, albania, algeria, america, american samoa, andorra, angola, anguilla, antigua and barbuda,
    argentina, armenia, aruba, australia, austria, azerbaijan, bahamas, bahrain, bangladesh, barbados, belarus,
    belgium, belize, benin, bermuda, bhutan, bolivia, bosnia, bosnia and herzegovina, botswana, brazil, britain,
    brunei, bulgaria, burkina faso, burma, burundi, cambodia, cameroon, canada, cape verde, central african
    republic, chad, chile, china, colombia, comoros, congo, congo - brazzaville, congo - kinshasa, costa rica,
    croatia, cuba, curaçao, cyprus, czech republic, czechia, côte d'ivoire, denmark, djibouti, dominica, dominican
    republic, east timor, ecuador, egypt, el salvador, england, equatorial guinea, eritrea, estonia, eswatini,
    ethiopia, falkland islands, faroe islands, fiji, finland, france, french guiana, french polynesia, gabon,
    gambia, georgia, germany, ghana, gibraltar, great britain, greece, greenland, grenada, guadeloupe, guam,
    guatemala, guernsey, guinea, guinea-bissau, guyana, haiti, holland, honduras, hong kong, hungary, iceland,
    india, indonesia, iran, iraq, ireland, isle of man, israel, italy, ivory coast, jamaica, japan, jersey, jordan,
    kazakhstan, kenya, kiribati, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya,
    liechtenstein, lithuania, luxembourg, macau, macedonia, madagascar, malawi, malaysia, maldives, mali, malta,
    marshall islands, martinique, mauritania, mauritius, mayotte, mexico, micronesia, moldova, monaco, mongolia,
    montenegro, montserrat, morocco, mozambique, myanmar, namibia, nauru, nepal, netherlands, new caledonia, new
    zealand, nicaragua, niger, nigeria, niue, north korea, north macedonia, northern ireland, norway, oman,
    pakistan, palau, palestine, panama, papua new guinea, paraguay, peru, philippines, poland, portugal, puerto
    rico, qatar, romania, russia, rwanda, réunion, saint kitts and nevis, saint vincent and the grenadines, samoa,
    san marino, sark, saudi arabia, scotland, senegal, serbia, seychelles, sierra leone, singapore, sint maarten,
    slovakia, slovenia, solomon islands, somalia, south africa, south korea, south sudan, soviet union, spain, sri
    lanka, st. barthélemy, st. lucia, st. martin, sudan, suriname, swaziland, sweden, switzerland, syria, são tomé
    and príncipe, taiwan, tajikistan, tanzania, thailand, the bahamas, the gambia, timor-leste, togo, tokelau,
    tonga, trinidad and tobago, tunisia, turkey, turkmenistan, tuvalu, türkiye, u.k., u.s., u.s.a., uganda, uk,
    ukraine, united arab emirates, united kingdom, united states, uruguay, us, usa, ussr, uzbekistan, vanuatu,
    vatican, vatican city, venezuela, vietnam, wales, western sahara, yemen, zambia, zimbabwe
    """.replace("\n", " ").split(",")
)
