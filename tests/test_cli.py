"""The command line: its exit status, its words, and what it does not load."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from site_tools import clickwords
from site_tools.cli import main
from site_tools.cli.common import YEARS
from site_tools.config import ROOT
from site_tools.model.values import YEAR_MAX, YEAR_MIN
from tests.writing import write_content

HEAVY = ("altair", "vl_convert", "jinja2", "pydantic", "markdown_it", "yaml")


def test_help_loads_nothing_heavy() -> None:
    """``--help`` answers at once because it imports nothing that only a build needs."""
    loaded = f"print([m for m in {HEAVY!r} if m in sys.modules])"
    code = f"import sys\nfrom site_tools.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n{loaded}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "check" in done.stdout


def test_check_draws_nothing() -> None:
    """Checking does not load the drawing library or the templates."""
    code = f"import sys\nimport site_tools.pipeline, site_tools.report\nprint([m for m in {HEAVY[:3]!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("changes", "status"), [({}, 0), ({"mal/x.yaml": "namn: x\n"}, 2)])
def test_exit_status_says_whether_the_content_is_good(tmp_path: Path, changes: dict[str, str | bytes | None], status: int) -> None:
    """0 when good, 2 when the user can mend it."""
    assert CliRunner().invoke(main, ["check", "--content", str(write_content(tmp_path, changes))]).exit_code == status


def test_warnings_count_as_errors_when_asked(tmp_path: Path) -> None:
    """``--strict`` shuts the gate for what is otherwise only told."""
    content = write_content(tmp_path, {"sidor/om.md": "---\nnamn: Om\n---\n[här](/sok/)\n"})
    assert CliRunner().invoke(main, ["check", "--content", str(content)]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--content", str(content), "--strict"]).exit_code == 2


def test_formats_carry_place_message_and_advice(tmp_path: Path) -> None:
    """The same problem as a line for a person, an annotation for GitHub and an object for tools."""
    content = write_content(tmp_path, {"sidor/om.md": "---\nnamm: 100 % Om\n---\n"})
    command = ["check", "--content", str(content), "--format"]
    said = {form: CliRunner().invoke(main, [*command, form]).stdout for form in ("text", "github", "json")}
    assert said["text"].splitlines() == [
        f'{content}/sidor/om.md:2:1: nyckeln "namm" finns inte här – menade du "namn"?',
        "    2 | namm: 100 % Om",
        "      | ^^^^  docs/fel.md#okand-nyckel",
    ]
    assert said["github"].startswith(f"::error file={content}/sidor/om.md,line=2,col=1,endColumn=4,title=")
    assert json.loads(said["json"])[0] | {"fil": ""} == {
        "fil": "", "rad": 2, "kolumn": 1, "slutkolumn": 5, "kod": "okand-nyckel", "nyckel": "namm", "grad": "fel",
        "fel": 'nyckeln "namm" finns inte här', "råd": 'menade du "namn"?', "radtext": "namm: 100 % Om",
        "läs_mer": "docs/fel.md#okand-nyckel",
    }  # fmt: skip


def test_annotations_escape_what_github_would_read(tmp_path: Path) -> None:
    """A percent sign or a comma in content cannot change the annotation's place."""
    content = write_content(tmp_path / "a,b", {"sidor/om.md": "---\nnamn: Om\ntyp%: x\n---\n"})
    line = CliRunner().invoke(main, ["check", "--content", str(content), "--format", "github"]).stdout
    assert "a%2Cb" in line
    assert '"typ%25"' in line


@pytest.mark.parametrize("options", [["--today", "2026-02-30"], ["--site-url", "javascript:x"], ["--jobs", "0"], ["--port"]])
def test_a_wrong_option_is_the_users_to_mend(options: list[str]) -> None:
    """Exit 2 for options too, without a traceback."""
    result = CliRunner().invoke(main, ["build", *options])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_missing_content_folder_is_told(tmp_path: Path) -> None:
    """A wrong --content gives one clear message."""
    result = CliRunner().invoke(main, ["check", "--content", str(tmp_path / "nej")])
    assert result.exit_code == 2
    assert "finns inte – ange rätt mapp med --content" in result.output


@pytest.mark.parametrize("out", [".", "public", ".."])
def test_a_site_is_never_written_into_or_over_its_content(tmp_path: Path, out: str) -> None:
    """Not even when the folder bears the mark of a published site: what the editors have written stays."""
    content = write_content(tmp_path / "a" / "content")
    (content / ".programportal").write_bytes(b"")
    (content.parent / ".programportal").write_bytes(b"")
    before = sorted(content.rglob("*"))
    result = CliRunner().invoke(main, ["build", "--content", str(content), "--out", str(content / out)])
    assert (result.exit_code, sorted(content.rglob("*"))) == (2, before)
    assert "ligger i varandra" in result.output


@pytest.mark.parametrize("url", ["https://[x", "https://a@b.se/", "https://a.se:abc/", "ftp://a.se/", "https://a.se/?x", 'http://a b"<x>/'])
def test_an_address_that_would_break_the_pages_is_refused(url: str) -> None:
    """A site address is a plain one, whatever else a parser would take."""
    result = CliRunner().invoke(main, ["build", "--site-url", url])
    assert result.exit_code == 2
    assert "är inte en webbadress" in result.output


def test_a_day_outside_the_calendar_is_the_users_to_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong SOURCE_DATE_EPOCH gives a message, not a traceback."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 20)
    assert CliRunner().invoke(main, ["build"]).exit_code == 2


def test_a_path_that_can_be_none_and_a_year_that_nobody_means_are_told() -> None:
    """Before anything is read; the years are those of the model."""
    for options in (["--out", "x" * 300], ["--content", "a\0b"], ["--today", "9999-12-31"], ["--today", "1899-12-31"]):
        result = CliRunner().invoke(main, ["build", *options])
        assert (result.exit_code, "Felaktigt värde för" in result.stderr) == (2, True), options
    assert YEARS == (YEAR_MIN, YEAR_MAX)


@pytest.mark.parametrize("command", [["--bedömningar", "mal/x.json"], ["--diagram", "diagram"], ["--bedömningar", "webbplats.yaml"]])
def test_no_result_is_written_among_the_content(tmp_path: Path, command: list[str]) -> None:
    """A file of the editor's is never written over, nor another laid beside it."""
    content = write_content(tmp_path / "content")
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    option, name = command
    result = CliRunner().invoke(main, ["ändringar", "--content", str(content), "--sedan", str(content), option, str(content / name)])
    assert (result.exit_code, "ligger i mappen med innehåll" in result.stderr) == (2, True)
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_a_file_is_named_as_it_is(tmp_path: Path) -> None:
    """What cannot be seen in its name is written out, once."""
    content = write_content(tmp_path / "content", {"mal/a\u202eb.md": "---\nnamn: X\n---\n"})
    told = CliRunner().invoke(main, ["check", "--content", str(content)]).stdout.splitlines()[0]
    assert told.startswith(f"{content}/mal/a\\x202eb.md:1:1: filnamnet")


def test_serve_tells_of_a_taken_port_and_of_a_site_that_is_not_there(tmp_path: Path) -> None:
    """What the user can mend is told, without a traceback."""
    (tmp_path / "index.html").write_text("x")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        busy = CliRunner().invoke(main, ["serve", "--no-build", "--out", str(tmp_path), "--port", port])
    assert (busy.exit_code, f"port {port} går inte att använda" in busy.output) == (2, True)
    gone = CliRunner().invoke(main, ["serve", "--no-build", "--out", str(tmp_path / "nej")])
    assert (gone.exit_code, "bygg den först" in gone.output) == (2, True)


def test_serve_answers_with_pages_and_with_the_site_s_own_404(tmp_path: Path) -> None:
    """An editor sees what a reader would see."""
    (tmp_path / "index.html").write_text("start")
    (tmp_path / "404.html").write_text("finns inte")
    call = f"show(Path({str(tmp_path)!r}), 0, lambda said: print(said, flush=True))"
    code = f"from pathlib import Path\nfrom site_tools.serve import show\n{call}"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().split()[3]
        with urllib.request.urlopen(address) as answer:
            assert answer.read() == b"start"
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(address + "nej/")
        assert (missing.value.code, missing.value.read()) == (404, b"finns inte")
        missing.value.close()
        running.terminate()


@pytest.mark.parametrize(
    "command",
    [
        [], ["--help"], ["check", "--help"], ["build", "--help"], ["serie", "--help"], ["chek"], ["check", "--formt", "x"],
        ["check", "--format"], ["check", "--format", "xml"], ["build", "--jobs", "0"], ["build", "--jobs", "x"],
        ["build", "ett", "två"], ["build", "ett"],
        ["check", "--strict=1"], ["serie"], ["build", "--today", "igår"], ["serve", "--port", "99999"],
    ],
)  # fmt: skip
def test_the_command_line_speaks_swedish(command: list[str]) -> None:
    """What the library below says of options and commands is translated too."""
    said = CliRunner().invoke(main, command).output
    assert said
    english = r"(?i)\b(usage|options?|commands?|show this|error|try|missing|invalid|no such|not|is|the|default|valid|range)\b"
    assert not re.search(english, re.sub(r"--[\w-]+", "", said)), said


def test_every_translated_text_is_still_the_library_s() -> None:
    """When the library words a text anew, its translation would be passed over in silence."""
    folder = Path(click.__file__).parent
    # Texts that span lines are joined as Python joins them.
    source = (
        "".join(re.sub(r'"\s+"', "", path.read_text("utf-8")) for path in folder.glob("*.py")).replace("\\n", "\n").replace("\\t", "\t")
    )
    assert [text for text in clickwords.WORDS if f'"{text}"' not in source] == []


def test_swedish_words_are_read_where_the_system_knows_only_ascii(tmp_path: Path) -> None:
    """Commands, options and folders; what is told is UTF-8."""
    content = write_content(tmp_path / "innehåll")
    narrow = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, str(ROOT / "build.py"), "släpp", "--content", str(content)]
    done = subprocess.run(command, env=narrow, capture_output=True, check=False)
    assert (done.returncode, "2 rader ur serierna" in done.stdout.decode()) == (0, True), done.stderr.decode()
