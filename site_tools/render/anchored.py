"""The two pages that hold many small records each at its anchor: what has happened, year by year, and the words explained."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text
from site_tools.making import pages
from site_tools.model.fields import slug
from site_tools.model.parts import Kind
from site_tools.model.steering import Event, Term
from site_tools.render.former_parts import former_parts
from site_tools.render.press import Facets
from site_tools.render.sheets import list_sheet
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.model.portal import Output
    from site_tools.model.records import Record
    from site_tools.render.press import Press, Sheet


class EventView(NamedTuple):
    """An event with its date in words and everything that it links to, each once."""

    record: Event
    when: str
    ahead: bool
    links: tuple[tuple[str, tuple[Record, ...]], ...]
    actors: tuple[str, ...]


@pages
def event_pages(press: Press) -> Iterator[Output]:
    """The timeline, the latest year first."""
    events = by_date(press.portal.every(Event))
    if not events:
        return
    views = [_event(press, event) for event in events]
    years = [(_year(year), list(found)) for year, found in groupby(views, key=lambda view: view.record.when.year)]
    description = _("Beslut, avtal, starter och annat som har hänt eller är planerat, det senaste först.")
    actors = {ref.id: ref.label for view in views for ref in press.portal.outgoing(view.record, "aktörer")}
    sheet = list_sheet(Kind.EVENT, description, events, ("filter.js",))
    yield press.output(
        _searchable(sheet, Kind.EVENT),
        "events",
        years=years,
        total=len(views),
        former=former_parts(press.portal, sheet.address),
        sort_choices=[(slug(s), text.capital(s)) for s in sorted({e.sort for e in events}, key=text.sort_key)],
        actor_choices=sorted(actors.items(), key=lambda pair: text.sort_key(pair[1])),
        year_choices=[(slug(year), year) for year, _found in years],
    )


def by_date(events: Iterable[Event]) -> list[Event]:
    """Events, the latest first."""
    return sorted(events, key=lambda event: (event.when.sort_key, event.id), reverse=True)


def _year(year: int) -> str:
    return str(year) if year else _("Utan datum")


def _event(press: Press, event: Event) -> EventView:
    outgoing = press.portal.outgoing
    groups = (
        (_("Aktörer"), outgoing(event, "aktörer")),
        (_("Mål"), outgoing(event, "mål")),
        (_("Program"), outgoing(event, "program")),
        (_("Uppdrag"), outgoing(event, "uppdrag")),
        (_("Dokument"), tuple(r for r in outgoing(event, "dokument") if r.id in event.documents)),
        (_("Se även"), outgoing(event, "se_även")),
    )
    when = text.capital(text.period(event.when))
    if event.until:
        when = _("%(first)s till %(last)s") % {"first": when, "last": text.period(event.until)}
    ahead = bool(event.when.first and event.when.first > press.config.today)
    return EventView(event, when, ahead, tuple(group for group in groups if group[1]), event.by)


def _searchable(sheet: Sheet, kind: Kind) -> Sheet:
    """The list as one hit of the search, since its records have no pages of their own."""
    return replace(sheet, facets=Facets(sort=kind.value, sentence=sheet.description))


@pages
def term_pages(press: Press) -> Iterator[Output]:
    """The words in alphabetical order, under their letters."""
    terms = sorted(press.portal.every(Term), key=lambda term: text.sort_key(term.name))
    if not terms:
        return
    letters = [(letter, list(found)) for letter, found in groupby(terms, key=lambda term: term.name[0].upper())]
    sheet = list_sheet(Kind.TERM, _("Ord som används på portalen och i kommunala handlingar, förklarade."), terms)
    yield press.output(_searchable(sheet, Kind.TERM), "terms", letters=letters, former=former_parts(press.portal, sheet.address))
