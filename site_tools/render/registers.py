"""Actors and documents: two lists to filter, and a page for each with everything that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.model.records import Actor, Document, Kind
from site_tools.render import facts as aside
from site_tools.render.links import DECIDED_BY, PUBLISHER, SOURCES
from site_tools.render.sheets import by_alphabet, list_sheet, record_sheet
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import Output
    from site_tools.render.press import Press

_PARENT, _PARTIES = N_("Lyder under"), N_("Parter")


def actor_pages(press: Press) -> Iterator[Output]:
    """The list, then each actor."""
    description = _("De som beslutar, svarar för eller deltar i arbetet med målen.")
    yield _register(press, Kind.ACTOR, description)
    for actor in press.portal.actors:
        yield _actor(press, actor)


def document_pages(press: Press) -> Iterator[Output]:
    """The list, then each document."""
    description = _("Beslut, planer, rapporter och statistik som uppgifterna på portalen kommer från.")
    yield _register(press, Kind.DOCUMENT, description)
    for document in press.portal.documents:
        yield _document(press, document)


def _register(press: Press, kind: Kind, description: str) -> Output:
    records = by_alphabet(press.portal.of_kind(kind))
    sorts = sorted({r.sort for r in records if isinstance(r, Actor | Document)}, key=text.sort_key)
    choices = [(sort, text.capital(sort)) for sort in sorts]
    return press.output(list_sheet(kind, description, records, ("filter.js",)), "register", records=records, sort_choices=choices)


def _actor(press: Press, actor: Actor) -> Output:
    groups = press.graph.connections(actor)
    above, _sources = (groups.pop(_(name), ()) for name in (_PARENT, SOURCES))
    return press.output(
        record_sheet(press, actor),
        "actor",
        record=actor,
        aside=aside.rows(
            (_("Typ"), aside.words(text.capital(actor.sort))),
            (_("Förkortning"), aside.words(actor.abbreviation)),
            (_("Lyder under"), aside.links(above)),
            (_("Fanns"), aside.validity(actor.validity)),
            (_("Antal anställda"), aside.words(text.number(actor.staff) if actor.staff is not None else None)),
            (_("Årsarbetare"), aside.words(text.number(actor.full_time) if actor.full_time is not None else None)),
            (_("Webbplats"), [aside.Item(actor.url, url=actor.url)] if actor.url else []),
        ),
        groups=groups,
    )


def _document(press: Press, document: Document) -> Output:
    groups = press.graph.connections(document)
    parties, *_shown = (groups.pop(_(name), ()) for name in (_PARTIES, DECIDED_BY, PUBLISHER, SOURCES))
    return press.output(
        record_sheet(press, document),
        "document",
        record=document,
        aside=aside.rows(
            (_("Typ"), aside.words(text.capital(document.sort))),
            (_("Beslutat av"), aside.actor(press.portal, document.decided_by)),
            (_("Utgivare"), aside.actor(press.portal, document.publisher)),
            (_("Datum"), aside.period(document.dated)),
            (_("Diarienummer"), aside.words(document.register_number)),
            (_("Parter"), aside.links(parties)),
            (_("Dokumentet"), [aside.Item(document.url, url=document.url)] if document.url else []),
        ),
        groups=groups,
    )
