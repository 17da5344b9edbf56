"""One plain Swedish sentence or two that say how an indicator stands, used wherever it is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.model.parts import TargetKind
from site_tools.model.values import PeriodKind, ValueKind, ValueState
from site_tools.model.verdict import Reason

if TYPE_CHECKING:
    from site_tools.model.parts import Target
    from site_tools.model.portal import GroupFacts
    from site_tools.model.records import Indicator
    from site_tools.model.values import Observation
    from site_tools.model.verdict import Status

GROUPS_TOLD = 4
"""More groups than this are not read out one by one."""


def sentence(indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts | None, elsewhere: bool) -> str:
    """How the indicator stands: the latest figures, the change since the one before, and the targets.

    ``elsewhere`` says that the series has figures, though none for the portal's own place.
    """
    if lead is None:
        nothing = "Det finns bara siffror för andra platser." if elsewhere else "Det finns ännu ingen siffra."
        return " ".join(filter(None, (nothing, _targets(indicator))))
    return " ".join(filter(None, (_latest(indicator, groups, lead), _change(indicator, groups, lead), _targets(indicator))))


def verdict_words(indicator: Indicator, status: Status) -> str:
    """The verdict, or why there is none; nothing where the sentence has said so already."""
    if not indicator.targets or status.reason in (Reason.NO_DIRECTION, Reason.WORDS, Reason.NO_OUTCOME):
        return ""
    if status.reason is not None:
        return f"Kan inte bedömas: {status.reason}."
    worse = f", men {status.worse.label} för {status.worse.group}" if status.worse else ""
    return f"Bedömning: {status.label}{worse}."


def _latest(indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts) -> str:
    row = lead.latest
    when = text.capital(text.period(row.period))
    figures = _figures(indicator, groups, lead)
    if row.period.kind is PeriodKind.UNDATED:
        return f"Källan anger {figures}{_note(row)}, utan årtal."
    if row.kind is ValueKind.FORECAST:
        return f"{when} väntas värdet bli {figures} (prognos)."
    if row.kind in _THINGS:
        return f"{_THINGS[row.kind]} för {text.period(row.period)} är {figures}{_preliminary(row)}."
    return f"{when} var värdet {figures}{_note(row)}."


# Neither has happened, so neither has a tense of its own: the year may be behind us or ahead.
_THINGS = {ValueKind.PLAN: "Planen", ValueKind.ESTIMATE: "Bedömningen"}
_NOTES = {
    ValueKind.PLAN: " (plan)",
    ValueKind.AVERAGE: " i genomsnitt",
    ValueKind.ESTIMATE: " (en bedömning)",
    ValueKind.FORECAST: " (prognos)",
}


def _note(row: Observation) -> str:
    return _NOTES.get(row.kind, "") + _preliminary(row)


def _preliminary(row: Observation) -> str:
    return " (preliminärt)" if row.state is ValueState.PRELIMINARY else ""


def _figures(indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts) -> str:
    """The lead's figure, and those of the other groups of the same period when they are few enough to take in."""
    same = [g for g in groups if (g.latest.period, g.latest.kind) == (lead.latest.period, lead.latest.kind)]
    parts = [g for g in same if g.group != "totalt"]
    figure = text.amount(lead.latest, indicator.unit, indicator.decimals)
    if lead.group == "totalt":
        told = text.join([f"{g.group} {text.figure(g.latest, indicator.decimals)}" for g in parts])
        return f"{figure} ({told})" if parts and len(parts) <= GROUPS_TOLD else figure
    if len(same) > GROUPS_TOLD:
        return f"som mest {figure} ({lead.group}, en av {len(same)} grupper)"
    return text.join([f"{text.amount(g.latest, indicator.unit, indicator.decimals)} ({g.group})" for g in same])


def _change(indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts) -> str:
    if lead.change is None or lead.previous is None:
        return ""
    before = text.amount(lead.previous, indicator.unit, indicator.decimals)
    when = text.period(lead.previous.period)
    if before == text.amount(lead.latest, indicator.unit, indicator.decimals):
        return f"Det är {'' if lead.change == 0 else 'ungefär '}lika mycket som {when}."
    # Of a few groups read out side by side, the reader must know whose change this is; a lone or largest one was just named.
    whose = f" ({lead.group})" if lead.group != "totalt" and 1 < len(groups) <= GROUPS_TOLD else ""
    return f"Det är {'mer' if lead.change > 0 else 'mindre'} än {when}, då det var {before}{whose}."


def _targets(indicator: Indicator) -> str:
    """Every target in the order written, each once; targets in words only when there is no other."""
    for chosen in (
        [t for t in indicator.targets if t.sort is not TargetKind.WORDS],
        [t for t in indicator.targets if t.sort is TargetKind.WORDS],
    ):
        said = dict.fromkeys(_dated(t, indicator) for t in chosen)
        if said:
            return f"{'Målet i ord:' if chosen[0].sort is TargetKind.WORDS else 'Målet är'} {text.join(list(said))}."
    return ""


def _dated(target: Target, indicator: Indicator) -> str:
    phrase = text.target(target, indicator.unit)
    group = f" ({target.group})" if target.group and target.group != "totalt" and target.sort is not TargetKind.WORDS else ""
    if target.year is None:
        return phrase + group
    if target.year.kind is PeriodKind.SPAN:
        return f"{phrase}{group} varje år {target.year.text}"
    return f"{phrase}{group} {text.period(target.year)}"
