"""``build.py hämta``: the source's digits come into the series with all that is known of them, and nothing changes in silence."""

from __future__ import annotations

import errno
import subprocess
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from site_tools.cli import main
from site_tools.config import ROOT
from site_tools.editing import files
from site_tools.editing.fetch import Desk, Order
from site_tools.editing.layout import set_within
from site_tools.editing.release import release
from site_tools.exact import parse
from site_tools.model.fetch import Point, Snapshot
from site_tools.pipeline import ContentError, check
from site_tools.problems import UserError
from site_tools.snapshots import SnapshotError, read_snapshot, written
from site_tools.sources import read
from site_tools.strict_yaml import read_yaml
from tests.openly import MEASURE, VALUES, Said, Service, measure, page, row, serving
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INDICATOR, SERIES = "indikatorer/utslapp.yaml", "indikatorer/utslapp.csv"
NOW = datetime.fromisoformat("2026-11-21T17:30:05+01:00")
FETCH = """\
hämtas:
  tjänst: kolada
  tabell: N15505
  variabler:
    - variabel: municipality
      blir: plats
      koder: [{kod: "2480", blir: Exempelby}, {kod: "0000", blir: Riket}]
    - variabel: gender
      blir: grupp
      koder: [{kod: K, blir: kvinnor}, {kod: M, blir: män}, {kod: T, blir: totalt}]
"""
CITED = "källa: {namn: Kolada, licens: Fritt att använda, hämtad: '2025-01-01'} # här finns talen\n"
OLD = 'period,grupp,plats,värde,kommentar\n2019,totalt,Exempelby,593,"ja, så"\n2019,totalt,Riket,51000,\n'

_ROWS = (row(2019, "2480", M="600.10", T="593", K="580.20"), row(2019, "0000", T="51000"), row(2020, "2480", T="590.50"))


@pytest.fixture
def kolada() -> Iterator[Service]:
    with serving() as service:
        service.say(MEASURE, measure())
        service.say(VALUES, page(*_ROWS))
        yield service


def _content(folder: Path, fetch: str = FETCH, series: str = OLD, **more: str) -> Path:
    indicator = GOOD[INDICATOR].replace("        ", "").replace("källa: {namn: Utsläppsdatabasen, år: 2024}\n", CITED)
    files = {INDICATOR: indicator + "grupper: [totalt, kvinnor, män]\n" + fetch, SERIES: series, **more}
    return write_content(folder / "content", {path: text.encode() for path, text in files.items()})


def _fetch(content: Path, service: Service, reason: str = "", *, dry: bool = False, now: datetime = NOW) -> list[str]:
    return Desk(content, Order(now, reason, dry), service.fetcher("api.kolada.se")).fetch("utslapp")


def _texts(content: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(content.parent.rglob("*")) if file.is_file()}


def test_figures_come_with_their_digits_and_all_else_stays(tmp_path: Path, kolada: Service) -> None:
    """Each gender at its place whatever the source's order, new rows among the old, the file's own way of writing kept."""
    content = _content(tmp_path)
    assert check(content).problems == ()
    said = _fetch(content, kolada)
    assert (content / SERIES).read_text("utf-8") == (
        "period,grupp,plats,värde,kommentar\n"
        '2019,totalt,Exempelby,593,"ja, så"\n'
        "2019,totalt,Riket,51000,\n"
        "2019,kvinnor,Exempelby,580.20,\n"
        "2019,män,Exempelby,600.10,\n"
        "2020,totalt,Exempelby,590.50,\n"
    )
    assert said[0] == "utslapp: skrev ../hamtat/utslapp.json, indikatorer/utslapp.csv, indikatorer/utslapp.yaml"
    assert said[1] == "  3 nya tal: 2019, kvinnor: 580.20; 2019, män: 600.10; 2020: 590.50"
    keys = (content / INDICATOR).read_text("utf-8")
    assert "källa: {namn: Kolada, licens: Fritt att använda, hämtad: 2026-11-21} # här finns talen\n" in keys
    assert keys.endswith("  titel: Meritvärde i åk 9\n")
    assert check(content, date(2026, 11, 21)).problems == ()
    snapshot = read_snapshot((tmp_path / "hamtat" / "utslapp.json").read_text("utf-8"))
    assert snapshot.address == f"https://api.kolada.se{VALUES}"
    assert (snapshot.service, snapshot.table, snapshot.title, snapshot.licence) == (
        "kolada",
        "N15505",
        "Meritvärde i åk 9",
        "Fritt att använda",
    )
    assert (snapshot.at, len(snapshot.digest), len(snapshot.points)) == ("2026-11-21T17:30:05+01:00", 64, 5)


def test_a_series_as_excel_saves_it_stays_so(tmp_path: Path, kolada: Service) -> None:
    """Semicolons, decimal commas, the byte order mark and Windows' line ends; a row with a source of its own is not the source's."""
    series = "\ufeffperiod;grupp;värde;källa\r\n2019;;593,0;\r\n2020;;1,5;rapporten\r\n"
    more = "csv: excel\nfler_källor:\n  - {id: rapporten, namn: Rapporten}\n"
    only_total = FETCH.replace(', {kod: "0000", blir: Riket}', "").replace("/2480,0000", "/2480")
    kolada.say(VALUES.replace(",0000", ""), page(row(2019, "2480", T="593.0", K="580.20"), row(2020, "2480", T="590.50")))
    content = _content(tmp_path, more + only_total, series)
    assert "  2020 står med en annan källa i serien och lämnas" in _fetch(content, kolada)
    file = content / SERIES
    assert file.read_bytes().decode() == series.replace("2020;;", "2019;kvinnor;580,20;\r\n2020;;")
    assert check(content).problems == ()


def test_the_kept_answer_gives_the_kept_figures(tmp_path: Path, kolada: Service) -> None:
    """What was made of an answer can be made of it again, without the network."""
    content = _content(tmp_path)
    _fetch(content, kolada)
    text = (tmp_path / "hamtat" / "utslapp.json").read_text("utf-8")
    portal = check(content).portal
    assert portal is not None
    spec = portal.indicators[0].fetch
    assert spec is not None
    assert read(spec, [one["svar"] for one in parse(text)["svar"]]).points == read_snapshot(text).points


def test_the_same_answer_changes_nothing(tmp_path: Path, kolada: Service) -> None:
    """A week later, with nothing new: not one byte."""
    content = _content(tmp_path)
    _fetch(content, kolada)
    before = _texts(content)
    assert _fetch(content, kolada, now=NOW.replace(day=28)) == ["utslapp: inget nytt"]
    assert _texts(content) == before


def test_a_dry_run_writes_nothing(tmp_path: Path, kolada: Service) -> None:
    """It says what would be written."""
    content = _content(tmp_path)
    before = _texts(content)
    assert _fetch(content, kolada, dry=True)[0].startswith("utslapp: skulle ändra ")
    assert _texts(content) == before


def test_changed_history_is_a_revision_that_somebody_explains(tmp_path: Path, kolada: Service) -> None:
    """A number that stood in the series is another at the source: the reason is asked for, and until then nothing is published."""
    content = _content(tmp_path)
    _fetch(content, kolada)
    kolada.say(VALUES, page(row(2019, "2480", T="601"), row(2019, "0000", T="51000.0"), row(2020, "2480", T="590.50")))
    said = _fetch(content, kolada)
    assert (
        "  1 ändrade tal: 2019: 593 blir 601" in said[:2] or "  2 ändrade tal: 2019: 593 blir 601; 2019, Riket: 51000 blir 51000.0" in said
    )
    assert said[-1].startswith("  Skriv varför talen är ändrade") or "FYLL I" in said[-1]
    assert "  2019, kvinnor, Exempelby finns inte längre hos källan; raden står kvar" in said
    assert "580.20" in (content / SERIES).read_text("utf-8")
    revisions = read_yaml((content / INDICATOR).read_text("utf-8")).value["revideringar"]
    assert revisions == [
        {"period": "2019", "från": "593", "till": "601", "datum": "2026-11-21", "orsak": "FYLL I: varför källan har ändrat talet"}
    ]
    assert {problem.code for problem in check(content).problems} == {"fyll-i"}
    text = (content / INDICATOR).read_text("utf-8")
    (content / INDICATOR).write_text(text.replace("FYLL I: varför källan har ändrat talet", "Källan har räknat om"), "utf-8")
    assert check(content, date(2026, 11, 21)).problems == ()
    assert _fetch(content, kolada) == ["utslapp: inget nytt"]


@pytest.mark.parametrize("full", [".yaml", ".csv", ".json"])
def test_a_full_disk_loses_no_revision(tmp_path: Path, kolada: Service, monkeypatch: pytest.MonkeyPatch, full: str) -> None:
    """Wherever the writing stops, no changed figure stands without what is told of it, and fetching again ends well."""
    content = _content(tmp_path)
    _fetch(content, kolada)
    kolada.say(VALUES, page(row(2019, "2480", T="601"), row(2019, "0000", T="51000"), row(2020, "2480", T="590.50")))
    whole = files.put

    def put(file: Path, data: bytes) -> None:
        if file.suffix == full:
            raise OSError(errno.ENOSPC, "full")
        whole(file, data)

    with monkeypatch.context() as stopped:
        stopped.setattr(files, "put", put)
        with pytest.raises(UserError, match="disken är full"):
            _fetch(content, kolada, "Källan har räknat om")
    told = "från: 593" in (content / INDICATOR).read_text("utf-8")
    assert told or "601" not in (content / SERIES).read_text("utf-8")
    assert bool(check(content).problems) == (full == ".csv")
    _fetch(content, kolada, "Källan har räknat om")
    assert check(content).problems == ()
    assert (content / INDICATOR).read_text("utf-8").count("från: 593") == 1


def test_a_published_figure_is_told_from_what_readers_saw(tmp_path: Path, kolada: Service) -> None:
    """Also with the record of a release, and with the reason given at once."""
    content = _content(tmp_path)
    release(content, date(2026, 11, 20))
    kolada.say(VALUES, page(row(2019, "2480", T="601"), row(2019, "0000", T="51000")))
    _fetch(content, kolada, "Källan har räknat om")
    assert check(content, date(2026, 11, 21)).problems == ()
    assert "från: 593" in (content / INDICATOR).read_text("utf-8")


def test_a_correction_of_the_source_stays(tmp_path: Path, kolada: Service) -> None:
    """A revision from the source's number says that the source is wrong; the next fetch leaves it."""
    content = _content(tmp_path)
    _fetch(content, kolada)
    file = content / SERIES
    file.write_text(file.read_text("utf-8").replace("2020,totalt,Exempelby,590.50", "2020,totalt,Exempelby,595"), "utf-8")
    (changed,) = check(content).problems
    assert changed.code == "hamtat-tal-andrat"
    with (content / INDICATOR).open("a", encoding="utf-8") as keys:
        keys.write("revideringar:\n  - {period: 2020, från: 590.50, till: 595, datum: 2026-11-21, orsak: Källan har skrivit fel}\n")
    assert check(content).problems == ()
    assert "rättat för hand" in "".join(_fetch(content, kolada))
    assert "2020,totalt,Exempelby,595," in file.read_text("utf-8")


def test_a_hand_that_has_slipped_is_mended_by_fetching_again(tmp_path: Path, kolada: Service) -> None:
    """A digit changed and a row lost are told of without the network, and come back with it."""
    content = _content(tmp_path)
    _fetch(content, kolada)
    before = (content / SERIES).read_text("utf-8")
    (content / SERIES).write_text(before.replace("580.20", "580.2").replace("2019,män,Exempelby,600.10,\n", ""), "utf-8")
    assert sorted(problem.code for problem in check(content).problems) == ["hamtad-rad-borta", "hamtat-tal-andrat"]
    _fetch(content, kolada, "Skrivfel")
    assert (content / SERIES).read_text("utf-8") == before


def test_preliminary_and_missing_figures_keep_their_state(tmp_path: Path, kolada: Service) -> None:
    """A mark becomes a state, a null with a mark a row without a number, one without it nothing; what is deleted is not there."""
    marked = (
        row(2020, "2480", T="590.50").replace('"status": ""', '"status": "p"'),
        row(2021, "2480", T="null").replace('"status": ""', '"status": "hemlig"'),
        row(2022, "2480", T="null"),
        row(2023, "2480", T="7").replace('"isdeleted": false', '"isdeleted": true'),
    )
    kolada.say(VALUES, page(row(2019, "2480", T="593"), *marked))
    marks = "  lägen: [{kod: p, blir: preliminär}, {kod: hemlig, blir: sekretess}]\n"
    content = _content(tmp_path, FETCH + marks, "period,läge,värde\n2019,,593\n")
    said = _fetch(content, kolada)
    assert (content / SERIES).read_text("utf-8") == "period,läge,värde\n2019,,593\n2020,preliminär,590.50\n2021,sekretess,\n"
    assert "  1 tomma celler hos källan" in said
    # That a preliminary figure changes has been said beforehand.
    kolada.say(VALUES, page(row(2019, "2480", T="593"), row(2020, "2480", T="600"), marked[1]))
    _fetch(content, kolada)
    assert "2020,,600\n" in (content / SERIES).read_text("utf-8")
    assert "revideringar" not in (content / INDICATOR).read_text("utf-8")


def test_a_mark_that_nobody_has_explained_stops(tmp_path: Path, kolada: Service) -> None:
    """A preliminary figure never looks like a final one."""
    kolada.say(VALUES, page(row(2020, "2480", T="590.50").replace('"status": ""', '"status": "e"')))
    _stops(_content(tmp_path), kolada, "hamtning-okant-lage")


def test_another_title_stops(tmp_path: Path, kolada: Service) -> None:
    """The measure may be another."""
    content = _content(tmp_path)
    _fetch(content, kolada)
    kolada.say(MEASURE, measure("Meritvärde i åk 9, 16 ämnen"))
    _stops(content, kolada, "hamtning-ny-titel")


def _stops(content: Path, service: Service, code: str) -> None:
    """One message, at ``hämtas``, and not one byte changed."""
    before = _texts(content)
    with pytest.raises(ContentError) as stopped:
        _fetch(content, service)
    (problem,) = stopped.value.checked.problems
    assert (problem.code, problem.path, problem.excerpt) == (code, INDICATOR, "hämtas:")
    assert _texts(content) == before


@pytest.mark.parametrize(
    ("path", "said", "code"),
    [
        (MEASURE, Said('{"values": []}', 503), "hamtning-upptagen"),
        (MEASURE, Said("{}", 404), "hamtning-utan-svar"),
        (VALUES, Said("<html>", 200, {"Content-Type": "text/html"}), "hamtning-utan-data"),
        (VALUES, '{"values": [', "hamtning-utan-data"),
        (VALUES, '{"values": [NaN]}', "hamtning-utan-data"),
        (VALUES, "[" * 100_000, "hamtning-utan-data"),
        (VALUES, '{"values": {}}', "hamtning-annan-form"),
        (VALUES, page(row(2019, "2480", T='"många"')), "hamtning-annan-form"),
        (VALUES, page(row(2019, "2480", T="1e999999999")), "hamtning-annan-form"),
        (VALUES, page(row(2019, "2480", T="5"), row(2019, "2480", T="6")), "hamtning-annan-form"),
        (VALUES, page(row(2019, "2480", T="5").replace('"count"', '"\\ud800"')), "hamtning-annan-form"),
        (VALUES, page(), "hamtning-utan-tal"),
        (VALUES, page(_ROWS[0], onward="https://evil.example/v3"), "hamtning-fran-okand-vard"),
        (VALUES, page(_ROWS[0], onward="http://api.kolada.se/v3"), "hamtning-fran-okand-vard"),
    ],
)
def test_what_is_no_answer_changes_nothing(tmp_path: Path, kolada: Service, path: str, said: Said | str, code: str) -> None:
    """Whatever a source may send: one message, and the content as it was."""
    kolada.say(path, said)
    _stops(_content(tmp_path), kolada, code)


def test_what_the_check_refuses_is_not_written(tmp_path: Path, kolada: Service) -> None:
    """A place that the portal does not know of is told by the check, before anything is written."""
    content = _content(tmp_path, FETCH.replace("blir: Riket", "blir: Landet"))
    before = _texts(content)
    with pytest.raises(ContentError) as stopped:
        _fetch(content, kolada)
    assert {problem.path for problem in stopped.value.checked.problems} == {SERIES}
    assert _texts(content) == before


def test_an_indicator_that_is_not_fetched_says_so(tmp_path: Path, kolada: Service) -> None:
    """With what to do."""
    with pytest.raises(UserError, match="skriv hämtas: i"):
        _fetch(_content(tmp_path, ""), kolada)


def test_the_command_says_what_it_could_not_do(tmp_path: Path) -> None:
    """Without an indicator it asks for one; with --alla and nothing to fetch it says so."""
    content = write_content(tmp_path / "content")
    runner = CliRunner()
    assert runner.invoke(main, ["hämta", "--content", str(content)]).exit_code == 2
    everything = runner.invoke(main, ["hamta", "--alla", "--content", str(content)])
    assert (everything.exit_code, everything.output) == (0, "Ingen indikator har hämtas: än.\n")
    unknown = runner.invoke(main, ["hämta", "utslap", "--content", str(content)])
    assert (unknown.exit_code, 'menade du "utslapp"?' in unknown.output) == (2, True)


def test_all_are_fetched_and_one_that_fails_stops_no_other(tmp_path: Path, kolada: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is told of, and the exit status says that not all went well; what is not fetched yet is in the report until it is."""
    other = GOOD[INDICATOR].replace("        ", "").replace("källa: {namn: Utsläppsdatabasen, år: 2024}\n", CITED)
    content = _content(tmp_path, **{"indikatorer/annat.yaml": other + FETCH.replace("N15505", "N1")})
    monkeypatch.setattr("site_tools.sources.fetcher", lambda _hosts: kolada.fetcher("api.kolada.se"))

    def ran(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, [*words, "--content", str(content)], env={"SOURCE_DATE_EPOCH": "1795219200"})
        return result.exit_code, result.output

    heading = "Tal som kan hämtas ur öppna data men inte har hämtats: 2"
    assert heading in ran("check", "--rapport")[1]
    status, told = ran("hämta", "--alla")
    assert status == 2
    assert "annat: ingenting är skrivet." in told
    assert "utslapp: skrev ../hamtat/utslapp.json" in told
    assert heading.replace(": 2", ": 1") in ran("check", "--rapport")[1]
    assert ran("hämta", "utslapp") == (0, "utslapp: inget nytt\n")


_LISTENING = """\
import sys
asked = []
sys.addaudithook(lambda event, _: asked.append(event) if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto") else None)
from site_tools.cli import main
sys.argv = ["build.py", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    assert not end.code
# What writes SVG brings a client of the standard library along, which nobody calls.
client = {"http.client", "urllib.request", "ssl"} & sys.modules.keys() if sys.argv[1] == "check" else ()
import site_tools.serve
print([*asked, *client, *(name for name in sys.modules if name.startswith(("site_tools.sources", "site_tools.outside")))])
"""


def _unasking(*words: str) -> None:
    """Run a command that loads no importer and no client, and looks no name up."""
    run = subprocess.run([sys.executable, "-c", _LISTENING, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_what_was_fetched_is_shown_without_asking_the_network(tmp_path: Path, kolada: Service) -> None:
    """On the page and in the data: when, from which table, on what terms, and the checksum. Checking and building ask nobody."""
    content = _content(tmp_path)
    _fetch(content, kolada)
    digest = read_snapshot((tmp_path / "hamtat" / "utslapp.json").read_text("utf-8")).digest
    out = tmp_path / "public"
    _unasking("check", "--content", str(content))
    _unasking("build", "--content", str(content), "--out", str(out), "--today", "2026-11-21")
    shown = (out / "indikatorer" / "utslapp" / "index.html").read_text("utf-8")
    for words in ("N15505", "Fritt att använda", digest, "21 november 2026", f"https://api.kolada.se{VALUES}"):
        assert words in shown
    described = parse((out / "indikatorer" / "utslapp" / "utslapp.json").read_text("utf-8"))
    assert described["hämtat"]["sha256"] == digest
    assert described["serie"][-1]["värde"] == "590.50"
    assert digest in (out / "oppna-data" / "indikatorer.csv").read_text("utf-8")
    assert digest in (out / "oppna-data" / "katalog.jsonld").read_text("utf-8")
    # The same figures in another answer: what is kept of the last build does not show the old one.
    kolada.say(VALUES, page(*_ROWS).replace('"count": 1', '"count": 2'))
    _fetch(content, kolada, now=NOW.replace(hour=18))
    _unasking("build", "--content", str(content), "--out", str(out), "--today", "2026-11-21")
    stale = [file for file in out.rglob("*") if file.suffix in (".html", ".json", ".jsonld", ".csv") and digest in file.read_text("utf-8")]
    assert stale == []


_POINT = Point("2023", "totalt", "Riket", "1.50")
_SAID = Snapshot("kolada", "N1", "Mått", "https://api.kolada.se/v3", "2026-11-21T17:30:05+01:00", "Fritt", "", {_POINT.key: _POINT})
_KEPT = written(_SAID, [("https://api.kolada.se/v3", {"values": ["å", None]})])


@given(st.integers(0, len(_KEPT) - 1), st.text(max_size=2))
def test_no_sign_of_what_is_kept_can_be_changed(at: int, sign: str) -> None:
    """A digit, a space, a sign too many or too few: the checksum tells."""
    assert read_snapshot(_KEPT).points == _SAID.points
    changed = _KEPT[:at] + sign + _KEPT[at + 1 :]
    if changed != _KEPT:
        with pytest.raises(SnapshotError):
            read_snapshot(changed)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: {b: 1}\n", "a: {b: 1, c: x}\n"),
        ("a: {b: 1, c: 2} # d\n", "a: {b: 1, c: x} # d\n"),
        ("a:\n  b: 1 # d\n\nz: 1\n", "a:\n  b: 1 # d\n  c: x\n\nz: 1\n"),
        ("a:\n  b: >-\n    c\n    d\nz: 1\n", "a:\n  b: >-\n    c\n    d\n  c: x\nz: 1\n"),
        ("a:\n  c: >-\n    c\n    d\nz: 1\n", "a:\n  c: x\nz: 1\n"),
        ("a:\r\n  b: 1", "a:\r\n  b: 1\r\n  c: x"),
        ("z: 1\n", "z: 1\n"),
    ],
)
def test_a_key_within_a_group_is_set_and_all_else_stays(before: str, after: str) -> None:
    """Comments, line ends and the way of writing."""
    assert set_within(before, "a", "c", "x") == after
