"""Periods, exact numbers and the rows of a series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from site_tools.messages import values as say
from site_tools.problems import Said, TextError

YEAR_MIN, YEAR_MAX = 1900, 2100
ABS_MAX = Decimal(10) ** 15
DECIMALS_MAX = 12


class PeriodKind(StrEnum):
    """What a period is; only periods of one kind are compared with each other."""

    YEAR = "år"
    TERTIAL = "tertial"
    SCHOOL_YEAR = "läsår"
    HALF = "halvår"
    MONTH = "månad"
    DATE = "datum"
    SPAN = "spann"
    UNDATED = "odaterat"


@dataclass(frozen=True)
class Period:
    """A typed period. ``text`` is what the editor wrote; ``first`` and ``last`` are its days (None when undated)."""

    kind: PeriodKind
    text: str
    first: date | None = None
    last: date | None = None

    @property
    def year(self) -> int:
        """The calendar year that the period ends in; 0 when undated."""
        return self.last.year if self.last else 0

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Chronological order; undated periods come first."""
        return (self.last or date.min, self.first or date.min, self.text)


_YEAR = r"(\d{4})"
_PATTERNS: tuple[tuple[PeriodKind, re.Pattern[str]], ...] = (
    (PeriodKind.YEAR, re.compile(_YEAR, re.ASCII)),
    (PeriodKind.TERTIAL, re.compile(rf"{_YEAR}-T([123])", re.ASCII)),
    (PeriodKind.SCHOOL_YEAR, re.compile(rf"{_YEAR}/{_YEAR}", re.ASCII)),
    (PeriodKind.HALF, re.compile(rf"{_YEAR}-(VT|HT)", re.ASCII)),
    (PeriodKind.MONTH, re.compile(rf"{_YEAR}-(\d\d)", re.ASCII)),
    (PeriodKind.DATE, re.compile(rf"{_YEAR}-(\d\d)-(\d\d)", re.ASCII)),
    (PeriodKind.SPAN, re.compile(rf"{_YEAR}–{_YEAR}", re.ASCII)),
)


@lru_cache(4096)  # a series names the same few periods for every group and place
def parse_period(text: str) -> Period:
    """The period that ``text`` names. Raises TextError for anything else."""
    if text == "odaterat":
        return Period(PeriodKind.UNDATED, text)
    for kind, pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            return _dated(kind, text, match.groups())
    if text.isascii() and text.isdigit() and 3 <= len(text) <= 5:
        raise TextError(year_range(int(text)))
    raise TextError(say.NO_PERIOD(text=text).advise(_period_advice(text)))


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAJ", "JUN", "JUL", "AUG", "SEP", "OKT", "NOV", "DEC")


def _period_advice(text: str) -> str:
    """The nearest way to write what was probably meant, if that can be seen."""
    tidy = re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"\s", "", text)).upper()
    if tidy == "ODATERAT":
        return "skriv odaterat"
    if match := re.fullmatch(r"(\d{4}(?:-\d\d){0,2})(?:\.0|00:00(?::00)?)", tidy):
        return f"skriv {match[1]}"  # what a spreadsheet or a program makes of a year or a day
    if (match := re.fullmatch(r"([A-ZÅÄÖ]{3,})(\d{4})", tidy)) and match[1][:3] in _MONTHS:
        return f"skriv {match[2]}-{_MONTHS.index(match[1][:3]) + 1:02}"
    if match := re.fullmatch(r"(\d{4})[-–/](\d{4})", tidy):
        return f"skriv {match[1]}–{match[2]} (med tankstreck) för flera år, eller {match[1]}/{match[2]} för ett läsår"
    if match := re.fullmatch(r"(\d\d)(\d\d)/(\d\d)", tidy):
        return f"skriv {match[1]}{match[2]}/{match[1]}{match[3]}"
    if (match := re.fullmatch(r"([A-ZÅÄÖ]{3})\.?-(\d\d)", tidy)) and match[1] in _MONTHS:
        # What Excel makes of 2022-12 in a cell that is not formatted as text.
        return f"skriv 20{match[2]}-{_MONTHS.index(match[1]) + 1:02} (Excel gör om perioder; formatera kolumnen som Text)"
    if match := re.fullmatch(r"(\d{4})-?(T[123]|VT|HT)", tidy):
        return f"skriv {match[1]}-{match[2]}"
    if match := re.fullmatch(r"(T[123]|VT|HT)-?(\d{4})", tidy):
        return f"skriv {match[2]}-{match[1]}"
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)?", tidy):
        return f"skriv {'-'.join(filter(None, match.groups()))}"
    if tidy != text and re.fullmatch(r"\d{4}(-\d\d){0,2}", tidy):
        return f"skriv {tidy}"
    return ""


def _dated(kind: PeriodKind, text: str, parts: tuple[str, ...]) -> Period:
    year = int(parts[0])
    if not YEAR_MIN <= year <= YEAR_MAX:
        raise TextError(year_range(year))
    if kind is PeriodKind.YEAR:
        return Period(kind, text, date(year, 1, 1), date(year, 12, 31))
    if kind is PeriodKind.TERTIAL:
        # T1 = Jan–Apr, T2 = Jan–Aug, T3 = the whole year: a Swedish tertial follow-up counts from New Year.
        last = {"1": date(year, 4, 30), "2": date(year, 8, 31), "3": date(year, 12, 31)}[parts[1]]
        return Period(kind, text, date(year, 1, 1), last)
    if kind is PeriodKind.HALF:
        return Period(
            kind,
            text,
            *((date(year, 1, 1), date(year, 6, 30)) if parts[1] == "VT" else (date(year, 7, 1), date(year, 12, 31))),
        )
    if kind in (PeriodKind.SCHOOL_YEAR, PeriodKind.SPAN):
        end = int(parts[1])
        if not YEAR_MIN <= end <= YEAR_MAX:
            raise TextError(year_range(end))
        if kind is PeriodKind.SCHOOL_YEAR and end != year + 1:
            raise TextError(say.SCHOOL_YEAR(text=text, year=year, next=year + 1, end=end))
        if end <= year:
            raise TextError(say.SPAN(text=text))
        return (
            Period(kind, text, date(year, 7, 1), date(end, 6, 30))
            if kind is PeriodKind.SCHOOL_YEAR
            else Period(kind, text, date(year, 1, 1), date(end, 12, 31))
        )
    try:
        first = date(year, int(parts[1]), int(parts[2]) if kind is PeriodKind.DATE else 1)
    except ValueError:
        raise TextError(say.NOT_IN_CALENDAR(text=text)) from None
    if kind is PeriodKind.DATE:
        return Period(kind, text, first, first)
    after = date(year + first.month // 12, first.month % 12 + 1, 1)
    return Period(kind, text, first, date.fromordinal(after.toordinal() - 1))


def year_range(year: int) -> Said:
    """What to say of a year that is not to be believed."""
    return say.YEAR_RANGE(year=year, first=YEAR_MIN, last=YEAR_MAX)


_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)


def parse_number(text: str, sign: str = ".") -> Decimal:
    """The exact decimal that ``text`` writes with the decimal ``sign``; no digit is lost or added.

    Raises TextError, saying what to write, for anything but digits, one decimal sign and a leading minus.
    """
    plain = text if sign == "." else text.replace(".", " ").replace(sign, ".")
    if _NUMBER.fullmatch(plain):
        whole, _, fraction = plain.lstrip("-").partition(".")
        if len(fraction) > DECIMALS_MAX:
            raise TextError(say.MANY_DECIMALS(text=text, limit=DECIMALS_MAX))
        if len(whole) > 15:
            raise TextError(say.HUGE_NUMBER(text=text))
        return Decimal(plain)
    name, example = ("decimalpunkt", "1315.7") if sign == "." else ("decimalkomma", "1315,7")
    raise TextError(say.NO_NUMBER(text=text, sign=name, example=example).advise(_number_advice(text, sign)))


_NUMBERS = re.compile(rf"(?:(?:-?(?:0|[1-9]\d{{0,14}}+)(?:\.\d{{1,{DECIMALS_MAX}}}+)?+)?+\n)*+", re.ASCII)


def parse_numbers(texts: Sequence[str], sign: str = ".") -> list[Decimal | None] | None:
    """The exact decimals that many ``texts`` write, None for an empty one; None in all when one of them is no number."""
    lines = "\n".join((*texts, ""))
    if sign != ".":
        lines = lines.replace(".", " ").replace(sign, ".")
    if not _NUMBERS.fullmatch(lines):
        return None
    return [Decimal(text) if text else None for text in lines.split("\n")[:-1]]


def _number_advice(text: str, sign: str) -> str:
    """What to write instead of a text that is no number, where the digits are clear."""
    bare = re.sub(r"[\s\u00a0\u202f\u2009']", "", text).replace(",", ".").removeprefix("+")
    # A sheet or a document may write the minus as one of the longer dashes.
    bare = re.sub(r"^[\u2010-\u2013\u2212\uff0d]", "-", bare)
    unit = re.fullmatch(r"(-?[\d.]+)(%|procent|kr|tkr|mnkr|st)", bare)
    if match := re.fullmatch(r"(-?[1-9]\d{0,2})\.(\d{3})", bare):
        # 1,234: nobody but the editor knows whether the comma parts thousands or decimals.
        parted = match[1] + sign + match[2]
        return f"skriv {parted}, eller {match[1]}{match[2]} om tecknet skiljer tusental" if parted != text and " " not in text else ""
    if re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+\.\d+", bare) and (text.count(",") == 1 or "." not in text):
        whole, _, fraction = bare.rpartition(".")
        return f"skriv {whole.replace('.', '')}" + (f"{sign}{fraction}" if text.count(",") == 1 else fraction)
    for better in (bare, unit[1] if unit else "", f"0{bare}" if bare.startswith(".") else ""):
        written = better.replace(".", sign)
        if written != text and _NUMBER.fullmatch(better):
            return f"skriv {written}" + (" och låt enheten stå i enhet:" if unit else "")
    if re.fullmatch(r"[\d.]+[–-][\d.]+", bare):
        return "skriv det lägsta i värde, det högsta i värde_till och intervall i precision"
    return ""


def folded(name: str) -> str:
    """A name without what nobody means to tell two names apart by: capitals, and how wide a space is."""
    return " ".join(name.split()).casefold()


class ValueKind(StrEnum):
    """slag: what sort of figure a row is. Only outcomes enter a verdict."""

    OUTCOME = "utfall"
    FORECAST = "prognos"
    AVERAGE = "snitt"
    PLAN = "plan"
    ESTIMATE = "bedömning"


class ValueState(StrEnum):
    """läge: the state of the figure, or why there is none."""

    FINAL = ""
    PRELIMINARY = "preliminär"
    REVISED = "reviderad"
    MISSING = "saknas"
    SUPPRESSED = "sekretess"
    NOT_APPLICABLE = "ej tillämpligt"


WITHOUT_VALUE = frozenset({ValueState.MISSING, ValueState.SUPPRESSED, ValueState.NOT_APPLICABLE})


class Precision(StrEnum):
    """precision: how exactly the source states the figure."""

    EXACT = "exakt"
    ABOUT = "cirka"
    JUST_OVER = "drygt"
    JUST_UNDER = "knappt"
    NEARLY = "närmare"
    INTERVAL = "intervall"
    WORDS = "ord"


class Observation(NamedTuple):
    """One row of a series. ``value`` is exact as written; ``words`` holds the text when ``precision`` is ``ord``.

    The key is (period, group, place, kind, edition). ``line`` is the row's line in its CSV file.
    """

    period: Period
    group: str
    place: str
    kind: ValueKind
    state: ValueState
    precision: Precision
    value: Decimal | None
    value_to: Decimal | None = None
    words: str = ""
    source: str = ""
    edition: str = ""
    comment: str = ""
    line: int = 0

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        return (self.period.text, self.group, self.place, self.kind.value, self.edition)

    @property
    def counts(self) -> bool:
        """Whether the row may enter a verdict: a dated, exact outcome of a year, tertial or school year."""
        return (
            self.kind is ValueKind.OUTCOME
            and self.state in (ValueState.FINAL, ValueState.REVISED)
            and self.precision is Precision.EXACT
            and self.value is not None
            and self.period.kind in (PeriodKind.YEAR, PeriodKind.TERTIAL, PeriodKind.SCHOOL_YEAR)
        )


Series = Sequence[Observation]
"""Rows in the order of their file; those of most files are made when they are asked for (``model/series.py``)."""
