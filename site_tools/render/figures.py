"""The headline figures of an indicator, and the card that stands for it on other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_tools import text, urls
from site_tools.model.fields import slug
from site_tools.model.values import ValueKind, ValueState
from site_tools.model.verdict import Label
from site_tools.render.verdicts import Mark, status_mark, worse_mark
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from site_tools.model.portal import Derived, GroupFacts
    from site_tools.model.records import Goal, Indicator, Program
    from site_tools.model.values import Observation
    from site_tools.render.links import Graph

BESIDE_MAX = 3
"""More groups than this beside the first are left to the indicator's page."""
TOTAL = "totalt"
"""The group of a row that names none."""


@dataclass(frozen=True)
class Figure:
    """One value as it is set on a page. ``text`` has no unit; ``change`` and ``remark`` are empty when there is nothing to say."""

    group: str
    text: str
    unit: str
    period: str
    change: str
    remark: str


def figure(indicator: Indicator, facts: GroupFacts) -> Figure:
    """The newest value of a group, rounded to the indicator's decimals, with its change."""
    row = facts.latest
    return Figure(
        group="" if facts.group == TOTAL else facts.group,
        text=text.figure(row, indicator.decimals),
        unit=indicator.unit if row.value is not None else "",
        period=text.period(row.period),
        change=_change(indicator, facts),
        remark=remark(row),
    )


def remark(row: Observation) -> str:
    """What sort of figure it is, when it is not a final outcome: ``prognos, preliminärt``."""
    words = {ValueState.PRELIMINARY: _("preliminärt"), ValueState.REVISED: _("reviderat")}
    parts = [] if row.kind is ValueKind.OUTCOME else [row.kind.value]
    if row.state in words:
        parts.append(words[row.state])
    return ", ".join(parts)


def _change(indicator: Indicator, facts: GroupFacts) -> str:
    if facts.change is None or facts.previous is None:
        return ""
    since = text.period(facts.previous.period)
    if facts.change == 0:
        return _("oförändrat sedan %(period)s") % {"period": since}
    words = _("upp %(amount)s sedan %(period)s") if facts.change > 0 else _("ned %(amount)s sedan %(period)s")
    return words % {"amount": text.change(facts.change, indicator.unit, indicator.decimals), "period": since}


def latest_fetched(indicators: Sequence[Indicator]) -> date | None:
    """The last day on which figures of any of the indicators were fetched."""
    days = [source.fetched for indicator in indicators for source in (indicator.source, *indicator.more_sources) if source.fetched]
    return max(days, default=None)


@dataclass(frozen=True)
class Card:
    """An indicator in a list.

    ``programs`` and ``goals`` are what it is filtered by; ``newest`` sorts by its latest period and ``rank`` by its status, the worst
    first. ``others`` are the figures beside the first where there is no total, so that no group stands for all.
    """

    name: str
    address: str
    figure: Figure | None
    others: tuple[Figure, ...]
    sentence: str
    hue: str
    programs: tuple[Program, ...]
    goals: tuple[Goal, ...]
    newest: str
    words: str
    mark: Mark
    worse: Mark | None
    has_target: bool
    rank: int
    responsible: str


def card(indicator: Indicator, derived: Derived, graph: Graph) -> Card:
    """An indicator as lists show it."""
    facts = derived.indicators[indicator.id]
    programs = graph.programs(indicator)
    last = facts.lead.latest.period.last if facts.lead else None
    beside = [g for g in facts.groups if g is not facts.lead] if facts.lead and facts.lead.group != TOTAL else []
    return Card(
        name=indicator.name,
        address=urls.address(indicator),
        figure=figure(indicator, facts.lead) if facts.lead else None,
        others=tuple(figure(indicator, group) for group in beside) if len(beside) <= BESIDE_MAX else (),
        sentence=facts.sentence,
        hue=hue(programs[0] if programs else None),
        programs=programs,
        goals=graph.goals(indicator),
        newest=last.isoformat() if last else "",
        words=" ".join((indicator.label, *indicator.search_words)),
        mark=status_mark(facts.status),
        worse=worse_mark(facts.status),
        has_target=bool(indicator.targets),
        responsible=indicator.responsible or "",
        rank=list(Label).index((facts.status.worse or facts.status).label),
    )


def hue(program: Program | None) -> str:
    """The CSS name of a program's colour; empty when there is none."""
    return slug(program.colour) if program and program.colour else ""
