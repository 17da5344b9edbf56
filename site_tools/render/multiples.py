"""Indicators as small multiples: a tiny chart beside the latest figure and the verdict, those with something to reach first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.charts.shape import Form
from site_tools.charts.spark import Spark, spark
from site_tools.render.figures import Card, card
from site_tools.render.take_away import drawing_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_tools.charts import ChartData
    from site_tools.model.records import Indicator
    from site_tools.render.press import Press


class Multiple(NamedTuple):
    """One indicator of many. ``aims`` are its targets in few words; ``spark`` is None where there is nothing to see over time.

    ``whole`` is what its parts make together in the latest period; empty where its own figures lead.
    """

    card: Card
    spark: Spark | None
    aims: tuple[str, ...]
    whole: str


def multiples(press: Press, indicators: Iterable[Indicator]) -> tuple[Multiple, ...]:
    """Small multiples of ``indicators`` in their order, but those with targets before those without."""
    found = []
    for indicator in indicators:
        chart = press.charts.get(drawing_name(indicator))
        aims = tuple(aim.label for aim in chart.aims) if chart else ()
        shown = card(indicator, press.derived, press.graph)
        found.append(Multiple(shown, spark(chart) if chart else None, aims, _whole(chart, shown)))
    return tuple(sorted(found, key=lambda one: not one.card.has_target))


def _whole(chart: ChartData | None, shown: Card) -> str:
    """The sparkline of parts shows what they make together; so does the figure beside it, where no total leads."""
    if chart is None or chart.form is not Form.STACKS or shown.figure is None or not shown.figure.group:
        return ""
    return chart.columns[-1].figure
