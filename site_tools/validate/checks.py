"""Checks within one indicator or the settings that no single field can make. The list at the end is the table of contents."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from site_tools.messages import indicators as say
from site_tools.messages.keys import HOME_AMONG_COMPARISONS, NAME_TWICE
from site_tools.messages.series import UNLIKELY_VALUE
from site_tools.model.parts import TargetKind
from site_tools.model.values import folded
from site_tools.validate.bounds import bounds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from decimal import Decimal

    from site_tools.model.parts import Target
    from site_tools.model.portal import KeyPath, Source
    from site_tools.model.records import Indicator, Site
    from site_tools.model.values import Series
    from site_tools.problems import Problem


def target_after_start(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """A target's year lies after the start value's."""
    start = indicator.start_value
    for index, target in enumerate(indicator.targets):
        if start and start.period.last and target.year and target.year.last and target.year.last < start.period.last:
            said = say.TARGET_BEFORE_START(year=target.year.text, start=start.period.text)
            yield said.at(source.path, source.place_of(("målvärden", index, "år")), f"målvärden.{index}.år")


def target_beyond_start(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """A dated target lies on the better side of an authored start value, or on it: else the path leads the wrong way."""
    start = indicator.start_value
    if start is None or start.value is None:
        return
    for index, target in enumerate(indicator.targets):
        if target.year is None or target.value is None or (start.group and start.group != target.group):
            continue
        short = indicator.direction == "upp" and target.sort is TargetKind.AT_LEAST and target.value < start.value
        over = indicator.direction == "ned" and target.sort is TargetKind.AT_MOST and target.value > start.value
        if short or over:
            said = say.TARGET_WRONG_SIDE(value=target.value, start=start.value, line=source.place_of(("startvärde", "värde"))[0])
            yield said.at(source.path, source.place_of(("målvärden", index, "värde")), f"målvärden.{index}.värde")


def _groups_of(target: Target) -> list[tuple[str, tuple[str | int, ...]]]:
    """(group, key path below the target) of every group that a target names."""
    single = [(target.group, ("grupp",))] if target.group else []
    return [*single, *((group, ("mellan", number)) for number, group in enumerate(target.between))]


LISTED_MAX = 30
"""Groups that a message lists: more than that is not read."""


def _listed(groups: Collection[str]) -> str:
    return ", ".join(islice(groups, LISTED_MAX)) + " …" * (len(groups) > LISTED_MAX)


def target_groups(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """A target's groups are groups of the indicator."""
    for index, target in enumerate(indicator.targets):
        for group, path in _groups_of(target):
            if indicator.groups and group not in indicator.groups:
                said = say.TARGET_GROUP(group=group, groups=_listed(indicator.groups)).near(group, indicator.groups)
                yield said.at(source.path, source.place_of(("målvärden", index, *path)), f"målvärden.{index}.{path[0]}")


def target_group_has_rows(indicator: Indicator, source: Source, rows: Series, home: str) -> Iterator[Problem]:
    """A target's groups have figures of the portal's own place in the series; one that the indicator does not know is told elsewhere."""
    found = dict.fromkeys(row.group for row in rows if row.place == home) if any(map(_groups_of, indicator.targets)) else {}
    for index, target in enumerate(indicator.targets):
        for group, path in _groups_of(target):
            if found and group not in found and (not indicator.groups or group in indicator.groups):
                said = say.TARGET_GROUP_WITHOUT_ROWS(group=group, groups=_listed(found)).near(group, found)
                yield said.at(source.path, source.place_of(("målvärden", index, *path)), f"målvärden.{index}.{path[0]}")


def targets_differ(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """No two targets say something of the same sort about the same year and groups; those in words may."""
    first: dict[tuple[object, ...], int] = {}

    def line_of(number: int) -> int:
        return source.place_of(("målvärden", number))[0]

    for index, target in enumerate(indicator.targets):
        if target.sort is TargetKind.WORDS:
            continue
        about = (target.sort, target.year, target.start, target.group, frozenset(target.between), target.goal, target.base)
        earlier = first.setdefault(about, index)
        if earlier != index and line_of(earlier) != line_of(index):
            yield say.SAME_TARGET(line=line_of(earlier)).at(source.path, source.place_of(("målvärden", index)), f"målvärden.{index}")


def targets_with_direction(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """What should rise has no ceiling as its only targets, and what should fall no floor: a slip, or something to explain."""
    against = {"upp": TargetKind.AT_MOST, "ned": TargetKind.AT_LEAST}.get(indicator.direction)
    if indicator.targets and all(target.sort is against for target in indicator.targets):
        said = say.TARGET_AGAINST_DIRECTION(direction=indicator.direction, sort=against)
        yield said.at(source.path, source.place_of(("önskad_riktning",)), "önskad_riktning")


def values_in_range(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """Start value and targets are possible values. A gap is a difference, and a target with its own base or unit another scale."""
    low, high = bounds_of(indicator)
    told: list[tuple[KeyPath, Decimal | None]] = []
    if indicator.start_value:
        told.append((("startvärde", "värde"), indicator.start_value.value))
    for index, target in enumerate(indicator.targets):
        if target.sort is not TargetKind.GAP_AT_MOST and not target.base and not target.unit:
            told += [(("målvärden", index, "värde"), target.value), (("målvärden", index, "värde_till"), target.value_to)]
    for path, value in told:
        if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
            said = UNLIKELY_VALUE(value=value, unit=indicator.unit, indicator=indicator.path)
            yield said.at(source.path, source.place_of(path), ".".join(map(str, path)))


def one_source_per_name(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """The names under fler_källor are different."""
    seen: set[str] = set()
    for index, extra in enumerate(indicator.more_sources):
        if extra.id in seen:
            yield say.SAME_SOURCE_ID(name=extra.id).at(
                source.path, source.place_of(("fler_källor", index, "id")), f"fler_källor.{index}.id"
            )
        seen.add(extra.id)


def groups_differ(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """No group is listed twice."""
    yield from _listed_twice(indicator.groups, "grupper", source)


def _listed_twice(names: Collection[str], key: str, source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if folded(name) in seen:
            yield NAME_TWICE(name=name).at(source.path, source.place_of((key, index)), f"{key}.{index}")
        seen.add(folded(name))


def home_among_comparisons(site: Site, source: Source) -> Iterator[Problem]:
    """The portal's own place is no comparison, and no place is compared with twice."""
    yield from _listed_twice(site.comparisons, "jämförelser", source)
    for index, place in enumerate(site.comparisons):
        if folded(place) == folded(site.place):
            yield HOME_AMONG_COMPARISONS(place=place).at(source.path, source.place_of(("jämförelser", index)), f"jämförelser.{index}")


INDICATOR_CHECKS: tuple[Callable[[Indicator, Source], Iterator[Problem]], ...] = (
    target_after_start,
    target_beyond_start,
    target_groups,
    targets_differ,
    targets_with_direction,
    values_in_range,
    one_source_per_name,
    groups_differ,
)
