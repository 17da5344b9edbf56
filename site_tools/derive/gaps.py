"""What is missing in the content: not faults, but what an editor or a leader would want to know. For ``check --rapport``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.derive.counts import indicators_of
from site_tools.model.parts import Kind
from site_tools.model.portal import Gap, ref_of
from site_tools.model.steering import Assignment
from site_tools.model.verdict import Freshness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.model.portal import Derived, Portal
    from site_tools.model.records import Indicator, Record

_SEXES = ({"kvinnor", "män"}, {"tjejer", "killar"}, {"flickor", "pojkar"})
_PEOPLE = ("personer", "invånare", "elever", "anställda", "årsarbetare", "medarbetare", "deltagare", "röster")
"""Words of a unit that counts people: for these a split between women and men is expected."""


def gaps(portal: Portal, derived: Derived) -> dict[str, list[Gap]]:
    """Heading -> what lacks it. Every heading is there, also when nothing lacks it."""
    return {
        "Ingenting hänvisar hit och sidan hänvisar ingenstans": _gaps(_orphans(portal)),
        "Mål utan indikator": _gaps(g for g in portal.goals if not indicators_of(portal, g)),
        "Mål utan program eller uppdrag": _gaps(g for g in portal.goals if not _has(portal, g, Kind.PROGRAM, Kind.ASSIGNMENT)),
        "Program utan uppdrag": _gaps(p for p in portal.programs if not _has(portal, p, Kind.ASSIGNMENT)),
        "Fokusområden utan indikator och uppdrag": _gaps(
            a for a in portal.focus_areas if not indicators_of(portal, a) and not _has(portal, a, Kind.ASSIGNMENT)
        ),
        "Uppdrag utan uppföljning": _gaps(_unreported(portal)),
        "Indikatorer utan mål": _gaps(i for i in portal.indicators if not _has(portal, i, Kind.GOAL)),
        "Siffror som borde ha kommit": _late(portal, derived),
        "Tal som kan hämtas ur öppna data men inte har hämtats": _gaps(
            i for i in portal.indicators if i.fetch and i.id not in portal.fetched
        ),
        "Könsuppdelad statistik saknas": _gaps(i for i in portal.indicators if _without_split(portal, i)),
    }


def _gaps(records: Iterable[Record]) -> list[Gap]:
    return [Gap(record.path, record.label) for record in records]


def _has(portal: Portal, record: Record, *kinds: Kind) -> bool:
    return any(r.kind in kinds for r in portal.outgoing(record)) or any(portal.incoming(record, kind) for kind in kinds)


def _orphans(portal: Portal) -> Iterator[Record]:
    linked = {ref for edge in portal.edges for ref in (edge.source, edge.target)}
    alone = {Kind.PAGE, Kind.TERM}
    return (record for ref, record in portal.records.items() if ref not in linked and ref.kind not in alone)


def _unreported(portal: Portal) -> Iterator[Assignment]:
    for record in portal.of_kind(Kind.ASSIGNMENT):
        if isinstance(record, Assignment) and not record.reports and not record.states and not portal.incoming(record, Kind.FOLLOW_UP):
            yield record


def _late(portal: Portal, derived: Derived) -> list[Gap]:
    """Ordered by the body that answers, then by how late they are."""
    late = []
    for indicator in portal.indicators:
        status = derived.indicators[indicator.id].status
        if status.freshness is Freshness.LATE and status.expected:
            late.append((indicator.responsible or "", status.expected, indicator))
    names = {ref.id: record.label for ref, record in portal.records.items() if ref.kind is Kind.ACTOR}
    return [
        Gap(indicator.path, indicator.label, f"väntades {text.day(expected)}, {names.get(body, 'ingen ansvarig')}")
        for body, expected, indicator in sorted(late, key=lambda item: (item[0], item[1], ref_of(item[2])))
    ]


def _without_split(portal: Portal, indicator: Indicator) -> bool:
    groups = {row.group for row in portal.series.get(indicator.id, ()) if row.place == portal.site.place}
    people = any(word in _PEOPLE for word in indicator.unit.lower().split())
    return people and bool(groups) and not any(pair <= groups for pair in _SEXES)
