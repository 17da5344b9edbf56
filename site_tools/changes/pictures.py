"""The charts of the indicators whose figures, targets or verdicts have changed, as they were and as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.changes.pairs import pair
from site_tools.changes.shape import Sort
from site_tools.charts import draw
from site_tools.charts.data import chart_data
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.records import Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from site_tools.changes.shape import Changes, Edition
    from site_tools.charts import ChartData

SEEN = (Sort.VERDICT, Sort.REVISED, Sort.REMOVED, Sort.ADDED, Sort.TARGET, Sort.NEW)
BEFORE, AFTER = "fore", "efter"


def pictures(found: Changes, before: Edition, after: Edition, jobs: int, cache: Path) -> dict[str, str]:
    """``<id>-fore`` and ``<id>-efter`` -> SVG, in the order of the changes; a side without a number to draw is left out."""
    changed = dict.fromkeys(c.thing.id for c in found.of(*SEEN) if c.thing.kind == Kind.INDICATOR)
    old_ids = {new.id: old.id for old, new in pair(before.portal, after.portal).both if isinstance(new, Indicator)}
    charts = {
        f"{name}-{when}": chart
        for name in changed
        for when, edition, own in ((BEFORE, before, old_ids.get(name)), (AFTER, after, name))
        for chart in _chart(edition, own)
    }
    return {name: drawing.svg for name, drawing in draw(charts, jobs, cache).items()}


def _chart(edition: Edition, name: str | None) -> Iterator[ChartData]:
    indicator = edition.portal.records.get(Ref(Kind.INDICATOR, name)) if name else None
    if isinstance(indicator, Indicator):
        series = edition.portal.series.get(indicator.id, ())
        chart = chart_data(indicator, series, edition.portal.site, edition.derived.indicators[indicator.id])
        if chart is not None:
            yield chart
