"""Nycklarna i en fil."""

from __future__ import annotations

from site_tools.problems import Message

UNFINISHED = Message(
    "fyll-i",
    "här står det fortfarande FYLL I",
    "skriv det som ska stå här, ta bort raden om den inte behövs, eller behåll utkast: ja tills allt är klart",
    "En ny fil säger FYLL I där något ska skrivas eller väljas. Det får stå kvar i ett utkast, men inte i något som ska publiceras.",
)

MISSING_KEY = Message(
    "saknad-nyckel",
    'nyckeln "{name}" saknas',
    "lägg till {name}: ({description})",
    "Filen eller gruppen behöver nyckeln. Inom parentes står vad den betyder.",
)
MISSING_KEY_IN_FILE = Message(
    "saknad-nyckel-i-filen",
    'nyckeln "{name}" saknas',
    "lägg till raden {name}: ({description})",
    "Varje fil av den här sorten behöver nyckeln. Inom parentes står vad den betyder.",
    whole=True,
)
UNKNOWN_KEY = Message(
    "okand-nyckel",
    'nyckeln "{name}" finns inte här',
    "här går {keys}",
    "Nyckeln är felstavad, eller står i fel sorts fil eller i fel grupp. En nyckel som inte finns skulle annars glömmas bort i tysthet.",
)
FIXED_KEY = Message(
    "fast-nyckel",
    'nyckeln "{name}" går inte att använda',
    "filens namn bestämmer id och adress; ta bort raden",
    "En sidas adress är filens namn. Byt namn på filen om adressen ska bli en annan, och skriv den gamla under tidigare_adresser.",
)
TRANSLATION_WITHOUT_LANGUAGE = Message(
    "oversattning-utan-sprak",
    "sidan översätter en annan sida men säger inte till vilket språk",
    "lägg till språk: en (engelska), fi (finska) eller se (nordsamiska)",
    "Språket blir en del av sidans adress, och den som lyssnar på sidan hör den med rätt uttal.",
)
UNKNOWN_WORD = Message(
    "okant-ord",
    '"{word}" går inte här',
    "skriv {choices}",
    "Nyckeln tar bara några bestämda ord.",
)
WORD_EXPECTED = Message(
    "ett-av-orden",
    "här väntas ett av några bestämda ord, inte en lista eller en grupp",
    "skriv {choices}",
    "Nyckeln har ett enda ord som värde, på samma rad.",
)
GROUP_EXPECTED = Message(
    "grupp-vantas",
    "här väntas en grupp av nycklar",
    "skriv på egna, indragna rader: {keys}",
    "Värdet består av flera uppgifter med var sin nyckel.",
)
LIST_EXPECTED = Message(
    "lista-vantas",
    "här väntas en lista",
    "skriv hakparenteser runt värdet, till exempel [första, andra]",
    "Nyckeln kan ha flera värden och skrivs som en lista, även när det bara är ett: [ett] på samma rad, eller - ett på raden under.",
)
TEXT_EXPECTED = Message(
    "text-vantas",
    "här väntas {what}, men det står {shape}",
    "skriv {what} på samma rad som nyckeln",
    "Nyckeln har ett enda värde, ingen lista och inga nycklar under sig.",
)
SHORT_LIST = Message(
    "for-kort-lista",
    "listan är för kort; den behöver minst {least}",
    "lägg till rader med bindestreck",
    "Nyckeln behöver fler värden för att betyda något. En motsägelse har till exempel minst två uppgifter.",
)
EVENT_BACKWARDS = Message(
    "baklanges-handelse",
    "händelsen slutar innan den börjar",
    "byt plats på datum: och till:",
    "Nyckeln till säger när det tog slut.",
)
NAME_TWICE = Message(
    "samma-namn-i-listan",
    '"{name}" står två gånger i listan',
    "ta bort det ena",
    "Stora och små bokstäver skiljer inte två namn åt.",
)
DATED_AHEAD = Message(
    "datum-i-framtiden",
    "{key}: {day} har inte varit än (i dag är det {today})",
    "rätta datumet",
    "Nyckeln säger när något gjordes, så dagen har varit. Årtalet är troligen felskrivet.",
)
TWO_TEXTS = Message(
    "tva-texter",
    "texten står både i nyckeln text och under nycklarna",
    "behåll den ena",
    "I en .md-fil är det som står under den andra raden med --- sidans text. Nyckeln text: är ett annat sätt att skriva samma sak.",
)
NEWER_MODEL = Message(
    "modellversion",
    "innehållet säger modell {found}, men programmet kan bara modell {known}",
    "hämta en nyare version av programmet, eller skriv modell: {known} om siffran är felskriven",
    "Innehållet är skrivet för en nyare version av programmet.",
)
OLDER_MODEL = Message(
    "aldre-modell",
    "innehållet säger modell {found}, men programmet har modell {known}",
    "kör build.py migrera, som skriver om innehållet och behåller kommentarer och ordning",
    "Innehållet är skrivet för en äldre version av programmet. Inget annat i det kontrolleras förrän det stämmer.",
)
SOURCE_WITHOUT_NAME = Message(
    "kalla-utan-namn",
    "källan saknar namn",
    "skriv dokument: (ett id under dokument/) eller namn:",
    "Läsaren ska kunna se varifrån uppgiften kommer.",
)
VALID_BACKWARDS = Message(
    "baklanges-giltighet",
    "giltigheten slutar innan den börjar",
    "byt plats på från: och till:",
    "Den sista perioden ligger före den första.",
)
JUDGES_ONE_THING = Message(
    "bedomning-av-en-sak",
    "en bedömning gäller precis en sak",
    "skriv mål:, program:, indikator: eller uppdrag:",
    "Varje bedömning hör till ett mål, ett program, en indikator eller ett uppdrag. Skriv en bedömning för varje.",
)
JUDGEMENT_WITHOUT_REASON = Message(
    "bedomning-utan-motivering",
    "en bedömning behöver sin motivering",
    "lägg till motivering: och skriv varför",
    "Läsaren ska se varför den ansvariga bedömer som den gör. Ger källan ingen bedömning, skriv ingen bedömning.",
)
HOME_AMONG_COMPARISONS = Message(
    "egen-plats-som-jamforelse",
    'portalens egen plats "{place}" står bland jämförelserna',
    "ta bort den; den står redan i plats:",
    "Jämförelser är de andra platser som visas bredvid den egna. Stod den egna där skulle den jämföras med sig själv.",
)
