"""Indicators as small multiples: a tiny chart beside the latest figure and the verdict, those with something to reach first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.render.figures import Card, card
from site_tools.render.take_away import drawing_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_tools.charts.spark import Miniature, Spark
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
        chart = press.miniatures.get(drawing_name(indicator))
        shown = card(indicator, press.derived, press.graph)
        found.append(Multiple(shown, chart and chart.spark, chart.aims if chart else (), _whole(chart, shown)))
    return tuple(sorted(found, key=lambda one: not one.card.has_target))


def _whole(chart: Miniature | None, shown: Card) -> str:
    """The sparkline of parts shows what they make together; so does the figure beside it, where no total leads."""
    return chart.whole if chart and shown.figure and shown.figure.group else ""
