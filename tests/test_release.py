"""What readers have seen does not change in silence: the record of a release, and the content that is held against it."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from errno import ENOSPC
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from site_tools.beside import record_of
from site_tools.cli import main
from site_tools.config import ROOT, Config
from site_tools.model.released import Was
from site_tools.pipeline import PER_FILE_MAX, Live, check, released
from site_tools.release import ADDRESSES, EDITION, FIGURES, VERDICTS, pages, written
from site_tools.strict_yaml import read_yaml
from tests.pages import built
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TODAY = "2026-11-21"
SERIES, INDICATOR, SITE = "indikatorer/utslapp.csv", "indikatorer/utslapp.yaml", "webbplats.yaml"
ABOUT = b"---\nnamn: Om portalen\n---\nTexten.\n"
WITHDRAWN = "indragna_adresser:\n  - {adress: ADRESS, datum: 2026-11-20, orsak: Den fanns på två ställen.}\n"


def _run(*words: str, content: Path, today: str = TODAY) -> Result:
    epoch = {"2026-11-21": "1795219200", "2026-11-25": "1795564800"}[today]
    return CliRunner().invoke(main, [*words, "--content", str(content)], env={"SOURCE_DATE_EPOCH": epoch})


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The good content with a page about the portal, released."""
    folder = write_content(tmp_path / "content", {"sidor/om.md": ABOUT})
    done = _run("släpp", content=folder)
    assert done.exit_code == 0, done.output
    return folder


def _edit(content: Path, path: str, before: str, after: str) -> None:
    text = (content / path).read_text("utf-8")
    assert before in text
    (content / path).write_text(text.replace(before, after, 1), "utf-8")


def _codes(content: Path, today: str = TODAY) -> list[str]:
    return [problem.code for problem in check(content, date.fromisoformat(today)).problems]


def _record(content: Path) -> dict[str, bytes]:
    folder = record_of(content)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_record_is_small_text_that_says_what_readers_see(content: Path) -> None:
    """Every figure with its digits, every address, the verdicts, the day and the model; and nothing of the machine that wrote it."""
    record = _record(content)
    assert sorted(record) == sorted([ADDRESSES, EDITION, VERDICTS, f"{FIGURES}utslapp.csv"])
    assert record[f"{FIGURES}utslapp.csv"].decode().splitlines()[1:] == [
        "2019,totalt,Exempelby,utfall,,,,593,",
        "2020,totalt,Exempelby,utfall,,,,571.50,",
    ]
    rows = list(csv.reader(io.StringIO(record[ADDRESSES].decode())))[1:]
    assert rows == sorted(rows)
    assert ["/indikatorer/utslapp/", "sida", ""] in rows
    assert "utslapp" in json.loads(record[VERDICTS])["indikatorer"]
    assert "dag: 2026-11-21\nmodell: 1\n" in record[EDITION].decode()
    assert not any(str(content.parent).encode() in data for data in record.values())


def test_the_same_content_gives_the_same_record(content: Path, tmp_path: Path) -> None:
    """Byte for byte, in another folder too; released again nothing is written, on another day neither when readers see the same."""
    before = _record(content)
    assert "Ingenting har ändrats" in _run("släpp", content=content).output
    assert "Ingenting har ändrats" in _run("släpp", content=content, today="2026-11-25").output
    assert _record(content) == before
    other = write_content(tmp_path / "annan" / "innehåll", {"sidor/om.md": ABOUT})
    assert _run("släpp", content=other).exit_code == 0
    assert _record(other) == before


def test_the_record_follows_the_content(content: Path) -> None:
    """A new figure, and an indicator that is withdrawn, are in the next record as they are then; what is no longer there is gone."""
    for path in (SERIES, INDICATOR):
        (content / path).unlink()
    _edit(content, "program/klimat/resor.md", "indikatorer: [utslapp]\n", "")
    _edit(content, SITE, "plats:", WITHDRAWN.replace("ADRESS", "/indikatorer/utslapp/") + "plats:")
    assert _codes(content) == []
    done = _run("släpp", content=content, today="2026-11-25")
    assert done.exit_code == 0, done.output
    assert f"{FIGURES}utslapp.csv" not in _record(content)
    found = released(content)
    assert found is not None
    assert (found.day, found.addresses["/indikatorer/utslapp/"].what) == (date(2026, 11, 25), Was.WITHDRAWN)
    # Who takes the declaration away later leaves readers without an answer.
    (content / SITE).write_text(GOOD[SITE].replace("        ", ""), "utf-8")
    assert _codes(content, "2026-11-25") == ["publicerad-adress-borta"]


@pytest.mark.parametrize("step", ["shutil.copytree", "pathlib.Path.write_bytes", "site_tools.editing.release.flush", "pathlib.Path.rename"])
def test_a_release_that_the_disk_refuses_leaves_the_record_as_it_was(content: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Wherever it stops: half a record would say that readers have seen what they have not. The next try goes through."""
    _edit(content, SITE, "namn: Exempelby", "namn: Exempelby kommun")
    (content / "sidor/ny.md").write_bytes(ABOUT)
    before = _record(content)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("site_tools.editing.release.exchange", lambda *_: False)
        full.setattr(step, refuse)
        done = _run("släpp", content=content)
    assert (done.exit_code, _record(content)) == (2, before), done.output
    assert "går inte att skriva" in done.output
    assert sorted(path.name for path in content.parent.iterdir()) == ["content", record_of(content).name]
    assert _run("släpp", content=content).exit_code == 0
    assert _record(content) != before


def test_who_builds_is_reminded_of_the_release(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line tells what is published and in no release, also where nothing was built; and so does the summary of a job."""
    out, summary = str(content.parent / "ut"), content.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert "släpp" not in _run("build", "--out", out, content=content).output
    _edit(content, SERIES, "2020,571.50", "2020,571.50\n2021,80\n2022,80")
    (content / "sidor/kontakt.md").write_text("---\nnamn: Kontakt\n---\nRing.\n", "utf-8")
    told = "Sedan släppet den 21 november 2026: 2 tal är nya eller ändrade och 1 adress är ny eller ändrad. Kör build.py släpp"
    assert _run("build", "--out", out, content=content).output.splitlines()[-1].startswith(told)
    assert told in _run("build", "--out", out, content=content).output, "a build that was left out says it too"
    assert "släpp" not in _run("build", "--utkast", "--out", f"{out}-2", content=content).output, "a preview publishes nothing"
    assert _run("check", "--format", "github", content=content).exit_code == 0
    assert told in summary.read_text("utf-8")
    assert _run("släpp", content=content).exit_code == 0
    assert "släpp" not in _run("build", "--out", out, content=content).output


def test_drafts_are_in_no_record(tmp_path: Path) -> None:
    """Neither the address nor a figure of what the public may not see."""
    draft = GOOD[INDICATOR].replace("        ", "") + "utkast: ja\n"
    content = write_content(tmp_path / "content", {"program/klimat/resor.md": None, INDICATOR: draft.encode()})
    assert _run("släpp", content=content).exit_code == 0
    assert not any(b"utslapp" in data for data in _record(content).values())


def test_content_with_faults_is_not_released(content: Path) -> None:
    """The record stays as it was, whether the fault is in the content or between it and the record."""
    before = _record(content)
    _edit(content, SERIES, "593", "539")
    done = _run("släpp", content=content)
    assert (done.exit_code, "Ingenting är skrivet." in done.output) == (2, True)
    assert _record(content) == before


def test_a_changed_digit_stops_and_the_message_is_the_way_out(content: Path) -> None:
    """The row is named, nothing is built, and the command of the message mends it."""
    assert _run("build", "--out", str(content.parent / "ut"), content=content).exit_code == 0
    _edit(content, SERIES, "593", "539")
    stopped = _run("build", "--out", str(content.parent / "ut"), content=content)
    assert stopped.exit_code == 2
    assert f"{content / SERIES}:2:6: 2019, totalt är publicerat som 593, men här står 539" in stopped.output
    command = 'build.py värde utslapp 2019 539 --orsak "…"'
    assert command in stopped.output
    mended = _run("värde", "utslapp", "2019", "539", "--orsak", "Siffrorna hade bytt plats", content=content)
    assert mended.exit_code == 0, mended.output
    assert _codes(content) == []
    assert (content / SERIES).read_text("utf-8") == "period,värde\n2019,539\n2020,571.50\n"


def test_the_entry_of_the_message_mends_it_too(content: Path) -> None:
    """Who has no command line writes what the message says in the indicator's file."""
    _edit(content, SERIES, "593", "539")
    (problem,) = check(content).problems
    entry = problem.hint.partition("raden ")[2].partition(" under")[0].replace("datum: …, orsak: …", "datum: 2026-11-20, orsak: Fel")
    with (content / INDICATOR).open("a", encoding="utf-8") as file:
        file.write(f"revideringar:\n  {entry}\n")
    assert _codes(content) == []


CHANGES = [
    ("593", "593.00", []),
    ("2019,593\n", "", ["publicerat-tal-borta"]),
    ("2019,593\n2020,571.50\n", "2020,571.50\n2019,593\n", []),
    ("2020,571.50\n", "2020,571.50\n2021,500\n", []),
    ("2019,593", "2019,ungefär 593", ["ord-i-stallet-for-tal"]),
]


@pytest.mark.parametrize(("before", "after", "codes"), CHANGES)
def test_what_counts_as_a_change(content: Path, before: str, after: str, codes: list[str]) -> None:
    """Another number, or none; not the zeros at its end, the order of rows, or a new row."""
    _edit(content, SERIES, before, after)
    assert [code.replace("inget-tal", "ord-i-stallet-for-tal") for code in _codes(content)] == codes


ROWS = "period,plats,slag,läge,precision,värde\n"
STATES = [
    ("2019,,,,,5", "2019,,,saknas,,", ["publicerat-tal-andrat"]),
    ("2019,,,,,5", "2019,,,,ord,omkring fem", ["publicerat-tal-andrat"]),
    ("2019,,,reviderad,,5", "2019,,,,,6", ["publicerat-tal-andrat"]),
    ("2019,,,,,5", "2019,,,preliminär,,6", ["publicerat-tal-andrat"]),
    ("2019,,,,cirka,5", "2019,,,,,5", []),
    ("2019,,,preliminär,,5", "2019,,,,,6", []),
    ("2019,,prognos,,,5", "2019,,prognos,,,6", []),
    ("2019,Riket,,,,5", "2019,Riket,,,,6", ["publicerat-tal-andrat"]),
    ("2019,Exempelby,,,,5", "2019,,,,,5", []),
    ("2019,,,saknas,,", "2019,,,,,6", []),
    ("2019,,,,ord,omkring fem", "2019,,,,,5", []),
]


@pytest.mark.parametrize(("before", "after", "codes"), STATES)
def test_which_figures_are_held(tmp_path: Path, before: str, after: str, codes: list[str]) -> None:
    """Outcomes as numbers, those of other places too; not what said itself that it would change."""
    content = write_content(tmp_path / "content", {SERIES: f"{ROWS}{before}\n".encode()})
    assert _run("släpp", content=content).exit_code == 0
    (content / SERIES).write_text(f"{ROWS}{after}\n", "utf-8")
    assert _codes(content) == codes


def test_a_revision_must_lead_on_from_what_was_published(content: Path) -> None:
    """An older revision that passed by the same number says nothing of the new change; one message tells, at the row."""
    old = "{period: 2019, från: 593, till: 600, datum: 2020-01-01, orsak: Fel}"
    back = "{period: 2019, från: 600, till: 593, datum: 2020-02-01, orsak: Fel}"
    with (content / INDICATOR).open("a", encoding="utf-8") as file:
        file.write(f"revideringar:\n  - {old}\n  - {back}\n")
    assert _codes(content) == []
    _edit(content, SERIES, "593", "600")
    assert _codes(content) == ["publicerat-tal-andrat"]
    done = _run("värde", "utslapp", "2019", "600", "--orsak", "Ändrat igen", content=content)
    assert (done.exit_code, _codes(content)) == (0, []), done.output


def test_a_comparison_is_revised_with_its_place(tmp_path: Path) -> None:
    """By the command of the message, beside a revision of the own figure of the same day; readers see which is which."""
    series = "period,plats,värde\n2019,,593\n2019,Riket,5\n"
    content = write_content(tmp_path / "content", {SERIES: series.encode()})
    assert _run("släpp", content=content).exit_code == 0
    (content / SERIES).write_text(series.replace("Riket,5", "Riket,6").replace(",593", ",594"), "utf-8")
    own, other = check(content).problems
    assert "2019, totalt, Riket är publicerat som 5, men här står 6" in str(other)
    assert "{period: 2019, plats: Riket, från: 5, till: 6, datum: …, orsak: …}" in str(other)
    assert "build.py värde utslapp 2019 6 --plats Riket --orsak" in str(other)
    assert own.line == 2
    assert _run("värde", "utslapp", "2019", "6", "--plats", "Riket", "--orsak", "Ny metod", content=content).exit_code == 0
    assert _codes(content) == ["publicerat-tal-andrat"]
    assert _run("värde", "utslapp", "2019", "594", "--orsak", "Ny metod", content=content).exit_code == 0
    assert _codes(content) == []
    out = content.parent / "ut"
    assert _run("build", "--out", str(out), content=content).exit_code == 0
    page = (out / "indikatorer/utslapp/index.html").read_text("utf-8")
    assert 'id="2026-11-21-2019-totalt-riket"' in page
    assert "<b>2019, Riket:</b>" in page
    assert 'id="2026-11-21-2019-totalt"' in page


def test_a_recalculated_series_has_one_reason(tmp_path: Path) -> None:
    """Every figure that changed or went gets its entry; what says the same gets none, and the second time nothing is left to say."""
    series = "period,plats,värde\n2018,,500\n2019,,593\n2019,Riket,5\n2020,,7\n"
    content = write_content(tmp_path / "content", {SERIES: series.encode()})
    none = _run("revidera", "utslapp", "--orsak", "Ny metod", content=content)
    assert (none.exit_code, "inget släpp" in none.output) == (2, True)
    assert _run("släpp", content=content).exit_code == 0
    (content / SERIES).write_text("period,plats,värde\n2019,,594\n2019,Riket,6.5\n2020,,7.0\n2021,,8\n", "utf-8")
    assert len(check(content).problems) == 3
    done = _run("revidera", "utslapp", "--orsak", "Ny metod", content=content)
    assert (done.exit_code, "skrev 3 ändringar" in done.output) == (0, True), done.output
    assert _codes(content) == []
    assert (content / SERIES).read_text("utf-8").endswith("2021,,8\n")
    again = _run("revidera", "utslapp", "--orsak", "Ny metod", content=content)
    assert (again.exit_code, "inget publicerat tal" in again.output) == (2, True)


def test_more_changes_than_are_told_at_once_have_one_reason_too(tmp_path: Path) -> None:
    """The check shows the first fifty of a file; the command knows them all, and so does the one for a single figure."""
    rows = [f"{year},{group},{year - 1900}" for year in range(1960, 2020) for group in ("män", "kvinnor")]
    content = write_content(tmp_path / "content", {SERIES: "\n".join(["period,grupp,värde", *rows, ""]).encode()})
    assert _run("släpp", content=content).exit_code == 0
    (content / SERIES).write_text("\n".join(["period,grupp,värde", *(f"{row}.5" for row in rows), ""]), "utf-8")
    assert len(check(content).problems) == PER_FILE_MAX + 1
    one = _run("värde", "utslapp", "1960", "60.5", "--grupp", "män", "--orsak", "Fel", content=content)
    assert one.exit_code == 0, one.output
    done = _run("revidera", "utslapp", "--orsak", "Ny metod", content=content)
    assert (done.exit_code, f"skrev {len(rows) - 1} ändringar" in done.output) == (0, True), done.output
    assert _codes(content) == []


def test_what_cannot_be_read_is_not_taken_for_gone(content: Path) -> None:
    """A row with a slip is told as that, and no revision is written for it."""
    before = (content / INDICATOR).read_bytes()
    _edit(content, SERIES, "593", "5,9,3")
    done = _run("revidera", "utslapp", "--orsak", "Ny metod", content=content)
    assert (done.exit_code, "antal-celler" in done.output) == (2, True)
    assert (content / INDICATOR).read_bytes() == before


def test_a_value_is_published_when_the_record_says_so(content: Path) -> None:
    """What was entered since the last release is changed without a reason; what readers have seen is not."""
    assert _run("värde", "utslapp", "2021", "500", content=content).exit_code == 0
    assert _run("värde", "utslapp", "2021", "501", content=content).exit_code == 0
    refused = _run("värde", "utslapp", "2019", "594", content=content)
    assert (refused.exit_code, "har redan ett publicerat värde, 593" in refused.output) == (2, True)
    assert _run("värde", "utslapp", "2019", "594", "--orsak", "Ny metod", content=content).exit_code == 0
    assert _run("värde", "utslapp", "2019", "595", "--orsak", "Fel", content=content, today="2026-11-25").exit_code == 0
    said = read_yaml((content / INDICATOR).read_text("utf-8")).value["revideringar"]
    assert [(one["från"], one["till"]) for one in said] == [("593", "594"), ("594", "595")]  # type: ignore[attr-defined]
    assert _codes(content, "2026-11-25") == []


def test_a_row_that_is_gone_gets_its_reason(content: Path) -> None:
    """By the command of the message: a row that says that the figure is missing, and the revision."""
    _edit(content, SERIES, "2019,593\n", "")
    (problem,) = check(content).problems
    assert "build.py värde utslapp 2019 --läge saknas --orsak" in problem.hint
    done = _run("värde", "utslapp", "2019", "--läge", "saknas", "--orsak", "Källan drog tillbaka det", content=content)
    assert (done.exit_code, _codes(content)) == (0, []), done.output


def test_a_series_that_is_gone_is_told_at_its_indicator(content: Path) -> None:
    (content / SERIES).unlink()
    found = check(content).problems
    assert [(problem.path, problem.code) for problem in found] == [(INDICATOR, "publicerat-tal-borta")] * 2


def test_figures_follow_an_indicator_that_moves(content: Path) -> None:
    """Under its new name it is held to what it was; the old address leads on, and nothing is told twice."""
    for suffix in ("yaml", "csv"):
        (content / f"indikatorer/utslapp.{suffix}").rename(content / f"indikatorer/vaxthusgaser.{suffix}")
    _edit(content, "program/klimat/resor.md", "[utslapp]", "[vaxthusgaser]")
    assert _codes(content) == ["publicerad-adress-borta"]
    _edit(content, "indikatorer/vaxthusgaser.yaml", "enhet:", "tidigare_adresser: [/indikatorer/utslapp/]\nenhet:")
    assert _codes(content) == []
    _edit(content, "indikatorer/vaxthusgaser.csv", "593", "539")
    assert _codes(content) == ["publicerat-tal-andrat"]


def test_a_page_that_is_gone_stops(content: Path) -> None:
    """Until it leads on, or is withdrawn; where it has probably gone is guessed."""
    (content / "sidor/om.md").rename(content / "sidor/om-oss.md")
    (problem,) = check(content).problems
    assert (problem.path, problem.line, problem.code) == ("webbplats.yaml", 1, "publicerad-adress-borta")
    assert "publicerat/" not in problem.hint, "what to do is told of files that editors write"
    assert "- {adress: /om/, datum: …, orsak: …}" in problem.hint
    _edit(content, "sidor/om-oss.md", "---\nT", "tidigare_adresser: [/om/]\n---\nT")
    assert _codes(content) == []
    (content / "sidor/om-oss.md").unlink()
    assert _codes(content) == ["publicerad-adress-borta"]
    _edit(content, SITE, "plats:", WITHDRAWN.replace("ADRESS", "/om/") + "plats:")
    assert _codes(content) == []


def test_where_a_page_has_gone_is_guessed(content: Path) -> None:
    """A new page of the same sort with nearly the same address."""
    goal = GOOD["mal/klimatneutral.md"].replace("        ", "")
    (content / "mal/klimatneutral.md").unlink()
    (content / "mal/klimatneutral-2040.md").write_text(goal, "utf-8")
    for path in ("program/klimat/index.md", INDICATOR):
        _edit(content, path, "[klimatneutral]", "[klimatneutral-2040]")
    _edit(content, "program/klimat/index.md", "klimatneutral.md", "klimatneutral-2040.md")
    (problem,) = check(content).problems
    assert problem.hint.startswith("står det nu på /mal/klimatneutral-2040/? Skriv då tidigare_adresser: [/mal/klimatneutral/] här")
    assert problem.path == "mal/klimatneutral-2040.md"


def test_a_program_on_paper_goes_with_its_program(content: Path, tmp_path: Path) -> None:
    """One fault and one line for both; the printout leads on and is withdrawn with the page."""
    (content / "program/klimat").rename(content / "program/klimat-2040")
    codes = _codes(content)
    assert codes == ["publicerad-adress-borta"] * 2, "the program and its fokusområde"
    _edit(content, "program/klimat-2040/index.md", "mål:", "tidigare_adresser: [/program/klimat/]\nmål:")
    _edit(content, "program/klimat-2040/resor.md", "källa:", "tidigare_adresser: [/program/klimat/resor/]\nkälla:")
    assert _codes(content) == []
    assert _run("build", "--out", str(tmp_path / "ut"), content=content).exit_code == 0
    assert "../../klimat-2040/utskrift/" in (tmp_path / "ut/program/klimat/utskrift/index.html").read_text("utf-8")


WORDS: dict[str, str | bytes | None] = {
    "ordlista/skolvag.yaml": "namn: Skolväg\nbetyder: Vägen till skolan.\n",
    "ordlista/nollvision.yaml": "namn: Nollvision\nbetyder: Ingen ska dödas i trafiken.\n",
    "handelser/2019-beslut.yaml": "namn: Planen beslutas\ndatum: 2019-05-06\ntyp: beslut\nkälla: {dokument: plan}\n",
    "risker/2024.yaml": """\
namn: Internkontrollplan 2024
år: 2024
aktör: fullmaktige
källa: {dokument: plan}
risker:
  - {id: R1, risk: Halka., område: Gator, sannolikhet: 2, konsekvens: 3, hantering: Reducera, kontroll: Titta, ansvarig_roll: Chef}
  - {id: R2, risk: Snö., område: Gator, sannolikhet: 2, konsekvens: 3, hantering: Reducera, kontroll: Titta, ansvarig_roll: Chef}
""",
}
"""Parts of pages with ids of the editors'."""


def test_a_part_of_a_page_that_others_link_to_is_held(tmp_path: Path) -> None:
    """A word, an event and a risk of a plan: each is there, leads on or is withdrawn, and its page tells where its address leads."""
    content = write_content(tmp_path / "content", WORDS)
    assert _run("släpp", content=content).exit_code == 0
    (content / "ordlista/skolvag.yaml").rename(content / "ordlista/vag-till-skolan.yaml")
    (content / "handelser/2019-beslut.yaml").rename(content / "handelser/2019-plan.yaml")
    _edit(content, "risker/2024.yaml", "id: R2", "id: R3")
    problems = check(content).problems
    told = [(problem.path, problem.message.split()[1]) for problem in problems]
    assert sorted(told) == [
        ("handelser/2019-plan.yaml", "/handelser/#2019-beslut"),
        ("ordlista/vag-till-skolan.yaml", "/ordlista/#skolvag"),
        ("webbplats.yaml", "/internkontroll/2024/#risk-r2"),
    ]
    _edit(content, "ordlista/vag-till-skolan.yaml", "betyder", "tidigare_adresser: [/ordlista/#skolvag]\nbetyder")
    _edit(content, "handelser/2019-plan.yaml", "datum", "tidigare_adresser: [/handelser/#2019-beslut]\ndatum")
    _edit(content, SITE, "plats:", WITHDRAWN.replace("ADRESS", "/internkontroll/2024/#risk-r2") + "plats:")
    assert _codes(content) == []
    out = content.parent / "ut"
    done = _run("build", "--out", str(out), content=content)
    assert done.exit_code == 0, done.output
    words = (out / "ordlista/index.html").read_text("utf-8")
    assert re.search(r'<li id="skolvag">[^<]*har flyttat till <a href="#vag-till-skolan">Skolväg</a>', words)
    risks = (out / "internkontroll/2024/index.html").read_text("utf-8")
    assert re.search(r'<li id="risk-r2">[^<]*togs bort den 20 november 2026. Den fanns på två ställen.', risks)
    assert "skolvag" not in (out / ".htaccess").read_text("utf-8")
    # What is released next has them too, so that the answers stay.
    assert _run("släpp", content=content).exit_code == 0
    found = released(content)
    assert found is not None
    assert found.addresses["/ordlista/#skolvag"] == (Was.MOVED, "/ordlista/#vag-till-skolan")
    assert found.addresses["/internkontroll/2024/#risk-r2"].what is Was.WITHDRAWN
    assert found.addresses["/ordlista/#nollvision"].what is Was.PART


def test_the_parts_of_a_page_go_with_it(tmp_path: Path) -> None:
    """What has become of a page is asked of the page, once."""
    content = write_content(tmp_path / "content", WORDS)
    assert _run("släpp", content=content).exit_code == 0
    (content / "risker/2024.yaml").rename(content / "risker/plan-2024.yaml")
    (problem,) = check(content).problems
    assert "/internkontroll/2024/ är" in problem.message
    _edit(content, "risker/plan-2024.yaml", "år:", "tidigare_adresser: [/internkontroll/2024/]\når:")
    assert _codes(content) == []


def test_a_list_that_nothing_is_left_of_can_be_withdrawn(tmp_path: Path) -> None:
    """Its address was published, and cannot lead on to a page of the same sort; while there is something on it, it is in use."""
    content = write_content(tmp_path / "content", WORDS)
    assert _run("släpp", content=content).exit_code == 0
    _edit(content, SITE, "plats:", WITHDRAWN.replace("ADRESS", "/ordlista/") + "plats:")
    assert _codes(content) == ["indragen-adress-anvands"]
    for file in (content / "ordlista").iterdir():
        file.unlink()
    assert _codes(content) == []
    out = content.parent / "ut"
    assert _run("build", "--out", str(out), content=content).exit_code == 0
    assert "Sidan är indragen" in (out / "ordlista/index.html").read_text("utf-8")


def test_a_part_is_not_two(tmp_path: Path) -> None:
    """A part that is there has not moved, and is not withdrawn."""
    content = write_content(tmp_path / "content", WORDS)
    _edit(content, "ordlista/skolvag.yaml", "betyder", "tidigare_adresser: [/ordlista/#nollvision, /internkontroll/2024/#risk-r1]\nbetyder")
    _edit(content, SITE, "plats:", WITHDRAWN.replace("ADRESS", "/handelser/#2019-beslut") + "plats:")
    assert _codes(content) == ["upptagen-tidigare-adress", "upptagen-tidigare-adress", "indragen-adress-anvands"]


def test_a_published_page_is_no_draft_in_silence(content: Path) -> None:
    """Told at the line that hides it, whatever day is asked for; a withdrawn page may lie there as a draft, and a preview shows it."""
    _edit(content, "sidor/om.md", "---\nT", "publiceras_tidigast: 2027-01-01\n---\nT")
    (problem,) = check(content, date.fromisoformat(TODAY)).problems
    assert (problem.path, problem.line, problem.code) == ("sidor/om.md", 3, "publicerad-sida-dold")
    _edit(content, "sidor/om.md", "publiceras_tidigast: 2027-01-01", "utkast: ja")
    assert _codes(content) == ["publicerad-sida-dold"]
    _edit(content, SITE, "plats:", WITHDRAWN.replace("ADRESS", "/om/") + "plats:")
    assert _codes(content) == []
    out = content.parent / "ut"
    assert _run("build", "--utkast", "--out", str(out), content=content).exit_code == 0
    assert "Texten." in (out / "om/index.html").read_text("utf-8")


def test_an_earlier_day_hides_nothing(tmp_path: Path) -> None:
    """A page that was public on the day of the record is held to be there on any day that is asked for."""
    content = write_content(tmp_path / "content", {"sidor/om.md": ABOUT.replace(b"---\nT", b"publiceras_tidigast: 2026-11-20\n---\nT")})
    assert _run("släpp", content=content).exit_code == 0
    assert _codes(content, "2026-01-01") == []


def test_a_withdrawn_page_says_so(content: Path) -> None:
    """When and why, with a way on; it is on no list and in no map, and the servers that can say that it is gone do."""
    (content / "sidor/om.md").unlink()
    _edit(content, SITE, "plats:", WITHDRAWN.replace("ADRESS", "/om/") + "plats:")
    out = content.parent / "ut"
    done = _run("build", "--out", str(out), "--site-url", "https://x.example/mal/", content=content)
    assert done.exit_code == 0, done.output
    page = (out / "om/index.html").read_text("utf-8")
    assert "Sidan är indragen" in page
    assert "20 november 2026" in page
    assert "Den fanns på två ställen." in page
    assert "/mal/om/<" not in (out / "sitemap.xml").read_text("utf-8")
    apache = (out / ".htaccess").read_text("utf-8")
    assert 'RedirectMatch 410 "^/mal/om/(' in apache
    assert "  ErrorDocument 410 /mal/om/index.html\n</If>\n" in apache
    nginx = _run("webbserver", "nginx", content=content)
    assert "{ error_page 410 /om/index.html; return 410; }" in nginx.output


@pytest.mark.parametrize("address", ["/indikatorer/utslapp/", "/sok/", "/indikatorer/utslapp/inbaddning/", "/program/klimat/utskrift/"])
def test_what_is_in_use_is_not_withdrawn(content: Path, address: str) -> None:
    """Two pages at one address would be one too many."""
    _edit(content, SITE, "plats:", WITHDRAWN.replace("ADRESS", address) + "plats:")
    assert _codes(content) == ["indragen-adress-anvands"]


def test_one_fault_is_told_once(content: Path) -> None:
    """A file that cannot be read has its own message; its page and its figures are not missed as well."""
    (content / INDICATOR).write_text("namn: [\n", "utf-8")
    assert len(check(content).problems) == 1
    (content / INDICATOR).write_text(GOOD[INDICATOR].replace("        ", ""), "utf-8")
    _edit(content, SERIES, "593", "x")
    assert len(check(content).problems) == 1


DAMAGES = [
    (EDITION, b"", "../publicerat/utgava.yaml:1:1"),
    (EDITION, b"publicerat: 9\ndag: 2026-11-21\nplats: \"x\"\n", "nyare version"),
    (ADDRESSES, b"adress,sort,till\n/om/,sida", "../publicerat/adresser.csv:1:1"),
    (ADDRESSES, b"adress,sort,till\n/om/,sida,\n/om/,sida,\n", "../publicerat/adresser.csv:3:1"),
    (ADDRESSES, b"adress,sort,till\n<<<<<<< HEAD\n/om/,sida,\n=======\n>>>>>>> annan\n", "adresser.csv:2:1: två släpp har krockat"),
    (VERDICTS, b'{"metod": 1', "../publicerat/bedomningar.json:1"),
    (ADDRESSES, b"adress,sort,till\n/om/,sida,\n", "har ändrats för hand"),
    (VERDICTS, b"{}", "har ändrats för hand"),
    (f"{FIGURES}utslapp.csv", b"\xff", "UTF-8"),
    (f"{FIGURES}utslapp.csv", None, "../publicerat/indikatorer/utslapp.csv:1:1"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "data", "told"), DAMAGES)
def test_a_damaged_record_is_one_message(content: Path, path: str, data: bytes | None, told: str) -> None:
    """With the file and the line; nothing is held against half a record, and nothing written over it."""
    file = record_of(content) / path
    file.unlink() if data is None else file.write_bytes(data)
    (problem,) = check(content).problems
    assert told in str(problem)
    shown = _run("check", content=content)
    assert f"{(record_of(content) / (EDITION if 'för hand' in told else path)).as_posix()}:" in shown.output
    before = _record(content)
    assert _run("släpp", content=content).exit_code == 2
    assert _record(content) == before


@pytest.mark.parametrize(("before", "after"), [("dag: 2026-11-21", "dag: 2026-11-20"), ("Exempelby", "Granby"), ("summa: ", "summa: 0")])
def test_the_head_of_a_record_is_sealed_too(content: Path, before: str, after: str) -> None:
    """Its day and its place are what figures and pages are held by. Written as Windows does, it is as it was."""
    file = record_of(content) / EDITION
    text = file.read_text("utf-8")
    assert before in text
    file.write_bytes(text.replace("\n", "\r\n").encode())
    assert _codes(content) == []
    file.write_text(text.replace(before, after), "utf-8")
    assert _codes(content) == ["publicerat-andrat-for-hand"]


def test_a_record_of_the_first_version_is_read(content: Path) -> None:
    """It has no checksum; the next release writes one, also when readers see the same."""
    file = record_of(content) / EDITION
    text = file.read_text("utf-8")
    file.write_text(text.partition("summa:")[0].replace("publicerat: 2", "publicerat: 1"), "utf-8")
    assert _codes(content) == []
    assert "Skrev publicerat/" in _run("släpp", content=content).output
    assert file.read_text("utf-8") == text


def test_an_editor_sees_it_while_writing(content: Path) -> None:
    """``serve`` reads the record with the content, and tells the same."""
    live = Live(Config(content, content.parent / "ut", date.fromisoformat(TODAY), drafts=True))
    assert live.refresh().problems == ()
    _edit(content, SERIES, "593", "539")
    assert [problem.code for problem in live.refresh().problems] == ["publicerat-tal-andrat"]
    live.close()


def test_a_record_that_changes_is_a_reason_to_build(content: Path) -> None:
    """A build that would make what is published is left out; one that would be stopped by a newer record is not."""
    out = str(content.parent / "ut")
    assert "Byggt" in _run("build", "--out", out, content=content).output
    assert "Inget har ändrats" in _run("build", "--out", out, content=content).output
    file = record_of(content) / f"{FIGURES}utslapp.csv"
    file.write_text(file.read_text("utf-8").replace("593", "594"), "utf-8")
    assert _run("build", "--out", out, content=content).exit_code == 2


def test_without_a_record_nothing_is_held(content: Path) -> None:
    """A portal that has released nothing builds as before."""
    for file in sorted(record_of(content).rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    record_of(content).rmdir()
    _edit(content, SERIES, "593", "539")
    (content / "sidor/om.md").unlink()
    assert _codes(content) == []


def test_flipped_verdicts_are_told_against_the_record(content: Path) -> None:
    """By the name of the folder, and when nothing else is asked for; also where a change still lacks its reason."""
    assert "Ingenting har ändrats för läsarna" in _run("ändringar", content=content).output
    _edit(content, SERIES, "2020,571.50", "2020,571.50\n2021,80\n2022,80")
    by_default = _run("ändringar", content=content)
    assert by_default.exit_code == 0
    assert "Utsläpp av växthusgaser" in by_default.output
    assert _run("ändringar", "--sedan", "publicerat", content=content).output == by_default.output
    by_path = _run("ändringar", "--sedan", str(record_of(content)), content=content).output
    assert by_path.splitlines()[1:] == by_default.output.splitlines()[1:]


def test_every_page_of_a_site_is_in_its_record() -> None:
    """What is built and what is recorded are one: every page and former address, but charts for frames and the page of errors."""
    portal, _, files = built()
    recorded = {line.partition(",")[0] for line in written(portal, date(2026, 11, 21))[ADDRESSES].splitlines()[1:] if "#" not in line}
    made = {"/" + path.removesuffix("index.html") for path in files if path.endswith(".html")}
    assert {at for at in made if not at.endswith("/inbaddning/")} - {"/404.html"} == recorded


def test_the_real_content_is_held_against_its_record() -> None:
    """The record in the repository is whole, and its pages are those of the content."""
    content = ROOT / "content"
    found = released(content)
    checked = check(content)
    portal = checked.portal
    assert found is not None
    assert portal is not None
    assert sum(map(len, found.figures.values())) > 10_000
    assert {at for at, one in found.addresses.items() if one.what is Was.PAGE} <= pages(portal)
    assert checked.errors == ()
