"""Filer och mappar."""

from __future__ import annotations

from site_tools.problems import Message

NO_FOLDER = Message(
    "mapp-saknas",
    "mappen {folder} finns inte",
    "ange rätt mapp med --content",
    "Programmet hittar inte mappen med innehåll. Stå i projektets mapp när du kör kommandot, eller säg var innehållet ligger.",
    whole=True,
)
FOLDERS_TOO_DEEP = Message(
    "for-djupa-mappar",
    "mapparna ligger för djupt i varandra",
    "flytta upp filerna; se hur andra filer ligger",
    "En fil ligger i en av innehållets mappar, eller för ett fokusområde i sitt programs mapp. Djupare mappar läses inte.",
    whole=True,
)
UNREADABLE_FOLDER = Message(
    "olasbar-mapp",
    "mappen går inte att läsa: {reason}",
    "kontrollera mappens rättigheter",
    "Datorn släpper inte in programmet i mappen.",
    whole=True,
)
UNREADABLE_FILE = Message(
    "olasbar-fil",
    "filen går inte att läsa: {reason}",
    "kontrollera filens rättigheter",
    "Datorn låter inte programmet läsa filen. Den kan vara låst av ett annat program.",
    whole=True,
)
SYMLINK = Message(
    "lank-till-fil",
    "filen är en genväg till en annan fil",
    "lägg själva filen här i stället",
    "Portalen följer inte genvägar (symboliska länkar): det som publiceras ska ligga i innehållets egna mappar.",
    whole=True,
)
NO_REGULAR_FILE = Message(
    "ingen-vanlig-fil",
    "det här är inte en vanlig fil",
    "ta bort den",
    "Något annat än en fil ligger i mappen, till exempel ett rör eller en enhet.",
    whole=True,
)
TOO_LARGE = Message(
    "for-stor-fil",
    "filen är för stor ({size} byte)",
    "dela upp den; en fil får vara högst {limit} byte",
    "Stora filer går inte att granska och gör bygget långsamt.",
    whole=True,
)
WRONG_FOLDER = Message(
    "fel-mapp",
    "filen ligger på ett ställe som portalen inte läser",
    "lägg den i någon av mapparna {folders}",
    "Mappen säger vilken sorts innehåll filen är. Bara de här mapparna läses, och deras namn skrivs utan å, ä och ö.",
    whole=True,
)
WRONG_LEVEL = Message(
    "fel-niva",
    "filen ligger i fel mapp: för djupt, eller direkt i en mapp som ska ha undermappar",
    "lägg den bredvid andra filer av samma sort",
    "Ett mål ligger i mal/, en indikator i indikatorer/. Ett program har en mapp under program/ med filen index.md, "
    "och dess fokusområden ligger i samma mapp.",
    whole=True,
)
WRONG_SUFFIX = Message(
    "fel-filandelse",
    "filer {ending} läses inte här",
    "spara filen som {suffixes}, eller ta bort den",
    "Text skrivs i Markdown (.md) eller YAML (.yaml), serier i CSV (.csv) bredvid sin indikator. Word- och Excelfiler måste sparas om.",
    whole=True,
)
FILE_NAME = Message(
    "filnamn",
    "filnamnet {fault}",
    "byt namn på filen; {advice}",
    "Filens namn är sidans adress och det id som andra filer hänvisar till. Det har bara små bokstäver a–z, siffror och bindestreck.",
    whole=True,
)
UTF_16 = Message(
    "utf-16",
    "filen är sparad som UTF-16",
    "spara den som UTF-8",
    "Texten är lagrad på ett sätt som portalen inte läser. I Anteckningar: välj Spara som och sedan Kodning: UTF-8.",
    whole=True,
)
NO_TEXT_FILE = Message(
    "ingen-textfil",
    "filen är ingen textfil, eller sparad som UTF-16",
    "spara den som text med teckenkodningen UTF-8",
    "Filen innehåller sådant som aldrig står i text, till exempel en bild eller ett Worddokument med fel ändelse.",
    whole=True,
)
NOT_UTF_8 = Message(
    "inte-utf-8",
    "filen är inte sparad som UTF-8 (byte 0x{byte:02x})",
    "spara om filen med teckenkodningen UTF-8",
    "Filen är sparad med en äldre teckenkodning, så att å, ä och ö inte går att läsa. Platsen är det första tecken som inte går att läsa. "
    "I Anteckningar väljer du kodningen UTF-8 när du sparar (Spara som), i Excel filformatet CSV UTF-8 (kommaavgränsad).",
)
HIDDEN = Message(
    "osynligt-tecken",
    "här står ett osynligt tecken: {name}",
    "ta bort det",
    "Tecknet syns inte men finns i texten. Det följer ofta med när text kopieras från en webbsida eller ett dokument, "
    "och kan göra att sökningen missar ordet eller att texten visas baklänges.",
)
LOST_LETTER = Message(
    "forlorat-tecken",
    "här står � i stället för ett tecken som har gått förlorat",
    "skriv det som ska stå här",
    "När en text har sparats med fel teckenkodning står � där det stod å, ä, ö eller ett annat tecken. Bara den som skrev vet vilket.",
)
LOOKALIKE = Message(
    "frammande-bokstav",
    "bokstaven {letter} här är {script} ({code}), och liknar bara en av våra",
    "skriv den på nytt",
    "Bokstaven ser rätt ut men är en annan. Sökningen hittar inte ordet, och en nyckel eller ett id känns inte igen.",
)
TWICE_ENCODED = Message(
    "dubbel-kodning",
    'här står "{written}" i stället för "{meant}"',
    "spara om filen med teckenkodningen UTF-8, och rätta alla sådana tecken i den",
    "Texten har lästs med fel teckenkodning och sparats igen. Då står Ã¤ för ä, Ã¥ för å och Ã¶ för ö. Bara det första stället visas.",
)
GIT_MARKS = Message(
    "git-krock",
    "här står git:s märken kvar: två ändringar av samma rader har krockat",
    "behåll det som ska gälla, och ta bort raderna med <<<<<<<, ======= och >>>>>>>",
    "Två personer har ändrat samma rader, och git har skrivit bådas förslag i filen. Någon måste välja.",
)
MANY_MARKS = Message(
    "for-manga-accenter",
    "här står fler än {limit} accenter på samma bokstav",
    "ta bort dem",
    "Ingen text behöver så många tecken ovanpå varandra. De kommer av ett fel när texten kopierades, eller är menade att störa.",
)
TEXTS_TOGETHER = Message(
    "for-mycket-text",
    "texterna i filen är tillsammans {length} tecken",
    "skriv högst {limit} tecken; dela upp dem på flera filer",
    "Allt som står i en fil visas på samma sida, och så långa sidor orkar ingen läsa.",
    whole=True,
)
NO_SETTINGS = Message(
    "webbplats-saknas",
    "filen webbplats.yaml saknas",
    "skriv en med modell, namn, organisation, adress, språk, beskrivning, kontakt, licens och plats",
    "Filen har inställningarna för hela portalen. Den ligger direkt i mappen med innehåll.",
    whole=True,
)
SETTINGS_NAME = Message(
    "webbplats-heter-annat",
    "filen ska heta webbplats.yaml",
    "byt namn på den, med små bokstäver och ändelsen .yaml",
    "Filen har inställningarna för hela portalen, och hittas bara när den heter precis så.",
    whole=True,
)
MORE = Message(
    "fler-fel",
    "och {count} till i filen",
    "rätta de första och kontrollera igen",
    "När en fil har mer än femtio fel visas bara de första. Ofta har de samma orsak.",
    whole=True,
)
