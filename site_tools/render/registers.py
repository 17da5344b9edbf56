"""Actors and documents: two lists to filter, and a page for each with everything that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text, urls
from site_tools.making import page
from site_tools.model.fields import slug
from site_tools.model.parts import Kind
from site_tools.model.records import Actor, Document, FocusArea, Indicator
from site_tools.model.steering import Assignment, ControlPlan
from site_tools.model.verdict import Freshness
from site_tools.render import facts as aside
from site_tools.render.assignments import lines
from site_tools.render.links import (
    ANSWERS_FOR,
    ASSIGNED,
    CONTAINS,
    DECIDED_BY,
    HAS_ASSIGNED,
    PUBLISHER,
    REPLACED_BY,
    REPLACES,
    SOURCES,
    TAKES_PART_IN,
)
from site_tools.render.sheets import by_alphabet, list_sheet, record_sheet
from site_tools.render.states import is_over
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from site_tools.model.portal import Output
    from site_tools.model.records import Record
    from site_tools.render.press import Press

_PARENT, _PARTIES = N_("Lyder under"), N_("Parter")


def actor_pages(press: Press) -> Iterator[Output]:
    """The list, then each actor."""
    description = _("De som beslutar, svarar för eller deltar i arbetet med målen.")
    if press.shows(urls.LISTS[Kind.ACTOR]):
        yield _register(press, Kind.ACTOR, description)
    for actor in press.portal.actors:
        if press.wants(urls.address(actor)):
            yield _actor(press, actor)


def document_pages(press: Press) -> Iterator[Output]:
    """The list, then each document."""
    description = _("Beslut, planer, rapporter och statistik som uppgifterna på portalen kommer från.")
    if press.shows(urls.LISTS[Kind.DOCUMENT]):
        yield _register(press, Kind.DOCUMENT, description)
    for document in press.portal.documents:
        if press.wants(urls.address(document)):
            yield _document(press, document)


@page
def _register(press: Press, kind: Kind, description: str) -> Output:
    records = by_alphabet(press.portal.of_kind(kind))
    over = {r.id: True for r in records if is_over(r, press.portal, press.config.today)}
    above = ("överordnad",) if kind is Kind.ACTOR else ("beslutad_av",)
    bodies = {body.id: body.label for r in records for body in press.portal.outgoing(r, *above)}
    sorts = sorted({r.sort for r in records if isinstance(r, Actor | Document)}, key=text.sort_key)
    programs = {r.id: _named_by(press, r, Kind.PROGRAM) | _named_by(press, r, Kind.FOCUS_AREA) for r in records}
    goals = {r.id: _named_by(press, r, Kind.GOAL) for r in records}
    return press.output(
        list_sheet(kind, description, records, ("filter.js",)),
        "register",
        records=records,
        over=over,
        bodies=sorted(bodies.items(), key=lambda pair: text.sort_key(pair[1])),
        programs=programs,
        goals=goals,
        program_choices=[(p.id, p.label) for p in press.portal.programs if any(p.id in found for found in programs.values())],
        goal_choices=[(g.id, g.label) for g in press.portal.goals if any(g.id in found for found in goals.values())],
        sort_choices=[(slug(sort), text.capital(sort)) for sort in sorts],
        year_choices=[(year, year) for year in sorted({y for r in records for y in document_years(r)}, reverse=True)],
        years_of=document_years,
    )


def _named_by(press: Press, record: Record, kind: Kind) -> set[str]:
    """The ids of the programs or goals that name a record; a fokusområde stands for its program."""
    return {one.program if isinstance(one, FocusArea) else one.id for one in press.portal.incoming(record, kind)}


def document_years(record: Record) -> tuple[str, ...]:
    """The years of a document and its versions; nothing for another record."""
    if not isinstance(record, Document):
        return ()
    dated = [record.dated, *(version.dated for version in record.versions)]
    return tuple(sorted({str(p.year) for p in dated if p and p.year}))


@page
def _actor(press: Press, actor: Actor) -> Output:
    groups = press.graph.connections(actor)
    above, _sources, given, *_taken = (groups.pop(_(name), ()) for name in (_PARENT, SOURCES, ASSIGNED, HAS_ASSIGNED, TAKES_PART_IN))
    roles = ((_("Uppdrag till aktören"), given), (_("Uppdrag från aktören"), _taken[0]), (_("Medverkar i uppdrag"), _taken[1]))
    return press.output(
        record_sheet(press, actor),
        "actor",
        record=actor,
        assignments=[(heading, lines(press, (r for r in found if isinstance(r, Assignment)))) for heading, found in roles if found],
        late=_late(press, groups.get(_(ANSWERS_FOR), ())),
        plans=[plan for plan in press.portal.every(ControlPlan) if plan.owner == actor.id],
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


def _late(press: Press, answered_for: Iterable[Record]) -> list[tuple[Indicator, date]]:
    """The indicators that a body answers for and whose news have not come, with the day they were expected, the latest last."""
    statuses = ((i, press.derived.indicators[i.id].status) for i in answered_for if isinstance(i, Indicator))
    late = [(i, status.expected) for i, status in statuses if status.freshness is Freshness.LATE and status.expected]
    return sorted(late, key=lambda pair: pair[1])


@page
def _document(press: Press, document: Document) -> Output:
    groups = press.graph.connections(document)
    parties, replaces, contains, *_shown = (
        groups.pop(_(name), ()) for name in (_PARTIES, REPLACES, CONTAINS, REPLACED_BY, DECIDED_BY, PUBLISHER, SOURCES)
    )
    return press.output(
        record_sheet(press, document),
        "document",
        record=document,
        agreement=document in press.portal.agreements,
        assignments=lines(press, (r for r in contains if isinstance(r, Assignment))),
        aside=aside.rows(
            (_("Typ"), aside.words(text.capital(document.sort))),
            (_("Beslutat av"), aside.actor(press.portal, document.decided_by)),
            (_("Utgivare"), aside.actor(press.portal, document.publisher)),
            (_("Datum"), aside.period(document.dated)),
            (_("Diarienummer"), aside.words(document.register_number)),
            (_("Parter"), aside.links(parties)),
            (_("Ersätter"), aside.links(replaces)),
            (_("Dokumentet"), [aside.Item(document.url, url=document.url)] if document.url else []),
        ),
        groups=groups,
    )
