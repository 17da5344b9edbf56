"""Swedish numbers, dates, periods and short phrases, as a reader meets them."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from site_tools.model.parts import TargetKind
from site_tools.model.values import Observation, Period, PeriodKind, Precision, ValueState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from fractions import Fraction

    from site_tools.model.parts import Target

THIN = "\u202f"
"""Narrow no-break space: the Swedish thousands separator (Myndigheternas skrivregler)."""
MINUS = "\u2212"
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_TERTIALS = {"1": "januari–april", "2": "januari–augusti", "3": "januari–december"}


def number(value: Decimal, decimals: int | None = None) -> str:
    """``1315.70`` as ``1 315,70``: every digit of the file, or rounded half up to ``decimals``. Up to four digits stand together only
    below 1 000, as in the Swedish language council's rule for tables."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        value = abs(value) if value == 0 else value
    whole, _, fraction = format(abs(value), "f").partition(".")
    groups = f"{int(whole):,}".replace(",", THIN) if len(whole) > 3 else whole
    sign = MINUS if value.is_signed() and value != 0 else ""
    return f"{sign}{groups},{fraction}" if fraction else f"{sign}{groups}"


def fraction(value: Fraction, decimals: int = 4) -> str:
    """A computed value: exact when it needs at most ``decimals`` decimals, else rounded to them and without trailing zeros."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    plain = rounded.normalize()
    return number(plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain)


_LOOSE = re.compile(r" \d{3}")
"""Without this there is nothing to bind, and it is found a good deal faster."""
_LOOSE_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


_Value = TypeVar("_Value")


def unbroken(value: _Value) -> _Value | str:
    """A text whose numbers, typed with plain spaces (``200 000``), cannot be cut in two at a line's end; anything else as it is."""
    # Finished markup has attributes, whose spaces are not a text's.
    if isinstance(value, str) and _LOOSE.search(value) and not hasattr(value, "__html__"):
        return _LOOSE_THOUSANDS.sub("\u00a0", value)
    return value


def day(value: date) -> str:
    """``11 december 2020``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def period(value: Period) -> str:
    """A period in words: ``2019``, ``januari–april 2024``, ``läsåret 2019/2020``, ``16 maj 2024``, ``odaterat``."""
    if value.first is None:
        return "odaterat"
    match value.kind:
        case PeriodKind.TERTIAL:
            return f"{_TERTIALS[value.text[-1]]} {value.first.year}"
        case PeriodKind.SCHOOL_YEAR:
            return f"läsåret {value.text}"
        case PeriodKind.HALF:
            return f"{'våren' if value.text.endswith('VT') else 'hösten'} {value.first.year}"
        case PeriodKind.MONTH:
            return f"{MONTHS[value.first.month - 1]} {value.first.year}"
        case PeriodKind.DATE:
            return day(value.first)
        case _:
            return value.text


_BEFORE = {
    Precision.ABOUT: "cirka",
    Precision.JUST_OVER: "drygt",
    Precision.JUST_UNDER: "knappt",
    Precision.NEARLY: "närmare",
}
_WITHOUT = {
    ValueState.MISSING: "uppgift saknas",
    ValueState.SUPPRESSED: "sekretess",
    ValueState.NOT_APPLICABLE: "ej tillämpligt",
}


def figure(row: Observation, decimals: int | None = None) -> str:
    """The figure of a row as read aloud: ``cirka 1 100``, ``13–14``, ``över hälften``, ``ej tillämpligt``. No unit."""
    if row.state in _WITHOUT:
        return _WITHOUT[row.state]
    if row.precision is Precision.WORDS or row.value is None:
        return row.words or "uppgift saknas"
    text = number(row.value, decimals)
    if row.precision is Precision.INTERVAL and row.value_to is not None:
        return f"{text}–{number(row.value_to, decimals)}"
    return f"{_BEFORE[row.precision]} {text}" if row.precision in _BEFORE else text


def unit_phrase(figure_text: str, unit: str) -> str:
    """A figure with its unit: ``5,5 procent``; a count's unit "antal" says nothing after a number and is left out."""
    return figure_text if unit in ("antal", "") else f"{figure_text}\u00a0{unit}"


def difference(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """How far two values are apart, without sign: ``1,8 procentenheter``, ``138 kton``. One that rounding would hide keeps its digits."""
    told = change(value, unit, decimals)
    return told if _is_share(unit) else unit_phrase(told, unit)


def change(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """A difference beside the values themselves, which have told the unit: ``138``. Shares differ by another unit than their own, which
    must be said: ``1,8 procentenheter``."""
    told = number(abs(value), decimals)
    told = told if told.strip("0,") else number(abs(value))
    if not _is_share(unit):
        return told
    rest = unit.partition(" ")[2]
    return f"{told}\u00a0{'procentenhet' if told == '1' else 'procentenheter'}{f' {rest}' if rest else ''}"


def _is_share(unit: str) -> bool:
    return unit.partition(" ")[0] in ("procent", "%")


def amount(row: Observation, unit: str, decimals: int | None = None) -> str:
    """The figure of a row with its unit: ``cirka 20 procent``; a figure in words, or none, stands without."""
    told = figure(row, decimals)
    return told if row.value is None else unit_phrase(told, unit)


def target(aim: Target, unit: str, decimals: int | None = None) -> str:
    """A target as a phrase without its year: ``högst 492 kton``, ``mellan 1 och 2 procent``, ``minska``."""
    unit = aim.unit or unit
    amount = "" if aim.value is None else unit_phrase(number(aim.value, decimals), unit)
    match aim.sort:
        case TargetKind.ZERO:
            return unit_phrase("0", unit)
        case TargetKind.WITHIN if aim.value is not None and aim.value_to is not None:
            return f"mellan {number(aim.value, decimals)} och {unit_phrase(number(aim.value_to, decimals), unit)}"
        case TargetKind.GAP_AT_MOST:
            return f"högst {amount} i skillnad mellan {join(aim.between)}"
        case TargetKind.AT_LEAST | TargetKind.AT_MOST:
            return f"{aim.sort} {amount}"
        case TargetKind.EXACTLY:
            return amount
    since = f" sedan {period(aim.start)}" if aim.start else ""
    return aim.text or ("ja" if aim.sort is TargetKind.YES else f"rätt riktning{since}")


def join(words: Sequence[str]) -> str:
    """``a, b och c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}" if words else ""


def whole(n: int) -> str:
    """``1 234``."""
    return number(Decimal(n))


def count(n: int, one: str, several: str) -> str:
    """``1 indikator``, ``4 indikatorer``."""
    return f"{whole(n)} {one if n == 1 else several}"


def capital(text: str) -> str:
    """The first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def sort_key(text: str) -> tuple[tuple[int, ...], str]:
    """Swedish alphabetical order: å, ä and ö last, in that order; é with e; case does not matter."""
    return tuple(map(_place_of_letter, unicodedata.normalize("NFC", text.casefold()))), text


@cache
def _place_of_letter(letter: str) -> int:
    last = {"å": 1000, "ä": 1001, "ö": 1002}
    return last.get(letter) or ord(unicodedata.normalize("NFD", letter)[0])
