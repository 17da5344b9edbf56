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
    from collections.abc import Iterable, Iterator, Sequence

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
    """One step. ``here`` is the page's own step; ``more`` leads to the rest; ``missing`` says that there is nothing. ``through`` says by
    which step the items are reached, when the record itself names none."""

    label: str
    items: tuple[Item, ...] = ()
    more: Item | None = None
    missing: str = ""
    through: str = ""
    here: bool = False


def chain(press: Press, record: Record) -> tuple[Link, ...]:
    """The steps around a mål, program, fokusområde, uppdrag or indikator.

    What a fokusområde has counts for its program too, and a fokusområde serves the goals of its program. A step where the record names
    nothing shows what its goals or its programs name there, and says so.
    """
    own = Kind.PAGE if isinstance(record, Goal) and record.sort == _VISION else record.kind
    here = Item(record.label)
    return tuple(Link(_(step.label), (here,), here=True) if step.kind is own else _link(press, record, step) for step in _STEPS)


def _link(press: Press, record: Record, step: _Step) -> Link:
    for through, sources in _ways(press, record):
        if through and step.kind is Kind.FOCUS_AREA:
            break  # a program's other fokusområden have nothing to do with what belongs to none of them
        said = _unique_items(item for one in sources for item in _said(press, one, step.kind))
        records = _unique(found for one in sources for found in _records(press, one, step.kind))
        if said or records:
            whole = _filtered(sources[0], step.kind, step.whole) if len(sources) == 1 else step.whole
            return Link(_(step.label), *_shown(said, records, whole), through=through)
    return Link(_(step.label), missing=_(step.missing))


def _ways(press: Press, record: Record) -> Iterator[tuple[str, Sequence[Record]]]:
    """From where the steps are looked up: the record itself, then what it serves."""
    yield "", (record,)
    goals = _goals(press, record)
    if not isinstance(record, Goal | Program):
        yield _("genom målet") if len(goals) == 1 else _("genom målen"), goals
    if not isinstance(record, Program):
        programs = _unique(program for one in (record, *goals) for program in press.graph.programs(one))
        yield _("genom programmet") if len(programs) == 1 else _("genom programmen"), programs


def _shown(said: list[Item], records: list[Record], whole: str) -> tuple[tuple[Item, ...], Item | None]:
    """The first few, and where the rest are."""
    shown = len(records) if len(records) <= SHOWN + 1 else SHOWN  # "and 1 more" takes as much room as the one
    rest = len(records) - shown
    more = Item(_("och %(n)s till") % {"n": rest}, whole) if rest > 0 else None
    return (*said, *(Item(one.label, urls.address(one)) for one in records[:shown])), more


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


def _unique_items(items: Iterable[Item]) -> list[Item]:
    return list(dict.fromkeys(items))


def _unique(records: Iterable[R]) -> list[R]:
    return list({(record.kind, record.id): record for record in records}.values())
