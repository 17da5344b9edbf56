"""Det som har publicerats."""

from __future__ import annotations

from site_tools.problems import Message

FIGURE_CHANGED = Message(
    "publicerat-tal-andrat",
    "{which} är publicerat som {before}, men här står {after}",
    "rätta till {before}, eller säg varför det ändras med raden - {entry} under revideringar: i {indicator} "
    '(build.py värde {command} --orsak "…" skriver den)',
    "Ett tal som läsarna har sett ändras inte i tysthet. Är det nya talet rätt ska indikatorns fil säga vad talet var, vad det är nu, "
    "vilken dag det ändrades och varför. Läsaren ser det på sidan. "
    "Har många tal i serien ändrats av samma orsak skriver build.py revidera alla.",
)
FIGURE_GONE = Message(
    "publicerat-tal-borta",
    "{which} är publicerat som {before}, men raden finns inte längre",
    "lägg tillbaka raden, eller säg varför talet är borta med raden - {entry} under revideringar: i {indicator} "
    '(build.py värde {command} --orsak "…" skriver den)',
    "Ett tal som läsarna har sett försvinner inte i tysthet. Finns det inte längre ska indikatorns fil säga vad det var, vilken dag det "
    "togs bort och varför. Läsaren ser det på sidan.",
    whole=True,
)
ADDRESS_GONE = Message(
    "publicerad-adress-borta",
    "adressen {address} är publicerad, men leder ingenstans längre",
    "har det som stod där flyttat, skriv tidigare_adresser: [{address}] i dess fil; finns det inte mer, skriv under "
    "indragna_adresser: i {settings} raden - {{adress: {address}, datum: …, orsak: …}}",
    "Andra länkar till sidan och har sparat dess adress. En sida som har flyttat leder vidare från sin gamla adress, och en som inte finns "
    "längre säger varför.",
    whole=True,
)
PAGE_HIDDEN = Message(
    "publicerad-sida-dold",
    "sidan är publicerad på {address}, men skulle inte synas längre",
    "ta bort raden, eller skriv adressen under indragna_adresser: i {settings} med datum och orsak",
    "En sida som läsarna har sett kan inte bli ett utkast eller vänta på en senare dag utan att det sägs på sidans adress.",
)
WITHDRAWN_IN_USE = Message(
    "indragen-adress-anvands",
    "den indragna adressen {address} används av {owner}",
    "ta bort raden, eller ändra den andra filen",
    "En adress kan inte vara både indragen och i bruk, och den kan bara dras in en gång.",
)
DAMAGED = Message(
    "publicerat-skadat",
    "listan över det som har publicerats går inte att läsa: {reason}",
    "hämta tillbaka filen som den var, till exempel med git checkout -- {folder}",
    "Mappen publicerat skrivs av build.py släpp och ändras inte för hand. Utan den vet portalen inte vad läsarna har sett.",
)
EDITED = Message(
    "publicerat-andrat-for-hand",
    "listan över det som har publicerats har ändrats för hand: filerna i mappen stämmer inte med summan i den här",
    "hämta tillbaka mappen som den var (git checkout main -- {folder}); build.py släpp skriver sedan upp det som är nytt",
    "Mappen publicerat säger vad läsarna har sett, och skrivs bara av build.py släpp. Ska ett publicerat tal ändras skriver du det i "
    "indikatorns serie, med en revidering. Ska en sida flytta eller dras in säger du det i sidans fil eller i webbplats.yaml. "
    "Summan stämmer inte heller när släpp har avbrutits.",
    whole=True,
)
CONFLICT = Message(
    "publicerat-krock",
    "två släpp har krockat: här står git:s märken kvar",
    "ta hela mappen från den gren som är publicerad (git checkout main -- {folder}) och kör build.py släpp igen",
    "Två grenar har släppt var sin version, och git kunde inte foga ihop dem. Det som gäller är det som läsarna har sett.",
)
