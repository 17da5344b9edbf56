"""A series saved for Excel comes back with the same digits, and only a file that says so is read that way."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from site_tools.cli import main
from site_tools.load import load
from site_tools.model.dialect import DIALECTS, EXCEL, STANDARD
from site_tools.model.values import WITHOUT_VALUE, Observation, Precision, ValueKind, ValueState, parse_period
from site_tools.pipeline import check
from site_tools.seriesfile import series_file
from site_tools.validate.series import typed_rows
from tests.conftest import CONTENT
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

    from site_tools.model.dialect import Dialect
    from site_tools.model.values import Series

INDICATOR = GOOD["indikatorer/utslapp.yaml"].replace("        ", "")
BOM = b"\xef\xbb\xbf"
_DIGITS = st.from_regex(r"-?(0|[1-9]\d{0,14})(\.\d{1,12})?", fullmatch=True)
_TEXT = st.text("abåäö ;,.\"'=-", max_size=12).map(str.strip)


@st.composite
def _observation(draw: st.DrawFn, year: int) -> Observation:
    state = draw(st.sampled_from(ValueState))
    precision = draw(st.sampled_from([Precision.EXACT, Precision.ABOUT, Precision.WORDS]))
    words = draw(_TEXT.filter(bool)) if precision is Precision.WORDS and state not in WITHOUT_VALUE else ""
    value = None if words or state in WITHOUT_VALUE else Decimal(draw(_DIGITS))
    return Observation(
        parse_period(str(year)), draw(st.sampled_from(["totalt", "kvinnor"])), draw(st.sampled_from(["Exempelby", "Riket"])),
        draw(st.sampled_from(ValueKind)), state, Precision.EXACT if not words and precision is Precision.WORDS else precision, value,
        words=words, comment=draw(_TEXT),
    )  # fmt: skip


@given(
    st.lists(st.integers(1900, 2100), unique=True, max_size=5).flatmap(lambda years: st.tuples(*map(_observation, years))),
    st.sampled_from([EXCEL, STANDARD]),
)
def test_what_is_written_is_read_back_digit_for_digit(tmp_path_factory: pytest.TempPathFactory, rows: Series, dialect: Dialect) -> None:
    """Numbers keep every digit, texts every character, in both ways of saving a series."""
    folder = tmp_path_factory.mktemp("series")
    (folder / "indikatorer").mkdir()
    (folder / "indikatorer" / "x.yaml").write_text(f"csv: {dialect.form}\n", "utf-8")
    (folder / "indikatorer" / "x.csv").write_bytes(series_file(rows, dialect, "Exempelby"))
    sources, problems = load(folder)
    assert problems == []
    read, problems = typed_rows(sources[0], "Exempelby")
    assert problems == []
    assert [(*row.key, row.state, row.precision, row.words, row.comment) for row in read] == [
        (*row.key, row.state, row.precision, row.words, row.comment) for row in rows
    ]
    assert [None if row.value is None else format(row.value, "f") for row in read] == [
        None if row.value is None else format(row.value, "f") for row in rows
    ]


@pytest.mark.parametrize("form", ["excel", "standard"])
def test_every_real_series_survives_a_round_in_a_spreadsheet(form: str) -> None:
    """What editors of the real content would open in Excel is what they would save."""
    portal = check(CONTENT).portal
    assert portal is not None
    for name, rows in portal.series.items():
        written = series_file(rows, DIALECTS[form], portal.site.place)
        assert written.startswith(BOM) == (form == "excel")
        for row in rows:
            for number in (row.value, row.value_to):
                if number is not None:
                    assert format(number, "f").replace(".", DIALECTS[form].decimal).encode() in written, name


def _codes(folder: Path, keys: str, series: bytes) -> list[str]:
    content = write_content(folder, {"indikatorer/utslapp.yaml": INDICATOR + keys, "indikatorer/utslapp.csv": series})
    return [problem.code for problem in check(content).problems]


@pytest.mark.parametrize(
    ("keys", "series", "told"),
    [
        ("", b"period;v\xc3\xa4rde\r\n2019;593,5\r\n", ["excel"]),
        ("", BOM + b"period,v\xc3\xa4rde\n2019,593.5\n", ["excel"]),
        ("", BOM + b"period;v\xc3\xa4rde\r\n2019;593,5\r\n", ["excel"]),
        ("csv: excel\n", BOM + b"period;v\xc3\xa4rde\r\n2019;593,5\r\n", []),
        ("csv: excel\n", b"period;v\xc3\xa4rde\r\n2019;593,5\r\n", []),
        ("csv: excel\n", b"period,v\xc3\xa4rde\n2019,593.5\n", ["inte-excel"]),
        ("csv: excel\n", b"period;v\xc3\xa4rde\n2019;593.5\n", ["inget-tal"]),
        ("csv: excel\n", "period;värde\n2019;1 593,5\n".encode(), ["inget-tal"]),
        ("csv: semikolon\n", b"period,v\xc3\xa4rde\n2019,593.5\n", ["okant-ord"]),
        ("csv: excel\nenhett: x\n", b"period;v\xc3\xa4rde\n2019;593,5\n", ["okand-nyckel"]),
        ("csv: excel\nsynonym: 'x\n", b"period;v\xc3\xa4rde\n2019;593,5\n", ["oppet-citat"]),
    ],
)
def test_a_series_is_read_as_its_indicator_says(tmp_path: Path, keys: str, series: bytes, told: list[str]) -> None:
    """Nothing is guessed: another way of saving is told once, with what to write."""
    assert _codes(tmp_path, keys, series) == told


def test_numbers_are_advised_in_the_signs_of_the_file(tmp_path: Path) -> None:
    """An editor who writes decimal commas is not told to write a point."""
    content = write_content(
        tmp_path,
        {"indikatorer/utslapp.yaml": INDICATOR + "csv: excel\n", "indikatorer/utslapp.csv": "period;värde\n2019;1 593.5\ndec-22;1\n"},
    )
    assert [problem.hint for problem in check(content).problems] == [
        "skriv 1593,5",
        "skriv 2022-12 (Excel gör om perioder; formatera kolumnen som Text)",
    ]


def test_the_command_writes_a_new_file_only(tmp_path: Path) -> None:
    """A series to fill in for Excel, which passes the check when it is laid back; a file that is there stays as it is."""
    content = write_content(tmp_path / "content")
    out = tmp_path / "ny.csv"
    command = ["serie", "utslapp", "--content", str(content), "--ut", str(out)]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert out.read_bytes() == BOM + "period;värde\r\n2019;593\r\n2020;571,50\r\n".encode()
    again = CliRunner().invoke(main, command)
    assert (again.exit_code, "finns redan" in again.output) == (2, True)
    unknown = CliRunner().invoke(main, ["serie", "utslap", "--content", str(content)])
    assert (unknown.exit_code, 'Menade du "utslapp"?' in unknown.output) == (2, True)
    (content / "indikatorer" / "utslapp.csv").write_bytes(out.read_bytes())
    (content / "indikatorer" / "utslapp.yaml").write_text(INDICATOR + "csv: excel\n", "utf-8")
    assert check(content).problems == ()
