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
    ],
)
def test_a_target(tmp_path: Path, written: str, told: list[str]) -> None:
    """A slip in the group that holds a number, a year and a word is told once, at the slip."""
    text = GOOD[INDICATOR].replace("        ", "").replace(TARGET, written)
    assert _starts(_told(tmp_path, INDICATOR, text), told)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2019,593\n2020,571\n", ["1:1: första raden har inget av kolumnernas namn"]),
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
        (PAGE, b"PK\x03\x04\x14\0\x06\0\x08\0", "1:1: filen är ingen textfil"),
        (PAGE, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1: filen är ingen textfil"),
        (PAGE, b"%PDF-1.7\n\xe2\xe3", "1:1: filen är ingen textfil"),
        ("mal/CON.md", b"---\nnamn: X\n---\n", '1:1: filnamnet "CON" kan inte vara ett id: bara a–z'),
    ],
)
def test_a_file(tmp_path: Path, path: str, data: bytes, told: str) -> None:
    """One file that is wrong as a whole is one fault."""
    assert _starts(_told(tmp_path, path, data), [told])
