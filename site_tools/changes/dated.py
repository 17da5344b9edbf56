"""What the content itself dates: events, reports, revised and fetched figures, figures that are late, reviewed texts. Newest first.

It needs no history of the files: a build of a plain copy of the content gives the same list.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.changes.words import KINDS
from site_tools.markdown import to_line
from site_tools.model.parts import Kind
from site_tools.model.records import FocusArea
from site_tools.model.steering import Event, FollowUp
from site_tools.model.values import PeriodKind
from site_tools.model.verdict import Freshness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import Derived, Portal
    from site_tools.model.records import Actor, Indicator, Record

HAPPENED, REPORTED, REVISED, FETCHED, LATE, REVIEWED = "händelse", "uppföljning", "ändrat tal", "hämtade tal", "försening", "granskning"
"""The sorts of entry."""


class Entry(NamedTuple):
    """Something that happened on a day.

    ``key`` is unique and stays the same from build to build; ``when`` tells the day as exactly as the content does. ``programs`` and
    ``actors`` are the ids of those that it concerns.
    """

    key: str
    day: date
    when: str
    sort: str
    title: str
    text: str
    address: str
    programs: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()


def entries(portal: Portal, derived: Derived, today: date) -> tuple[Entry, ...]:
    """Every entry up to ``today``, the newest first."""
    found = [*_events(portal), *_reports(portal), *_reviews(portal)]
    for indicator in portal.indicators:
        found += [*_revised(portal, indicator), *_fetched(portal, derived, indicator), *_late(portal, derived, indicator)]
    return tuple(sorted((one for one in found if one.day <= today), key=lambda one: (-one.day.toordinal(), one.key)))


def _about(portal: Portal, record: Record) -> tuple[str, frozenset[str], frozenset[str]]:
    """Address, programs and actors of a record."""
    actors = portal.outgoing(record, "ansvarig", "till", "aktörer", "aktör")
    return urls.address(record), frozenset(programs_of(portal, record)), frozenset(a.id for a in actors if a.kind is Kind.ACTOR)


_UP = ("program", "mål", "fokusområden", "uppdrag", "indikator")


def programs_of(portal: Portal, record: Record, steps: int = 2) -> set[str]:
    """The ids of the programs that a record leads to in so many steps, by the keys that lead upwards."""
    if record.kind is Kind.PROGRAM:
        return {record.id}
    if isinstance(record, FocusArea):
        return {record.program}
    if not steps:
        return set()
    above = (
        *portal.outgoing(record, *_UP),
        *portal.incoming(record, Kind.FOCUS_AREA, "indikatorer"),
        *portal.incoming(record, Kind.PROGRAM, "mål"),
    )
    return {program for other in above for program in programs_of(portal, other, steps - 1)}


def answering(portal: Portal) -> tuple[Actor, ...]:
    """The bodies that answer for something or have been given something to do: each has a feed of its own."""
    answers = {e.target.id for e in portal.edges if e.target.kind is Kind.ACTOR and e.relation in ("ansvarig", "till")}
    return tuple(actor for actor in portal.actors if actor.id in answers)


def _events(portal: Portal) -> Iterator[Entry]:
    for event in portal.every(Event):
        if event.when.first:
            told = to_line(event.summary or event.text or "")
            yield Entry(
                f"handelse-{event.id}", event.when.first, text.period(event.when), HAPPENED, event.name, told, *_about(portal, event)
            )


def _reports(portal: Portal) -> Iterator[Entry]:
    """A report came with its first document after the period; where none bears a day, the period's end is all that is known."""
    for one in portal.every(FollowUp):
        if one.period.last:
            dated = [d.dated for d in portal.documents if d.id in one.documents and d.dated and d.dated.kind is PeriodKind.DATE]
            days = [p.last for p in dated if p.last and p.last > one.period.last]
            day = min(days, default=one.period.last)
            told = to_line(one.summary or "")
            yield Entry(f"uppfoljning-{one.id}", day, text.day(day), REPORTED, one.name, told, *_about(portal, one))


def _revised(portal: Portal, indicator: Indicator) -> Iterator[Entry]:
    address, programs, actors = _about(portal, indicator)
    for one in indicator.revisions:
        anchor = one.anchor
        which = ", ".join(filter(None, (text.period(one.period), one.group, one.place)))
        was, gone = text.number(one.before), one.after is None
        became = f"{was} togs bort" if one.after is None else f"från {was} till {text.number(one.after)}"
        told = f"{text.capital(which)}: {became} ({indicator.unit}). {one.reason}"
        title = f"{indicator.label}: ett tal har {'tagits bort' if gone else 'ändrats'}"
        yield Entry(f"{indicator.id}-{anchor}", one.day, text.day(one.day), REVISED, title, told, f"{address}#{anchor}", programs, actors)


def _fetched(portal: Portal, derived: Derived, indicator: Indicator) -> Iterator[Entry]:
    """The last day only: the sentence says how things stand now, not how they stood after an earlier fetch."""
    day = max((source.fetched for source in (indicator.source, *indicator.more_sources) if source.fetched), default=None)
    if day:
        title = f"{indicator.label}: tal hämtade från källan"
        told = derived.indicators[indicator.id].sentence
        yield Entry(f"{indicator.id}-hamtad-{day.isoformat()}", day, text.day(day), FETCHED, title, told, *_about(portal, indicator))


def _late(portal: Portal, derived: Derived, indicator: Indicator) -> Iterator[Entry]:
    status = derived.indicators[indicator.id].status
    if status.freshness is Freshness.LATE and status.expected:
        day = status.expected + timedelta(days=1)
        told = f"Nya siffror väntades {text.day(status.expected)}, men har inte kommit."
        key = f"{indicator.id}-forsenad-{status.expected.isoformat()}"
        yield Entry(key, day, text.day(day), LATE, f"{indicator.label}: siffrorna dröjer", told, *_about(portal, indicator))


NAMED_MAX = 3
"""More reviewed texts of one day than this are counted, not named."""


def _reviews(portal: Portal) -> Iterator[Entry]:
    """One entry for each day: nobody wants one for every page."""
    by_day: dict[date, list[Record]] = {}
    for record in portal.records.values():
        if record.reviewed:
            by_day.setdefault(record.reviewed, []).append(record)
    for day, found in by_day.items():
        kinds = Counter(record.kind.value for record in found)
        counted = [text.count(n, *KINDS[kind]) for kind, n in kinds.items()]
        told = f"Det gäller {text.join([r.label for r in found] if len(found) <= NAMED_MAX else counted)}."
        title = text.count(len(found), "text granskad", "texter granskade")
        yield Entry(f"granskat-{day.isoformat()}", day, text.day(day), REVIEWED, title, told, urls.CHANGES)
