"""Follow-ups: what a body says of a period, with the figures of that period beside it and what has changed since the one before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.making import page
from site_tools.model.parts import Kind
from site_tools.model.values import ValueKind, parse_period
from site_tools.render import facts as aside
from site_tools.render.figures import TOTAL, remark
from site_tools.render.judgements import about, by_period
from site_tools.render.links import DOCUMENTS, FOLLOW_UPS, GOALS, INDICATORS, PROGRAMS, RESPONSIBLE, SOURCES
from site_tools.render.sheets import list_sheet, record_sheet
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.model.portal import Output
    from site_tools.model.records import Indicator, Record
    from site_tools.model.steering import FollowUp, Judged
    from site_tools.model.values import Observation, Period
    from site_tools.render.press import Press

SECTIONS = {
    Kind.GOAL: N_("Mål"),
    Kind.PROGRAM: N_("Program"),
    Kind.INDICATOR: N_("Indikatorer"),
    Kind.ASSIGNMENT: N_("Uppdrag"),
}
"""What is judged, in the order of the page."""


class FigureLine(NamedTuple):
    """One group's figure of the period and of the same period the year before; empty where the series has none."""

    group: str
    now: str
    before: str


class PeriodFigures(NamedTuple):
    """An indicator's figures of the period."""

    indicator: Indicator
    lines: tuple[FigureLine, ...]


class Said(NamedTuple):
    """One judgement with the thing that it is about and, where that is measured, its figures of the period."""

    record: Record
    said: Judged
    figures: tuple[PeriodFigures, ...]


class Change(NamedTuple):
    """A thing whose judgement is another than in the previous follow-up; empty where one of them has none."""

    record: Record
    before: str
    now: str


class Overview(NamedTuple):
    """A follow-up in the list, with how many judgements there are of each sort."""

    record: FollowUp
    counts: str


def followup_pages(press: Press) -> Iterator[Output]:
    """The list, then each follow-up."""
    found = by_period(press.portal)
    if not found:
        return
    if press.shows(urls.LISTS[Kind.FOLLOW_UP]):
        yield _list(press, found)
    for one in found:
        if press.wants(urls.address(one)):
            yield _one(press, one)


@page
def _list(press: Press, found: list[FollowUp]) -> Output:
    description = _("Det som de ansvariga själva säger om hur det har gått, period för period.")
    overviews = [Overview(one, _counted(one)) for one in found]
    return press.output(list_sheet(Kind.FOLLOW_UP, description, found), "followups", found=overviews)


def _counted(one: FollowUp) -> str:
    counts = Counter(said.judgement for said in one.judged)
    return " · ".join(f"{text.capital(word)}: {n}" for word, n in counts.items())


@page
def _one(press: Press, one: FollowUp) -> Output:
    groups = press.graph.connections(one)
    for name in (GOALS, PROGRAMS, INDICATORS, SECTIONS[Kind.ASSIGNMENT], RESPONSIBLE, SOURCES, FOLLOW_UPS):
        groups.pop(_(name), ())
    documents = groups.pop(_(DOCUMENTS), ())
    figures = _all_figures(press, one.period)
    previous = _previous(press, one)
    return press.output(
        record_sheet(press, one, indicators=[f.indicator for f in figures]),
        "followup",
        record=one,
        sections=[(_(name), kind.value, _said(press, one, kind)) for kind, name in SECTIONS.items()],
        figures=figures,
        period=text.period(one.period),
        period_before=text.period(before) if (before := year_before(one.period)) else "",
        previous=previous,
        changes=_changes(press, previous, one) if previous else (),
        aside=aside.rows(
            (_("Period"), aside.period(one.period)),
            (_("Ansvarig"), aside.actor(press.portal, one.by)),
            (_("Dokument"), aside.links(documents)),
            (_("Föregående"), aside.links([previous] if previous else [])),
        ),
        groups=groups,
    )


def _said(press: Press, one: FollowUp, kind: Kind) -> list[Said]:
    found = []
    for said in one.judged:
        if about(said).kind is kind:
            record = press.portal.records[about(said)]
            indicators = press.graph.indicators(record) if kind is Kind.GOAL else ()
            shown = [record, *indicators] if kind is Kind.INDICATOR else indicators
            found.append(Said(record, said, tuple(f for i in shown if (f := _figures(press, i, one.period)))))  # type: ignore[arg-type]  # an indicator by its kind
    return found


def year_before(period: Period) -> Period | None:
    """The same period a year earlier; None for a period that does not come back every year."""
    try:
        return parse_period(period.text.replace(period.text[:4], str(int(period.text[:4]) - 1), 1)) if len(period.text) in (4, 7) else None
    except ValueError:
        return None


def _all_figures(press: Press, period: Period) -> list[PeriodFigures]:
    return [found for indicator in press.portal.indicators if (found := _figures(press, indicator, period))]


def _figures(press: Press, indicator: Indicator, period: Period) -> PeriodFigures | None:
    """The outcomes at the portal's own place; a tertial is never set beside a year."""
    home, year_ago = press.portal.site.place, year_before(period)
    rows = [r for r in press.portal.series.get(indicator.id, ()) if r.place == home and r.kind is ValueKind.OUTCOME]
    now = {(r.group, r.edition): r for r in rows if r.period == period}
    before = {(r.group, r.edition): r for r in rows if r.period == year_ago}
    lines = tuple(
        FigureLine("" if key[0] == TOTAL else key[0], _told(indicator, row), _told(indicator, before[key]) if key in before else "")
        for key, row in now.items()
    )
    return PeriodFigures(indicator, lines) if lines else None


def _told(indicator: Indicator, row: Observation) -> str:
    """The figure with every digit of its source, its unit and its state."""
    said = text.amount(row, indicator.unit)
    return f"{said} ({remark(row)})" if remark(row) else said


def _previous(press: Press, one: FollowUp) -> FollowUp | None:
    """The same body's follow-up of the latest period before this one."""
    earlier = [f for f in by_period(press.portal) if f.by == one.by and f.period.sort_key < one.period.sort_key]
    return earlier[0] if earlier else None


def _changes(press: Press, previous: FollowUp, one: FollowUp) -> Sequence[Change]:
    before, now = ({about(said): said.judgement for said in f.judged} for f in (previous, one))
    refs = dict.fromkeys([*now, *before])
    return [Change(press.portal.records[r], before.get(r, ""), now.get(r, "")) for r in refs if before.get(r) != now.get(r)]
