"""Tal som hämtas."""

from __future__ import annotations

from site_tools.problems import Message

FETCH_INCOMPLETE = Message(
    "hamtas-inte-hel",
    "hämtas: är inte hel: {what}",
    "{better}",
    "Under hämtas: står hur talen hämtas: tjänst, tabell, och för varje variabel hos källan vilka koder som tas med och vad de blir.",
)
FETCH_WITHOUT_LICENCE = Message(
    "hamtas-utan-villkor",
    "talen hämtas, men källan säger inte på vilka villkor",
    "lägg till licens: under källa:",
    "Vid varje hämtat tal står vilka villkor som gäller för det. Har källan inga villkor skriver du det.",
)
SNAPSHOT_DAMAGED = Message(
    "hamtat-skadat",
    "det som är hämtat går inte att lita på: {reason}",
    "hämta tillbaka filen som den var (git checkout -- {file}), eller hämta igen med build.py hämta {indicator}",
    "Mappen hamtat skrivs av build.py hämta och ändras inte för hand. "
    "Där ligger källans svar, med en kontrollsumma som visar om något har ändrats.",
)
SNAPSHOT_ALONE = Message(
    "hamtat-utan-indikator",
    "ingen indikator hämtar de här talen längre",
    "ta bort filen, eller skriv tillbaka hämtas: i indikatorer/{indicator}.yaml",
    "I mappen hamtat ligger källans svar för de indikatorer som har hämtas:.",
    whole=True,
)
FETCHED_FROM_ELSEWHERE = Message(
    "hamtat-fran-annat-hall",
    "{key} är {now}, men det som är hämtat säger {then}",
    "hämta igen med build.py hämta {indicator}, eller skriv tillbaka {then}",
    "Det som står om källan ska vara det som talen i serien är hämtade från.",
)
FETCHED_FIGURE_CHANGED = Message(
    "hamtat-tal-andrat",
    "{which} är hämtat som {before}, men här står {after}",
    "hämta igen med build.py hämta {indicator}; är källans tal fel skriver du rättelsen under revideringar: med från: {before}",
    "Ett hämtat tal står i serien med källans siffror. Den som rättar källan säger det med en revidering, som läsaren ser.",
)
FETCHED_ROW_GONE = Message(
    "hamtad-rad-borta",
    "{which} är hämtat som {before}, men raden finns inte i serien",
    "hämta igen med build.py hämta {indicator}; vill du inte ha talet tar du bort dess kod under hämtas:",
    "Alla tal som är hämtade står i serien, annars ser läsaren bara en del av vad källan säger.",
    whole=True,
)
FETCH_REFUSED = Message(
    "hamtning-fran-okand-vard",
    "adressen {address} får inte användas: {why}",
    "hämta från tjänsten själv, eller skriv värden under hämtar_från: i webbplats.yaml om den är granskad",
    "Tal hämtas bara med https, från värdar som är kända, och bara från adresser på det öppna nätet. "
    "Det gäller också dit en värd skickar vidare.",
)
FETCH_TOO_LARGE = Message(
    "hamtning-for-stor",
    "svaret från {host} är större än {limit}",
    "välj färre koder under hämtas:, eller en senare period i från:",
    "Ett större svar än så läses inte.",
)
FETCH_TOO_SLOW = Message(
    "hamtning-for-langsam",
    "{host} svarade inte färdigt på {seconds} sekunder",
    "försök igen senare, eller välj färre koder under hämtas:",
    "Hämtningen väntar inte hur länge som helst.",
)
FETCH_NO_ANSWER = Message(
    "hamtning-utan-svar",
    "{host} svarar inte som den ska: {why}",
    "kontrollera nätet och tabell: under hämtas:, och försök igen senare",
    "Tabellen kan ha bytt namn, koden kan ha försvunnit eller tjänsten kan vara nere.",
)
FETCH_BUSY = Message(
    "hamtning-upptagen",
    "{host} har för mycket att göra just nu ({status})",
    "försök igen om en stund",
    "Källan ber oss att vänta. Hämtningen har väntat och frågat igen några gånger.",
)
FETCH_NO_JSON = Message(
    "hamtning-utan-data",
    "svaret från {host} är inte data: {why}",
    "öppna adressen i en webbläsare och se vad som är fel; försök annars igen senare",
    "Källan ska svara med JSON. En inloggning, en felsida eller ett avbrutet svar är något annat.",
)
FETCH_SHAPE = Message(
    "hamtning-annan-form",
    "svaret från källan ser inte ut som väntat: {what}",
    "jämför hämtas: med tabellen hos källan; har källan lagt om sitt svar behöver programmet ändras",
    "Ett tal som inte går att läsa säkert läses inte alls.",
)
FETCH_TITLE_CHANGED = Message(
    "hamtning-ny-titel",
    "källan kallar det nu ”{now}”, förut ”{then}”",
    "är det samma mått skriver du titel: {written} under hämtas:, annars en ny indikator",
    "När en källa byter namn på ett mått kan den också ha bytt vad som mäts. Någon behöver se efter.",
)
FETCH_UNKNOWN_STATE = Message(
    "hamtning-okant-lage",
    "källan märker talet för {which} med ”{mark}”",
    "säg vad märket betyder: - {{kod: {mark}, blir: preliminär}} under lägen: i hämtas:, utan blir: om talet är slutligt",
    "Ett preliminärt tal får inte se ut som ett slutligt.",
)
FETCH_NOTHING = Message(
    "hamtning-utan-tal",
    "källan har inga tal för koderna under hämtas:",
    "jämför koderna med tabellen hos källan",
    "Koderna kan vara felskrivna, eller så har tabellen ersatts av en ny.",
)
