"""Upwards: how many indicators of a goal, program, fokusområde or body bear each label. Never a mean, never one colour."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from site_tools.model.parts import Kind
from site_tools.model.portal import Ref, ref_of
from site_tools.model.records import Program
from site_tools.model.verdict import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from site_tools.model.portal import Portal
    from site_tools.model.records import Record
    from site_tools.model.verdict import Status


def indicators_of(portal: Portal, record: Record) -> tuple[Record, ...]:
    """The indicators that belong to a record: those linked with it either way, and a program's through its goals and fokusområden."""
    found = _linked(portal, record)
    if isinstance(record, Program):
        parts = (
            *portal.outgoing(record, "mål"),
            *portal.incoming(record, Kind.GOAL, "program"),
            *portal.incoming(record, Kind.FOCUS_AREA, "program"),
        )
        found = (*found, *(i for part in parts for i in _linked(portal, part)))
    return tuple({ref_of(i): i for i in found}.values())


_MEASURES = ("mål", "fokusområden", "program", "ansvarig", "indikatorer")
"""The keys under which an indicator and what it measures name each other; a source or a "se även" makes it nobody's."""


def _linked(portal: Portal, record: Record) -> tuple[Record, ...]:
    out = (r for r in portal.outgoing(record, *_MEASURES) if r.kind is Kind.INDICATOR)
    return (*portal.incoming(record, Kind.INDICATOR, *_MEASURES), *out)


def counts(portal: Portal, statuses: Mapping[str, Status]) -> dict[Ref, dict[Label, int]]:
    """Ref of each mål, program, fokusområde and aktör with indicators -> label -> number of indicators, the best label first."""
    above: Iterable[Record] = (*portal.goals, *portal.programs, *portal.focus_areas, *portal.actors)
    found: dict[Ref, dict[Label, int]] = {}
    for record in above:
        labels = Counter(statuses[i.id].label for i in indicators_of(portal, record))
        if labels:
            found[ref_of(record)] = {label: labels[label] for label in _BEST_FIRST if labels[label]}
    return found


_BEST_FIRST = (*reversed([label for label in Label if label is not Label.UNKNOWN]), Label.UNKNOWN)
