"""Reading: every fault has its file, line and column; nothing dangerous gets in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_tools.load import load
from site_tools.pipeline import check
from site_tools.strict_yaml import YamlError, read_yaml
from tests.writing import write_content

if TYPE_CHECKING:
    from pathlib import Path

    from site_tools.problems import Said


def _problems(content: Path) -> list[str]:
    return [str(problem) for problem in load(content)[1]]


def test_good_content_has_no_problems(tmp_path: Path) -> None:
    """What is right is read without a word."""
    sources, problems = load(write_content(tmp_path))
    assert problems == []
    assert {source.path for source in sources} >= {"webbplats.yaml", "indikatorer/utslapp.csv", "program/klimat/resor.md"}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("a: &x 1\n", "1:4: ankaret &x"),
        ("a: *x\n", "1:4: hänvisningen *x"),
        ("a: !!python/object/apply:os.system [touch pwned]\n", "1:4: märket"),
        ("a: 1\n---\nb: 2\n", "2:1: filen innehåller mer än ett dokument"),
        ("a:\n\t- b\n", "2:1: raden är indragen med tabb"),
        ("a: 1\nb: 2\na: 3\n", '3:1: nyckeln "a" står två gånger; den första på rad 1'),
        ("a: b: c\n", "1:5: ett kolon står på fel plats"),
        ("<<: {a: 1}\n", "1:1: << går inte att använda"),
        ("a: " + "[" * 1000 + "]" * 1000 + "\n", "1:35: värdena är inneslutna i varandra i fler än 32 nivåer"),
        ("- a\n", "1:1: filen ska bestå av nycklar med värden"),
    ],
)
def test_what_yaml_could_hide_is_refused_with_its_place(tmp_path: Path, written: str, told: str) -> None:
    """Anchors, tags, duplicate keys, further documents and depth are faults of the editor's file, told with line and column."""
    problems = _problems(write_content(tmp_path, {"mal/x.yaml": written.encode()}))
    assert len(problems) == 1
    assert problems[0].startswith(f"mal/x.yaml:{told}")


def test_many_duplicate_keys_are_told_at_once(tmp_path: Path) -> None:
    """Faults that do not stop the reading are all told."""
    assert len(_problems(write_content(tmp_path, {"mal/x.yaml": "a: 1\na: 2\nb: 1\nb: 2\n"}))) == 2


def test_scalars_stay_as_typed() -> None:
    """No clock times, booleans, octals or dates are made of what an editor wrote."""
    tree = read_yaml("a: 2023:1\nb: no\nc: 0114\nd: 1.10\ne: 2024-05-16\nf: null\ng: 'null'\nh: 1e5\n").value
    assert tree == {"a": "2023:1", "b": "no", "c": "0114", "d": "1.10", "e": "2024-05-16", "f": None, "g": "null", "h": "1e5"}


@given(
    st.recursive(
        st.text("abå: \n-#'\"", max_size=6),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abå", min_size=1), inner, max_size=3),
        max_leaves=8,
    )
)
def test_any_written_tree_is_read_back(tree: object) -> None:
    """What a YAML writer writes comes back the same, as text."""
    written = yaml.safe_dump({"a": tree}, allow_unicode=True, default_style='"')
    assert read_yaml(written).value == {"a": tree}


def _faults(written: str) -> list[tuple[tuple[int, int], Said]]:
    try:
        read_yaml(written)
    except YamlError as error:
        return error.found
    return []


# YAML counts three more characters as line breaks; the reading stage refuses them before this.
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=60))
def test_any_text_is_read_or_refused_with_a_place(written: str) -> None:
    """No input makes the reader fail in any other way than with its own message."""
    lines = written.count("\n") + 2
    assert all(1 <= line <= lines and column >= 1 and said.text for (line, column), said in _faults(written))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            "# Åtgärder\n".encode("latin-1"),
            "mal/x.md:1:3: filen är inte sparad som UTF-8 (byte 0xc5) – spara om filen med teckenkodningen UTF-8",
        ),
        ("# Hej\n".encode("utf-16"), "mal/x.md:1:1: filen är sparad som UTF-16 – spara den som UTF-8"),
        (
            "---\nnamn: Budget \u202egnp\n---\n".encode(),
            "mal/x.md:2:14: här står ett osynligt tecken: U+202E (tecken som vänder läsriktningen) – ta bort det",
        ),
        (
            b"namn\n",
            "mal/x.md:1:1: filen ska börja med nycklar mellan två rader med --- – skriv --- på en egen rad före och efter nycklarna",
        ),
        (b"---\nnamn: x\n", "mal/x.md:1:1: den andra raden med --- saknas – skriv --- på en egen rad efter nycklarna"),
    ],
)
def test_a_file_that_cannot_be_text_says_how_to_save_it(tmp_path: Path, data: bytes, told: str) -> None:
    """Encodings and hidden characters are told with the byte or code point and what to do."""
    assert _problems(write_content(tmp_path, {"mal/x.md": data})) == [told]


def test_decomposed_letters_are_the_same_letters(tmp_path: Path) -> None:
    """å typed as a + ring (NFD) gives the same key as å."""
    sources, problems = load(write_content(tmp_path, {"mal/x.yaml": "ka\u0308lla: {namn: A\u030atga\u0308rd}\n"}))
    tree = next(source.tree for source in sources if source.path == "mal/x.yaml")
    assert (tree, problems) == ({"källa": {"namn": "Åtgärd"}}, [])


def test_symlinks_and_other_special_files_are_not_followed(tmp_path: Path) -> None:
    """A link out of the content folder, or a pipe, is refused and never opened."""
    (tmp_path / "hemlig.yaml").write_text("namn: hemlig\n")
    content = write_content(tmp_path / "content")
    (content / "mal" / "lank.yaml").symlink_to(tmp_path / "hemlig.yaml")
    (content / "dokument" / "mapp").symlink_to(tmp_path)
    os.mkfifo(content / "mal" / "ror.yaml")
    assert _problems(content) == [
        "dokument/mapp:1:1: filen är en genväg till en annan fil – lägg själva filen här i stället",
        "mal/lank.yaml:1:1: filen är en genväg till en annan fil – lägg själva filen här i stället",
        "mal/ror.yaml:1:1: det här är inte en vanlig fil – ta bort den",
    ]


def test_files_in_the_wrong_place_are_told(tmp_path: Path) -> None:
    """Nothing that an editor puts in the folder is passed over in silence."""
    told = _problems(
        write_content(tmp_path, {"bilder/x.png": b"x", "mal/x.docx": b"x", "mal/x.csv": b"x", "mal/stor.md": b"x" * 1_048_577})
    )
    assert [line.split(" – ")[0] for line in told] == [
        "bilder/x.png:1:1: filen ligger på ett ställe som portalen inte läser",
        "mal/stor.md:1:1: filen är för stor (1048577 byte)",
        'mal/x.csv:1:1: filer som slutar på ".csv" läses inte här',
        'mal/x.docx:1:1: filer som slutar på ".docx" läses inte här',
    ]


def test_a_spreadsheet_saved_with_semicolons_says_so(tmp_path: Path) -> None:
    """The commonest way to save a CSV wrongly has its own message."""
    told = _problems(write_content(tmp_path, {"indikatorer/utslapp.csv": "period;värde\n2019;593\n"}))
    assert told == [
        "indikatorer/utslapp.csv:1:7: serien är sparad så som Excel sparar på svenska: semikolon mellan kolumnerna – "
        "skriv raden csv: excel i indikatorer/utslapp.yaml, eller spara om serien med komma mellan kolumnerna och punkt i talen, utan BOM"
    ]


@pytest.mark.parametrize("escape", ["\\u202e", "\\u200b", "\\0", "\\uFFFE", "\\e"])
def test_an_escape_cannot_write_what_may_not_be_typed(tmp_path: Path, escape: str) -> None:
    """Characters that a reader would not see are found behind YAML's escapes too."""
    told = _problems(write_content(tmp_path, {"mal/x.yaml": f'namn: "Kommun{escape}full"\n'}))
    assert [line.split(" U+")[0] for line in told] == ["mal/x.yaml:1:7: här står ett osynligt tecken:"]


def test_a_text_that_a_sign_cuts_short_is_told(tmp_path: Path) -> None:
    """What follows a # is a comment to YAML; a word right after it is most likely a part of the text."""
    text = "namn: Plats #1 i landet # riktig kommentar\ntyp: krav # kommentar\nnummer: om #hållbarhet\n# kommentar\n#kommentar\n"
    told = _problems(write_content(tmp_path, {"mal/x.yaml": text}))
    assert [line.partition(" – ")[0] for line in told] == [
        f"mal/x.yaml:{place}: texten tar slut före #, som inleder en kommentar" for place in ("1:7", "3:9")
    ]


def test_a_folder_that_cannot_be_read_and_one_too_deep_are_told(tmp_path: Path) -> None:
    """Neither stops the reading of the rest."""
    deep = tmp_path / "content" / "mal" / "/".join("d" * 12)
    deep.mkdir(parents=True)
    assert [line.split(" – ")[0] for line in _problems(write_content(tmp_path / "content"))] == [
        "mal/d/d/d/d/d/d/d/d/:1:1: mapparna ligger för djupt i varandra"
    ]


def test_one_file_never_buries_the_others(tmp_path: Path) -> None:
    """At most fifty messages for a file, and how many more there are."""
    told = [str(p) for p in check(write_content(tmp_path, {"mal/x.md": ("\u200b\n" * 500).encode(), "mal/y.md": b"namn\n"})).problems]
    assert len(told) == 52
    assert told[50].startswith("mal/x.md:51:1: och 450 till i filen")
    assert told[51].startswith("mal/y.md:1:1:")
