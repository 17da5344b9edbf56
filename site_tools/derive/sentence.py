"""One plain Swedish sentence that says how an indicator stands, used wherever it is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.model.records import TargetKind
from site_tools.model.values import PeriodKind, ValueKind, ValueState

if TYPE_CHECKING:
    from site_tools.model.portal import GroupFacts
    from site_tools.model.records import Indicator, Target
    from site_tools.model.values import Observation


def sentence(indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts | None) -> str:
    """How the indicator stands: the latest figures, the change since the one before, and the target."""
    target = _target(indicator)
    if lead is None:
        return f"Det finns ännu ingen siffra. {target}".strip() if target else "Det finns ännu ingen siffra."
    parts = [f"{text.capital(_when(lead.latest))} {_verb(lead.latest)} {_figures(indicator, groups, lead)}{_kind(lead.latest)}."]
    if change := _change(indicator, lead):
        parts.append(change)
    if target:
        parts.append(target)
    return " ".join(parts)


def _when(row: Observation) -> str:
    return "enligt källan, som inte anger något år," if row.period.kind is PeriodKind.UNDATED else text.period(row.period)


def _verb(row: Observation) -> str:
    if row.kind in (ValueKind.FORECAST, ValueKind.PLAN):
        return "väntas värdet bli" if row.kind is ValueKind.FORECAST else "är planen"
    return "är värdet" if row.period.kind is PeriodKind.UNDATED else "var värdet"


_KINDS = {
    ValueKind.FORECAST: " (prognos)",
    ValueKind.PLAN: " (plan)",
    ValueKind.AVERAGE: " i genomsnitt",
    ValueKind.ESTIMATE: " (en bedömning)",
}


def _kind(row: Observation) -> str:
    note = _KINDS.get(row.kind, "")
    return note + (" (preliminärt)" if row.state is ValueState.PRELIMINARY else "")


def _figures(indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts) -> str:
    """The lead's figure, with those of the other groups of the same period when they are few."""
    same = [g for g in groups if g.latest.period == lead.latest.period and g.latest.kind is lead.latest.kind]
    if len(same) > 4:
        same = [lead]
    if len(same) == 1:
        figure = text.unit_phrase(text.figure(lead.latest, indicator.decimals), indicator.unit)
        return figure if lead.group == "totalt" else f"{figure} ({lead.group})"
    own = [text.unit_phrase(text.figure(lead.latest, indicator.decimals), indicator.unit)] if lead.group == "totalt" else []
    others = [g for g in same if g.group != "totalt"]
    told = [f"{text.unit_phrase(text.figure(g.latest, indicator.decimals), indicator.unit)} för {g.group}" for g in others]
    return f"{own[0]} ({text.join(told)})" if own else text.join(told)


def _change(indicator: Indicator, lead: GroupFacts) -> str:
    if lead.change is None or lead.previous is None:
        return ""
    before = text.unit_phrase(text.figure(lead.previous, indicator.decimals), indicator.unit)
    when = text.period(lead.previous.period)
    if lead.change == 0:
        return f"Det är lika mycket som {when}."
    return f"Det är {'mer' if lead.change > 0 else 'mindre'} än {when}, då det var {before}."


def _target(indicator: Indicator) -> str:
    """Every target that holds for all groups, in the order written; targets in words only when there is no other."""
    numeric = [t for t in indicator.targets if t.sort is not TargetKind.WORDS and t.group is None]
    if not numeric:
        words = [t.text for t in indicator.targets if t.text]
        return f"Målet i ord: {text.join(words)}." if words else ""
    said = [_dated(t, indicator) for t in numeric]
    return f"Målet är {text.join(said)}."


def _dated(target: Target, indicator: Indicator) -> str:
    phrase = text.target(target, indicator.unit)
    if target.year is None:
        return phrase
    if target.year.kind is PeriodKind.SPAN:
        return f"{phrase} varje år {target.year.text}"
    return f"{phrase} {text.period(target.year)}"
