"""What of an indicator can be drawn: its own figures, its groups with their colours, and the places to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_tools import text
from site_tools.charts.periods import position, when
from site_tools.charts.shape import Mark, Point
from site_tools.model.values import WITHOUT_VALUE, PeriodKind, Precision, ValueKind, ValueState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_tools.model.records import Indicator, Site
    from site_tools.model.values import Observation, Series

TOTAL = "totalt"
"""The group of a row that names none."""
_WOMEN, _MEN = frozenset({"kvinnor", "flickor", "tjejer"}), frozenset({"män", "pojkar", "killar"})
_SERIES_HUES = ("serie-1", "serie-2", "serie-3", "serie-4", "serie-5", "serie-6")
_AKIN = {"sjö": "serie-1", "ockra": "serie-6", "gran": "serie-3", "plommon": "serie-4", "indigo": "serie-5"}
"""Colour of a lead -> the one that is too like it to stand beside it."""
_SAME_SIZE = 3.0
"""A nation or county with figures more times larger than the own ones says that the series counts things, and is no share or rate."""
_COUNTED_TO = 1.5
"""Among counts, a place up to so many times larger is drawn; a larger one would press the own figures flat."""
_NATION = "Riket"


@dataclass(frozen=True)
class View:
    """An indicator's drawable figures. ``own`` and ``holes`` are rows of the portal's own place with and without a number;
    ``lead`` is the total, or the only group, or None; ``hues`` gives each own group a colour of the theme."""

    indicator: Indicator
    home: str
    own: Series
    holes: Series
    others: Series
    order: tuple[str, ...]
    groups: tuple[str, ...]
    lead: str | None
    hue: str
    hues: dict[str, str]

    def point(self, row: Observation) -> Point:
        """A row as a point; its value must be a number."""
        if row.value is None:
            raise ValueError(f"row {row.key} has no number to draw")
        span = row.period.kind is PeriodKind.SPAN and row.period.first and row.period.last
        return Point(
            x=position(row.period),
            value=row.value,
            kind=row.kind,
            figure=text.figure(row, self.indicator.decimals),
            when=when(row.period),
            value_to=row.value_to if row.precision is Precision.INTERVAL else None,
            first=float(row.period.first.year) if span and row.period.first else None,
            last=float(row.period.last.year) if span and row.period.last else None,
            hollow=is_hollow(row),
            said=_said(row, self.indicator.unit),
        )


def _said(row: Observation, unit: str) -> str:
    """``Läsåret 2019/2020: 1 315,70 kton, prognos, preliminärt``."""
    kind = "" if row.kind is ValueKind.OUTCOME else KINDS[row.kind].text
    state = {ValueState.PRELIMINARY: "preliminärt", ValueState.REVISED: "reviderat"}.get(row.state, "")
    value = ", ".join(filter(None, (text.amount(row, unit), kind, state)))
    return f"{text.capital(text.period(row.period))}: {value}"


def view_of(indicator: Indicator, series: Series, site: Site, hue: str) -> View:
    """The drawable part of ``series``; ``hue`` is the colour of the total or the only group."""
    own = [row for row in series if row.place == site.place]
    drawn = tuple(row for row in own if _has_number(row))
    groups = tuple(g for g in dict.fromkeys([*indicator.groups, *(r.group for r in drawn)]) if any(r.group == g for r in drawn))
    lead = TOTAL if TOTAL in groups else groups[0] if len(groups) == 1 else None
    return View(
        indicator=indicator,
        home=site.place,
        own=drawn,
        holes=tuple(row for row in own if row.state in WITHOUT_VALUE),
        others=tuple(row for row in series if row.place != site.place and _has_number(row)),
        order=tuple(sorted(site.comparisons, key=_place_rank)),
        groups=groups,
        lead=lead,
        hue=hue,
        hues=_hues(groups, lead, hue),
    )


def _has_number(row: Observation) -> bool:
    return row.value is not None and row.precision is not Precision.WORDS and row.state not in WITHOUT_VALUE


def is_hollow(row: Observation) -> bool:
    """Whether a figure is less than certain: preliminary, or only about right."""
    return row.state is ValueState.PRELIMINARY or row.precision not in (Precision.EXACT, Precision.INTERVAL)


def _place_rank(name: str) -> int:
    """The nation first, then the county, then the order that the site has chosen."""
    return 0 if name == _NATION else 1 if name.endswith(" län") else 2


def _hues(groups: tuple[str, ...], lead: str | None, hue: str) -> dict[str, str]:
    """Women and men have colours of their own wherever they are one group each; other groups take the series colours in order."""
    found: dict[str, str] = {}
    for names, colour in ((_WOMEN, "kvinnor"), (_MEN, "män")):
        same = [group for group in groups if group.split(" ")[0].casefold() in names]
        if len(same) == 1:
            found[same[0]] = colour
    if lead:
        found[lead] = hue
    rest = [group for group in groups if group not in found]
    free = [one for one in _SERIES_HUES if not lead or one != _AKIN.get(hue)]
    return found | {group: free[index % len(free)] for index, group in enumerate(rest)}


def comparisons(view: View, most: int) -> tuple[tuple[str, Series], ...]:
    """At most ``most`` places with figures for the lead group, the nation and the county first; none without a lead group."""
    limit = _highest(view.own) * (_COUNTED_TO if _counts(view) else _SAME_SIZE)
    return tuple((name, rows) for name, rows in _of_lead(view) if _highest(rows) <= limit)[:most]


def too_large(view: View) -> tuple[str, ...]:
    """The nation and the county when their figures are of another size than the own ones, so that they cannot share a scale."""
    drawn = {name for name, _ in comparisons(view, len(view.order))}
    return tuple(name for name, _ in _of_lead(view) if _place_rank(name) < 2 and name not in drawn)


def _counts(view: View) -> bool:
    limit = _highest(view.own) * _SAME_SIZE
    return any(_place_rank(name) < 2 and _highest(rows) > limit for name, rows in _of_lead(view))


def _of_lead(view: View) -> list[tuple[str, Series]]:
    rows = [row for row in view.others if row.group == view.lead and row.kind is ValueKind.OUTCOME]
    edition = max((row.edition for row in view.own), default="")
    found = ((name, tuple(row for row in rows if row.place == name and row.edition == edition)) for name in view.order)
    return [(name, same) for name, same in found if same]


def _highest(rows: Iterable[Observation]) -> float:
    return max((float(abs(row.value)) for row in rows if row.value is not None), default=0.0)


KINDS = {
    ValueKind.FORECAST: Mark("forecast", "prognos"),
    ValueKind.AVERAGE: Mark("average", "genomsnitt"),
    ValueKind.PLAN: Mark("plan", "plan"),
    ValueKind.ESTIMATE: Mark("estimate", "bedömning"),
}


def key(rows: Iterable[Observation], *, kinds: bool) -> tuple[Mark, ...]:
    """What the marks mean that are not plain outcomes, each once. Without ``kinds`` words beside the marks
    already say what kind they are and that they are approximate."""
    drawn = tuple(rows)
    words = []
    if any(row.state is ValueState.PRELIMINARY for row in drawn):
        words.append("preliminärt")
    if kinds and any(row.precision not in (Precision.EXACT, Precision.INTERVAL) for row in drawn):
        words.append("ungefärligt")
    marks = [Mark("hollow", f"{' eller '.join(words)} värde")] if words else []
    if kinds:
        marks += [
            mark for kind, mark in KINDS.items() if any(row.kind is kind and row.precision is not Precision.INTERVAL for row in drawn)
        ]
    if any(row.precision is Precision.INTERVAL for row in drawn):
        marks.append(Mark("range", "intervall, från lägsta till högsta värde"))
    return tuple(marks)
