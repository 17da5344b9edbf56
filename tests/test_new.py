"""``build.py ny``: a new file of any kind passes the check at once, says what is to be filled in, and is not published before that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st

from site_tools.cli import main
from site_tools.config import FILES
from site_tools.editing.new import id_of
from site_tools.editing.scaffold import scalar
from site_tools.messages.hidden import hidden_characters
from site_tools.model.fields import slug
from site_tools.model.parts import Kind
from site_tools.pipeline import check
from site_tools.strict_yaml import read_yaml
from tests.writing import write_content

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NEEDED = {
    Kind.PROGRAM: ["--mål", "klimatneutral"],
    Kind.FOCUS_AREA: ["--program", "klimat"],
    Kind.FOLLOW_UP: ["--ansvarig", "fullmaktige"],
    Kind.CONTROL: ["--aktör", "fullmaktige"],
}
"""The references that a kind cannot be without; all else can wait."""


def _ny(content: Path, *words: str, today: str = "1795219200") -> Result:
    return CliRunner().invoke(main, ["ny", *words, "--content", str(content)], env={"SOURCE_DATE_EPOCH": today})


def _file(content: Path, kind: Kind, name: str = "nytt") -> Path:
    return content / FILES[kind].replace("<program>", "klimat").replace("<id>", name).replace("<år>", name)


@pytest.mark.parametrize("kind", Kind)
def test_a_new_file_of_every_kind_is_a_good_draft(tmp_path: Path, kind: Kind) -> None:
    """Nothing but the id and what it cannot be without: the check passes, and every place to fill in is told with its line."""
    content = write_content(tmp_path)
    done = _ny(content, kind.value, "nytt", *NEEDED.get(kind, []))
    assert done.exit_code == 0, done.output
    assert not check(content).problems
    lines = _file(content, kind).read_text("utf-8").splitlines()
    places = [number for number, line in enumerate(lines, 1) if "FYLL I" in line]
    assert places
    assert all(f"{_file(content, kind)}:{number} " in done.output for number in places)


@pytest.mark.parametrize("kind", Kind)
def test_a_new_file_cannot_be_published_as_it_is(tmp_path: Path, kind: Kind) -> None:
    """When the draft's line goes while a place is still to be filled in, that place is a fault, whatever its type."""
    content = write_content(tmp_path)
    _ny(content, kind.value, "nytt", *NEEDED.get(kind, []))
    file = _file(content, kind)
    text = file.read_text("utf-8")
    file.write_text(text.replace("utkast: ja\n", "", 1), "utf-8")
    found = check(content).problems
    assert len(found) >= text.count("FYLL I") > 0
    assert all("FYLL I" in problem.message for problem in found)


@pytest.mark.parametrize("kind", Kind)
def test_every_optional_key_can_be_used_by_taking_its_mark_away(tmp_path: Path, kind: Kind) -> None:
    """The comments name the model's own keys, each once, so that a line without its # is read as that key."""
    content = write_content(tmp_path)
    _ny(content, kind.value, "nytt", *NEEDED.get(kind, []))
    text = _file(content, kind).read_text("utf-8")
    offered = [line[2:].partition(":")[0] for line in text.splitlines() if line.startswith("# ") and ":  #" in line.replace(" []", "")]
    assert {"kortnamn", "publiceras_tidigast"} <= set(offered)
    assert len(offered) == len(set(offered))
    file = _file(content, kind)
    file.write_text(text.replace("# kortnamn:  #", "kortnamn: Kort  #"), "utf-8")
    assert not check(content).problems


def test_a_target_is_written_by_taking_its_marks_away(tmp_path: Path) -> None:
    """The keys of the example go together: with figures in them the check finds no fault."""
    content = write_content(tmp_path)
    _ny(content, "indikator", "nytt")
    file = _file(content, Kind.INDICATOR)
    text = file.read_text("utf-8")
    head, example = text[text.index("# målvärden:") :].splitlines()[:2]
    filled = example.removeprefix("#").replace("värde: …", "värde: 40").replace("år: …", "år: 2030")
    file.write_text(text.replace(f"{head}\n{example}", f"målvärden:\n{filled}"), "utf-8")
    checked = check(content)
    assert not checked.problems
    assert checked.portal
    assert [str(one.value) for record in checked.portal.indicators if record.id == "nytt" for one in record.targets] == ["40"]


def test_places_to_fill_in_are_told_apart(tmp_path: Path) -> None:
    """A name of the source is not the name of the page."""
    done = _ny(write_content(tmp_path), "indikator", "nytt")
    told = [line.partition(":")[2].partition(" ")[2] for line in done.output.splitlines() if line.startswith("  fyll i")]
    assert "källa: namn" in told
    assert len(told) == len(set(told))


def test_what_is_given_is_written(tmp_path: Path) -> None:
    """Options are the model's keys; lists are parted at commas; a source is a document where one has that id, else a name."""
    content = write_content(tmp_path)
    done = _ny(
        content, "indikator", "--namn", "Cykelväg: meter & mer", "--enhet", "meter", "--riktning", "upp", "--mål", "klimatneutral",
        "--källa", "plan", "--grupper", "kvinnor, män", "--decimaler", "1", "--text", "Två ord.",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    tree = read_yaml((content / "indikatorer/cykelvag-meter-mer.yaml").read_text("utf-8")).value
    assert tree == {
        "utkast": "ja", "namn": "Cykelväg: meter & mer", "text": "Två ord.", "enhet": "meter", "källa": {"dokument": "plan"},
        "önskad_riktning": "upp", "mål": ["klimatneutral"], "decimaler": "1", "grupper": ["kvinnor", "män"],
    }  # fmt: skip
    series = (content / "indikatorer/cykelvag-meter-mer.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[:4] for line in series] == [
        ["period", "grupp", "värde", "läge"],
        ["2025", "kvinnor", "", "saknas"],
        ["2025", "män", "", "saknas"],
    ]
    named = _ny(content, "mål", "nytt", "--källa", "Riksdagen: beslut")
    assert named.exit_code == 0
    assert 'namn: "Riksdagen: beslut"' in (content / "mal/nytt.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["indikater", "x"], 'menade du "indikator"?'),
        (["åtagande"], "åtagande är en sorts uppdrag: skriv build.py ny uppdrag --typ åtagande"),
        (["risk"], "risker skriver du i en fil av sorten internkontroll"),
        (["målvärde"], "målvärden skriver du i en fil av sorten mål eller indikator"),
        (["indikator"], "ange ett id, eller ett namn"),
        (["indikator", "Åäö x"], 'skriv "aao-x"'),
        (["indikator", "utslapp"], 'id "utslapp" används redan'),
        (["program", "nytt"], "ange --mål"),
        (["program", "nytt", "--mål", "klimatneutrall"], 'menade du "klimatneutral"?'),
        (["fokusområde", "nytt"], "ange --program; programmen är klimat"),
        (["fokusområde", "nytt", "--program", "klimmat"], 'menade du "klimat"?'),
        (["indikator", "nytt", "--decimaler", "många"], '"många" är inte ett tal'),
    ],
)
def test_a_slip_is_told_and_nothing_is_written(tmp_path: Path, words: list[str], told: str) -> None:
    """Each with what to write instead; the content folder is as it was."""
    content = write_content(tmp_path)
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    done = _ny(content, *words)
    assert (done.exit_code, told in done.output) == (2, True), done.output
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    """Not even one that the portal cannot read, or the series of an indicator that has none."""
    content = write_content(tmp_path, {"mal/nytt.md": "trasig", "indikatorer/annan.csv": "mitt"})
    for kind, name, path in (("mål", "nytt", "mal/nytt.md"), ("indikator", "annan", "indikatorer/annan.csv")):
        before = (content / path).read_bytes()
        done = _ny(content, kind, name)
        assert (done.exit_code, "skrivs inte över" in done.output) == (2, True)
        assert (content / path).read_bytes() == before
    assert not (content / "indikatorer/annan.yaml").exists()


def test_nearly_the_same_name_is_asked_about(tmp_path: Path) -> None:
    """The same thing twice under two ids is told, not refused."""
    done = _ny(write_content(tmp_path), "indikator", "--namn", "Utsläpp av växthusgas")
    assert done.exit_code == 0
    assert 'Det finns redan "Utsläpp av växthusgaser"' in done.output


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1).filter(str.strip))
def test_any_text_reads_back_as_it_was_written(text: str) -> None:
    """Alone, with a comment after it, and within a list, whatever YAML would make of it."""
    assume(not any(hidden_characters(text)))
    for line in (f"a: {scalar(text)}", f"a: {scalar(text)}  # FYLL I"):
        assert read_yaml(line).value == {"a": text}
    assert read_yaml(f"a: [{scalar(text, flow=True)}, b]").value == {"a": [text, "b"]}


@given(st.text())
def test_an_id_made_of_a_name_is_an_id(name: str) -> None:
    """Whatever the name; an empty one when nothing of it can be used."""
    assert slug(id_of(name)) == id_of(name)
    assert len(id_of(name)) <= 50
