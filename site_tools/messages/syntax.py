"""Så skrivs nycklar och värden (YAML)."""

from __future__ import annotations

from site_tools.problems import Message

NO_FRONT_MATTER = Message(
    "nycklar-saknas",
    "filen ska börja med nycklar mellan två rader med ---",
    "skriv --- på en egen rad före och efter nycklarna",
    "En .md-fil har först sina nycklar mellan två rader med tre bindestreck, sedan texten.",
)
NO_SECOND_FENCE = Message(
    "andra-strecket-saknas",
    "den andra raden med --- saknas",
    "skriv --- på en egen rad efter nycklarna",
    "Utan den andra raden går det inte att se var nycklarna slutar och texten börjar.",
)
EMPTY_FRONT_MATTER = Message(
    "tomma-nycklar",
    "mellan de två första raderna med --- står inga nycklar",
    "skriv nycklarna där, och --- på en egen rad efter dem",
    "Oftast står det en rad med --- för mycket överst i filen.",
)
NO_KEYS = Message(
    "inga-nycklar",
    "filen ska bestå av nycklar med värden",
    "skriv nyckel: värde på varje rad",
    "Filen innehåller en lista eller en text, men inga nycklar.",
)
TAB = Message(
    "tabb",
    "raden är indragen med tabb",
    "använd mellanslag",
    "Indrag görs med mellanslag, två för varje nivå. En tabb ser likadan ut men betyder något annat.",
)
COLON = Message(
    "kolon",
    "ett kolon står på fel plats",
    'sätt raka citattecken om texten: "… : …", eller kontrollera indraget',
    "Ett kolon med mellanslag efter skiljer nyckeln från värdet. Står det ett till på raden behöver texten citattecken. "
    "De ska vara raka; böjda citattecken, som ” från ett ordbehandlingsprogram, hör till texten. "
    "Felet kan också vara att raden är indragen för långt.",
)
NO_COLON = Message(
    "kolon-saknas",
    "nyckeln saknar kolon, eller mellanslag efter det",
    "skriv nyckel: värde",
    "Efter nyckeln ska det stå kolon och ett mellanslag.",
)
INDENT = Message(
    "indrag",
    "indraget stämmer inte, eller så är ett citattecken inte avslutat",
    "låt nycklar på samma nivå börja i samma kolumn",
    "Nycklar som hör ihop börjar lika långt in på raden. Titta på raden före också: saknas ett citattecken där?",
)
HARD_SPACE = Message(
    "hart-mellanslag",
    "här står ett hårt mellanslag i stället för ett vanligt",
    "ta bort det och skriv mellanslaget på nytt",
    "Hårda mellanslag följer med när text kopieras från en webbsida eller ett dokument. De ser ut som vanliga men skiljer inte "
    "nyckel från värde, och drar inte in en rad.",
)
LIST_INDENT = Message(
    "listans-indrag",
    "listans rader börjar inte i samma kolumn, eller saknar bindestreck",
    "låt alla bindestreck stå rakt under varandra",
    "Varje rad i en lista börjar med ett bindestreck, och alla bindestreck står lika långt in.",
)
OPEN_LIST = Message(
    "oppen-lista",
    "listan eller gruppen är inte avslutad",
    "kontrollera kommatecken och avslutande ] eller }}",
    "En lista inom [ ] eller en grupp inom { } saknar sitt slut, eller ett kommatecken mellan två delar.",
)
OPEN_QUOTE = Message(
    "oppet-citat",
    "ett citattecken är inte avslutat",
    "lägg till det som saknas",
    "Texten börjar med ett citattecken men slutar inte med ett. Meddelandet visar var den börjar.",
)
DASH = Message(
    "bindestreck",
    "ett bindestreck står på fel plats",
    "börja listan på en ny rad under nyckeln",
    "En lista med bindestreck kan inte börja på samma rad som nyckeln.",
)
BAD_START = Message(
    "tecken-forst",
    "tecknet kan inte stå först i ett värde",
    "sätt citattecken om värdet",
    "Tecknen @ ` % > | ! & * och ? betyder något särskilt när de står först i ett värde.",
)
NOTHING_HERE = Message(
    "varde-vantas",
    "här saknas ett värde, eller så står ett tecken för mycket",
    "kontrollera kommatecken, hakparenteser och klammer",
    "Två kommatecken i rad, eller en hakparentes för mycket.",
)
BAD_ESCAPE = Message(
    "omvant-snedstreck",
    "tecknet efter \\ går inte att använda",
    "använd enkla citattecken '…' i stället för dubbla",
    "Inom dubbla citattecken har ett omvänt snedstreck en särskild betydelse. Inom enkla betyder det bara sig självt.",
)
UNREADABLE = Message(
    "olasbar-rad",
    "raden går inte att läsa",
    "jämför med raderna omkring: kolon, indrag och citattecken",
    "Det går inte att se vad raden ska betyda. Jämför med en fil som fungerar.",
)
TWO_DOCUMENTS = Message(
    "flera-dokument",
    "filen innehåller mer än ett dokument",
    "ta bort raden med --- eller ... och det som följer, eller dela upp filen",
    "En rad med tre bindestreck mitt i en YAML-fil börjar ett nytt dokument, och en rad med tre punkter avslutar ett. En fil är en sak.",
)
ALIAS = Message(
    "hanvisning",
    "hänvisningen *{name} går inte att använda",
    "skriv ut värdet",
    "Ett värde som börjar med * läses som en hänvisning till ett annat värde. Ska det vara text, sätt citattecken om den.",
)
ANCHOR = Message(
    "ankare",
    "ankaret &{name} går inte att använda",
    "skriv ut värdet på varje ställe",
    "Ett värde som börjar med & läses som ett namn på värdet. Ska det vara text, sätt citattecken om den.",
)
TAG = Message(
    "marke",
    "märket {name} går inte att använda",
    "skriv värdet utan utropstecken, eller sätt citattecken om det",
    "Ett värde som börjar med ! läses som en uppgift om vilken typ värdet har. Det avgör portalen själv.",
)
MERGE = Message(
    "sammanslagning",
    "<< går inte att använda",
    "skriv ut nycklarna",
    "YAML kan slå ihop grupper av nycklar. I portalen ska det synas på varje ställe vad som gäller.",
)
TOO_MANY = Message(
    "for-manga-varden",
    "filen har fler än {limit} värden",
    "dela upp den",
    "Så stora filer går inte att granska.",
)
LONG_LIST = Message(
    "for-lang-lista",
    "listan har fler än {limit} rader",
    "dela upp den på flera filer",
    "Så långa listor går inte att granska, och ingen orkar läsa dem på en sida.",
)
TOO_DEEP = Message(
    "for-djupt",
    "värdena är inneslutna i varandra i fler än {limit} nivåer",
    "förenkla filen",
    "Ingen fil i portalen behöver så många nivåer; troligen står det för många hakparenteser.",
)
KEY_IS_NO_WORD = Message(
    "nyckel-ar-inget-ord",
    "en nyckel ska vara ett ord",
    "skriv nyckel: värde; hakparenteser och klammer i text behöver citattecken",
    "En lista eller en grupp står där en nyckel ska stå.",
)
DUPLICATE_KEY = Message(
    "dubbel-nyckel",
    'nyckeln "{name}" står två gånger; den första på rad {line}',
    "ta bort den ena",
    "En nyckel kan bara stå en gång på samma nivå. Annars vore det slumpen som avgör vilket värde som gäller.",
)
CUT_SHORT = Message(
    "avhuggen-text",
    "texten tar slut före #, som inleder en kommentar",
    "sätt citattecken om hela texten, eller ett mellanslag efter # om det är en kommentar",
    "Det som står efter ett mellanslag och # är en kommentar och visas inte. Hör det till texten behövs citattecken.",
)
EMPTY_ITEM = Message(
    "tom-listrad",
    "listans rad är tom",
    "skriv ett värde eller ta bort raden",
    "Ett bindestreck utan något efter.",
)
EMPTY_KEY = Message(
    "tom-nyckel",
    'nyckeln "{name}" är tom',
    "skriv ett värde eller ta bort raden",
    "Nyckeln har inget värde. Uppgifter som saknas lämnas bort: ta bort hela raden.",
)
COMMA_IN_NUMBER = Message(
    "komma-i-tal",
    '"{name}" läses som en egen nyckel',
    "skriv tal med decimalpunkt, till exempel 90.5",
    "Inom { } skiljer kommatecken nycklarna åt. Ett decimaltal skrivs därför med punkt.",
)
COMMA_IN_TEXT = Message(
    "komma-i-text",
    '"{name}" läses som en egen nyckel',
    'sätt citattecken om hela texten: "…, {name}"',
    "Inom { } skiljer kommatecken nycklarna åt. En text med kommatecken i behöver därför citattecken.",
)
NO_SPACE_AFTER_COLON = Message(
    "mellanslag-efter-kolon",
    'nyckeln "{name}" saknar mellanslag efter kolonet',
    "skriv {better}",
    "Utan mellanslag efter kolonet läses nyckel och värde som ett enda ord.",
)
NOT_INDENTED = Message(
    "fortsattning-utan-indrag",
    "raden hör till det som börjar på rad {line}, men är inte indragen",
    "dra in raden med mellanslag, minst ett mer än nyckeln, eller avsluta det på rad {line} med citattecken eller ]",
    "En text inom citattecken och en lista inom hakparenteser får gå över flera rader, om raderna dras in. Det gäller också den sista.",
)
COMMENT_TOO_NEAR = Message(
    "kommentar-utan-mellanslag",
    "# står direkt efter värdet",
    "sätt ett mellanslag före #, eller ta med det inom citattecknen",
    "Ett # inleder en kommentar bara efter ett mellanslag.",
)
EXPLICIT_KEY = Message(
    "fragetecken",
    "ett frågetecken framför en nyckel går inte att använda",
    "skriv nyckel: värde",
    "I YAML kan ett frågetecken inleda en nyckel. Det behövs aldrig här.",
)
BLANK_TOO_DEEP = Message(
    "tom-rad-med-mellanslag",
    "den tomma raden har fler mellanslag än texten under",
    "ta bort mellanslagen på den tomma raden",
    "Textens första rad visar hur långt texten är indragen, och inget före den får vara längre in.",
)
