"""The content model: each fault of an editor's has one message that says what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_tools.config import FOLDERS
from site_tools.model.kinds import RECORDS
from site_tools.model.parts import Kind
from site_tools.model.portal import Source
from site_tools.model.records import FROM_FILE
from site_tools.pipeline import check
from site_tools.validate import validate
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import DataObject

INDICATOR = GOOD["indikatorer/utslapp.yaml"].replace("        ", "")
GOAL = GOOD["mal/klimatneutral.md"].replace("        ", "")


def _told(folder: Path, changes: dict[str, str | bytes | None]) -> list[str]:
    return [str(problem) for problem in check(write_content(folder, changes)).problems]


def test_good_content_passes(tmp_path: Path) -> None:
    """Content without faults passes the gate with a portal."""
    checked = check(write_content(tmp_path))
    assert (checked.problems, checked.portal is not None) == ((), True)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("enhet:", "enhett:", '2:1: nyckeln "enhett" finns inte här – menade du "enhet"?'),
        (
            "enhet: kton CO2e\n",
            "",
            '1:1: nyckeln "enhet" saknas – lägg till raden enhet: (vad talen räknas i: procent, kton CO2e, bostäder per år)',
        ),
        ("riktning: ned", "riktning: neråt", '3:18: "neråt" går inte här – skriv upp, ned eller ingen'),
        (
            "mål: [klimatneutral]",
            "mål: klimatneutral",
            "4:6: här väntas en lista – skriv [klimatneutral]",
        ),
        ("enhet: kton CO2e", "enhet: [kton]", "2:1: här väntas text, men det står en lista – skriv text på samma rad som nyckeln"),
        ("källa: {namn: Utsläppsdatabasen, år: 2024}", "källa: Utsläppsdatabasen", "5:8: här väntas en grupp av nycklar"),
        ("namn: Utsläpp av växthusgaser", "namn:", '1:1: nyckeln "namn" är tom – skriv ett värde eller ta bort raden'),
        ("sort: högst, ", "", '7:5: nyckeln "sort" saknas – lägg till sort:'),
        ("värde: 90", 'värde: "90 000"', '7:26: "90 000" är inte ett tal – skriv 90000'),
        ("värde: 90", "värde: 90,5", '7:29: "5" läses som en egen nyckel – skriv tal med decimalpunkt, till exempel 90.5'),
        ("värde: 90", "värde:90", '7:19: nyckeln "värde:90" saknar mellanslag efter kolonet – skriv värde: 90'),
        (
            "önskad_riktning: ned",
            "önskad_riktning: [ned]",
            "3:1: här väntas ett av några bestämda ord, inte en lista eller en grupp – skriv upp, ned eller ingen",
        ),
        (
            "mål: [klimatneutral]",
            "mål: [../mal/klimatneutral.md]",
            '4:7: "../mal/klimatneutral.md" är inte ett id – skriv filens namn utan mapp och ändelse',
        ),
        ("år: 2024}", 'adress: "https://[x"}', '5:42: "https://[x" är inte en webbadress'),
        ("enhet:", "startvärde: {period: 2020, värde: 50}\nenhet:", "8:26: målet 90 ligger på fel sida om startvärdet 50 (rad 2)"),
        ("namn: Uts", "tolerans: -5\nnamn: Uts", "1:11: talet ska vara minst 0 – skriv ett större tal"),
        (
            "namn: Uts",
            "gränser: {lägst: 9, högst: 1}\nnamn: Uts",
            "1:1: den högsta gränsen är lägre än den lägsta – byt plats på lägst: och högst:",
        ),
        ("namn: Uts", "se_även: [utslapp]\nnamn: Uts", '1:11: "utslapp" hänvisar till sig själv – ta bort hänvisningen'),
        ("värde: 90, ", "", '7:5: ett målvärde av sorten "högst" behöver ett värde – lägg till värde:'),
        ("år: 2040", "år: 20400", "7:34: året 20400 ligger utanför 1900–2100"),
        (
            "namn: Uts",
            "granskad: 2024-02-30\nnamn: Uts",
            '1:11: "2024-02-30" finns inte i kalendern – rätta månaden eller dagen',
        ),
        ("namn: Uts", "id: ../x\nnamn: Uts", '1:1: nyckeln "id" går inte att använda – filens namn bestämmer id och adress; ta bort raden'),
        ("namn: Uts", "diagram: {url: x}\nnamn: Uts", '1:1: nyckeln "diagram" finns inte här'),
        ("enhet:", "startvärde: {period: 2041, värde: 100}\nenhet:", "8:34: målåret 2040 ligger före startvärdets period 2041"),
        ("namn: Uts", "decimaler: 9\nnamn: Uts", "1:12: talet ska vara högst 6 – skriv ett mindre tal"),
        ("år: 2024}", "adress: javascript:alert(1)}", '5:42: "javascript:alert(1)" är inte en webbadress'),
    ],
)
def test_a_fault_is_told_where_it_stands(tmp_path: Path, before: str, after: str, told: str) -> None:
    """One fault, one message: line, column, what is wrong and what to write."""
    assert before in INDICATOR
    found = _told(tmp_path, {"indikatorer/utslapp.yaml": INDICATOR.replace(before, after, 1)})
    assert len(found) == 1, found
    assert found[0].startswith(f"indikatorer/utslapp.yaml:{told}")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("period,värde\n2019,1\n2019,2\n", "3:1: samma punkt (2019, totalt, Exempelby, utfall) står också på rad 2"),
        ("period,värde,värde\n2019,1,2\n", '1:14: kolumnen "värde" står två gånger – ta bort den ena'),
        ("period,väde\n2019,1\n", '1:8: kolumnen "väde" finns inte – menade du "värde"?'),
        ('period,värde\n2020,1.234\n2021,"1,234"\n', '3:6: "1,234" är inte ett tal – skriv 1.234'),
        ("period,värde\n2020,..\n", "2:6: \"..\" är inte ett tal – lämna cellen tom och skriv saknas"),
        ("period,värde\n2020,\n", "2:6: värdet saknas – skriv ett tal, eller saknas, sekretess eller ej tillämpligt i kolumnen läge"),
        ("period,läge,värde\n2020,sekretess,5\n", "2:16: läget är sekretess men cellen värde är inte tom – ta bort värdet eller läget"),
        ("period,slag,värde\n2020,prognoss,5\n", '2:6: "prognoss" går inte i kolumnen slag – menade du "prognos"?'),
        ("period,värde\n2020\n", "2:1: raden har 1 cell, men rubrikraden har 2"),
        ("period,källa,värde\n2020,rapport,5\n", '2:6: "rapport" finns inte bland indikatorns fler_källor'),
        ("period,plats,värde\n2020,Exempelbi,5\n", '2:6: "Exempelbi" finns inte bland portalens platser – menade du "Exempelby"?'),
        ("period,värde\n2020,5–7\n", '2:6: "5–7" är inte ett tal – skriv det lägsta i värde, det högsta i värde_till'),
        ("period,värde\n2020,50%\n", '2:6: "50%" är inte ett tal – skriv 50 och låt enheten stå i enhet:'),
        ("period,värde\n2019-2020,5\n", '2:1: "2019-2020" är inte en period – skriv 2019–2020 (med tankstreck) för flera år'),
        ("period,värde\n2024-t1,5\n", '2:1: "2024-t1" är inte en period – skriv 2024-T1'),
        ("period,värde\n2020,-5\n", "2:6: värdet -5 är orimligt för enheten kton CO2e"),
        ("", "1:1: filen är tom"),
    ],
)  # fmt: skip
def test_a_fault_in_a_series_is_told_where_it_stands(tmp_path: Path, written: str, told: str) -> None:
    """A CSV's faults have line and column too; nothing is guessed about separators or missing values."""
    found = _told(tmp_path, {"indikatorer/utslapp.csv": written.encode()})
    assert len(found) == 1, found
    assert found[0].startswith(f"indikatorer/utslapp.csv:{told}")


def test_a_share_above_one_hundred_needs_bounds(tmp_path: Path) -> None:
    """A share outside 0–100 is a slip of the keyboard unless the indicator says otherwise."""
    share = INDICATOR.replace("kton CO2e", "procent")
    series = "period,värde\n2019,104\n"
    assert len(_told(tmp_path / "a", {"indikatorer/utslapp.yaml": share, "indikatorer/utslapp.csv": series})) == 1
    wide = share + "gränser: {lägst: 0}\n"
    assert _told(tmp_path / "b", {"indikatorer/utslapp.yaml": wide, "indikatorer/utslapp.csv": series}) == []


PARTS = INDICATOR + "grupper: [totalt, trafik, industri]\ndelar: [trafik, industri]\n"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("delar: [trafik, industri]", "delar: [trafik, industi]", '9:17: delen "industi" finns inte bland indikatorns grupper – menade du'),
        ("delar: [trafik, industri]", "delar: [trafik, trafik]", '9:17: delen "trafik" står två gånger – ta bort den ena'),
        ("delar: [trafik, industri]", "delar: [trafik, totalt]", "9:17: totalt är helheten och kan inte vara en av delarna"),
        ("delar: [trafik, industri]", "delar: [trafik]", "9:1: listan är för kort; den behöver minst 2"),
    ],
)
def test_parts_are_groups(tmp_path: Path, before: str, after: str, told: str) -> None:
    """A part that is no group would never be drawn."""
    (found,) = _told(tmp_path, {"indikatorer/utslapp.yaml": PARTS.replace(before, after)})
    assert found.startswith(f"indikatorer/utslapp.yaml:{told}")


@pytest.mark.parametrize(
    ("unit", "rows", "told"),
    [
        ("kton CO2e", "2019,totalt,10\n2019,trafik,6\n2019,industri,4", None),
        ("kton CO2e", "2019,totalt,10.1\n2019,trafik,6.04\n2019,industri,4.01", None),
        (
            "kton CO2e",
            "2019,totalt,12\n2019,trafik,6\n2019,industri,4",
            "2:13: varning: delarna blir tillsammans 10, men totalt är 12 (2019",
        ),
        ("kton CO2e", "2019,totalt,12\n2019,trafik,6", None),
        ("kton CO2e", "2019,trafik,6\n2019,industri,4", None),
        ("procent", "2019,trafik,60.1\n2019,industri,39.9", None),
        ("procent", "2019,trafik,60\n2019,industri,30", "3:15: varning: delarna blir tillsammans 90, men de är andelar och ska bli 100"),
    ],
    ids=["a sum", "rounded", "no sum", "a part is missing", "no total", "shares", "no shares"],
)
def test_parts_make_the_whole(tmp_path: Path, unit: str, rows: str, told: str | None) -> None:
    """Within the rounding of the figures; a stacked chart of anything else would lie."""
    files = {"indikatorer/utslapp.yaml": PARTS.replace("kton CO2e", unit), "indikatorer/utslapp.csv": f"period,grupp,värde\n{rows}\n"}
    found = _told(tmp_path, dict(files))
    assert [told is not None and one.startswith(f"indikatorer/utslapp.csv:{told}") for one in found] == ([True] if told else [])


def test_all_faults_are_told_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    """An editor mends everything in one round."""
    found = _told(
        tmp_path,
        {
            "mal/klimatneutral.md": GOAL.replace("inriktningsmål", "visioner").replace("fullmaktige", "fulmaktige"),
            "indikatorer/utslapp.yaml": INDICATOR.replace("ned", "ner").replace("enhet", "ehnet"),
            "webbplats.yaml": "modell: 2\n",
        },
    )
    places = [(line.split(":")[0], int(line.split(":")[1])) for line in found]
    assert places == sorted(places)
    assert {path for path, _ in places} == {"mal/klimatneutral.md", "indikatorer/utslapp.yaml", "webbplats.yaml"}
    assert len(found) > 5


def test_newer_content_than_the_program_is_refused(tmp_path: Path) -> None:
    """Content written for another version of the model says so instead of failing oddly."""
    site = GOOD["webbplats.yaml"].replace("modell: 1", "modell: 2")
    assert _told(tmp_path, {"webbplats.yaml": site}) == [
        "webbplats.yaml:1:9: innehållet säger modell 2, men programmet kan bara modell 1 – hämta en nyare version av programmet, "
        "eller skriv modell: 1 om siffran är felskriven"
    ]


def test_a_file_name_that_cannot_be_an_address_is_refused(tmp_path: Path) -> None:
    """The message says which name to give the file."""
    assert _told(tmp_path, {"mal/Mål 1.md": GOAL}) == [
        'mal/Mål 1.md:1:1: filnamnet "Mål 1" kan inte vara ett id: bara a–z, 0–9 och bindestreck, högst 80 tecken – '
        'byt namn på filen; skriv "mal-1"'
    ]


def test_a_series_in_a_folder_of_its_own_is_told_and_never_used(tmp_path: Path) -> None:
    """A second file with a series' name cannot take its place."""
    assert _told(tmp_path, {"indikatorer/v2/utslapp.csv": "period,värde\n2019,111\n"}) == [
        "indikatorer/v2/utslapp.csv:1:1: filen ligger i fel mapp: för djupt, eller direkt i en mapp som ska ha undermappar – "
        "lägg den bredvid andra filer av samma sort"
    ]


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
def test_a_name_that_windows_cannot_hold_is_refused(tmp_path: Path, name: str) -> None:
    """The content can be checked out on any disk."""
    assert len(_told(tmp_path, {f"sidor/{name}.md": "---\nnamn: Om\n---\n"})) == 1


@pytest.mark.parametrize("unit", ["procent", "%", "procent av de svarande", "andel", "andel i procent", "kvinnor, andel (%)"])
def test_every_unit_that_is_a_share_is_bounded(tmp_path: Path, unit: str) -> None:
    """A share lies in 0–100 whatever words say that it is one: in the series, in a target and in a start value."""
    share = INDICATOR.replace("kton CO2e", f'"{unit}"')
    for number, (path, text) in enumerate(
        {
            "indikatorer/utslapp.csv": "period,värde\n2019,104\n",
            "indikatorer/utslapp.yaml": share.replace("värde: 90", "värde: 900"),
            "aktorer/x.yaml": "namn: X\ntyp: nämnd\n",
        }.items()
    ):
        changes: dict[str, str | bytes | None] = {"indikatorer/utslapp.csv": "period,värde\n2019,4\n", "indikatorer/utslapp.yaml": share}
        found = check(write_content(tmp_path / str(number), {**changes, path: text})).problems
        assert [problem.code for problem in found] == ["orimligt-varde"] * (path != "aktorer/x.yaml")


@pytest.mark.parametrize("unit", ["procentenheter", "mnkr", "kr per invånare"])
def test_differences_and_money_may_be_negative(tmp_path: Path, unit: str) -> None:
    """Nothing is refused that can be right."""
    changes: dict[str, str | bytes | None] = {
        "indikatorer/utslapp.yaml": INDICATOR.replace("kton CO2e", unit),
        "indikatorer/utslapp.csv": "period,värde\n2019,-104\n",
    }
    assert _told(tmp_path, changes) == []


def test_an_unknown_group_is_told_once_however_many_rows_it_has(tmp_path: Path) -> None:
    """One slip, one message; it says how many rows have it."""
    rows = "".join(f"{year},kvinor,5\n{year},män,6\n" for year in range(2000, 2020))
    changes: dict[str, str | bytes | None] = {
        "indikatorer/utslapp.yaml": INDICATOR + "grupper: [kvinnor, män]\n",
        "indikatorer/utslapp.csv": f"period,grupp,värde\n{rows}",
    }
    (told,) = _told(tmp_path, changes)
    assert told.startswith('indikatorer/utslapp.csv:2:6: "kvinor" finns inte bland indikatorns grupper (och på 19 rader till) – menade')


_JUNK = st.recursive(
    st.sampled_from(["", "x", "1", "-1", "2024", "nej", "mål", "a b", "https://x.se/", "2024-T1", "\n"]) | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["namn", "id", "sort", "värde", "x"]), inner, max_size=2),
    max_leaves=4,
)


@given(st.data())
def test_every_fault_that_the_model_can_find_has_a_message(data: DataObject) -> None:
    """Whatever stands under a key of any kind, validation answers with problems, and never fails itself."""
    model = data.draw(st.sampled_from(RECORDS))
    folder = next(name for name, kind in FOLDERS.items() if kind is model.kind or (name == "program" and model.kind is Kind.FOCUS_AREA))
    name = {Kind.PROGRAM: "x/index", Kind.FOCUS_AREA: "x/y"}.get(model.kind, "x")
    keys = [field.alias for field in model.model_fields.values() if field.alias and not field.alias.startswith(FROM_FILE)]
    tree: dict[str, object] = dict(data.draw(st.dictionaries(st.sampled_from(keys), _JUNK, min_size=1, max_size=4)))
    _, problems = validate([Source(f"{folder}/{name}.yaml", tree)])
    assert all(problem.code and problem.message for problem in problems)
