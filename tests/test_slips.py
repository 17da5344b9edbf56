"""Slips of many kinds, each in an otherwise good content folder: one message for each fault, at its place, with what to write instead.

The examples of ``tests/faults.py`` have one of every message; here are those that could be told twice, at the wrong place, or badly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_tools.pipeline import check
from tests.faults import TODAY
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

INDICATOR, SERIES, ACTOR, PAGE = "indikatorer/utslapp.yaml", "indikatorer/utslapp.csv", "aktorer/fullmaktige.yaml", "sidor/om.md"


def _told(folder: Path, path: str, text: str | bytes) -> list[str]:
    """``line:column: message`` of everything that is told when the file says ``text``; no other file has a fault."""
    data = text if isinstance(text, bytes) else text.encode()
    problems = check(write_content(folder, {path: data}), TODAY).problems
    assert {problem.path for problem in problems} <= {path}
    return [str(problem).removeprefix(f"{path}:") for problem in problems]


def _starts(told: list[str], wanted: list[str]) -> bool:
    return len(told) == len(wanted) and all(map(str.startswith, told, wanted))


TARGET = "{sort: högst, värde: 90, år: 2040}"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{sort: högst, värde: null, år: 2040}", ['7:19: nyckeln "värde" är tom']),
        ("{sort: högst, värde: '', år: 2040}", ['7:26: "" är inte ett tal – skriv siffror']),
        ("{sort: högst, värde: '1,234', år: 2040}", ['7:26: "1,234" är inte ett tal – skriv 1.234, eller 1234 om tecknet']),
        ("{sort: högst, värde: 1.234.567, år: 2040}", ['7:26: "1.234.567" är inte ett tal – skriv siffror']),
        ("{sort: högst, värde: '1.234,5', år: 2040}", ['7:26: "1.234,5" är inte ett tal – skriv 1234.5']),
        ("{sort: högst, värde: ٩٠, år: 2040}", ['7:26: "٩٠" är inte ett tal']),
        ("{sort: högst, värde: [90], år: 2040}", ["7:19: här väntas ett tal, men det står en lista"]),
        ("{sort: högst, värde: 90, ar: 2040}", ['7:30: nyckeln "ar" finns inte här – menade du "år"?']),
        ("{sort: högst, värde: 90, år: 20400}", ["7:34: året 20400 ligger utanför 1900–2100"]),
        ("{sort: högst, värde: 90, år: 20 40}", ['7:34: "20 40" är inte en period – skriv 2040']),
        ("{sort:högst, värde: 90, år: 2040}", ['7:6: nyckeln "sort:högst" saknar mellanslag efter kolonet – skriv sort: högst']),
        ("{värde: 90, år: 2040}", ['7:5: nyckeln "sort" saknas']),
        ("90", ["7:5: här väntas en grupp av nycklar"]),
        ("{SORT: högst, värde: 90, år: 2040}", ['7:6: nyckeln "SORT" finns inte här – menade du "sort"?']),
        ("{sort högst, värde: 90, år: 2040}", ["7:6: nyckeln saknar kolon"]),
        ("{sort: högst, värde: 1,234.5, år: 2040}", ['7:28: "234.5" läses som en egen nyckel – skriv tal med decimalpunkt']),
        ("{sort: högst, värde: –90, år: 2040}", ['7:26: "–90" är inte ett tal – skriv -90']),
        ("{sort: högst, värde: 90, år: 2040.0}", ['7:34: "2040.0" är inte en period – skriv 2040']),
        ("{sort: högst, värde: 90, år: 2040—2042}", ['7:34: "2040—2042" är inte en period – skriv 2040–2042']),
        ("{sort: högst, värde: 90, år: mars 2040}", ['7:34: "mars 2040" är inte en period – skriv 2040-03']),
        ("{sort: skillnad högst, värde: 5, mellan: [män, män]}", ["7:5: sorten skillnad högst behöver två grupper"]),
        ("{sort: skillnad högst, värde: -5, mellan: [kvinnor, män]}", ["7:5: talet ska vara minst 0"]),
        ("{sort: ja, värde: 90, år: 2040}", ["7:5: ett målvärde av sorten ja har inget värde – ta bort värde:"]),
        ("{sort: högst, värde: 90, från: 2019, år: 2040}", ["7:5: ett målvärde av sorten högst har inget från"]),
    ],
)
def test_a_target(tmp_path: Path, written: str, told: list[str]) -> None:
    """A slip in the group that holds a number, a year and a word is told once, at the slip."""
    text = GOOD[INDICATOR].replace("        ", "").replace(TARGET, written)
    assert _starts(_told(tmp_path, INDICATOR, text), told)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2019,593\n2020,571\n", ["1:1: första raden har inte kolumnernas namn"]),
        ("period\tvärde\n2019\t593\n", ["1:7: serien har tabbar mellan kolumnerna – spara den med kommatecken"]),
        ("period,värde,,\n2019,593,,\n", ["1:14: en kolumn har inget namn"]),
        ("år,värde\n2019,593\n", ['1:1: kolumnen "år" finns inte – menade du "period"?']),
        ("Period,Värde\n2019,593\n", ['1:1: kolumnen "Period" finns inte – menade du', '1:8: kolumnen "Värde" finns inte – menade du']),
        ("period,värde,värde\n2019,1,2\n", ['1:14: kolumnen "värde" står två gånger']),
        ('period,värde\n2019,"1\n2020,2\n', ["2:1: raden går inte att läsa – kontrollera att varje citattecken har sitt par"]),
        ("period,värde\n2019,1\n2019,1.0\n", ["3:1: samma punkt (2019, totalt, Exempelby, utfall) står också på rad 2"]),
        ("period,värde\n202,1\nT1 2020,1\nVT2020,1\n20221231,1\n", [
            "2:1: året 202 ligger utanför 1900–2100", '3:1: "T1 2020" är inte en period – skriv 2020-T1',
            '4:1: "VT2020" är inte en period – skriv 2020-VT', '5:1: "20221231" är inte en period – skriv 2022-12-31',
        ]),
        ("period,värde\n2019,..\n2020,-\n", ['2:6: ".." är inte ett tal – lämna cellen', '3:6: "-" är inte ett tal – lämna cellen']),
        ('period,värde,kommentar\n2019,593,"två\nrader"\n,,\n2020,5,rör 5"\n2021,x,\n', ['6:6: "x" är inte ett tal']),
        ('period,värde\n"20\n19","59\n3"\n', ["2:1: cellen går över flera rader", "2:1: cellen går över flera rader"]),
        ('period,värde,kommentar\n2019,593,"a"",b"\n2020,"5""",c\n', ['3:6: "5"" är inte ett tal']),
        ("period,precision,värde,värde_till,läge\n2019,intervall,,5,saknas\n", ["2:17: läget är saknas men cellen värde_till är inte tom"]),
        ("period,värde\n2027,593\n2026,593\n", ["2:1: varning: 2027 har inte börjat än (i dag är det 2026-11-21)"]),
        ("period,grupp,värde\n2019,Totalt,5\n2020,,6\n", ['2:6: gruppen skrivs "Totalt" här men "totalt" på andra ställen']),
        ("period|värde\n2019|593\n", ["1:1: serien har lodstreck mellan kolumnerna"]),
        ("# källa SCB\nperiod,värde\n2019,593\n", ["1:1: första raden har inte kolumnernas namn"]),
        ("kommun,2019,2020\nExempelby,1,2\n", ["1:1: perioderna står som kolumner"]),
        ("period,värde\n2019,#DIV/0!\n2020,<5\n2021,–5\n", [
            '2:6: "#DIV/0!" är inte ett tal – lämna cellen', '3:6: "<5" är inte ett tal – lämna cellen', '4:6: "–5" är inte ett tal',
        ]),
        (f"period,värde\n2019,{'9' * 200_000}\n", ["2:1: texten är för lång (200005 tecken)"]),
    ],
)  # fmt: skip
def test_a_series(tmp_path: Path, written: str, told: list[str]) -> None:
    """A slip in a spreadsheet, or in how it was saved, is told once and not again for each row or column that it spoils."""
    assert _starts(_told(tmp_path, SERIES, written), told)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Se [a](saknas.md) och [b](.)", ['4:8: länken "saknas.md"', '4:27: länken "."']),
        ("Se [a](../mal/klimatneutral.md) och [b](mal/klimatneutral.md)", ['4:41: länken "mal/klimatneutral.md"']),
        ("[a](&#x6A;avascript:x)\n[b](javascript:x)", ['4:1: länken "javascript:x"', '5:5: länken "javascript:x"']),
        ("[a][x], [b][x] och [x]\n\n[x]: /nej/", ['6:6: länken "/nej/" leder ingenstans']),
        ("Text[^1].\n\n[^1]: not", ["4:5: fotnoten [^1]"]),
        ("Text.\n\n[^1]: not", ["6:1: fotnoten [^1]"]),
        ("`[^1]`\n\n    [^2]\n\n```\n[^3]: not\n```", []),
        ("Se [](/mal/)", ["4:4: länken har ingen text"]),
        (
            "[a] (/mal/) [b](om oss.md) (c)[/mal/] [d][e] [[f]]",
            ["4:3: varning: det här ser ut som en länk", "4:15:", "4:30:", "4:41:", "4:46:"],
        ),
        ("\\[a\\](b) och `[c] (/mal/)`", []),
        ("[a](mailto:) [b](mailto:x) [c](tel:växeln)", ['4:5: länken "mailto:" har ingen riktig', "4:18:", "4:32:"]),
        ("[a](mailto:a@b.se?subject=Hej) [b](tel:+46-10-123)", []),
        ("[Läs mer…](/mal/) [→](/mal/)", ['4:1: varning: länktexten "Läs mer…"', '4:19: varning: länktexten "→"']),
        ("##Rubrik\n\n#hållbarhet", ["4:1: varning: raden ser ut som en rubrik men blir ingen: ## behöver"]),
        ("> | a |\n> |---|\n> | b | c |\n\n| a |\n|---|\n| b | c |", ["10:1: varning: raden har 2 celler, men tabellen har 1 kolumn"]),
        ("##Data\n\n[a](#avsnitt-data)", ["4:1: varning: raden ser ut som en rubrik"]),
        ("```\na", ["4:1: varning: allt efter ``` blir kod"]),
        ("- a\n  ```\n  b\n  ```\n", []),
        ("<!-- dolt --> &lt;b&gt; `<i>`", ["4:1: varning: läsaren ser <!-- som det står"]),
        ("".join(f"{'  ' * n}- a\n" for n in range(12)), ["13:1: varning: listor eller citat ligger här i varandra"]),
        ("[ord]{onclick=x} ## {#eget} [a](/mal/){target=_blank}", ["4:5: det som står inom klamrarna", "4:21:", "4:39:"]),
        ("a&#0;b c&zwj;d", ["4:1: här står ett osynligt tecken: U+200D", "4:1: här står ett osynligt tecken: U+FFFD"]),
        ("👩\u200d🌾 och 5\ufe0f\u20e3", []),
        ("o\u200drd \uf0b7 punkt", ["4:2: här står ett osynligt tecken: U+200D", "4:6: här står ett osynligt tecken: U+F0B7"]),
        ("Mеtod och Москва", ["4:2: bokstaven е här är kyrillisk (U+0435)"]),
        ("Ã¤r pÃ¥ vÃ¤g", ['4:1: här står "Ã¤" i stället för "ä"']),
        ("G\ufffdteborg", ["4:2: här står � i stället för ett tecken"]),
    ],
)
def test_a_text(tmp_path: Path, written: str, told: list[str]) -> None:
    """A link is pointed out where its address is written, and once however often it is used; what stands in code is no link."""
    found = _told(tmp_path, PAGE, f"---\nnamn: Om\n---\n{written}\n")
    assert _starts(found, told), found


@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        (ACTOR, "namn: Fullmäktige\ntyp: fullmäktige\növerordnad: fullmaktige\n".encode(), '3:13: "fullmaktige" hänvisar till sig själv'),
        (ACTOR, "namn: Fullmäktige\n...\ntyp: fullmäktige\n".encode(), "2:1: filen innehåller mer än ett dokument"),
        (ACTOR, "namn:\u00a0Fullmäktige\ntyp: fullmäktige\n".encode(), "1:6: här står ett hårt mellanslag"),
        (ACTOR, 'namn: "C:\\Users"\ntyp: fullmäktige\n'.encode(), "1:12: tecknet efter \\ går inte att använda"),
        (ACTOR, 'namn: "Full\ntyp: fullmäktige\nförkortning: "KF"\n'.encode(), "2:1: raden hör till det som börjar på rad 1"),
        (ACTOR, "namn: Fullmäktige\ntyp: råd\nnamn: Fullmäktige\ntyp: råd\n".encode(), '3:1: nyckeln "namn" står två gånger'),
        (ACTOR, "typ: råd\nnamn: Rum #1\n".encode(), "2:7: texten tar slut före #"),
        (ACTOR, b"<<<<<<< HEAD\nnamn: A\n=======\nnamn: B\n>>>>>>> gren\n", "1:1: här står git:s märken kvar"),
        (
            INDICATOR,
            GOOD[INDICATOR].replace("        ", "").replace("[klimatneutral]", "-klimatneutral").encode(),
            "4:6: här väntas en lista – skriv [klimatneutral]",
        ),
        (
            INDICATOR,
            GOOD[INDICATOR].replace("        ", "").replace("basen", "basen, del 2").encode(),
            '5:34: "del 2" läses som en egen nyckel',
        ),
        ("mal/Thumbs", b"", "1:1: filer utan ändelse läses inte här"),
        (PAGE, b"PK\x03\x04\x14\0\x06\0\x08\0", "1:1: filen är ingen textfil"),
        (PAGE, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1: filen är ingen textfil"),
        (PAGE, b"%PDF-1.7\n\xe2\xe3", "1:1: filen är ingen textfil"),
        ("mal/CON.md", b"---\nnamn: X\n---\n", '1:1: filnamnet "CON" kan inte vara ett id: bara a–z'),
    ],
)
def test_a_file(tmp_path: Path, path: str, data: bytes, told: str) -> None:
    """One file that is wrong as a whole is one fault."""
    assert _starts(_told(tmp_path, path, data), [told])


def test_many_warnings_make_no_error_and_hide_none(tmp_path: Path) -> None:
    """Of a file with more than fifty problems the errors are told first, and what is left out is an error only if one is among it."""
    rows = "".join(f"{year},5\n" for year in range(2030, 2100))
    told = _told(tmp_path / "warnings", SERIES, f"period,värde\n{rows}")
    assert len(told) == 51
    assert all("varning: " in one for one in told)
    errors = [one for one in _told(tmp_path / "error", SERIES, f"period,värde\n{rows}2019,x\n") if "varning: " not in one]
    assert _starts(errors, ['72:6: "x" är inte ett tal'])
