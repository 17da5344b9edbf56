"""Texter, tal, datum och adresser."""

from __future__ import annotations

from site_tools.problems import Message

PLACEHOLDER = Message(
    "tre-punkter",
    "här står det bara {text}",
    "skriv det som ska stå här, eller ta bort raden",
    "I mallar och meddelanden betyder tre punkter att du ska skriva något eget. Läsaren ska inte se dem.",
)
EMPTY_TEXT = Message(
    "tom-text", "texten är tom", "skriv en text eller ta bort nyckeln", "Mellan citattecknen står ingenting, eller bara mellanslag."
)
LONG_TEXT = Message(
    "for-lang-text",
    "texten är för lång ({length} tecken)",
    "skriv högst {limit} tecken; dela upp den på flera sidor",
    "Så lång text orkar ingen läsa på en sida.",
)
LONG_LINE = Message(
    "for-lang-rad",
    "texten är för lång ({length} tecken)",
    "skriv högst {limit} tecken",
    "Namn och andra korta uppgifter visas på en rad. Längre förklaringar hör hemma i sidans text.",
)
LINE_BREAK = Message(
    "radbrytning",
    "texten ska stå på en rad",
    "ta bort radbrytningen",
    "Namn och andra korta uppgifter visas på en rad.",
)
BAD_ID = Message(
    "ogiltigt-id",
    '"{text}" kan inte vara ett id: bara a–z, 0–9 och bindestreck, högst {limit} tecken',
    "skriv {better}",
    "Ett id är en del av sidans adress.",
)
RESERVED_ID = Message(
    "upptaget-av-windows",
    '"{text}" kan inte vara ett id: Windows kan inte ha en fil med det namnet',
    "välj ett annat namn",
    "Namn som con, nul och com1 har en särskild betydelse i Windows, så att filen inte går att spara där.",
)
NO_ID = Message(
    "inget-id",
    '"{text}" är inte ett id',
    'skriv filens namn utan mapp och ändelse, till exempel "{better}"',
    "En hänvisning till en annan fil är filens namn, utan mapp före och utan ändelse efter.",
)
NO_NUMBER = Message(
    "inget-tal",
    '"{text}" är inte ett tal',
    "skriv siffror med {sign}, till exempel {example}",
    "Tal skrivs med siffror, utan mellanslag, enhet eller ord. Det portalen visar är exakt de siffror som står här.",
)
MANY_DECIMALS = Message(
    "for-manga-decimaler",
    "talet {text} har fler än {limit} decimaler",
    "skriv det som källan skriver det, eller avrunda",
    "Så många decimaler är nästan alltid resultatet av en uträkning i ett kalkylblad.",
)
HUGE_NUMBER = Message(
    "for-stort-tal",
    "talet {text} är för stort",
    "skriv högst 15 siffror före decimaltecknet, eller byt enhet",
    "Så stora tal är nästan alltid ett skrivfel. Välj annars en större enhet, till exempel mnkr i stället för kr.",
)
NOT_WHOLE = Message("inget-heltal", '"{text}" är inte ett helt tal', "skriv ett heltal utan decimaler", "Nyckeln räknar hela saker.")
TOO_LOW = Message("for-lagt-tal", "talet ska vara minst {limit}", "skriv ett större tal", "Talet är lägre än det kan vara.")
TOO_HIGH = Message("for-hogt-tal", "talet ska vara högst {limit}", "skriv ett mindre tal", "Talet är högre än det kan vara.")
NO_DATE = Message(
    "inget-datum",
    '"{text}" är inte ett datum',
    "skriv år-månad-dag, till exempel 2026-03-31",
    "En dag skrivs med år, månad och dag, och ska finnas i kalendern.",
)
YEAR_RANGE = Message(
    "aret-utanfor",
    "året {year} ligger utanför {first}–{last}",
    "rätta årtalet",
    "Årtalet är troligen felskrivet.",
)
NO_PERIOD = Message(
    "ingen-period",
    '"{text}" är inte en period',
    "skriv ett år (2019), tertial (2024-T1), läsår (2019/2020), vår eller höst (2024-VT, 2024-HT), månad (2022-12), "
    "datum (2024-05-16), flera år (2001–2020) eller odaterat",
    "En period skrivs på ett av de här sätten, så att bara perioder av samma slag jämförs.",
)
NOT_IN_CALENDAR = Message(
    "inte-i-kalendern", '"{text}" finns inte i kalendern', "rätta månaden eller dagen", "Månaden eller dagen finns inte det året."
)
SCHOOL_YEAR = Message(
    "lasar",
    'läsåret "{text}" ska vara två år i följd',
    "skriv till exempel {year}/{next}; flera år skrivs med tankstreck, {year}–{end}",
    "Ett läsår börjar på hösten ett år och slutar på våren nästa.",
)
SPAN = Message(
    "baklanges-spann",
    '"{text}" ska gå från ett tidigare till ett senare år',
    "skriv det första året först",
    "Flera år i följd skrivs med det första året först och tankstreck emellan.",
)
YES_OR_NO = Message(
    "ja-eller-nej", '"{text}" är varken ja eller nej', "skriv ja eller nej", "Nyckeln är en fråga som besvaras med ja eller nej."
)
NO_URL = Message(
    "ingen-webbadress",
    '"{text}" är inte en webbadress',
    "skriv hela adressen, till exempel https://www.kommunen.se/sida",
    "En länk ut från portalen är en hel adress som börjar med https:// eller http://.",
)
NO_SITE_URL = Message(
    "ingen-adress-for-webbplatsen",
    '"{text}" kan inte vara webbplatsens adress',
    "skriv adressen till webbplatsens första sida, utan ? och # och utan .., till exempel https://mal.kommunen.se/",
    "Sidornas adresser börjar med webbplatsens adress. Står det mer efter den än namnet på en mapp leder ingen av dem rätt.",
)
NO_EMAIL = Message(
    "ingen-e-postadress", '"{text}" är inte en e-postadress', "skriv till exempel kontakt@kommunen.se", "Läsaren ska kunna skriva dit."
)
NO_ADDRESS = Message(
    "ingen-adress-pa-webbplatsen",
    '"{text}" är inte en adress på webbplatsen',
    "skriv till exempel /mal/gammalt-namn/",
    "En adress börjar och slutar med snedstreck och har bara a–z, 0–9 och bindestreck. Ett ord eller en händelse står på en sida med andra "
    "och har sitt id efter #: /ordlista/#gammalt-ord.",
)
