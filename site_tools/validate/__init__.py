"""Stage 2, validate: sources become typed records and series; every fault becomes a problem. Nothing is printed or raised."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from site_tools.config import SITE_FILE, kind_of
from site_tools.memory import each, remembered
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

    from site_tools.model.fetch import Snapshot
    from site_tools.model.portal import Source
    from site_tools.model.released import Figure, Released, RowKey
    from site_tools.model.values import Series
    from site_tools.problems import Problem

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
    files = [source for source in sources if source.path.endswith(".csv")]
    others = [source for source in sources if source.path != SITE_FILE and not source.path.endswith(".csv")]
    if settings := found.sources.get(SITE_FILE):
        found.site, faults = _site(settings)
        problems += faults
    for source, (name, faults) in zip(files, each(_series_name, files), strict=True):
        problems += faults
        if not faults:
            series_files[name] = source
    for record, faults in each(_record, others):
        problems += faults
        if record is not None:
            found.records.append(record)
    indicators = {r.id: r for r in found.records if isinstance(r, Indicator)}
    unread: set[str] = set()
    typed = each(typed_rows, series_files.values(), given=(found.site.place if found.site else "",))
    found.series = {name: rows for name, (rows, _) in zip(series_files, typed, strict=True)}
    if today:
        problems += chain.from_iterable(each(outcomes_ahead, found.series.values(), series_files.values(), given=(today,)))
    for name, (_rows, faults) in zip(series_files, typed, strict=True):
        problems += faults
        unread |= {name} if faults else set()
    told = each(
        _indicator_faults,
        indicators.values(),
        [found.sources[one.path] for one in indicators.values()],
        [series_files.get(name) for name in indicators],
        [found.series.get(name, ()) for name in indicators],
        [name not in unread for name in indicators],
        [figures_of(one, released) for one in indicators.values()],
        given=(found.site, released.day if released else None, released.place if released else "", today),
    )
    problems += chain.from_iterable(told)
    problems += _fetched_faults(found, indicators, series_files, fetched, unread)
    if today:
        problems += dated_ahead(indicators.values(), found.sources, today)
        problems += days_ahead(sources, today)
    problems += unfinished_problems(sources)
    return found, problems


def _indicator_faults(  # noqa: PLR0913, PLR0917 - what a memory knows a question by are its arguments
    indicator: Indicator,
    source: Source,
    file: Source | None,
    series: Series,
    readable: bool,
    figures: Mapping[RowKey, Figure],
    site: Site | None,
    day: date | None,
    then: str,
    today: date | None,
) -> list[Problem]:
    """What is wrong with an indicator, and between it and its series, whose ``file`` is None where there is none.

    ``figures`` are those that the release of ``day`` has published, with ``then`` as the own place; where rows of the series are not
    ``readable``, they are told of once and nothing is held against them.
    """
    place = site.place if site else ""
    problems = [one for check in (*INDICATOR_CHECKS, parts_are_groups, licence_is_told) for one in check(indicator, source)]
    seen = bool(figures and day and site) and opens(indicator, {}) <= max(today or day or date.min, day or date.min)
    # A page that is not seen has its own fault, and no figures.
    untold = untold_changes(indicator, series, figures, then, place) if seen and readable else []
    if file is None:
        return [*problems, *published_problems(untold, indicator, None, place)]
    faults = series_problems(indicator, series, file, site)
    problems += faults
    if readable:
        # A group that is mistyped in the series is told there, not at each target that waits for it.
        problems += [] if faults else target_group_has_rows(indicator, source, series, place)
        problems += published_problems(untold, indicator, file, place)
        problems += revision_problems(indicator, series, source, place, {key[:3] for key, _, _ in untold})
    return [*problems, *sum_problems(indicator, series, file, place)]


def _fetched_faults(
    found: Records,
    indicators: Mapping[str, Indicator],
    files: Mapping[str, Source],
    fetched: Mapping[str, Snapshot | None],
    unread: set[str],
) -> Iterator[Problem]:
    """What is wrong between what was fetched and the series; what is right is kept with the records."""
    if not fetched:
        return
    home = found.site.place if found.site else ""
    for name, indicator in indicators.items():
        snapshot = fetched.get(name)
        if indicator.fetch and snapshot and name not in unread:
            found.fetched[name] = snapshot
            yield from from_elsewhere(indicator, snapshot, found.sources[indicator.path])
            yield from fetched_problems(indicator, snapshot, files.get(name), found.series.get(name, ()), home)
    broken = {PurePosixPath(path).stem for path in found.sources if path.startswith("indikatorer/")} - set(indicators)
    yield from left_alone(fetched, indicators, broken)


@remembered
def _site(source: Source) -> tuple[Site | None, list[Problem]]:
    found, problems = _typed(Site, source, {})
    site = found if isinstance(found, Site) else None
    return site, [*problems, *(home_among_comparisons(site, source) if site else ())]


def _series_name(source: Source) -> tuple[str, list[Problem]]:
    """The id of the indicator that a series belongs to."""
    return PurePosixPath(source.path).stem, path_faults(source.path)


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
