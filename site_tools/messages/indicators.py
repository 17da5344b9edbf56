"""Indikatorer och målvärden."""

from __future__ import annotations

from site_tools.problems import Message

TARGET_WITHOUT_VALUE = Message(
    "malvarde-utan-varde",
    'ett målvärde av sorten "{sort}" behöver ett värde',
    "lägg till värde: och talet som ska nås",
    "Utan tal går det inte att räkna ut om målet är nått. Ett mål som inte har något tal har sorten ord eller riktning.",
)
TARGET_VALUE_TO = Message(
    "varde-till",
    "värde_till hör till sorten inom, och inom behöver det",
    "skriv värde: och värde_till: eller välj en annan sort",
    "Sorten inom betyder att utfallet ska ligga mellan två tal. De andra sorterna har ett tal.",
)
TARGET_INTERVAL_BACKWARDS = Message(
    "malvarde-baklanges",
    "värde_till är lägre än värde",
    "skriv det lägsta talet i värde: och det högsta i värde_till:",
    "De två talen har bytt plats.",
)
TARGET_WITHOUT_WORDS = Message(
    "malvarde-utan-text",
    "ett målvärde i ord behöver sin text",
    "lägg till text: och målet i källans ord",
    "Sorten ord har en text och inget tal.",
)
DIRECTION_WITHOUT_START = Message(
    "riktning-utan-fran",
    "sorten riktning behöver perioden som utfallet jämförs med",
    "lägg till från: och perioden",
    "Att något ska öka eller minska betyder något först när det framgår sedan när.",
)
GAP_WITHOUT_GROUPS = Message(
    "skillnad-utan-grupper",
    "sorten skillnad högst behöver två grupper",
    "skriv till exempel mellan: [kvinnor, män]",
    "Målet gäller skillnaden mellan två grupper i serien.",
)
ZERO_WITH_VALUE = Message(
    "noll-med-varde",
    "sorten noll har inget värde, men här står {value}",
    "ta bort värde:, eller välj sorten högst, minst eller exakt",
    "Sorten noll betyder att utfallet ska vara 0. Ett annat tal säger emot det.",
)
TARGET_KEY_UNUSED = Message(
    "onodig-nyckel-i-malvarde",
    "ett målvärde av sorten {sort} har inget {key}",
    "ta bort {key}:, eller välj en annan sort",
    "Uppgiften skulle inte användas till något, och läsaren inte se den. Sorten eller nyckeln är troligen felskriven.",
)
BOUNDS_BACKWARDS = Message(
    "baklanges-granser",
    "den högsta gränsen är lägre än den lägsta",
    "byt plats på lägst: och högst:",
    "Gränserna säger vilka värden som är möjliga i serien.",
)
TARGET_BEFORE_START = Message(
    "malar-fore-start",
    "målåret {year} ligger före startvärdets period {start}",
    "rätta året i målvärdet eller i startvärde",
    "Vägen till målet går från startvärdet framåt i tiden.",
)
TARGET_WRONG_SIDE = Message(
    "fel-sida-om-start",
    "målet {value} ligger på fel sida om startvärdet {start} (rad {line})",
    "rätta målvärdet, startvärdet eller önskad_riktning",
    "Om värdet ska öka ligger målet över startvärdet, om det ska minska ligger det under.",
)
TARGET_GROUP = Message(
    "malgrupp",
    'gruppen "{group}" finns inte bland indikatorns grupper',
    "skriv en av {groups}",
    "Målvärdet gäller en grupp som inte står under grupper:.",
)
TARGET_GROUP_WITHOUT_ROWS = Message(
    "malgrupp-utan-tal",
    'gruppen "{group}" finns inte i serien',
    "skriv en grupp som har tal: {groups}",
    "Målvärdet gäller en grupp som serien inte har några tal för, så det går inte att bedöma. Det är rätt om talen inte har kommit än.",
    severity="varning",
)
SAME_TARGET = Message(
    "samma-malvarde",
    "samma målvärde står också på rad {line}",
    "ta bort det ena, eller ändra år eller grupp",
    "Två målvärden med samma sort, år och grupp säger samma sak två gånger, eller säger emot varandra.",
)
TARGET_AGAINST_DIRECTION = Message(
    "mot-onskad-riktning",
    "önskad_riktning är {direction}, men alla målvärden säger {sort}",
    "kontrollera önskad_riktning och målvärdenas sort",
    "Ett värde som ska öka brukar ha minst som mål, ett som ska minska högst. Det här kan vara rätt, men är oftast ett skrivfel.",
    severity="varning",
)
SAME_SOURCE_ID = Message(
    "samma-kalla",
    'källan "{name}" står två gånger',
    "ge källorna olika id",
    "Kolumnen källa i serien pekar ut en källa med dess id. Två källor med samma id går inte att skilja åt.",
)
REVISION_WITHOUT_CHANGE = Message(
    "revidering-utan-andring",
    "från och till är samma tal",
    "skriv det tal som stod förut i från:, eller ta bort revideringen",
    "En revidering berättar för läsaren att ett publicerat tal har ändrats.",
)
REVISION_OF_WHAT_STAYS = Message(
    "revidering-av-tal-som-finns-kvar",
    "revideringen säger att talet för {which} har tagits bort, men serien har {figure}",
    "skriv till: {figure}, eller ta bort talet ur serien",
    "En revidering utan till: betyder att talet inte längre finns.",
)
REVISION_ENDS_ELSEWHERE = Message(
    "revidering-stammer-inte",
    "revideringen av {which} slutar på {after}, men serien har {figure}",
    "skriv till: {figure}, eller rätta serien",
    "Den senaste revideringen av ett tal slutar på det tal som står i serien.",
)
REVISION_OF_NO_FIGURE = Message(
    "revidering-utan-tal",
    "revideringen av {which} slutar på {after}, men serien har inget tal för den",
    "rätta period: eller grupp:, eller lägg till raden i serien",
    "Perioden eller gruppen är felskriven, eller så saknas raden i serien.",
)
REVISIONS_SAME_DAY = Message(
    "revideringar-samma-dag",
    "två revideringar av samma tal har samma datum, {day}",
    "skriv dem som en, eller rätta det ena datumet",
    "Revideringarna av ett tal läses i den ordning som de gjordes, efter datum.",
)
REVISIONS_DO_NOT_MEET = Message(
    "revideringar-hanger-inte-ihop",
    "revideringen börjar från {before}, men den förra slutade med {ended}",
    "rätta från: så att revideringarna följer på varandra",
    "Varje revidering av ett tal börjar där den förra slutade.",
)
REVISION_AHEAD = Message(
    "revidering-i-framtiden",
    "revideringens datum {day} har inte varit än (i dag är det {today})",
    "skriv dagen då talet ändrades",
    "Det som inte har hänt kan inte berättas för läsaren.",
)
PART_IS_WHOLE = Message(
    "delar-totalt",
    "totalt är helheten och kan inte vara en av delarna",
    "ta bort ordet",
    "Under delar: står de grupper som tillsammans blir totalen.",
)
PART_TWICE = Message(
    "del-tva-ganger",
    'delen "{part}" står två gånger',
    "ta bort den ena",
    "En del räknas en gång i summan.",
)
PART_NOT_A_GROUP = Message(
    "okand-del",
    'delen "{part}" finns inte bland indikatorns grupper',
    "lägg till den under grupper:",
    "Delarna är några av indikatorns grupper, skrivna på samma sätt.",
)
PARTS_DO_NOT_ADD_UP = Message(
    "delar-gar-inte-ihop",
    "delarna blir tillsammans {made}, men {should} ({period})",
    "rätta talen, eller ta bort delar: i {indicator} om grupperna inte är delar av helheten",
    "Talen under delar: ska tillsammans bli totalen, så nära som avrundningen tillåter, eller 100 procent om serien saknar total.",
    severity="varning",
)
