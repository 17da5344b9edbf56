"""Stage 4, derive: everything that is computed from the portal, pure and decimal-exact. Nothing here was written by an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.derive import examples
from site_tools.derive.counts import count, counts
from site_tools.derive.explain import explain
from site_tools.derive.sentence import GROUPS_TOLD, sentence, verdict_words
from site_tools.derive.status import status
from site_tools.memory import each
from site_tools.model.portal import Derived, Example, GroupFacts, IndicatorFacts
from site_tools.model.values import Observation, PeriodKind, ValueKind, ValueState

if TYPE_CHECKING:
    from datetime import date

    from site_tools.model.portal import Portal
    from site_tools.model.records import Indicator
    from site_tools.model.values import Series


def derive(portal: Portal, today: date) -> Derived:
    """The computed facts of every indicator, and how many of each label the things above them have."""
    home = portal.site.place
    series = [portal.series.get(one.id, ()) for one in portal.indicators]
    found = each(_facts, portal.indicators, series, given=(home, today))
    facts = {one.id: told for one, told in zip(portal.indicators, found, strict=True)}
    shown = tuple(Example(i, series, _facts(i, series, examples.PLACE, today)) for i, series in examples.examples())
    statuses = {name: told.status for name, told in facts.items()}
    return Derived(facts, counts(portal, statuses), count(statuses.values()), shown)


def _facts(indicator: Indicator, series: Series, home: str, today: date) -> IndicatorFacts:
    own = [row for row in series if row.place == home]
    order = list(dict.fromkeys([*indicator.groups, *(row.group for row in own)]))
    groups = tuple(facts for group in order if (facts := _group(group, [row for row in own if row.group == group])))
    lead = _lead(groups)
    judged = status(indicator, series, home, today)
    elsewhere = any(map(_says_something, series))
    said = " ".join(filter(None, (sentence(indicator, groups, lead, own, elsewhere=elsewhere), verdict_words(indicator, judged))))
    explained = tuple(explain(indicator, judged, verdict) for verdict in judged.verdicts)
    return IndicatorFacts(groups, lead, said, sum(map(_says_something, own)), judged, explained)


def _lead(groups: tuple[GroupFacts, ...]) -> GroupFacts | None:
    """The total when it is as recent as any other group; else the first of the most recent ones, of many the largest."""
    if not groups:
        return None
    newest = max(g.latest.period.sort_key[0] for g in groups)
    recent = [g for g in groups if g.latest.period.sort_key[0] == newest]
    if total := next((g for g in recent if g.group == "totalt"), None):
        return total
    numeric = [g for g in recent if g.latest.value is not None]
    return max(numeric, key=lambda g: g.latest.value or 0) if len(recent) > GROUPS_TOLD and numeric else recent[0]


def _says_something(row: Observation) -> bool:
    return row.value is not None or bool(row.words)


_KIND_RANK = {ValueKind.OUTCOME: 4, ValueKind.ESTIMATE: 3, ValueKind.AVERAGE: 2, ValueKind.FORECAST: 1, ValueKind.PLAN: 0}


def _rank(row: Observation) -> tuple[object, ...]:
    """What to lead with: an outcome before any other kind, a full year before a part of one, the newest, the final release."""
    full = row.period.kind in (PeriodKind.YEAR, PeriodKind.SCHOOL_YEAR, PeriodKind.DATE, PeriodKind.MONTH)
    return (_KIND_RANK[row.kind], full, row.period.sort_key, row.state is not ValueState.PRELIMINARY, row.edition)


def _group(group: str, rows: list[Observation]) -> GroupFacts | None:
    said = [row for row in rows if _says_something(row)]
    if not said:
        return None
    latest = max(said, key=_rank)
    earlier = [row for row in said if _comparable(row, latest) and row.period.sort_key < latest.period.sort_key]
    if not earlier:
        return GroupFacts(group, latest)
    previous = max(earlier, key=_rank)
    change = (
        latest.value - previous.value
        if latest.counts and previous.counts and latest.value is not None and previous.value is not None
        else None
    )
    return GroupFacts(group, latest, previous, change)


def _comparable(row: Observation, latest: Observation) -> bool:
    """Same sort of figure, period and release; a tertial is held against the same tertial of another year."""
    if (row.kind, row.period.kind, row.edition) != (latest.kind, latest.period.kind, latest.edition):
        return False
    return row.period.kind is not PeriodKind.TERTIAL or row.period.text[-2:] == latest.period.text[-2:]
