"""Tillgänglighetsredogörelsen."""

from __future__ import annotations

from site_tools.problems import Message

NO_STATEMENT = Message(
    "redogorelse-saknas",
    "webbplatsen saknar en tillgänglighetsredogörelse, som lagen (2018:1937) kräver",
    "skriv en i sidor/tillganglighet.md",
    "Den som svarar för en offentlig webbplats ska berätta hur tillgänglig den är, vilka brister den har och vart man vänder sig. "
    "En ny portal kan byggas utan, men inte publiceras.",
    severity="varning",
    whole=True,
)
EMPTY_STATEMENT = Message(
    "redogorelse-utan-nycklar",
    'nyckeln "tillgänglighet" saknas',
    "lägg till tillgänglighet: med aktör, förenlighet, bedömd, uppdaterad, metod, brister och tillsyn",
    "Sidan är webbplatsens tillgänglighetsredogörelse. Allt som lagen kräver har en egen nyckel, så att inget glöms bort.",
    whole=True,
)
STATEMENT_ELSEWHERE = Message(
    "redogorelse-pa-fel-plats",
    "tillgänglighetsredogörelsen ska stå i sidor/tillganglighet.md",
    "flytta nycklarna dit",
    "Den har samma adress på alla portaler, så att den är lätt att hitta.",
)
STATEMENT_HIDDEN = Message(
    "redogorelse-gomd",
    "tillgänglighetsredogörelsen ska kunna nås från varje sida",
    "ta bort raden i_sidfoten: nej",
    "Lagen kräver att den är lätt att hitta. Därför länkas den längst ned på varje sida.",
)
STATEMENT_IN_LANGUAGE = Message(
    "redogorelse-pa-annat-sprak",
    "tillgänglighetsredogörelsen ska stå på svenska",
    "ta bort raden språk, och skriv en översättning som en egen sida med översätter: tillganglighet",
    "Språket blir en del av adressen, och redogörelsen har samma adress på alla portaler.",
)
CONFORMS_WITH_FLAW = Message(
    "helt-forenlig-med-brist",
    'webbplatsen kan inte vara helt förenlig med lagen när den har en brist med skälet "{ground}"',
    "skriv förenlighet: delvis, eller ta bort bristerna som är rättade",
    "Bara innehåll som inte omfattas av lagen får stå som brist på en webbplats som är helt förenlig med den.",
)
CONFLICTS_WITHOUT_FLAW = Message(
    "delvis-forenlig-utan-brist",
    "webbplatsen är {conformance} förenlig med lagen, men ingen brist säger varför",
    "lägg till brister: med minst en brist, eller skriv förenlighet: helt",
    "Redogörelsen ska räkna upp allt som inte är tillgängligt och säga varför.",
)
ASSESSED_AFTER_UPDATE = Message(
    "bedomd-efter-uppdaterad",
    "redogörelsen är uppdaterad {updated} men webbplatsen bedömd senare, {assessed}",
    "skriv den senaste dagen i uppdaterad:",
    "En ny bedömning ändrar redogörelsen. Den är alltså uppdaterad samma dag eller senare.",
)
