"""Hänvisningar, länkar och text."""

from __future__ import annotations

from site_tools.problems import Message

DUPLICATE_ID = Message(
    "dubbelt-id",
    'id "{id}" används redan av {other}',
    "byt namn på den ena filen, eller ta bort den",
    "Två filer av samma sort har samma namn och skulle få samma adress. Ett fokusområdes namn måste vara ensamt i hela portalen.",
    whole=True,
)
UNKNOWN_REFERENCE = Message(
    "okand-hanvisning",
    '{thing} "{id}" finns inte',
    "skriv ett id som finns, eller lägg till filen {file}",
    "Id är filens namn utan mapp och ändelse. Det är felstavat, eller så finns filen inte ännu.",
)
TO_ITSELF = Message(
    "till-sig-sjalv", '"{id}" hänvisar till sig själv', "ta bort hänvisningen", "En sida kan inte höra till eller bero på sig själv."
)
OPENS_LATER = Message(
    "visas-senare",
    '"{id}" {when}, men sidan som hänvisar hit ska synas före det',
    "skriv samma utkast: eller publiceras_tidigast: i båda filerna, eller hänvisa till något annat",
    "En sida som ska synas kan inte sakna det som den måste hänvisa till, till exempel ett programs enda mål. "
    "Hänvisningar som kan utelämnas visas inte förrän det som de leder till är publicerat.",
)
CIRCLE = Message(
    "cirkel",
    "{key} går runt i en cirkel: {chain}",
    "ta bort {key} i en av filerna",
    "Den som är överordnad är, steg för steg, också underordnad, eller det som ersätts ersätter också. Kedjan visar i vilka filer.",
)
NO_PROGRAM = Message(
    "program-saknas",
    "mappen program/{program}/ har inget program",
    "lägg till index.md i mappen",
    "Ett fokusområde hör till programmet vars mapp det ligger i. Programmet självt är filen index.md.",
    whole=True,
)
RESERVED_ADDRESS = Message(
    "upptagen-adress",
    "adressen {address} används av portalen själv",
    "byt namn på filen",
    "Några adresser är upptagna: sökningen, listorna och sådant som portalen behöver.",
    whole=True,
)
OLD_ADDRESS_TAKEN = Message(
    "upptagen-tidigare-adress",
    "den tidigare adressen {address} används redan av {owner}",
    "ta bort raden, eller ändra den andra filen",
    "En gammal adress leder vidare till en enda sida, och kan inte vara en annan sidas adress i dag.",
)
NO_PARTS = Message(
    "ingen-del-med-adress",
    "{address} är en del av en sida, men på {page} har delarna inga adresser som sparas",
    "skriv bara sidans adress: {page}",
    "Delar av sidor har adresser som leder vidare på tre ställen: händelserna, ordlistan och riskerna i en internkontrollplan "
    "(/handelser/#id, /ordlista/#id, /internkontroll/id/#risk-id). Alla andra delar följer med sin sida.",
)
TRANSLATES_TRANSLATION = Message(
    "oversatter-oversattning",
    'sidan "{id}" är själv en översättning',
    "skriv den svenska sidans id",
    "Alla språk utgår från den svenska sidan, så att de visar vägen till varandra.",
)
TRANSLATED_TWICE = Message(
    "oversatt-tva-ganger",
    'sidan "{id}" har redan en översättning till {language}, i {other}',
    "behåll en av dem",
    "Läsaren ska hitta en enda sida på sitt språk.",
)
IMAGE = Message(
    "bild-i-text",
    "bilder i text går inte att använda",
    "ta bort bilden; portalen ritar sina diagram själv",
    "Portalen visar inga bilder i löpande text.",
)
FOOTNOTE = Message(
    "fotnot-i-text",
    "fotnoten {mark} går inte att använda i löpande text",
    "skriv den under nyckeln fotnoter:",
    "Förbehåll som hör till sidan står under nyckeln fotnoter, så att de visas på ett och samma sätt.",
)
HEADING = Message(
    "rubrikniva",
    "rubriknivåer hoppas över ({level})",
    "låt varje rubrik ligga högst en nivå under den förra",
    "Den som använder skärmläsare går från rubrik till rubrik. Efter # kommer ##, efter ## kommer ###.",
    severity="varning",
)
VAGUE = Message(
    "lanktext",
    'länktexten "{text}" säger inte vart länken leder',
    "skriv vad läsaren kommer till",
    "Den som använder skärmläsare hör länkarna för sig, utan texten omkring. ”Här” säger då ingenting.",
    severity="varning",
)
LANGUAGE = Message(
    "sprak-i-text",
    "det som står inom klamrarna säger inte vilket språk orden är på",
    "skriv till exempel [climate city]{{lang=en}}, utan mellanslag emellan och med språkets kod: en, fi, se, de, fr",
    "Den som lyssnar på sidan hör då orden med rätt uttal. Inget annat än språket kan stå inom klamrarna. Namn behöver inte märkas.",
)
WORDLESS_LINK = Message(
    "lank-utan-text",
    "länken har ingen text",
    "skriv mellan hakparenteserna vart den leder",
    "En länk utan text syns inte, och den som använder skärmläsare får bara höra en adress.",
)
EMPTY_LINK = Message("tom-lank", "länken är tom", "skriv vart den leder", "Inom parentesen efter länktexten står ingen adress.")
NO_LINK = Message(
    "ingen-lank",
    "det här ser ut som en länk men blir ingen",
    "skriv [text](adress) utan mellanslag emellan och i adressen; hakparenteser i vanlig text skrivs \\[ och \\]",
    "Läsaren skulle se hakparenteserna och adressen i stället för en länk. Oftast är det ett mellanslag för mycket, "
    "en parentes för lite eller fel ordning.",
    severity="varning",
)
HEADING_SPACE = Message(
    "rubrik-utan-mellanslag",
    "raden ser ut som en rubrik men blir ingen: {marks} behöver ett mellanslag efter",
    "skriv {marks} och ett mellanslag före rubriken",
    "Utan mellanslaget blir raden vanlig text, med tecknen framför.",
    severity="varning",
)
EMPTY_HEADING = Message(
    "tom-rubrik-i-text",
    "rubriken är tom",
    "skriv rubriken efter tecknen, eller ta bort raden",
    "Den som använder skärmläsare går från rubrik till rubrik, och hör här ingenting.",
    severity="varning",
)
OPEN_FENCE = Message(
    "oppen-kod",
    "allt efter {marks} blir kod, för det andra {marks} saknas",
    "skriv {marks} på en egen rad där koden tar slut, eller ta bort raden",
    "Tre grava accenter eller tildetecken i början av en rad inleder kod, som visas tecken för tecken.",
    severity="varning",
)
TAG = Message(
    "html-i-text",
    "läsaren ser {tag} som det står: portalen använder ingen HTML",
    "ta bort det, eller skriv **fet**, *kursiv*, [länk](adress) och så vidare",
    "Taggar, och kommentarer mellan <!-- och -->, visas på sidan som de står. En kommentar som inte ska synas hör inte hemma här.",
    severity="varning",
)
TOO_DEEP = Message(
    "for-djup-text",
    "listor eller citat ligger här i varandra i så många nivåer att resten inte skulle visas",
    "skriv om texten med färre nivåer",
    "Så djupa listor går inte att läsa, särskilt inte i en telefon.",
    severity="varning",
)
NO_TABLE = Message(
    "ingen-tabell",
    "det här ser ut som en tabell men blir ingen",
    "låt raden med streck ha lika många delar som rubrikraden ovanför: | År | Ton | och |---|---|",
    "Läsaren skulle se strecken i stället för en tabell.",
    severity="varning",
)
TABLE_CELLS = Message(
    "tabellens-celler",
    "raden har {found} celler, men tabellen har {wanted}, så de sista skulle inte visas",
    "lägg till kolumnen i tabellens rubrikrad, eller ta bort ett |; ett | i en text skrivs \\|",
    "En tabells rubrikrad bestämmer hur många kolumner den har.",
    severity="varning",
)
NO_CONTACT = Message(
    "lank-utan-mottagare",
    'länken "{href}" har ingen riktig {what}',
    "skriv till exempel {example}",
    "Läsaren ska kunna skriva eller ringa dit.",
)
FORBIDDEN_LINK = Message(
    "otillaten-lank",
    'länken "{href}" går inte att använda',
    "länka med https://, http://, mailto: eller tel:",
    "Andra sorters länkar kan köra program i läsarens webbläsare, eller leder ingenstans.",
)
DEAD_LINK = Message(
    "dod-lank",
    'länken "{href}" leder ingenstans',
    "skriv en adress som /mal/id/ eller en fil som ../mal/id.md",
    "Sidan finns inte i portalen. En länk inom portalen är en adress eller en fil.",
)
DEAD_ANCHOR = Message(
    "dott-ankare",
    'länken "{href}" leder till ett avsnitt som inte finns',
    "ta bort det som står efter #",
    "Sidan finns, men ingen rubrik på den har det ankaret.",
)
