"""One plain Swedish sentence or two that say how an indicator stands, used wherever it is told in words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from site_tools import text
from site_tools.model.parts import TargetKind
from site_tools.model.values import PeriodKind, ValueKind, ValueState
from site_tools.model.verdict import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.model.parts import Target
    from site_tools.model.portal import GroupFacts
    from site_tools.model.records import Indicator
    from site_tools.model.values import Observation, Period
    from site_tools.model.verdict import Status

GROUPS_TOLD = 4
"""More groups than this are not read out one by one."""


def sentence(
    indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts | None, own: Sequence[Observation], elsewhere: bool
) -> str:
    """How the indicator stands: the latest figures, the change since the one before, what is missing since, and the targets.

    ``own`` has the rows of the portal's own place, those without a figure too; ``elsewhere`` says that the series has figures, though
    perhaps for other places only.
    """
    silent = [row for row in own if row.value is None and not row.words]
    if lead is None:
        return " ".join(filter(None, (_nothing(silent, elsewhere), _targets(indicator))))
    told = (_latest(indicator, groups, lead, silent), _change(indicator, groups, lead), _since(lead, silent), _targets(indicator))
    return " ".join(filter(None, told))


def verdict_words(indicator: Indicator, status: Status) -> str:
    """The verdict, or why there is none; nothing where the sentence has said so already."""
    if not indicator.targets or status.reason in (Reason.NO_DIRECTION, Reason.WORDS, Reason.NO_OUTCOME):
        return ""
    if status.reason is not None:
        return f"Kan inte bedömas: {_WHY_NOT[status.reason]}."
    worse = f", men {status.worse.label} för {status.worse.group}" if status.worse else ""
    return f"Bedömning: {status.label}{worse}."


_WHY_NOT = {
    Reason.NO_TARGET: "gruppen har inget mål",
    Reason.NO_START: "det finns inget startvärde",
    Reason.ONE_VALUE: "det finns bara ett mätvärde",
    Reason.BREAK: "serien lades om efter startvärdet",
    Reason.TOO_OLD: "talen är för gamla",
    Reason.SUPPRESSED: "de senaste talen är hemliga",
    Reason.START_IS_END: "startvärdet är från målåret",
    Reason.NOT_YET: "målåret har inte kommit",
}
"""The reasons that may stand after a target has been told; the others are said by the sentence itself."""


def _nothing(silent: Sequence[Observation], elsewhere: bool) -> str:
    if silent:
        return _without(max(silent, key=lambda row: row.period.sort_key))
    return "Det finns bara siffror för andra platser." if elsewhere else "Det finns ännu ingen siffra."


def _since(lead: GroupFacts, silent: Sequence[Observation]) -> str:
    """That a figure newer than the latest is missing, and why."""
    later = [row for row in silent if row.group == lead.group and row.period.sort_key > lead.latest.period.sort_key]
    return _without(max(later, key=lambda row: row.period.sort_key)) if later else ""


def _without(row: Observation) -> str:
    when = "Utan årtal" if row.period.kind is PeriodKind.UNDATED else f"För {text.period(row.period)}"
    said = {ValueState.SUPPRESSED: "är uppgiften hemlig (sekretess)", ValueState.NOT_APPLICABLE: "är uppgiften inte tillämplig"}
    return f"{when} {said.get(row.state, 'saknas uppgift')}."


def _latest(indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts, silent: Sequence[Observation]) -> str:
    row = lead.latest
    when = text.capital(text.period(row.period))
    figures = _figures(indicator, groups, lead, silent)
    if row.period.kind is PeriodKind.UNDATED:
        return f"Källan anger {figures}{_note(row)}, utan årtal."
    if row.kind in _THINGS:
        return f"{_THINGS[row.kind]} för {text.period(row.period)} är {figures}{_preliminary(row)}."
    return f"{when} var värdet {figures}{_note(row)}."


# Neither has happened, so neither has a tense of its own: the year may be behind us or ahead.
_THINGS = {ValueKind.PLAN: "Planen", ValueKind.ESTIMATE: "Bedömningen", ValueKind.FORECAST: "Prognosen"}
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


def _figures(indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts, silent: Sequence[Observation]) -> str:
    """The lead's figure, and those of the other groups of the same period when they are few enough to take in; a group without says why."""
    figured = [g.latest for g in groups if _place(g.latest) == _place(lead.latest)]
    without = [row for row in silent if _place(row) == _place(lead.latest)]
    figure = text.amount(lead.latest, indicator.unit, indicator.decimals)
    if lead.group == "totalt":
        parts = [row for row in figured if row.group != "totalt"]
        told = [f"{row.group} {text.figure(row, indicator.decimals)}" for row in _few(parts, without)]
        return f"{figure} ({text.join(told)})" if 0 < len(told) <= GROUPS_TOLD else figure
    if len(figured) > GROUPS_TOLD:
        return f"som mest {figure} ({lead.group}, en av {len(figured)} grupper)"
    return text.join([f"{text.amount(row, indicator.unit, indicator.decimals)} ({row.group})" for row in _few(figured, without)])


def _place(row: Observation) -> tuple[Period, ValueKind]:
    return row.period, row.kind


def _few(figured: list[Observation], without: list[Observation]) -> list[Observation]:
    """Those without a figure give way first."""
    return figured + without if len(figured) + len(without) <= GROUPS_TOLD else figured


def _change(indicator: Indicator, groups: tuple[GroupFacts, ...], lead: GroupFacts) -> str:
    if lead.change is None or lead.previous is None:
        return ""
    decimals = _decimals(indicator, lead)
    before = text.amount(lead.previous, indicator.unit, decimals)
    when = text.period(lead.previous.period)
    if lead.change == 0 or before == text.amount(lead.latest, indicator.unit, decimals):
        return f"Det är {'' if lead.change == 0 else 'ungefär '}lika mycket som {when}."
    # Of a few groups read out side by side, the reader must know whose change this is; a lone or largest one was just named.
    whose = f" ({lead.group})" if lead.group != "totalt" and 1 < len(groups) <= GROUPS_TOLD else ""
    by = text.change(lead.change, indicator.unit, decimals)
    return f"Det är {by} {'mer' if lead.change > 0 else 'mindre'} än {when}, då det var {before}{whose}."


def _decimals(indicator: Indicator, lead: GroupFacts) -> int | None:
    """The decimals that a change is told with: one more than usual where 1,8 would be 0,3 more than 1,4."""
    if indicator.decimals is None or lead.change is None or lead.previous is None or None in (lead.latest.value, lead.previous.value):
        return indicator.decimals
    told = [_rounded(value, indicator.decimals) for value in (lead.latest.value, lead.previous.value, lead.change) if value is not None]
    return indicator.decimals + (told[0] - told[1] != told[2])


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _targets(indicator: Indicator) -> str:
    """Every target in the order written, those alike but for their year together; targets in words only when there is no other."""
    words = [t for t in indicator.targets if t.sort is TargetKind.WORDS]
    chosen = [t for t in indicator.targets if t.sort is not TargetKind.WORDS] or words
    if not chosen:
        return ""
    alike: dict[str, dict[str, None]] = {}
    for target in chosen:
        alike.setdefault(_phrase(target, indicator), {})[_when(target)] = None
    said = [" ".join(filter(None, (phrase, text.join([when for when in years if when])))) for phrase, years in alike.items()]
    return f"{'Målet i ord:' if words == chosen else 'Målet är'} {text.join(said)}."


def _phrase(target: Target, indicator: Indicator) -> str:
    group = f" ({target.group})" if target.group and target.group != "totalt" and target.sort is not TargetKind.WORDS else ""
    return text.target(target, indicator.unit) + group


def _when(target: Target) -> str:
    if target.year is None:
        return ""
    return f"varje år {target.year.text}" if target.year.kind is PeriodKind.SPAN else text.period(target.year)
