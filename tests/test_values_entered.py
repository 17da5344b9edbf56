"""``build.py värde``: a value comes to its place in the series, nothing else is touched, and nothing is written that the check refuses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from site_tools.cli import main
from site_tools.editing.revision import Change, recorded
from site_tools.editing.table import Table
from site_tools.model.dialect import EXCEL, STANDARD
from site_tools.pipeline import check
from site_tools.strict_yaml import read_yaml
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SERIES = "indikatorer/utslapp.csv"
INDICATOR = "indikatorer/utslapp.yaml"


def _enter(content: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["värde", "utslapp", *words, "--content", str(content)], env={"SOURCE_DATE_EPOCH": "1795219200"})


def _with(folder: Path, series: str, indicator: str = "") -> Path:
    """The good content with a series as given, byte for byte, and more keys of its indicator."""
    return write_content(folder, {SERIES: series.encode(), INDICATOR: GOOD[INDICATOR] + indicator})


ORDERS = [
    ("period,värde\n2019,1\n2021,2\n", ["2020", "7"], "period,värde\n2019,1\n2020,7\n2021,2\n", 3),
    ("period,värde\n2021,2\n2019,1\n", ["2020", "7"], "period,värde\n2021,2\n2020,7\n2019,1\n", 3),
    ("period,värde\n2019,1", ["2020", "7"], "period,värde\n2019,1\n2020,7", 3),
    ("period,värde\r\n2019,1\r\n", ["2020", "7"], "period,värde\r\n2019,1\r\n2020,7\r\n", 3),
    ("period,värde\n", ["2020-T1", "7"], "period,värde\n2020-T1,7\n", 2),
    # A quotation mark within a cell opens nothing; one at its beginning does, over the end of a line too.
    (
        'period,värde,kommentar\n2018,1,"två\nrader"\n2019,5,rör 5"\n2021,6,"x, ""y"""\n',
        ["2020", "7"],
        'period,värde,kommentar\n2018,1,"två\nrader"\n2019,5,rör 5"\n2020,7,\n2021,6,"x, ""y"""\n',
        5,
    ),
    # By time, women before men each year.
    (
        "period,grupp,värde\n2019,kvinnor,1\n2019,män,2\n2021,kvinnor,3\n2021,män,4\n",
        ["2020", "7", "--grupp", "män"],
        "period,grupp,värde\n2019,kvinnor,1\n2019,män,2\n2020,män,7\n2021,kvinnor,3\n2021,män,4\n",
        4,
    ),
    (
        "period,grupp,värde\n2019,kvinnor,1\n2019,män,2\n2020,män,4\n",
        ["2020", "7", "--grupp", "kvinnor"],
        "period,grupp,värde\n2019,kvinnor,1\n2019,män,2\n2020,kvinnor,7\n2020,män,4\n",
        4,
    ),
    # One place after another.
    (
        "period,plats,värde\n2019,Exempelby,1\n2020,Exempelby,2\n2019,Riket,3\n2020,Riket,4\n",
        ["2021", "7"],
        "period,plats,värde\n2019,Exempelby,1\n2020,Exempelby,2\n2021,Exempelby,7\n2019,Riket,3\n2020,Riket,4\n",
        4,
    ),
    # A column that the file lacks takes its place; quotation marks and spaces of other rows stay.
    (
        'period,värde,kommentar\n2019, 1.50 ,"a, b"\n',
        ["2020", "7", "--grupp", "män", "--kommentar", 'c, "d"'],
        'period,grupp,värde,kommentar\n2019,, 1.50 ,"a, b"\n2020,män,7,"c, ""d"""\n',
        3,
    ),
    ("period,värde\n2019,1\n", ["2020", "--läge", "sekretess"], "period,läge,värde\n2019,,1\n2020,sekretess,\n", 3),
    (
        "period,värde\n2019,1\n",
        ["2020", "13", "--precision", "intervall", "--värde-till", "14"],
        "period,precision,värde,värde_till\n2019,,1,\n2020,intervall,13,14\n",
        3,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "words", "after", "line"), ORDERS)
def test_a_value_comes_to_its_place(tmp_path: Path, before: str, words: list[str], after: str, line: int) -> None:
    """In the file's own order and way of writing; every other row stays as it was, letter for letter."""
    content = _with(tmp_path, before)
    done = _enter(content, *words)
    assert done.exit_code == 0, done.output
    assert (content / SERIES).read_bytes().decode() == after
    assert f"{content / SERIES}:{line}: lade till" in done.output


@pytest.mark.parametrize(
    ("typed", "read"), [("5,50", "5.50"), ("1 234,5", "1234.5"), ("−5", "-5"), ("-5.0", "-5.0"), ("1\u202f234", "1234")]
)
def test_numbers_as_swedes_type_them(tmp_path: Path, typed: str, read: str) -> None:
    """Decimal comma, spaces and either minus are understood with every digit, and it is said how a number was read."""
    content = _with(tmp_path, "period,värde\n", "gränser: {lägst: -10}\n")
    done = _enter(content, "2020", typed)
    assert done.exit_code == 0, done.output
    assert (content / SERIES).read_text("utf-8") == f"period,värde\n2020,{read}\n"
    assert ("läses som" in done.output) == (typed.replace("−", "-") != read)


REFUSED = [
    (["2020", "5,5 %"], "skriv 5.5 och låt enheten stå i enhet"),
    (["2020", "-5"], "är orimligt för enheten"),
    (["2020", "mycket"], '"mycket" är inte ett tal'),
    (["2020t1", "5"], "skriv 2020-T1"),
    (["2020"], "ange ett värde"),
    (["2020", "5", "--grupp", "man"], 'menade du "män"?'),
    (["2020", "5", "--plats", "Rikett"], 'menade du "Riket"?'),
    (["2020", "5", "--läge", "saknas"], "läget är saknas men cellen värde är inte tom"),
    (["2019", "5"], 'säg varför det ändras med --orsak "…"'),
    (["2019", "593"], "raden säger redan det"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_cannot_be_is_told_and_not_written(tmp_path: Path, words: list[str], told: str) -> None:
    """With the check's own words where the check would find it; not a byte of the content changes."""
    content = _with(tmp_path, "period,grupp,värde\n2019,,593\n", "grupper: [totalt, kvinnor, män]\n")
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    done = _enter(content, *words)
    assert (done.exit_code, told in done.output) == (2, True), done.output
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_a_value_for_all_where_all_has_no_series_asks_for_the_group(tmp_path: Path) -> None:
    """With the words to type, and not with advice to add a group that nobody wants."""
    content = _with(tmp_path, "period,grupp,värde\n2019,kvinnor,593\n", "grupper: [kvinnor, icke binära]\n")
    done = _enter(content, "2020", "5")
    assert (done.exit_code, '--grupp kvinnor eller --grupp "icke binära"' in done.output) == (2, True), done.output


def test_the_dots_of_a_message_are_no_reason(tmp_path: Path) -> None:
    """The advice to write --orsak "…" is copied as it stands; readers would be told "…"."""
    content = _with(tmp_path, "period,värde\n2019,593\n")
    done = _enter(content, "2019", "5", "--orsak", "…")
    assert (done.exit_code, "skriv det som ska stå här" in done.output) == (2, True), done.output
    assert "593" in (content / SERIES).read_text("utf-8")


def test_an_unknown_indicator_is_told(tmp_path: Path) -> None:
    """With the one that was probably meant; and one whose file has a fault is told by that fault."""
    content = write_content(tmp_path)
    done = CliRunner().invoke(main, ["värde", "utslap", "2020", "1", "--content", str(content)])
    assert (done.exit_code, 'menade du "utslapp"?' in done.output) == (2, True)
    (content / INDICATOR).write_text("namm: x\n", "utf-8")
    broken = _enter(content, "2021", "1")
    assert (broken.exit_code, 'menade du "namn"?' in broken.output) == (2, True)


def test_faults_elsewhere_do_not_stop_a_value(tmp_path: Path) -> None:
    """Another editor's fault is not this one's to mend."""
    content = write_content(tmp_path, {"mal/trasigt.md": "---\nnamn: X\n---\n"})
    done = _enter(content, "2021", "7")
    assert done.exit_code == 0, done.output
    assert (content / SERIES).read_text("utf-8").endswith("2021,7\n")


def test_a_draft_s_value_is_filled_in_without_a_reason(tmp_path: Path) -> None:
    """What nobody has seen can change freely; the mark of what is to be filled in goes with the value."""
    series = 'period,grupp,värde,läge,kommentar\n2020,kvinnor,,saknas,"FYLL I: talet"\n2020,män,4,,egen\n'
    content = _with(tmp_path, series, "utkast: ja\n")
    assert _enter(content, "2020", "7", "--grupp", "kvinnor").exit_code == 0
    assert _enter(content, "2020", "8", "--grupp", "män").exit_code == 0
    assert (content / SERIES).read_text("utf-8") == "period,grupp,värde,läge,kommentar\n2020,kvinnor,7,,\n2020,män,8,,egen\n"


def test_a_published_figure_is_revised_with_its_reason(tmp_path: Path) -> None:
    """The series has the new figure, and the indicator the record of the old one; changed again the same day, there is still one record."""
    content = write_content(tmp_path)
    done = _enter(content, "2019", "594", "--orsak", "Källan räknade om")
    assert done.exit_code == 0, done.output
    assert (content / SERIES).read_text("utf-8") == "period,värde\n2019,594\n2020,571.50\n"
    assert _enter(content, "2019", "595", "--orsak", "Skrivfel").exit_code == 0
    assert read_yaml((content / INDICATOR).read_text("utf-8")).value["revideringar"] == [
        {"period": "2019", "från": "593", "till": "595", "datum": "2026-11-21", "orsak": "Skrivfel"}
    ]


def test_a_comparison_is_revised_with_its_place_and_a_forecast_freely(tmp_path: Path) -> None:
    """A forecast, and a preliminary figure, have themselves said that they will change."""
    content = _with(tmp_path, "period,plats,slag,läge,värde\n2020,Riket,,,4\n2020,Exempelby,prognos,,5\n2020,Exempelby,,preliminär,6\n")
    assert _enter(content, "2020", "6", "--plats", "Riket").exit_code == 2
    assert _enter(content, "2020", "6", "--plats", "Riket", "--orsak", "Ny metod").exit_code == 0
    assert _enter(content, "2020", "7", "--slag", "prognos").exit_code == 0
    assert _enter(content, "2020", "8").exit_code == 0
    series = "period,plats,slag,läge,värde\n2020,Riket,,,6\n2020,Exempelby,prognos,,7\n2020,Exempelby,,preliminär,8\n"
    assert (content / SERIES).read_text("utf-8") == series
    assert read_yaml((content / INDICATOR).read_text("utf-8")).value["revideringar"] == [
        {"period": "2020", "plats": "Riket", "från": "4", "till": "6", "datum": "2026-11-21", "orsak": "Ny metod"}
    ]


def test_an_indicator_without_a_series_gets_one(tmp_path: Path) -> None:
    """The first value makes the file."""
    content = write_content(tmp_path, {SERIES: None})
    assert _enter(content, "2020", "7").exit_code == 0
    assert (content / SERIES).read_text("utf-8") == "period,värde\n2020,7\n"


def test_a_new_series_is_written_as_the_indicator_says(tmp_path: Path) -> None:
    """For Excel where it says so: the check reads it back."""
    content = write_content(tmp_path, {SERIES: None})
    file = content / INDICATOR
    file.write_text(f"{file.read_text('utf-8').rstrip()}\ncsv: excel\n", "utf-8")
    assert _enter(content, "2020", "7,5").exit_code == 0
    assert (content / SERIES).read_bytes() == "\ufeffperiod;värde\n2020;7,5\n".encode()
    assert check(content).errors == ()


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5), st.sampled_from([",", ";"]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_table_that_nobody_changes_is_the_same_bytes(rows: list[tuple[str, str]], delimiter: str, newline: str, ends: bool) -> None:
    """Whatever stands in it, in either dialect."""
    dialect = EXCEL if delimiter == ";" else STANDARD
    lines = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = newline.join([f"period{delimiter}värde", *lines]) + newline * ends
    table = Table(text, dialect)
    assert table.text() == text
    assert [row["period"] for row in table.rows()] == [one.strip() for one, _ in rows] or any(c >= "\u0300" for r in rows for c in r[0])


def test_a_table_of_a_spreadsheet_stays_one() -> None:
    """Semicolons, decimal commas, a mark of byte order and Windows' line ends."""
    table = Table('\ufeffperiod;värde;kommentar\r\n2019;1,5;"a;b"\r\n', EXCEL)
    assert table.rows() == [{"period": "2019", "värde": "1.5", "kommentar": "a;b"}]
    table.insert(1, {"period": "2020", "värde": "2.50"})
    table.change(0, {"värde": "1.75"})
    assert table.text() == '\ufeffperiod;värde;kommentar\r\n2019;1,75;"a;b"\r\n2020;2,50;\r\n'


CHANGE = Change("2020", "", "", "5.4", "5.5", date(2026, 11, 21), "Källan räknade om: allt #1")
NEW = {"period": "2020", "från": "5.4", "till": "5.5", "datum": "2026-11-21", "orsak": "Källan räknade om: allt #1"}
OLD = {"period": "2019", "från": "1", "till": "2", "datum": "2026-01-01", "orsak": "Så"}


@pytest.mark.parametrize(
    "listed",
    [
        "",
        "revideringar: []\n",
        "revideringar: [] # inga\nenhet: x\n",
        "revideringar:\n  - period: 2019\n    från: 1\n    till: 2\n    datum: 2026-01-01\n    orsak: Så # ja\n\n# om enheten\nenhet: x\n",
        "revideringar:\n- {period: 2019, från: 1, till: 2, datum: 2026-01-01, orsak: Så}\nenhet: x",
        "revideringar: [{period: 2019, från: 1, till: 2, datum: 2026-01-01, orsak: Så}]\nenhet: x\n",
        "revideringar: [\n  {period: 2019, från: 1, till: 2, datum: 2026-01-01, orsak: Så},\n  ]\nenhet: x\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_change_is_recorded_in_the_file_as_it_is_written(listed: str, newline: str) -> None:
    """However the list stands there, every line that was there still is, comments too."""
    before = ("# Överst\nnamn: Två  # ord\n" + listed).replace("\n", newline)
    after = recorded(before, [CHANGE])
    read = read_yaml(after.replace("\r\n", "\n")).value
    assert read["revideringar"] == ([OLD] if "2019" in listed else []) + [NEW]
    assert [key for key in read if key != "revideringar"] == (["namn", "enhet"] if "enhet" in listed else ["namn"])
    kept = [line for line in before.split(newline) if not line.startswith(("revideringar: [", "  {"))]
    assert [line for line in after.split(newline) if line in kept and line] == [line for line in kept if line]
    assert "\n" not in after.replace(newline, "")
    other = CHANGE._replace(group="män")
    assert recorded(before, [CHANGE, other]) == recorded(after, [other])


def test_a_figure_changed_twice_in_a_day_has_one_record() -> None:
    """From what it was to what it is now, with the last reason; a change of another group or day is its own."""
    once = recorded("namn: X\n", [CHANGE])
    twice = recorded(once, [CHANGE._replace(before="5.5", after="5.6", reason="Skrivfel")])
    assert read_yaml(twice).value["revideringar"] == [NEW | {"till": "5.6", "orsak": "Skrivfel"}]
    assert recorded("namn: X\n", [CHANGE, CHANGE._replace(before="5.5", after="5.6", reason="Skrivfel")]) == twice
    other = recorded(twice, [CHANGE._replace(group="män")])
    assert len(read_yaml(recorded(other, [CHANGE._replace(day=date(2026, 11, 22))])).value["revideringar"]) == 3  # type: ignore[arg-type]
