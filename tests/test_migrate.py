"""``build.py migrera``: content is lifted to the program's model with its comments and its layout, wholly or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from site_tools.cli import main
from site_tools.editing import files, migrate
from site_tools.editing.layout import move_key, rename_key, set_value
from site_tools.editing.migrate import Step
from site_tools.model import records
from site_tools.pipeline import check
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

GOAL, INDICATOR, SITE = "mal/klimatneutral.md", "indikatorer/utslapp.yaml", "webbplats.yaml"


def _run(content: Path) -> Result:
    return CliRunner().invoke(main, ["migrera", "--content", str(content)])


def _text(path: str) -> str:
    return GOOD[path].replace("        ", "")


def _lift(path: str, text: str) -> str:
    """An invented step: a key of two kinds has been renamed, one within a list too, and the contact's keys have come into a group."""
    if path.startswith("indikatorer/") and path.endswith(".yaml"):
        return rename_key(rename_key(text, ("riktning",), "önskad_riktning"), ("målvärden", "slag"), "sort")
    if path.startswith("mal/"):
        return rename_key(text, ("sort",), "typ")
    return move_key(text, "e_post", "kontakt") if path == SITE else text


OLD = {
    SITE: _text(SITE)
    .replace("kontakt: {namn: Redaktionen, e_post: redaktion@exempelby.example}\n", "kontakt:\n  namn: Redaktionen # vi\n")
    .replace("licens:", "# Vart läsaren skriver.\ne_post: redaktion@exempelby.example # delas\n\n# Fritt att använda.\nlicens:"),
    INDICATOR: _text(INDICATOR)
    .replace("önskad_riktning: ned", "riktning:   ned # mindre är bättre")
    .replace("sort: högst", "slag:  högst"),
    GOAL: _text(GOAL).replace("typ:", "# beslutat\nsort:"),
}
NEW = {
    SITE: OLD[SITE]
    .replace("modell: 1", "modell: 2")
    .replace("# Vart läsaren skriver.\ne_post: redaktion@exempelby.example # delas\n", "")
    .replace(
        "  namn: Redaktionen # vi\n",
        "  namn: Redaktionen # vi\n  # Vart läsaren skriver.\n  e_post: redaktion@exempelby.example # delas\n",
    ),
    INDICATOR: OLD[INDICATOR].replace("riktning:   ned", "önskad_riktning:   ned").replace("slag:  högst", "sort:  högst"),
    GOAL: OLD[GOAL].replace("sort:", "typ:"),
}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Content for model 1, with a program that has model 2 and the step to it."""
    monkeypatch.setattr(records, "MODEL_VERSION", 2)
    monkeypatch.setattr(migrate, "STEPS", (Step(1, _lift),))
    return write_content(tmp_path / "content", {path: text.encode() for path, text in OLD.items()})


def _bytes(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in sorted(content.rglob("*")) if path.is_file()}


def test_older_content_says_how_it_is_lifted(content: Path) -> None:
    """One message, whatever else the new model would find wrong."""
    (problem,) = check(content).problems
    assert str(problem).startswith("webbplats.yaml:1:9: innehållet säger modell 1, men programmet har modell 2 – kör build.py migrera")


def test_content_is_lifted_with_its_comments_and_layout(content: Path) -> None:
    """Only what the step changes is changed; the content is right afterwards, and a second time there is nothing to do."""
    before = _bytes(content)
    done = _run(content)
    assert done.exit_code == 0, done.output
    after = _bytes(content)
    assert {path: data.decode() for path, data in after.items() if data != before[path]} == NEW
    assert all(str(content / path) in done.output for path in NEW)
    assert check(content).problems == ()
    assert "Det finns inget att göra" in _run(content).output
    assert _bytes(content) == after


def test_line_ends_and_marks_stay(content: Path) -> None:
    """A file from another system keeps its way of writing."""
    (content / GOAL).write_bytes(b"\xef\xbb\xbf" + OLD[GOAL].replace("\n", "\r\n").encode())
    assert _run(content).exit_code == 0
    assert (content / GOAL).read_bytes() == b"\xef\xbb\xbf" + NEW[GOAL].replace("\n", "\r\n").encode()


def test_what_was_begun_is_ended(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses half-way leaves content of the older model, which the next call lifts."""
    put, left = files.put, [1]

    def failing(file: Path, data: bytes) -> None:
        if not left:
            raise OSError(28, "No space left on device")
        left.pop()
        put(file, data)

    monkeypatch.setattr(migrate, "put", failing)
    stopped = _run(content)
    assert (stopped.exit_code, "disken är full" in stopped.output) == (2, True)
    assert b"modell: 1" in (content / SITE).read_bytes()
    monkeypatch.undo()
    monkeypatch.setattr(records, "MODEL_VERSION", 2)
    monkeypatch.setattr(migrate, "STEPS", (Step(1, _lift),))
    assert _run(content).exit_code == 0
    assert {path: (content / path).read_text("utf-8") for path in NEW} == NEW


REFUSED = [
    ({SITE: b"namn: [\n"}, "docs/fel.md"),
    ({SITE: _text(SITE).replace("modell: 1\n", "").encode()}, "säger inte vilken modell"),
    ({SITE: _text(SITE).replace("modell: 1", "modell: 3").encode()}, "hämta en nyare version"),
    ({SITE: _text(SITE).replace("modell: 1", "modell: 0").encode()}, "det finns inget steg från modell 0"),
    ({"mal/annat.md": b"---\nnamn: X\nsort: visioner\n---\n"}, 'menade du "vision"?'),
    ({SITE: OLD[SITE].replace("kontakt:\n  namn: Redaktionen # vi\n", "kontakt: {namn: Redaktionen}\n").encode()}, "ändra filen för hand"),
    ({SITE: None}, "säger inte vilken modell"),
]


@pytest.mark.parametrize(("changes", "told"), REFUSED)
def test_what_cannot_be_lifted_is_told_and_left(content: Path, changes: dict[str, bytes | None], told: str) -> None:
    """Content that is newer than the program, that cannot be read, or that would be wrong afterwards: not a byte is changed."""
    for path, data in changes.items():
        (content / path).unlink() if data is None else (content / path).write_bytes(data)
    before = _bytes(content)
    done = _run(content)
    assert (done.exit_code, told in done.output) == (2, True), done.output
    assert _bytes(content) == before


def test_there_is_a_step_from_every_model() -> None:
    """Whoever has content of any earlier model can lift it; at the present one there is nothing to do."""
    assert [step.before for step in migrate.STEPS] == list(range(1, records.MODEL_VERSION))


def test_content_of_the_present_model_is_left(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    before = _bytes(content)
    done = _run(content)
    assert (done.exit_code, done.output) == (0, f"Innehållet har redan modell {records.MODEL_VERSION}. Det finns inget att göra.\n")
    assert _bytes(content) == before


MOVES = [
    ("a: 1\nb: 2\n", "a:\n  b: 2\n", "group of a value", None),
    ("b: 2 # två\nc: 3\n", "a:\n  b: 2 # två\nc: 3\n", "new group", ""),
    ("a:\n    x: 1\nc: 3\nb: |\n  rad\n\n  rad\n", "a:\n    x: 1\n    b: |\n      rad\n\n      rad\nc: 3\n", "deep", ""),
    ("b: 2\na:\n  x: 1", "a:\n  x: 1\n  b: 2\n", "before, and no line end", ""),
    ("a:\n  x: 1\n\n# om c\nc: 3\n# om b\nb: 2", "a:\n  x: 1\n  # om b\n  b: 2\n\n# om c\nc: 3\n", "comments", ""),
    ("c: 3\n", "c: 3\n", "nothing to move", ""),
]


@pytest.mark.parametrize(("before", "after", "about", "fault"), MOVES)
def test_a_key_moves_with_its_comment(before: str, after: str, about: str, fault: str | None) -> None:
    """Into a group that is there or made; a second time nothing happens."""
    if fault is None:
        with pytest.raises(ValueError, match="klammer"):
            move_key(before, "b", "a")
        return
    assert move_key(before, "b", "a") == after, about
    assert move_key(after, "b", "a") == after


def test_a_key_is_renamed_wherever_it_stands() -> None:
    """In block and braces, in every item of a list, in quotation marks and as a computer takes å apart; in values and text it stays."""
    before = '---\nx: {"gammal": 1, y: gammal}\nlista:\n- ga\u030at: 1 # gammal\n- {gåt: 2}\n---\ngammal: text\n'
    once = rename_key(before, ("x", "gammal"), "ny")
    assert once == before.replace('"gammal"', "ny")
    assert rename_key(once, ("lista", "gåt"), "gått") == once.replace("ga\u030at", "gått").replace("{gåt:", "{gått:")
    assert set_value("a: 1 # ett\nb: 2\n", "a", "9") == "a: 9 # ett\nb: 2\n"
