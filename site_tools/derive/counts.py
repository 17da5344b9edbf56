"""Upwards: how many indicators of a goal, program, fokusområde or body bear each label. Never a mean, never one colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from site_tools.memory import each, remembered
from site_tools.model.parts import Kind
from site_tools.model.portal import Count, Edge, Ref, ref_of
from site_tools.model.verdict import Label, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_tools.model.portal import Portal
    from site_tools.model.records import Record
    from site_tools.model.verdict import Status


def indicators_of(portal: Portal, record: Record) -> tuple[Record, ...]:
    """The indicators that belong to a record: those linked with it either way, and a program's through its goals and fokusområden."""
    return tuple(portal.records[ref] for ref in _below(ref_of(record), portal.edges_out, portal.edges_in))


_Edges = Mapping[Ref, tuple[Edge, ...]]


def _below(ref: Ref, out: _Edges, into: _Edges) -> tuple[Ref, ...]:
    found = _linked(ref, out, into)
    if ref.kind is Kind.PROGRAM:
        parts = [edge.target for edge in out.get(ref, ()) if edge.relation == "mål"]
        above = [edge.source for edge in into.get(ref, ()) if edge.relation == "program"]
        parts += [part for kind in (Kind.GOAL, Kind.FOCUS_AREA) for part in above if part.kind is kind]
        found = (*found, *(one for part in dict.fromkeys(parts) for one in _linked(part, out, into)))
    return tuple(dict.fromkeys(found))


_MEASURES = ("mål", "fokusområden", "program", "ansvarig", "indikatorer")
"""The keys under which an indicator and what it measures name each other; a source or a "se även" makes it nobody's."""


def _linked(ref: Ref, out: _Edges, into: _Edges) -> tuple[Ref, ...]:
    named = (*(edge.source for edge in into.get(ref, ()) if edge.relation in _MEASURES),)
    names = (*(edge.target for edge in out.get(ref, ()) if edge.relation in _MEASURES),)
    return tuple(one for one in (*named, *names) if one.kind is Kind.INDICATOR)


_ABOVE = (Kind.GOAL, Kind.PROGRAM, Kind.FOCUS_AREA, Kind.ACTOR)


def counts(portal: Portal, statuses: Mapping[str, Status]) -> dict[Ref, Count]:
    """Ref of each mål, program, fokusområde and aktör with indicators -> their count."""
    above = [ref for kind in _ABOVE for ref in portal.records if ref.kind is kind]
    below = each(_below, above, given=(portal.edges_out, portal.edges_in))
    return {ref: _counted(*(statuses[one.id] for one in found)) for ref, found in zip(above, below, strict=True) if found}


@remembered
def _counted(*statuses: Status) -> Count:
    return count(statuses)


def count(statuses: Iterable[Status]) -> Count:
    """How many bear each label, and why the others cannot be judged."""
    judged = list(statuses)
    labels = Counter(status.label for status in judged)
    reasons = Counter(status.reason for status in judged if status.reason)
    commonest = sorted(reasons, key=lambda reason: (-reasons[reason], _REASONS.index(reason)))
    return Count({label: labels[label] for label in _BEST_FIRST if labels[label]}, {reason: reasons[reason] for reason in commonest})


_REASONS = list(Reason)
_BEST_FIRST = (*reversed([label for label in Label if label is not Label.UNKNOWN]), Label.UNKNOWN)
