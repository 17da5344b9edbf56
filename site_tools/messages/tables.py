"""Pengar och bedömningar."""

from __future__ import annotations

from site_tools.problems import Message

NO_COLUMN = Message(
    "okand-beloppskolumn",
    'kolumnen "{column}" finns inte bland tabellens kolumner',
    "skriv ett id som står under kolumner: ({columns})",
    "Ett belopp i en kolumn som inte finns skulle inte visas någonstans.",
)
TWO_AMOUNTS = Message(
    "tva-belopp-i-kolumnen",
    'raden har redan ett belopp i kolumnen "{column}"',
    "ta bort det ena, eller rätta kolumn:",
    "En ruta i tabellen har ett enda belopp.",
)
ONE_AMOUNT = Message(
    "belopp-utan-varde",
    "beloppet har {found} värde: {word} i_ord:",
    "skriv ett av dem; ta bort beloppet om källan inte har något",
    "Ett belopp är ett tal, eller det som står i rutan när det inte är ett tal.",
)
NO_POST = Message(
    "okand-post",
    'posten "{post}" finns inte i tabellen',
    "skriv en posts namn precis som det står i post:",
    "Nyckeln varav_till säger vilken rad som den här är en del av.",
)
PART_OF_ITSELF = Message(
    "del-av-sig-sjalv",
    'posten "{post}" är en del av sig själv, direkt eller steg för steg',
    "rätta varav_till:",
    "En rad kan inte vara en del av det som den själv består av.",
)
REFUSED_WITH_MONEY = Message(
    "avslag-med-pengar",
    "ansökan avslås, men {granted} är beviljat",
    "rätta beslut: eller beviljat:",
    "En ansökan som avslås får inga pengar.",
)
JUDGED_TWICE = Message(
    "bedomd-tva-ganger",
    '"{name}" bedöms två gånger i samma uppföljning',
    "slå ihop bedömningarna till en",
    "Läsaren ska se en enda bedömning för varje period.",
)
