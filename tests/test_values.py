"""Periods and numbers mean what the editor typed, to the last digit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_tools import text
from site_tools.model.values import PeriodKind, parse_number, parse_period


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?", fullmatch=True))
def test_digits_in_are_digits_out(written: str) -> None:
    """A number is shown with exactly the digits of the file, in Swedish form."""
    shown = text.number(parse_number(written)).replace(text.THIN, "").replace(",", ".").replace(text.MINUS, "-")
    assert shown == (written if Decimal(written) != 0 else written.lstrip("-"))


@pytest.mark.parametrize(
    ("written", "advice"),
    [("12 345", "skriv 12345"), ("12\u00a0345,5", "skriv 12345.5"), ("1,5", "skriv 1.5"), ("−3", "skriv -3"), ("–3", "skriv -3"),
     ("٣", ""), ("1e5", ""),
     (".nan", ""), (".inf", ""), ("22:22", ""), ("0114", ""), ("+5", ""), ("1_000", ""), ("..", ""), ("-", ""), ("", "")],
)  # fmt: skip
def test_what_is_not_a_number_is_refused_with_advice(written: str, advice: str) -> None:
    """Nothing is guessed: a text that is not a plain decimal is refused, with the digits to write where they are clear."""
    with pytest.raises(ValueError, match="är inte ett tal") as caught:
        parse_number(written)
    assert advice in str(caught.value)


def test_too_large_and_too_fine_numbers_are_refused() -> None:
    """A number that could not be shown exactly is refused, never rounded."""
    for written in ("1234567890123456", "0.1234567890123"):
        with pytest.raises(ValueError, match="talet"):
            parse_number(written)


@pytest.mark.parametrize(
    ("written", "kind", "first", "last", "words"),
    [
        ("2019", PeriodKind.YEAR, date(2019, 1, 1), date(2019, 12, 31), "2019"),
        ("2024-T1", PeriodKind.TERTIAL, date(2024, 1, 1), date(2024, 4, 30), "januari–april 2024"),
        ("2024-T2", PeriodKind.TERTIAL, date(2024, 1, 1), date(2024, 8, 31), "januari–augusti 2024"),
        ("2019/2020", PeriodKind.SCHOOL_YEAR, date(2019, 7, 1), date(2020, 6, 30), "läsåret 2019/2020"),
        ("2024-VT", PeriodKind.HALF, date(2024, 1, 1), date(2024, 6, 30), "våren 2024"),
        ("2022-12", PeriodKind.MONTH, date(2022, 12, 1), date(2022, 12, 31), "december 2022"),
        ("2024-02", PeriodKind.MONTH, date(2024, 2, 1), date(2024, 2, 29), "februari 2024"),
        ("2024-05-16", PeriodKind.DATE, date(2024, 5, 16), date(2024, 5, 16), "16 maj 2024"),
        ("2001–2020", PeriodKind.SPAN, date(2001, 1, 1), date(2020, 12, 31), "2001–2020"),
        ("odaterat", PeriodKind.UNDATED, None, None, "odaterat"),
    ],
)
def test_a_period_is_typed_and_told_in_words(written: str, kind: PeriodKind, first: date | None, last: date | None, words: str) -> None:
    """Each way of writing a period has its own kind, its own days and its own words."""
    period = parse_period(written)
    assert (period.kind, period.first, period.last, text.period(period)) == (kind, first, last, words)


@pytest.mark.parametrize(
    "written", ["20 20", "202", "20200", "2199", "1899", "2024-T4", "2019/2021", "2024-02-30", "2024-13", "2020–2001", "igår", "２０２０"]
)
def test_an_impossible_period_is_refused(written: str) -> None:
    """A period that does not exist, or lies outside the possible years, is refused."""
    with pytest.raises(ValueError, match=r"period|året|läsåret|spannet|kalendern"):
        parse_period(written)


def test_periods_stand_in_the_order_of_time() -> None:
    """Lists and tables are chronological, undated first."""
    written = ["2024", "odaterat", "2024-T1", "2023", "2019/2020"]
    assert [p.text for p in sorted(map(parse_period, written), key=lambda p: p.sort_key)] == [
        "odaterat",
        "2019/2020",
        "2023",
        "2024-T1",
        "2024",
    ]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4), st.integers(0, 3))
def test_rounding_is_half_up_and_never_minus_zero(value: Decimal, decimals: int) -> None:
    """A rounded figure is the nearest one, and zero has no sign."""
    shown = text.number(value, decimals).replace(text.THIN, "").replace(",", ".").replace(text.MINUS, "-")
    assert abs(Decimal(shown) - value) <= Decimal(5).scaleb(-decimals - 1)
    assert not shown.startswith("-0") or Decimal(shown) != 0


def test_swedish_letters_come_last() -> None:
    """Swedish alphabetical order: z, å, ä, ö; é as e."""
    words = ["ö", "zebra", "ä", "å", "é", "f", "A", "b"]
    assert sorted(words, key=text.sort_key) == ["A", "b", "é", "f", "zebra", "å", "ä", "ö"]
