"""Stage 2, validate: sources become typed records and series; every fault becomes a problem. Nothing is printed or raised."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from site_tools.config import SITE_FILE, kind_of
from site_tools.memory import remembered
from site_tools.messages.keys import TWO_TEXTS
from site_tools.model.alike import share_names
from site_tools.model.kinds import RECORDS
from site_tools.model.public import opens
from site_tools.model.records import FROM_FILE, FocusArea, Indicator, Record, Site
from site_tools.release import figures_of, untold_changes
from site_tools.validate.ahead import days_ahead
from site_tools.validate.checks import INDICATOR_CHECKS, home_among_comparisons, target_group_has_rows
from site_tools.validate.faults import empty_values, path_faults, problems_of
from site_tools.validate.fetched import fetched_problems, from_elsewhere, left_alone, licence_is_told
from site_tools.validate.published import published_problems
from site_tools.validate.revisions import dated_ahead, revision_problems
from site_tools.validate.series import outcomes_ahead, series_problems, typed_rows
from site_tools.validate.tables import table_problems
from site_tools.validate.unfinished import unfinished_problems
from site_tools.validate.wholes import parts_are_groups, sum_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from site_tools.model.fetch import Snapshot
    from site_tools.model.portal import Source
    from site_tools.model.released import Released
    from site_tools.model.values import Series
    from site_tools.problems import Problem
    from site_tools.release import Untold

_MODELS = {model.kind: model for model in RECORDS}


@dataclass
class Records:
    """What validate hands to link. ``sources`` keeps, for each record, the file that it came from."""

    site: Site | None = None
    records: list[Record] = field(default_factory=list)
    series: dict[str, Series] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    fetched: dict[str, Snapshot] = field(default_factory=dict)


def validate(
    sources: list[Source],
    today: date | None = None,
    released: Released | None = None,
    fetched: Mapping[str, Snapshot | None] = MappingProxyType({}),
) -> tuple[Records, list[Problem]]:
    """Typed records from ``sources``, and every problem found on the way; with ``today`` also what is dated after it and cannot be.

    ``released`` is what readers have seen, which does not change in silence, and ``fetched`` what sources have answered.
    """
    found = Records(sources={source.path: source for source in sources})
    problems: list[Problem] = []
    series_files: dict[str, Source] = {}
    for source in sources:
        if source.path == SITE_FILE:
            found.site, faults = _site(source)
        elif source.path.endswith(".csv"):
            faults = path_faults(source.path)
            if not faults:
                series_files[PurePosixPath(source.path).stem] = source
        else:
            record, faults = _record(source)
            if record is not None:
                found.records.append(record)
        problems += faults
    indicators = {r.id: r for r in found.records if isinstance(r, Indicator)}
    unread: set[str] = set()
    for name, source in series_files.items():
        found.series[name], faults = typed_rows(source, found.site.place if found.site else "")
        problems += faults
        unread |= {name} if faults else set()
        if today:
            problems += outcomes_ahead(found.series[name], source, today)
        if name in indicators:
            problems += _series_faults(
                indicators[name], source, found, None if faults else _untold(indicators[name], found, released, today)
            )
    for indicator in indicators.values():
        for check in (*INDICATOR_CHECKS, parts_are_groups, licence_is_told):
            problems += check(indicator, found.sources[indicator.path])
        untold = [] if indicator.id in series_files else _untold(indicator, found, released, today)
        problems += published_problems(untold, indicator, None, found.site.place if found.site else "")
    problems += _fetched_faults(found, indicators, series_files, fetched, unread)
    if today:
        problems += dated_ahead(indicators.values(), found.sources, today)
        problems += days_ahead(sources, today)
    problems += unfinished_problems(sources)
    return found, problems


def _series_faults(indicator: Indicator, source: Source, found: Records, untold: list[Untold] | None) -> Iterator[Problem]:
    """What is wrong between a series and its indicator.

    ``untold`` are the published figures that changed in silence, None where rows could not be read: those are told once.
    """
    series, place = found.series[indicator.id], found.site.place if found.site else ""
    faults = series_problems(indicator, series, source, found.site)
    yield from faults
    if untold is not None:
        # A group that is mistyped in the series is told there, not at each target that waits for it.
        yield from [] if faults else target_group_has_rows(indicator, found.sources[indicator.path], series, place)
        yield from published_problems(untold, indicator, source, place)
        yield from revision_problems(indicator, series, found.sources, place, {key[:3] for key, _, _ in untold})
    yield from sum_problems(indicator, series, source, place)


def _fetched_faults(
    found: Records,
    indicators: Mapping[str, Indicator],
    files: Mapping[str, Source],
    fetched: Mapping[str, Snapshot | None],
    unread: set[str],
) -> Iterator[Problem]:
    """What is wrong between what was fetched and the series; what is right is kept with the records."""
    home = found.site.place if found.site else ""
    for name, indicator in indicators.items():
        snapshot = fetched.get(name)
        if indicator.fetch and snapshot and name not in unread:
            found.fetched[name] = snapshot
            yield from from_elsewhere(indicator, snapshot, found.sources[indicator.path])
            yield from fetched_problems(indicator, snapshot, files.get(name), found.series.get(name, ()), home)
    broken = {PurePosixPath(path).stem for path in found.sources if path.startswith("indikatorer/")} - set(indicators)
    yield from left_alone(fetched, indicators, broken)


def _untold(indicator: Indicator, found: Records, released: Released | None, today: date | None) -> list[Untold]:
    """The published figures that have changed in silence; a page that is not seen has its own fault, and no figures."""
    figures = figures_of(indicator, released)
    if not figures or released is None or found.site is None or opens(indicator, {}) > max(today or released.day, released.day):
        return []
    return untold_changes(indicator, found.series.get(indicator.id, ()), figures, released.place, found.site.place)


@remembered
def _site(source: Source) -> tuple[Site | None, list[Problem]]:
    found, problems = _typed(Site, source, {})
    site = found if isinstance(found, Site) else None
    return site, [*problems, *(home_among_comparisons(site, source) if site else ())]


@remembered
def _record(source: Source) -> tuple[Record | None, list[Problem]]:
    kind, name, program = kind_of(source.path)
    faults = path_faults(source.path)
    if kind is None or faults:
        return None, faults
    extra: dict[str, object] = {"id": name, "path": source.path}
    if kind is FocusArea.kind:
        extra["program"] = program
    record, problems = _typed(_MODELS[kind], source, extra)
    if not isinstance(record, Record):
        return None, problems
    return record, [*problems, *table_problems(record, source)]


def _typed(model: type[BaseModel], source: Source, extra: dict[str, object]) -> tuple[BaseModel | None, list[Problem]]:
    problems = empty_values(source, model)
    tree: dict[str, object] = dict(source.tree)
    if source.body.strip():
        if "text" in tree:
            problems.append(TWO_TEXTS().at(source.path, source.key_place_of(("text",)), "text"))
        tree["text"] = source.body
    try:
        record = model.model_validate(tree | {FROM_FILE + name: value for name, value in extra.items()})
    except ValidationError as error:
        return None, problems + problems_of(error, model, source, {p.key for p in problems})
    if problems:
        return None, problems
    share_names(record)
    return record, problems
