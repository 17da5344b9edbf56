"""Serier (CSV)."""

from __future__ import annotations

from site_tools.problems import Message

SAVED_BY_EXCEL = Message(
    "excel",
    "serien är sparad så som Excel sparar på svenska: {how}",
    "skriv raden csv: excel i {indicator}, eller spara om serien med komma mellan kolumnerna och punkt i talen, utan BOM",
    "Excel på svenska skiljer kolumnerna åt med semikolon, skriver decimalkomma och lägger ett osynligt tecken (BOM) först i filen. "
    "Det går bra om indikatorn säger det med nyckeln csv. Portalen gissar aldrig vad ett kommatecken betyder.",
)
NOT_SAVED_BY_EXCEL = Message(
    "inte-excel",
    "indikatorn säger csv: excel, men här står komma mellan kolumnerna",
    "spara med semikolon mellan kolumnerna, eller ta bort raden csv: excel i {indicator}",
    "Nyckeln csv i indikatorns fil säger hur serien är sparad. Fil och nyckel måste stämma överens.",
)
TABS = Message(
    "tabbar-i-serien",
    "serien har {what} mellan kolumnerna",
    "spara den med {separator} mellan kolumnerna",
    "Så blir det när en tabell klistras in från ett kalkylblad, eller sparas som text och inte som CSV.",
)
NO_HEADINGS = Message(
    "rubrikrad-saknas",
    "första raden har inte kolumnernas namn",
    "börja filen med en rubrikrad, till exempel period{separator}värde",
    "Den första raden säger vad kolumnerna heter, så att ingen behöver gissa vad ett tal är.",
)
PERIODS_AS_COLUMNS = Message(
    "perioder-som-kolumner",
    "perioderna står som kolumner",
    "skriv en rad för varje period, med kolumnerna period{separator}värde",
    "I ett kalkylblad står åren ofta bredvid varandra. I en serie står de under varandra, så att varje tal har sin egen rad.",
)
EMPTY_HEADING = Message(
    "tom-rubrik",
    "en kolumn har inget namn",
    "ta bort kolumnen på alla rader, eller skriv vad den heter",
    "Ett kalkylblad kan lägga till tomma kolumner när det sparas. De syns som skiljetecken i slutet av raden.",
)
HEADINGS_AGAIN = Message(
    "rubrikrad-tva-ganger",
    "rubrikraden står en gång till",
    "ta bort raden",
    "Så blir det när två filer har lagts ihop till en. Bara den första raden säger vad kolumnerna heter.",
)
UNREADABLE_ROW = Message(
    "olasbar-csv-rad",
    "raden går inte att läsa",
    "kontrollera att varje citattecken har sitt par",
    "Ett citattecken öppnar en cell men stänger den inte.",
)
EMPTY_SERIES = Message(
    "tom-serie",
    "filen är tom",
    "skriv kolumnernas namn på första raden, till exempel period,värde",
    "En serie har en rubrikrad och sedan en rad för varje punkt.",
    whole=True,
)
MANY_ROWS = Message(
    "for-manga-rader",
    "serien har fler än {limit} rader",
    "dela upp den på flera indikatorer",
    "Så långa serier går inte att visa i ett diagram eller en tabell som någon kan läsa.",
)
MANY_CELLS = Message(
    "for-manga-celler",
    "raden har fler än {limit} celler",
    "ta bort skiljetecknen i slutet av raden; kolumnerna är {columns}",
    "Ett kalkylblad kan lägga till tomma kolumner när det sparas. Portalens serier har högst elva.",
)
CELL_COUNT = Message(
    "antal-celler",
    "raden har {found}, men rubrikraden har {wanted}",
    "kontrollera {separator} mellan cellerna; tal skrivs med {decimal}, och en text med {separator} i behöver citattecken",
    "Varje rad har lika många celler som rubrikraden. En cell som inget säger lämnas tom, men skiljetecknet ska stå kvar.",
)
DECIMAL_COMMA = Message(
    "komma-i-serien",
    "{value},{rest} blir två celler, {value} och {rest}",
    "skriv {value}.{rest}",
    "Ett komma skiljer celler åt, så ett tal med decimalkomma delas i två, och decimalen hamnar i nästa kolumn. "
    "Arbetar du i Excel kan serien i stället sparas som csv: excel, med semikolon och decimalkomma.",
)
UNKNOWN_COLUMN = Message(
    "okand-kolumn",
    'kolumnen "{name}" finns inte',
    "kolumnerna är {columns}",
    "Kolumnen är felstavad, eller så finns den inte i portalens serier.",
)
DUPLICATE_COLUMN = Message("dubbel-kolumn", 'kolumnen "{name}" står två gånger', "ta bort den ena", "Varje kolumn kan bara finnas en gång.")
MISSING_COLUMN = Message(
    "saknad-kolumn",
    'kolumnen "{name}" saknas',
    "lägg till den i rubrikraden",
    "En serie har minst kolumnerna period och värde.",
)
BROKEN_CELL = Message(
    "radbrytning-i-cellen",
    "cellen går över flera rader",
    "skriv den på en rad; bara en kommentar får ha radbrytningar",
    "En radbrytning inne i en cell, Alt+Retur i Excel, kan göra två tal eller ord av ett.",
)
LONG_CELL = Message(
    "for-lang-cell",
    "texten är för lång ({length} tecken)",
    "skriv högst {limit} tecken; längre förklaringar hör hemma i YAML-filen",
    "En cell i en serie är ett tal eller en kort anmärkning.",
)
UNKNOWN_CELL_WORD = Message(
    "okant-ord-i-serien",
    '"{word}" går inte i kolumnen {column}',
    "skriv {choices} eller ingenting",
    "Kolumnen tar bara några bestämda ord.",
)
WORD_FOR_NUMBER = Message(
    "ord-i-stallet-for-tal",
    '"{text}" är inte ett tal',
    "lämna cellen tom och skriv saknas, sekretess eller ej tillämpligt i kolumnen läge",
    "Ett tal som saknas är inte noll. Säg i kolumnen läge varför det inte finns något tal.",
)
VALUE_DESPITE_STATE = Message(
    "varde-trots-lage",
    "läget är {state} men cellen {column} är inte tom",
    "ta bort värdet eller läget",
    "En uppgift som saknas, är sekretess eller inte är tillämplig har inget tal.",
)
NO_VALUE = Message(
    "varde-saknas",
    "värdet saknas",
    "skriv ett tal, eller saknas, sekretess eller ej tillämpligt i kolumnen läge",
    "En tom cell säger inte varför talet saknas. Den är inte heller noll.",
)
INTERVAL = Message(
    "intervall",
    "precision intervall och värde_till hör ihop",
    "skriv båda eller ingen av dem",
    "Ett intervall har ett lägsta tal i kolumnen värde och ett högsta i värde_till.",
)
INTERVAL_BACKWARDS = Message(
    "baklanges-intervall", "värde_till är lägre än värde", "skriv det lägsta talet i värde", "De två talen har bytt plats."
)
OUTCOME_AHEAD = Message(
    "utfall-i-framtiden",
    "{period} har inte börjat än (i dag är det {today}), så det kan inte finnas något utfall{more}",
    "rätta perioden, eller skriv prognos, plan eller bedömning i kolumnen slag",
    "Ett tal som inte har en egen uppgift i kolumnen slag är ett utfall: något som har mätts. Årtalet är troligen felskrivet.",
    severity="varning",
)
SAME_POINT = Message(
    "samma-punkt",
    "samma punkt ({point}) står också på rad {line}",
    "behåll en av raderna; källor som säger olika visas med motsägelser: i {indicator}",
    "En punkt är en period för en grupp, en plats, ett slag och en utgåva. Den kan bara ha ett värde.",
)
UNKNOWN_GROUP = Message(
    "okand-grupp",
    '"{name}" finns inte bland indikatorns grupper{more}',
    "lägg till den under grupper: i {indicator}",
    "Gruppen är felstavad i serien, eller saknas i listan i indikatorns fil. Listan bestämmer ordningen i diagram och tabeller.",
)
TWO_SPELLINGS = Message(
    "grupp-pa-tva-satt",
    'gruppen skrivs "{name}" här men "{other}" på andra ställen{more}',
    'skriv "{other}" överallt',
    "Stora och små bokstäver och mellanslag skiljer grupper åt. Det blir två grupper, och en av dem saknar tal.",
)
NO_GROUP = Message(
    "grupp-saknas",
    "raden gäller alla tillsammans (totalt), som inte finns bland indikatorns grupper{more}",
    "skriv vilken grupp talet gäller, {groups}, eller lägg till totalt under grupper: i {indicator}",
    "En rad utan grupp gäller totalt. Har indikatorn en lista över grupper måste totalt stå där för att få användas.",
)
UNKNOWN_PLACE = Message(
    "okand-plats",
    '"{name}" finns inte bland portalens platser{more}',
    "lägg till den under jämförelser: i {settings}",
    "Platsen är felstavad, eller så är det en ny plats att jämföra med.",
)
UNKNOWN_SOURCE = Message(
    "okand-kalla",
    '"{name}" finns inte bland indikatorns fler_källor{more}',
    "lägg till den under fler_källor: i {indicator}",
    "Kolumnen källa har id för en av källorna under fler_källor. Lämna den tom för tal som kommer från indikatorns egen källa.",
)
UNLIKELY_VALUE = Message(
    "orimligt-varde",
    "värdet {value} är orimligt för enheten {unit}",
    "rätta talet, eller skriv gränser: med lägst: eller högst: i {indicator}",
    "En andel ligger mellan 0 och 100 och ett antal är inte negativt, om inte indikatorn säger något annat.",
)
SERIES_WITHOUT_INDICATOR = Message(
    "serie-utan-indikator",
    "serien har ingen indikator",
    "lägg till {indicator}, eller byt namn på filen",
    "En serie visas tillsammans med sin indikator, som är en YAML-fil med samma namn.",
    whole=True,
)
