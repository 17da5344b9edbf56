"""Upwards: how many indicators of a goal, program, fokusområde or body bear each label. Never a mean, never one colour."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from site_tools.model.parts import Kind
from site_tools.model.portal import Count, Ref, ref_of
from site_tools.model.records import Program
from site_tools.model.verdict import Label, Reason

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


def counts(portal: Portal, statuses: Mapping[str, Status]) -> dict[Ref, Count]:
    """Ref of each mål, program, fokusområde and aktör with indicators -> their count."""
    above: Iterable[Record] = (*portal.goals, *portal.programs, *portal.focus_areas, *portal.actors)
    found = {ref_of(record): [statuses[i.id] for i in indicators_of(portal, record)] for record in above}
    return {ref: count(judged) for ref, judged in found.items() if judged}


def count(statuses: Iterable[Status]) -> Count:
    """How many bear each label, and why the others cannot be judged."""
    judged = list(statuses)
    labels = Counter(status.label for status in judged)
    reasons = Counter(status.reason for status in judged if status.reason)
    commonest = sorted(reasons, key=lambda reason: (-reasons[reason], _REASONS.index(reason)))
    return Count({label: labels[label] for label in _BEST_FIRST if labels[label]}, {reason: reasons[reason] for reason in commonest})


_REASONS = list(Reason)
_BEST_FIRST = (*reversed([label for label in Label if label is not Label.UNKNOWN]), Label.UNKNOWN)
