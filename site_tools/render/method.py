"""The page that explains how a verdict is made, with pictures of invented examples that the same code has judged and drawn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from site_tools import urls
from site_tools.charts.data import chart_data
from site_tools.making import pages
from site_tools.model.portal import Output
from site_tools.model.verdict import METHOD_VERSION, Label, Reason
from site_tools.render.press import Crumb, Dates, Facets, Press, Sheet
from site_tools.render.sheets import home
from site_tools.render.verdicts import Mark, mark
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_tools.charts import ChartData, Drawing
    from site_tools.model.portal import Derived, Step
    from site_tools.model.records import Site

_MEANINGS = {
    Label.REACHED: N_("Det senaste utfallet når det sista målet."),
    Label.ON_TRACK: N_("Utfallet ligger på eller före vägen till målet, eller har kommit minst 95 procent av vägen dit det borde vara."),
    Label.TOO_SLOW: N_("Det går åt rätt håll, eller står still, men för långsamt."),
    Label.WRONG_WAY: N_("Utfallet är sämre än startvärdet."),
    Label.MISSED: N_("Målåret är mätt, eller målet gäller alltid, och utfallet når det inte."),
    Label.UNKNOWN: N_("Det går inte att säga hur det går. Skälet står alltid bredvid."),
}


class Shown(NamedTuple):
    """An example as the page shows it."""

    mark: Mark
    sentence: str
    steps: tuple[Step, ...]
    drawing: Drawing | None
    wide: str
    narrow: str


def example_charts(derived: Derived, site: Site) -> Iterator[tuple[str, Callable[[], ChartData | None]]]:
    """(name of the drawing, what makes the chart) of each example."""
    for example in derived.examples:
        elsewhere = site.model_copy(update={"place": example.series[0].place, "comparisons": ()})
        yield _name(example.indicator.id), partial(chart_data, example.indicator, example.series, elsewhere, example.facts)


def _name(example: str) -> str:
    # A name with a slash can be no indicator's.
    return f"{urls.METHOD}{example}"


@pages
def method_page(press: Press) -> Iterator[Output]:
    """The page, then the drawings on it."""
    sheet = Sheet(
        address=urls.METHOD,
        label=_("Metod"),
        title=_("Så bedöms hur det går"),
        description=_("Hur portalen räknar ut om ett mål är uppnått, på väg eller efter, så att du kan räkna själv."),
        dates=Dates(gathered=True),
        crumbs=(home(), Crumb(_("Så bedöms hur det går"), urls.METHOD)),
        facets=Facets(sort="sida", sentence=_("Hur portalen räknar ut om ett mål är uppnått, på väg eller efter.")),
    )
    shown = [_shown(press, example.indicator.id, index) for index, example in enumerate(press.derived.examples)]
    yield press.output(
        sheet,
        "method",
        version=METHOD_VERSION,
        labels=[(mark(label), _(meaning)) for label, meaning in _MEANINGS.items()],
        reasons=[reason.value for reason in Reason],
        examples=shown,
    )
    for one in shown:
        if one.drawing:
            yield Output(urls.output_path(one.wide), one.drawing.svg.encode())
            if one.drawing.svg_narrow:
                yield Output(urls.output_path(one.narrow), one.drawing.svg_narrow.encode())


def _shown(press: Press, name: str, index: int) -> Shown:
    facts = press.derived.examples[index].facts
    return Shown(
        mark(facts.status.label),
        facts.sentence,
        facts.explained[0],
        press.drawings.get(_name(name)),
        f"{urls.METHOD}{name}.svg",
        f"{urls.METHOD}{name}-smal.svg",
    )
