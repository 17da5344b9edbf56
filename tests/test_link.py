"""The graph: every reference leads somewhere, is known from both ends, and no fault is told twice."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest

from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.pipeline import check
from site_tools.problems import LIKELY_MAX, nearest
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

GOAL = GOOD["mal/klimatneutral.md"].replace("        ", "")

PROGRAM = "---\nnamn: Program för klimat\nmål: [klimatneutral]\nkälla: {dokument: plan}\n---\n"


def _told(folder: Path, changes: dict[str, str | bytes | None]) -> list[str]:
    return [str(problem) for problem in check(write_content(folder, changes)).problems]


def test_every_reference_is_an_edge_known_from_both_ends(tmp_path: Path) -> None:
    """Whatever an editor names under a key is found from the page that is named, too."""
    portal = check(write_content(tmp_path)).portal
    assert portal is not None
    plan = portal.records[Ref(Kind.DOCUMENT, "plan")]
    area = portal.records[Ref(Kind.FOCUS_AREA, "resor")]
    assert [r.id for r in portal.incoming(plan, Kind.GOAL)] == ["klimatneutral"]
    assert [r.id for r in portal.outgoing(area, "indikatorer")] == ["utslapp"]
    assert [r.id for r in portal.outgoing(area, "program")] == ["klimat"]
    assert {(e.source.id, e.relation, e.target.id) for e in portal.edges} >= {
        ("klimatneutral", "beslutad_av", "fullmaktige"),
        ("klimat", "mål", "klimatneutral"),
        ("utslapp", "mål", "klimatneutral"),
    }


def test_an_unknown_reference_names_the_nearest(tmp_path: Path) -> None:
    """A slip in an id is told at the id, with what was probably meant."""
    assert _told(tmp_path, {"mal/klimatneutral.md": GOAL.replace("fullmaktige", "fulmaktige")}) == [
        'mal/klimatneutral.md:4:14: aktören "fulmaktige" finns inte – menade du "fullmaktige"?'
    ]


def test_of_many_names_only_the_likely_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of fifty slips among 20,000 ids took three seconds. The name that is meant is found all the same, wherever the slip is."""
    ids = [f"{what}-{where}-{number}" for what in ("andel", "antal", "utslapp") for where in ("umea", "riket") for number in range(500)]
    compared: list[int] = []
    exact = difflib.get_close_matches

    def counted(word: str, among: list[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(among))
        return exact(word, among, n=n, cutoff=cutoff)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    for slip in ("uslapp-riket-317", "utslapp-riket317", "utslapp-rikte-317", "Utslapp-riket-317"):
        assert nearest(slip, ids) == "utslapp-riket-317"
    assert nearest("x" * 100_000, ids) == ""
    assert max(compared) <= LIKELY_MAX


def test_a_broken_file_is_told_once_not_at_every_reference_to_it(tmp_path: Path) -> None:
    """The fault is in the file, not in those that refer to it."""
    page = "---\nnamn: Om\n---\n[målet](/mal/klimatneutral/) och [samma](../mal/klimatneutral.md)\n"
    told = _told(tmp_path, {"mal/klimatneutral.md": b"---\nnamn: [\n---\n", "sidor/om.md": page})
    assert len(told) == 1
    assert told[0].startswith("mal/klimatneutral.md:")


def test_two_files_with_one_id_are_told(tmp_path: Path) -> None:
    """The second file names the first."""
    told = _told(tmp_path, {"mal/klimatneutral.yaml": "namn: X\ntyp: krav\nkälla: {namn: y}\n"})
    assert told == [
        'mal/klimatneutral.yaml:1:1: id "klimatneutral" används redan av mal/klimatneutral.md – '
        "byt namn på den ena filen, eller ta bort den"
    ]


def test_a_circle_of_superiors_is_told_as_a_chain(tmp_path: Path) -> None:
    """Each circle is one message with files and lines."""
    told = _told(
        tmp_path,
        {
            "aktorer/a.yaml": "namn: A\ntyp: nämnd\növerordnad: b\n",
            "aktorer/b.yaml": "namn: B\ntyp: nämnd\növerordnad: a\n",
        },
    )
    assert told == [
        "aktorer/a.yaml:3:13: överordnad går runt i en cirkel: aktorer/a.yaml:3 → aktorer/b.yaml:3 → aktorer/a.yaml:3 – "
        "ta bort överordnad i en av filerna"
    ]


def test_links_in_text_must_lead_somewhere(tmp_path: Path) -> None:
    """Pages, files and headings that do not exist, and schemes that a browser could run, are faults; right links are not."""
    body = """
# Rubrik

[fel](saknas.md) [fel](/mal/nope/) [fel](#finns-inte) [fel](javascript:alert(1)) [fel](//spy.example/) ![bild](x.png)

[rätt](klimatneutral.md) [rätt](/indikatorer/utslapp/) [rätt](#avsnitt-rubrik) [rätt](https://example.org/)
[rätt](/sok/) [rätt](../program/klimat/resor.md)
"""
    told = _told(tmp_path, {"mal/klimatneutral.md": GOAL + body})
    assert len(told) == 6
    assert [line.split(":")[1:3] for line in told] == [["10", column] for column in ("7", "24", "42", "61", "88", "104")]


def test_vague_links_and_skipped_headings_are_warnings(tmp_path: Path) -> None:
    """What is only unkind to the reader does not stop the build."""
    checked = check(write_content(tmp_path, {"mal/klimatneutral.md": GOAL + "\n# A\n\n### B\n\n[här](/sok/)\n"}))
    assert len(checked.warnings) == 2
    assert checked.errors == ()


def test_a_language_is_marked_in_the_place_of_a_source(tmp_path: Path) -> None:
    """As in a text; a mark that marks none is told where it stands. Nothing else is a mark there: a star is a star."""
    goal = GOAL.replace("plats: sida 4}", "plats: 's. 3 *, [a](b), [Targets] {lang=en}'}")
    line, written = next((n, words) for n, words in enumerate(goal.splitlines(), 1) if "Targets" in words)
    (told,) = _told(tmp_path, {"mal/klimatneutral.md": goal})
    assert told.startswith(f"mal/klimatneutral.md:{line}:{written.index('{lang') + 1}: det som står inom klamrarna")
    assert _told(tmp_path, {"mal/klimatneutral.md": goal.replace("] {lang", "]{lang")}) == []


def test_a_former_address_belongs_to_one_page(tmp_path: Path) -> None:
    """A redirect never hides a page and never has two ends."""
    goal = GOAL.replace("typ:", "tidigare_adresser: [/mal/gammal/, /indikatorer/utslapp/, /sok/]\ntyp:")
    other = "namn: X\ntyp: krav\nkälla: {namn: y}\ntidigare_adresser: [/mal/gammal/]\n"
    told = _told(tmp_path, {"mal/klimatneutral.md": goal, "mal/z.yaml": other})
    assert [line.split(" – ")[0] for line in told] == [
        "mal/klimatneutral.md:3:35: den tidigare adressen /indikatorer/utslapp/ används redan av indikatorer/utslapp.yaml",
        "mal/klimatneutral.md:3:58: den tidigare adressen /sok/ används redan av portalen själv",
        "mal/z.yaml:4:21: den tidigare adressen /mal/gammal/ används redan av mal/klimatneutral.md",
    ]


def test_a_series_without_indicator_and_a_missing_settings_file_are_told(tmp_path: Path) -> None:
    """Files that nothing uses, and a folder that is no portal, are told."""
    told = _told(tmp_path, {"indikatorer/ensam.csv": "period,värde\n2019,1\n", "webbplats.yaml": None})
    assert [line.split(" – ")[0] for line in told] == [
        "indikatorer/ensam.csv:1:1: serien har ingen indikator",
        "webbplats.yaml:1:1: filen webbplats.yaml saknas",
    ]


def test_a_misplaced_file_is_told_once_not_at_every_reference_to_it(tmp_path: Path) -> None:
    """A file with a slip in its name or its folder's is one fault."""
    for number, path in enumerate(("mal/Klimatneutral.md", "mål/klimatneutral.md", "mal/sub/klimatneutral.md")):
        told = _told(tmp_path / str(number), {"mal/klimatneutral.md": None, path: GOAL, "program/klimat/index.md": PROGRAM})
        assert len(told) == 1, told
        assert told[0].startswith(path)


def test_the_same_former_address_twice_is_told(tmp_path: Path) -> None:
    """Two redirects from one address would be two files at one path."""
    told = _told(tmp_path, {"mal/klimatneutral.md": GOAL.replace("typ:", "tidigare_adresser: [/a/, /a/, /assets/]\ntyp:")})
    assert [line.split(":")[2] for line in told] == ["26", "31"]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("text: >\n  En [god](/sok/) länk\n  och en [dålig](/mal/nope/) länk.\n", (6, 18)),
        ('text: "En [god](/sok/) länk\n  och en [dålig](/mal/nope/) länk."\n', (5, 18)),
        ("text: En [god](/sok/) länk\n  och en [dålig](/mal/nope/) länk.\n", (5, 18)),
        ("text: |\n  En [god](/sok/) länk\n\n  och en [dålig](/mal/nope/) länk.\n", (7, 18)),
        ('nummer: "1"\ntext: "[dålig](/mal/nope/)"\n', (5, 16)),
    ],
)
def test_a_link_is_found_where_it_is_written(tmp_path: Path, written: str, place: tuple[int, int]) -> None:
    """Line and column are those of the link, however YAML breaks and folds the text."""
    goal = "namn: X\ntyp: krav\nkälla: {namn: y}\n"
    (problem,) = check(write_content(tmp_path, {"mal/z.yaml": (goal + written).encode()})).problems
    assert (problem.line, problem.column) == place
    assert problem.excerpt[problem.column - 1 : problem.end - 1] == "/mal/nope/"


def test_the_same_dead_link_twice_has_two_places(tmp_path: Path) -> None:
    """Each is told at its own place, not both at the first."""
    body = "[a](/mal/nope/) och [b](/mal/nope/)\n\n[c](/mal/nope/)\n"
    told = check(write_content(tmp_path, {"mal/klimatneutral.md": GOAL + body})).problems
    assert [(problem.line, problem.column) for problem in told] == [(7, 5), (7, 25), (9, 5)]
