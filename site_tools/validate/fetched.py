"""Figures that were fetched, held against what the source answered: the same digits, or a revision that says why not."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from site_tools.messages import fetching as say
from site_tools.model.values import Precision, ValueKind
from site_tools.problems import FAULTS_MAX
from site_tools.snapshots import path_of
from site_tools.validate.series import cell_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from site_tools.model.fetch import Point, Snapshot
    from site_tools.model.portal import Source
    from site_tools.model.records import Indicator
    from site_tools.model.values import Observation, Series
    from site_tools.problems import Problem


def licence_is_told(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """Each fetched figure has its licence."""
    if indicator.fetch and not indicator.source.licence:
        yield say.FETCH_WITHOUT_LICENCE().at(source.path, source.key_place_of(("källa",)), "källa.licens")


def fetched_problems(indicator: Indicator, snapshot: Snapshot, told: Source | None, series: Series, home: str) -> Iterator[Problem]:
    """What is wrong between the series of an indicator (from ``told``) and its snapshot."""
    rows: dict[tuple[str, ...], Observation] = {row.key[:3]: row for row in series if row.kind is ValueKind.OUTCOME and not row.edition}
    yield from islice(_figures(indicator, snapshot, told, rows, home), FAULTS_MAX)


def left_alone(fetched: Mapping[str, Snapshot | None], indicators: Mapping[str, Indicator], unread: Collection[str]) -> Iterator[Problem]:
    """Snapshots of what nobody fetches any longer. What could not be read may be the one that does."""
    for name in fetched:
        if name not in unread and (name not in indicators or indicators[name].fetch is None):
            yield say.SNAPSHOT_ALONE(indicator=name).at(path_of(name))


def from_elsewhere(indicator: Indicator, snapshot: Snapshot, source: Source) -> Iterator[Problem]:
    """What an indicator says of its source that is not so of what was fetched."""
    spec, cited = indicator.fetch, indicator.source
    assert spec is not None  # noqa: S101 - only asked of an indicator that is fetched
    day = cited.fetched.isoformat() if cited.fetched else "inte angiven"
    for path, now, then in (
        (("hämtas", "tjänst"), spec.service.value, snapshot.service),
        (("hämtas", "tabell"), spec.table, snapshot.table),
        (("hämtas", "titel"), spec.title or "inte angiven", snapshot.title),
        (("källa", "hämtad"), day, snapshot.day),
    ):
        if now != then:
            said = say.FETCHED_FROM_ELSEWHERE(key=".".join(path), now=now, then=then, indicator=indicator.id)
            yield said.at(source.path, source.place_of(path), ".".join(path))


def _figures(
    indicator: Indicator, snapshot: Snapshot, told: Source | None, rows: Mapping[tuple[str, ...], Observation], home: str
) -> Iterator[Problem]:
    revised = {(one.period.text, one.group or "totalt", one.place or home, one.before, one.after) for one in indicator.revisions}
    for point in snapshot.points.values():
        key = (point.period, point.group, point.place or home)
        row = rows.get(key)
        if row is not None and (row.source or _same(row, point)):
            continue
        number = row.value if row is not None else None
        if point.value and (*key, Decimal(point.value), number) in revised:
            continue
        which = ", ".join((*key[:2], *([] if key[2] == home else [key[2]])))
        before = point.value or point.state
        if row is None or told is None:
            yield say.FETCHED_ROW_GONE(which=which, before=before, indicator=indicator.id).at(told.path if told else indicator.path)
        else:
            now = row.words or (format(number, "f") if number is not None else row.state.value)
            said = say.FETCHED_FIGURE_CHANGED(which=which, before=before, after=_with_state(now, row), indicator=indicator.id)
            yield said.at(told.path, cell_place(told, row, "värde"), "värde")


def _same(row: Observation, point: Point) -> bool:
    """Whether a row has the digits and the state of the source. An editor may call a final figure revised."""
    digits = "" if row.value is None else format(row.value, "f")
    return (
        digits == point.value
        and row.precision is Precision.EXACT
        and row.state.value in (point.state, *(["reviderad"] * (not point.state)))
    )


def _with_state(now: str, row: Observation) -> str:
    return f"{now} ({row.state.value})" if row.state.value and row.value is not None else now
