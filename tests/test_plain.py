"""What is plain is read fast, and then it says just what a careful reading says: the same values, and never a fault less."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_tools import markdown
from site_tools.load.table import read_rows
from site_tools.load.text import decoded
from site_tools.markdown import once
from site_tools.markdown.once import parsed
from site_tools.messages.hidden import hidden_characters, plainly_visible
from site_tools.model.dialect import COLUMNS, EXCEL, STANDARD, Dialect
from site_tools.model.portal import Source
from site_tools.model.rows import plain_rows
from site_tools.problems import Problem
from site_tools.strict_yaml import YamlError, read_yaml
from site_tools.strict_yaml.plain import read_plain
from site_tools.validate.series import each_row, typed_rows

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

CONTENT = Path(__file__).parent.parent / "content"


def _texts(pieces: str, most: int = 14) -> SearchStrategy[str]:
    """Texts of the given pieces; · stands for a blank, ¶ for a line break and → for a tab."""
    written = pieces.translate(str.maketrans("·¶→", " \n\t")).split("§")
    return st.lists(st.sampled_from(written), max_size=most).map("".join)


_KEYS = (
    "a:·§b:·§å:·§a:§<<:·§¶§¶··§¶·§¶·¶§¶-·§¶··-·§-·§[§]§{§}§,·§:·§?·§?§\"§'§|¶··§|-¶··§>¶···¶··§|§#§·#1§]#§'#§&a·§*a§!!str·§!§~§null§x§å§\\u200b"
    "§\\§---¶§...¶§→§%§@§\u200b§\u00a0§1.10§\"x\"§'y·z'§[a,·b]§{a:·1,·b:·[2]}§¶c:·|¶··rad¶··rad¶§¶d:·text·med·ord?·och·mer"
)


@given(_texts(_KEYS))
@example("a: |\n\n  x\n")
@example('a: "x\n  y"\n')
@example("a: [b,\nc]\n")
@example("{?a: 1}")
@example("a: b\n---\nc: d\n")
@example("a: " + "[" * 31 + "]" * 31)
@example("a: " + "[" * 32 + "]" * 32)
@example("a: [" + "1," * 3001 + "]")
def test_plain_keys_are_those_of_a_careful_reading(text: str) -> None:
    """What the fast reading takes in has no fault, and is the same tree."""
    plain = read_plain(text)
    if plain is not None:
        assert plain == read_yaml(text).value


def test_nearly_all_of_the_real_content_is_plain() -> None:
    """The fast reading is worth its keep, and gives what the careful one does."""
    files = sorted(file for file in CONTENT.rglob("*") if file.suffix in (".yaml", ".md"))[::9]
    heads = [file.read_text("utf-8").removeprefix("---\n").partition("\n---\n")[0] for file in files]
    plain = [read_plain(head) for head in heads]
    assert sum(tree is None for tree in plain) < len(heads) / 20
    assert all(tree in (None, read_yaml(head).value) for tree, head in zip(plain, heads, strict=True))


_CELLS = (
    "2019 2020 2019-T1 2019/2020 odaterat 20·19 1899 2019-13 kvinnor män totalt X 0 1 2 1.5 1,5 -3.10 −3 007 .5 1e3 1234567890123456 "
    '1.1234567890123 utfall prognos utfal saknas sekretess exakt intervall cirka ord · ·x x· \u00a0 " "a,b" → text 2:1 ²'
)


@st.composite
def _series(draw: st.DrawFn) -> tuple[str, Dialect]:
    """A CSV file: mostly whole rows of likely cells, now and then damaged."""
    dialect = draw(st.sampled_from((STANDARD, EXCEL)))
    columns = draw(st.permutations(COLUMNS))[: draw(st.integers(0, 6))]
    header = [*dict.fromkeys(["period", *columns, "värde"])] if draw(st.integers(0, 9)) else [*columns, "värden"]
    likely = {
        "period": ["2019", "2020", "2021", "2022-T1", "odaterat"],
        "värde": ["1", "2.5".replace(".", dialect.decimal), "-3", "0"],
        "värde_till": ["", "", "", "9"],
        "slag": ["", "utfall", "prognos"],
        "läge": ["", "", "preliminär", "saknas"],
        "precision": ["", "", "exakt", "intervall", "ord"],
    }
    odd = draw(st.sampled_from((0, 0, 0, 1, 3)))
    rows = [[draw(st.sampled_from(likely.get(name, ["", "a", "b c", "1"]))) for name in header] for _ in range(draw(st.integers(0, 4)))]
    for row in rows[:odd]:
        row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(["", *_CELLS.split(" ")]))
    lines = [dialect.separator.join(row).replace("·", " ").replace("→", "\t") for row in [header, *rows]]
    if odd and draw(st.booleans()):
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(["", " ", "x", dialect.separator * len(header)])))
    return "\n".join(lines) + draw(st.sampled_from(("\n", "\n", "", "\n\n"))), dialect


@given(_series())
@example(("period,värde\n ,1\n", STANDARD))
def test_a_plain_series_is_that_of_a_careful_reading(drawn: tuple[str, Dialect]) -> None:
    """Cells, their places, typed rows and messages are the same whichever way a file is read."""
    text, dialect = drawn
    careful, faults = read_rows("indikatorer/x.csv", text, dialect)
    plain = plain_rows(text, dialect.separator)
    if plain is None:
        return
    assert careful is not None
    assert not faults
    assert list(plain) == list(careful.rows)
    fast = Source(careful.path, rows=plain, written=text, dialect=dialect)
    assert fast.end_columns == careful.end_columns
    rows, problems = typed_rows(fast, "Hemma")
    assert (rows, problems) == typed_rows(careful, "Hemma")
    if not problems:
        again = copy.copy(rows)  # without what it has made
        assert repr(tuple(again)) == repr(tuple(rows)) == repr(each_row(careful, "Hemma")[0])
        assert len(again) == len(rows)


_WORDS = (
    "[a](/mal/x/)§[b·c](../mal/x.md)§[läs](https://a.se/x#b)§[här](/x/)§[·](#a)§[d](#avsnitt-x)§[e](sida-1.md)§¶§¶¶§##·§#·§###·§#§-·§··-·§1.·§*·§····§···§**§*"
    "§_§ord·§å·§!§·§>·§---§===§-·§&§·&·§&amp;§`§~~~§|§\\§<§>§{lang=en}§^§[^1]§[x]§]§[§(§)§:§\"§'§...§--§··¶§1)·§+·§=§[a](//h/x)§[q](./y#)§[a](/x·)"
)
_TABLES = (
    "¶¶§¶¶|·a·|·b·|¶|---|---|¶§¶¶|a|¶|-|¶§¶|·a·|·b·|¶§|·1·|·[b](/x/)·|¶§|·§·|§¶|--:|:-·|¶"
    "§|·[här](/x/)·|¶§||§¶§¶¶§-·§>·§¶|-|¶|-|¶¶§##·§···§{lang=en}§`§\\§#§x"
)


@given(_texts(_WORDS) | _texts(_TABLES))
@example("\n\n| a |\n|---|\n| [b](/c/) | d |\n\n")
@example(" & \n-     [b c](../mal/x.md) & ")
@example("## a\n\n#### [b](/c/)\n")
def test_the_findings_of_a_plain_text_are_those_of_the_parser(text: str) -> None:
    """Links that are seen at once are the parser's, each with its line and its place, and nothing else is there to judge."""
    with patch.object(once, "seen_at_once", lambda _: None):
        careful = parsed(text).findings
    assert markdown.findings(text) == careful


@given(st.text(st.characters(codec="utf-8"), max_size=12) | _texts("å§a\u030a§\u200b§\ufeff§\u0301§é§–§\r§\x00§\x85§€§x"))
def test_what_is_plainly_visible_hides_nothing_and_needs_no_composing(text: str) -> None:
    """The quick look never lets anything through that the slow ones would have told of or changed."""
    data = text.encode()
    if plainly_visible(data):
        assert not list(hidden_characters(text.replace("\r", "\n")))
        assert decoded("mal/x.md", data) == decoded("mal/x.md", data + "\u4e00".encode())[:-1]  # type: ignore[index]  # with a sign that is not plain


@given(
    st.lists(st.sampled_from([b"a", b"\xc3", b"\xa5", b"\xc3\xa5", b"\xe2\x80", b"\x93", b"\n", b"\xef\xbb\xbf"]), max_size=6).map(b"".join)
)
def test_no_byte_is_lost_in_a_quick_look(data: bytes) -> None:
    """What is no UTF-8 is refused, also when its pieces would make letters if they stood together."""
    try:
        data.decode()
    except UnicodeDecodeError:
        assert isinstance(decoded("mal/x.md", data), Problem)


def test_a_fault_beside_plain_keys_has_its_place() -> None:
    """The places of what was read fast are found when they are asked for."""
    with pytest.raises(YamlError):
        read_yaml("a: 1\na: 2\n")
    assert read_plain("a: 1\na: 2\n") is None
    assert read_yaml("a: 1\nb: [c, d]\n").marks.places[("b", 1)] == (2, 8)
