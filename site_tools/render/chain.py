"""The line from vision to result on one page: every step with what is linked there, or that nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.model.parts import Kind
from site_tools.model.portal import R, Ref
from site_tools.model.records import FocusArea, Goal, Indicator, Program
from site_tools.model.steering import Assignment, Event
from site_tools.render.facts import Item
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from site_tools.model.parts import Source
    from site_tools.model.records import Record
    from site_tools.render.press import Press

SHOWN = 3
"""Linked things of a step before the rest is left to a list."""
_DECIDING_EVENTS = frozenset({"beslut", "avtal"})
_DECIDING_DOCUMENTS = frozenset(
    {"styrdokument", "plan", "strategi", "avtal", "beslut", "protokoll", "program", "policy", "riktlinje", "ärende"}
)
_VISION = "vision"


class _Step(NamedTuple):
    """Kind, heading, what to say when there is nothing, and the list that has all."""

    kind: Kind
    label: str
    missing: str
    whole: str


_STEPS = (
    _Step(Kind.PAGE, N_("Vision"), N_("ingen vision är kopplad"), urls.LISTS[Kind.GOAL]),
    _Step(Kind.GOAL, N_("Mål"), N_("inget mål är kopplat"), urls.LISTS[Kind.GOAL]),
    _Step(Kind.PROGRAM, N_("Program"), N_("inget program är kopplat"), urls.LISTS[Kind.PROGRAM]),
    _Step(Kind.FOCUS_AREA, N_("Fokusområde"), N_("inget fokusområde är kopplat"), urls.LISTS[Kind.PROGRAM]),
    _Step(Kind.ASSIGNMENT, N_("Uppdrag"), N_("inget uppdrag är kopplat"), urls.LISTS[Kind.ASSIGNMENT]),
    _Step(Kind.DOCUMENT, N_("Beslut"), N_("inget beslut är kopplat"), urls.LISTS[Kind.EVENT]),
    _Step(Kind.FINANCE, N_("Pengar"), N_("inga pengar är kopplade"), urls.LISTS[Kind.FINANCE]),
    _Step(Kind.INDICATOR, N_("Indikatorer"), N_("ingen indikator är kopplad"), urls.LISTS[Kind.INDICATOR]),
    _Step(Kind.FOLLOW_UP, N_("Uppföljning"), N_("ingen uppföljning är kopplad"), urls.LISTS[Kind.FOLLOW_UP]),
)
"""The line. A vision is a goal too, so its step borrows the kind of a page, which has no step."""


class Link(NamedTuple):
    """One step. ``here`` is the page's own step; ``more`` leads to the rest; ``missing`` says that there is nothing."""

    label: str
    items: tuple[Item, ...]
    more: Item | None
    missing: str
    here: bool


def chain(press: Press, record: Record) -> tuple[Link, ...]:
    """The steps around a mål, program, fokusområde, uppdrag or indikator.

    What a fokusområde has counts for its program too, and a fokusområde serves the goals of its program.
    """
    own = Kind.PAGE if isinstance(record, Goal) and record.sort == _VISION else record.kind
    here = Item(record.label)
    return tuple(Link(_(step.label), (here,), None, "", here=True) if step.kind is own else _link(press, record, step) for step in _STEPS)


def _link(press: Press, record: Record, step: _Step) -> Link:
    kind, label, missing, whole = step
    said, records = _said(press, record, kind), _records(press, record, kind)
    shown = len(records) if len(records) <= SHOWN + 1 else SHOWN  # "and 1 more" takes as much room as the one
    items = [*said, *(Item(one.label, urls.address(one)) for one in records[:shown])]
    rest = len(records) - shown
    more = Item(_("och %(n)s till") % {"n": rest}, _filtered(record, kind, whole)) if rest > 0 else None
    return Link(_(label), tuple(items), more, "" if items else _(missing), here=False)


def _filtered(record: Record, kind: Kind, whole: str) -> str:
    """The list with the choice that shows what belongs to ``record``, where it has one."""
    choice = {Kind.GOAL: "mal", Kind.PROGRAM: "program"}.get(record.kind)
    if not choice or kind not in (Kind.ASSIGNMENT, Kind.INDICATOR):
        return whole
    ended = "visa=alla&" if kind is Kind.ASSIGNMENT else ""  # the step counts them too
    return f"{whole}?{ended}{choice}={record.id}"


def _records(press: Press, record: Record, kind: Kind) -> Sequence[Record]:
    graph = press.graph
    within = [record, *(graph.focus_areas(record) if isinstance(record, Program) else ())]
    match kind:
        case Kind.PAGE:
            return _unique(vision for goal in _goals(press, record) for vision in press.portal.outgoing(goal, "vision"))
        case Kind.GOAL:
            return press.portal.incoming(record, Kind.GOAL, "vision") if isinstance(record, Goal) else _goals(press, record)
        case Kind.PROGRAM:
            return _unique(p for one in (record, *graph.focus_areas(record)) for p in graph.programs(one))
        case Kind.FOCUS_AREA:
            programs = graph.programs(record) if isinstance(record, Goal) else ()
            return _unique(area for one in (record, *programs) for area in graph.focus_areas(one))
        case Kind.INDICATOR:
            return _unique(i for one in within for i in graph.indicators(one))
        case Kind.DOCUMENT:
            return _decisions(press, record)
    return _unique(found for one in within for found in press.portal.incoming(one, kind))


def _goals(press: Press, record: Record) -> list[Goal]:
    """A fokusområde serves the goals of its program, besides its own."""
    sources = [record, *(press.graph.programs(record) if isinstance(record, FocusArea) else ())]
    return _unique(goal for one in sources for goal in press.graph.goals(one))


def _decisions(press: Press, record: Record) -> list[Record]:
    """Events that decide, and deciding documents that the record names as its own or as the place where it stands."""
    events = [e for e in press.portal.incoming(record, Kind.EVENT) if isinstance(e, Event) and e.sort in _DECIDING_EVENTS]
    source: Source | None = None if isinstance(record, Indicator) else getattr(record, "source", None)
    names = [*getattr(record, "documents", ()), *([source.document] if source and source.document else [])]
    documents = [press.portal.records[Ref(Kind.DOCUMENT, name)] for name in names]
    return _unique([*events, *(d for d in documents if getattr(d, "sort", "") in _DECIDING_DOCUMENTS)])


def _said(press: Press, record: Record, kind: Kind) -> list[Item]:
    """What the record itself says of a step, besides its links: who decided it, and when it is followed up."""
    if kind is Kind.DOCUMENT and isinstance(record, Goal | Assignment):
        body = record.decided_by if isinstance(record, Goal) else record.given_by
        when = [text.period(record.decided)] if record.decided else []
        if body:
            actor = press.portal.records[Ref(Kind.ACTOR, body)]
            words = _("Beslutat av %(name)s") if isinstance(record, Goal) else _("Gett av %(name)s")
            return [Item(", ".join([words % {"name": actor.label}, *when]), urls.address(actor))]
        return [Item(text.capital(when[0]))] if when else []
    if kind is Kind.FOLLOW_UP and isinstance(record, Assignment) and record.reports:
        return [Item(_("Ska följas upp %(periods)s") % {"periods": text.join([text.period(p) for p in record.reports])})]
    return []


def _unique(records: Iterable[R]) -> list[R]:
    return list({(record.kind, record.id): record for record in records}.values())
