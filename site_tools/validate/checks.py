"""Checks within one indicator that no single field can make. The list at the end is the table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.model.parts import TargetKind
from site_tools.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_tools.model.portal import Source
    from site_tools.model.records import Indicator


def target_after_start(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """A target's year lies after the start value's."""
    start = indicator.start_value
    for index, target in enumerate(indicator.targets):
        if start and start.period.last and target.year and target.year.last and target.year.last < start.period.last:
            line, column = source.place_of(("målvärden", index, "år"))
            message = f"målåret {target.year.text} ligger före startvärdets period {start.period.text}"
            yield Problem(source.path, line, column, message, "rätta året i målvärdet eller i startvärde", f"målvärden.{index}.år")


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
            line, column = source.place_of(("målvärden", index, "värde"))
            start_line = source.place_of(("startvärde", "värde"))[0]
            message = f"målet {target.value} ligger på fel sida om startvärdet {start.value} (rad {start_line})"
            hint = "rätta målvärdet, startvärdet eller önskad_riktning"
            yield Problem(source.path, line, column, message, hint, f"målvärden.{index}.värde")


def target_groups(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """A target's groups are groups of the indicator."""
    if not indicator.groups:
        return
    for index, target in enumerate(indicator.targets):
        named = [("grupp", target.group)] if target.group else [("mellan", group) for group in target.between]
        for key, group in named:
            if group not in indicator.groups:
                line, column = source.place_of(("målvärden", index, key))
                hint = did_you_mean(group, indicator.groups) or f"skriv en av {', '.join(indicator.groups)}"
                yield Problem(
                    source.path,
                    line,
                    column,
                    f'gruppen "{group}" finns inte bland indikatorns grupper',
                    hint,
                    f"målvärden.{index}.{key}",
                )


def one_source_per_name(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """The names under fler_källor are different."""
    seen: set[str] = set()
    for index, extra in enumerate(indicator.more_sources):
        if extra.id in seen:
            line, column = source.place_of(("fler_källor", index, "id"))
            yield Problem(source.path, line, column, f'källan "{extra.id}" står två gånger', "ge källorna olika id")
        seen.add(extra.id)


INDICATOR_CHECKS: tuple[Callable[[Indicator, Source], Iterator[Problem]], ...] = (
    target_after_start,
    target_beyond_start,
    target_groups,
    one_source_per_name,
)
