"""Så räknas det: the actual numbers put into the actual rule, in plain Swedish, so that a reader can redo the verdict by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.derive.pace import ON_TRACK
from site_tools.derive.trend import share_that_counts
from site_tools.model.portal import Step
from site_tools.model.verdict import Freshness, Level, Reason, Trend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from site_tools.model.records import Indicator
    from site_tools.model.verdict import Point, Status, Verdict

_WHY = {
    Reason.NO_DIRECTION: "Ingen har sagt om talet bör öka eller minska. Därför bedöms det inte.",
    Reason.NO_TARGET: "Det finns inget målvärde att jämföra med. Därför bedöms det inte.",
    Reason.WORDS: "Målet står i ord, inte i tal. Därför går det inte att räkna ut en bedömning.",
    Reason.NO_OUTCOME: "Det finns inget exakt utfall för ett år, tertial eller läsår. Därför går det inte att räkna ut någon bedömning.",
    Reason.NO_START: "Källan anger inget startvärde. Därför finns ingen väg till målet att jämföra med.",
    Reason.ONE_VALUE: "Det finns bara ett mätvärde. Det krävs minst två för att se hur det går.",
    Reason.BREAK: "Serien lades om mellan startvärdet och det senaste utfallet. Talen före och efter går inte att jämföra.",
    Reason.TOO_OLD: "Det skulle ha kommit nyare siffror. Ett gammalt tal säger inte hur det går nu.",
    Reason.SUPPRESSED: "De senaste siffrorna är hemliga. De äldre säger inte hur det går nu.",
    Reason.START_IS_END: "Startvärdet är från målåret. Då finns ingen väg att följa.",
    Reason.NOT_YET: "Målet gäller ett år som inte har kommit, och det finns ingen väg dit att följa.",
}


def explain(indicator: Indicator, status: Status, verdict: Verdict) -> tuple[Step, ...]:
    """The steps of one verdict in the order of the method: nivå, takt, trend, färskhet, and the word that comes of them."""
    steps = [*_level(indicator, verdict), *_pace(indicator, verdict), *_trend(indicator, verdict), *_fresh(status)]
    return (*steps, Step("Bedömning", _conclusion(verdict)))


def amount(indicator: Indicator, value: Fraction) -> str:
    """A computed value with the indicator's unit."""
    return text.unit_phrase(text.fraction(value), indicator.unit)


def _level(indicator: Indicator, verdict: Verdict) -> Iterator[Step]:
    if verdict.target is None or verdict.latest is None or verdict.value is None or verdict.level is None:
        return
    aim = text.target(verdict.target, indicator.unit)
    when = f" ({text.period(verdict.target.year)})" if verdict.target.year else ""
    met = "når målet" if verdict.level is Level.MET else "når inte målet"
    yield Step("Nivå", f"Målet är {aim}{when}. {_latest(indicator, verdict)} {met}.")


def _latest(indicator: Indicator, verdict: Verdict) -> str:
    assert verdict.latest is not None  # noqa: S101 - callers have looked
    assert verdict.value is not None  # noqa: S101
    what = "Den senaste skillnaden" if verdict.between else "Det senaste utfallet"
    return f"{what}, {amount(indicator, verdict.value)} {text.period(verdict.latest.period)},"


def _pace(indicator: Indicator, verdict: Verdict) -> Iterator[Step]:
    if verdict.pace is None or verdict.way is None or verdict.required is None or verdict.value is None or verdict.latest is None:
        return
    (_, *corners), start, required = verdict.way.corners, verdict.way.start, verdict.required
    way = text.join([f"{amount(indicator, value)} år {int(time)}" for time, value in corners])
    told = [f"Vägen går från {amount(indicator, start.value)} år {int(start.time)} till {way}."]
    told.append(f"{text.capital(text.period(verdict.latest.period))} bör värdet därför vara {amount(indicator, required)}.")
    if verdict.share is None:
        same = required == start.value
        told.append("Det är detsamma som startvärdet." if same else "Startvärdet var redan bättre än så.")
        told.append("Därför räcker det att ligga på vägen eller bättre till. Annars går det åt fel håll.")
    else:
        made, needed = text.fraction(verdict.value - start.value), text.fraction(required - start.value)
        share = text.fraction(verdict.share * 100, 1)
        limit = text.fraction(ON_TRACK * 100)
        told.append(
            f"Så långt borde det ha ändrats med {needed}, och det har ändrats med {made}. {made} delat med {needed} är {share} procent."
        )
        told.append(f"Minst {limit} procent är på väg, från 0 upp till {limit} procent behöver öka takten, under 0 är fel riktning.")
    told.append(_distance(indicator, verdict))
    yield Step("Takt", " ".join(told))


def _distance(indicator: Indicator, verdict: Verdict) -> str:
    if verdict.gap:
        side = "över" if verdict.value is not None and verdict.required is not None and verdict.value > verdict.required else "under"
        return f"Utfallet ligger {amount(indicator, verdict.gap)} {side} vägen till målet."
    if verdict.ahead:
        return f"Utfallet ligger före vägen till målet med {amount(indicator, verdict.ahead)}."
    return "Utfallet ligger precis på vägen till målet."


_TREND_WORDS = {
    Trend.BETTER: "det förbättras",
    Trend.WORSE: "det försämras",
    Trend.UNCHANGED: "det är oförändrat",
    Trend.RISING: "det ökar",
    Trend.FALLING: "det minskar",
}


def _trend(indicator: Indicator, verdict: Verdict) -> Iterator[Step]:
    if verdict.trend is None:
        return
    found = verdict.trend
    rows = text.join([_point(p) for p in found.window])
    percent = text.fraction(share_that_counts(indicator) * 100)
    yield Step(
        "Trend",
        f"De senaste utfallen är {rows}. Av alla lutningar mellan två av dem är den mittersta {text.fraction(found.slope, 3)} per år. "
        f"Över hela tiden blir det {text.fraction(found.change, 3)}. En ändring under {text.fraction(found.limit, 3)} "
        f"({percent} procent av utfallens medelvärde) räknas som ingen. Alltså: {_TREND_WORDS[found.word]}.",
    )


def _point(point: Point) -> str:
    return f"{text.fraction(point.value)} ({text.period(point.period)})"


def _fresh(status: Status) -> Iterator[Step]:
    if status.expected is None:
        yield Step("Färskhet", "Ingen har sagt när nya siffror ska komma.")
    else:
        word = "väntades" if status.freshness is Freshness.LATE else "väntas"
        yield Step("Färskhet", f"Nya siffror {word} senast {text.day(status.expected)}.")


def _conclusion(verdict: Verdict) -> str:
    if verdict.reason is not None:
        return f"{text.capital(verdict.label)}: {verdict.reason}. {_WHY[verdict.reason]}"
    return f"{text.capital(verdict.label)}."
