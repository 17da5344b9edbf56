"""docs/redaktor.md is true: its examples pass the check, its commands work, its keys and words exist, its links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from click.testing import CliRunner

from site_tools import urls
from site_tools.beside import FETCHED
from site_tools.cli import main
from site_tools.config import FOLDERS, ROOT, kind_of
from site_tools.model.dialect import COLUMNS, SeriesFormat
from site_tools.model.parts import Kind, TargetKind
from site_tools.model.values import PeriodKind, Precision, ValueKind, ValueState, parse_period
from site_tools.pipeline import check
from site_tools.problems import TextError
from site_tools.schema import schemas
from tests.conftest import TODAY
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HANDBOOK = ROOT / "docs" / "redaktor.md"
TEXT = HANDBOOK.read_text("utf-8")
DAY = date.fromisoformat(TODAY)
PICTURE_MAX = 120_000
"""Bytes: an editor may read the handbook on a phone."""
SIGNS = {"#", "[", "##", "-", "**fet**", "[living lab]{lang=en}", "*kursiv*", "#avsnitt-", "https://", ".yaml", ".csv", ".md"}
"""What is written of YAML, Markdown and file names themselves, which no model knows."""
PYTHON = ".venv/bin/python"


class Block(NamedTuple):
    """A fenced block: its language, its text, and the file that the line before it names ("Filen", "I" or "I texten i")."""

    language: str
    text: str
    how: str
    path: str


def _blocks() -> Iterator[Block]:
    pattern = r"(?:^(Filen|I|I texten i) `content/([^`\n]+)`:\n\n)?^```(\w*)\n(.*?)^```$"
    for found in re.finditer(pattern, TEXT, re.M | re.S):
        yield Block(found[3], found[4], found[1] or "", found[2] or "")


BLOCKS = list(_blocks())
EXAMPLES = [block for block in BLOCKS if block.language != "sh"]
FILES: dict[str, str] = {}
OTHERS: list[Block] = []
"""The first example of a file is that file; what follows about it (another version, keys, text) is tried on top of all the files."""
for _block in EXAMPLES:
    if _block.how == "Filen" and _block.path not in FILES:
        FILES[_block.path] = _block.text
    else:
        OTHERS.append(_block)
PROSE = re.sub(r"^```.*?^```$", "", TEXT, flags=re.M | re.S)
WORDS = re.findall(r"`([^`\n]+)`", PROSE)
COMMANDS = [line for block in BLOCKS if block.language == "sh" for line in block.text.splitlines()]


def _with(block: Block) -> str:
    """The file of a block with what the block says of it."""
    if block.how == "Filen":
        return block.text
    before = FILES[block.path]
    if block.how == "I texten i":
        return f"{before}\n{block.text}"
    for key in yaml.safe_load(block.text):
        before = re.sub(rf"^{key}:.*\n(?:[ ].*\n)*", "", before, flags=re.M)
    if not before.startswith("---\n"):
        return before + block.text
    return before.replace("\n---\n", f"\n{block.text}---\n", 1)


def test_every_example_says_which_file_it_is() -> None:
    """An example that no test finds would not stay true."""
    assert len(re.findall(r"^```\w+$", TEXT, re.M)) == len(BLOCKS)
    assert [block.text for block in EXAMPLES if not block.how or block.language not in ("yaml", "csv", "markdown")] == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small good content with every file of the handbook."""
    return write_content(tmp_path_factory.mktemp("handbook") / "content", dict(FILES))


def test_the_files_of_the_handbook_are_right_together(whole: Path) -> None:
    """Who copies every file has a content folder without fault or warning."""
    assert check(whole, DAY).problems == ()


@pytest.mark.parametrize("block", OTHERS, ids=lambda block: f"{block.path}: {block.text.split()[0]}")
def test_an_example_in_a_file_is_right(tmp_path: Path, block: Block) -> None:
    """Keys or text that an editor copies into the file that the line before names."""
    assert block.path in FILES
    assert check(write_content(tmp_path, {**FILES, block.path: _with(block)}), DAY).problems == ()


SLIPS = [
    ("indikatorer/gar-eller-cyklar.yaml", "önskad_riktning:", "önskad_rikting:", '"önskad_riktning"'),
    ("indikatorer/gar-eller-cyklar.yaml", "mål: [trygg-skolvag]", "mål: [trygg-skolvg]", '"trygg-skolvag"'),
    ("indikatorer/gar-eller-cyklar.csv", "2023,flickor,54.5", "2023,flickor,54,5", "skriv 54.5"),
    ("indikatorer/gar-eller-cyklar.csv", "2023,flickor,54.5", '2023,flickor,"54,5"', "skriv 54.5"),
    ("indikatorer/skadade-pa-skolvag.csv", "2023;7;", "2023;7.5;", "skriv 7,5"),
]


@pytest.mark.parametrize(("path", "right", "wrong", "told"), SLIPS, ids=lambda word: word.split("/")[-1])
def test_a_slip_is_mended_from_its_message_alone(tmp_path: Path, path: str, right: str, wrong: str, told: str) -> None:
    """A key, a reference and a number typed wrong, as an editor types them on the first day: the message holds what to write."""
    assert FILES[path].count(right) == 1
    problems = check(write_content(tmp_path, {**FILES, path: FILES[path].replace(right, wrong)}), DAY).problems
    assert problems[0].path == path
    assert told in problems[0].hint


def test_every_kind_has_an_example() -> None:
    """An editor finds a whole file of each kind to begin with."""
    assert {kind_of(path)[0] for path in FILES} == set(Kind)


def _targets() -> Iterator[list[dict[str, Any]]]:
    for text in [*FILES.values(), *(block.text for block in OTHERS)]:
        front = text.split("---\n")[1] if text.startswith("---") else text
        keys = yaml.safe_load(front)
        if isinstance(keys, dict) and "målvärden" in keys:
            yield keys["målvärden"]


def test_every_sort_of_target_has_an_example() -> None:
    """Each sort, steps over the years, one figure for each of several years, groups side by side, and a footnote."""
    found = list(_targets())
    every = [target for targets in found for target in targets]
    # YAML reads the bare word ja as yes.
    assert {"ja" if target["sort"] is True else target["sort"] for target in every} == {sort.value for sort in TargetKind}
    assert any(len({str(target.get("år")) for target in targets}) >= 3 for targets in found)
    assert any("–" in str(target.get("år")) for target in every)
    assert any(len({target.get("grupp") for target in targets}) >= 3 for targets in found)
    assert any("fotnot" in target and "källa" in target for target in every)


def test_every_word_of_a_series_is_explained() -> None:
    """Its columns, the kinds of period, and the words of slag, läge and precision."""
    periods = [period.kind for word in WORDS if (period := _period(word))]
    assert set(periods) == set(PeriodKind)
    words = [*COLUMNS, *SeriesFormat, *ValueKind, *ValueState, *Precision]
    assert [word for word in words if word and word not in WORDS] == []


def _period(word: str) -> Any:
    try:
        return parse_period(word)
    except TextError:
        return None


def _known(schema: object) -> Iterator[str]:
    """The keys and the words to choose between that a schema holds."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        yield from filter(None, [schema.get("const"), *schema.get("enum", ())])
        for part in schema.values():
            yield from _known(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _known(part)


def _keys_of(written: object) -> Iterator[str]:
    if isinstance(written, dict):
        for key, value in written.items():
            yield str(key)
            yield from _keys_of(value)


@pytest.fixture(scope="module")
def known(whole: Path) -> set[str]:
    """Every word that may stand in backticks: of the model, of files, of addresses and of the commands."""
    found = {word for text in schemas((ROOT / "docs" / "ordlista.md").read_text("utf-8")).values() for word in _known(json.loads(text))}
    found |= {*COLUMNS, *SeriesFormat, *ValueKind, *ValueState, *Precision, *Kind, *SIGNS, PYTHON, "totalt"}
    found |= (
        {f"{folder}/" for folder in FOLDERS} | {f"content/{path}" for path in (*FILES, *GOOD)} | {"index.md", "content/", f"{FETCHED}/"}
    )
    found |= {f"content/{folder}/" for folder in FOLDERS}
    portal = check(whole, DAY).portal
    assert portal is not None
    found |= {urls.address(record) for record in portal.records.values()} | {record.id for record in portal.records.values()}
    found |= {*urls.LISTS.values(), urls.METHOD, "/andringar/"} | {f"/{word}/" for word in urls.RESERVED}
    found |= {option for command in _below() for option in _options(command)}
    found |= {f"http://127.0.0.1:{port}/" for port in re.findall(r"Port [^\[]*\[annars: (\d+)", _help("serve"))}
    workflow = (ROOT / ".github" / "workflows" / "pull-request.yml").read_text("utf-8")
    return found | set(re.findall(r"^ {10}name: (\w+)$", workflow, re.M)) | {"sv"}


@cache
def _help(*path: str) -> str:
    """What a command says with --help; the empty path is the door itself."""
    result = CliRunner().invoke(main, [*path, "--help"])
    assert result.exit_code == 0, result.output
    return result.output


def _below(*path: str) -> list[str]:
    """The commands below a command."""
    return re.findall(r"^  (\w+)  ", _help(*path).partition("Kommandon:")[2], re.M)


def _options(*path: str) -> set[str]:
    return set(re.findall(r"--[\w-]+", _help(*path)))


def _parsed(line: str) -> list[str]:
    """The command that a line names, with the one below it. It exists, and has every option of the line."""
    words = shlex.split(line)[1:]
    path: list[str] = []
    while words and words[0] in _below(*path):
        path.append(words.pop(0))
    assert path, line
    assert {word for word in words if word.startswith("--")} <= _options(*path), line
    return path


def test_what_stands_in_backticks_exists(known: set[str]) -> None:
    """A key, a word, a file or a command that is misspelt in the handbook would be misspelt by everyone."""
    wrong = []
    for word in WORDS:
        pair = yaml.safe_load(word) if word.startswith("{") or re.match(r"\w+: ", word) else None
        if word.startswith("build.py "):
            assert _parsed(word)
        elif word.startswith(f"{PYTHON} build.py "):
            assert _parsed(word.partition(" ")[2])
        elif word.startswith("make "):
            assert f"\n{word.partition(' ')[2]}:" in (ROOT / "Makefile").read_text("utf-8")
        elif isinstance(pair, dict):
            wrong += [key for key in _keys_of(pair) if key not in known]
        elif word not in known and not _period(word):
            wrong.append(word)
    assert wrong == []


def test_every_command_is_named_and_is_there() -> None:
    """The commands in the boxes exist with their options, and the handbook leaves out none that an editor uses."""
    named = {_parsed(line)[0] for line in COMMANDS}
    assert named == {"serve", "check", "ny", "serie", "värde", "ändringar", "släpp", "länkar", "hämta"}
    assert set(_below("ny")) == set(Kind)
    assert set(Kind) <= set(WORDS)


def test_the_commands_do_what_they_say(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the handbook, in its own content: each ends well, and the content is right afterwards.

    serve waits for a reader, ändringar with a day wants the history of git, länkar and hämta other sites; they have tests of their own.
    """
    write_content(
        tmp_path / "content", {path.relative_to(whole).as_posix(): path.read_bytes() for path in whole.rglob("*") if path.is_file()}
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC).timestamp():.0f}")
    ran = 0
    for line in COMMANDS:
        words = shlex.split(line)[1:]
        if words[0] not in ("serve", "ändringar", "länkar", "hämta"):
            result = CliRunner().invoke(main, words)
            assert result.exit_code == 0, f"{line}: {result.output}"
            ran += 1
    assert ran >= 5
    assert check(tmp_path / "content", DAY).problems == ()


def _anchors(text: str) -> set[str]:
    """The anchors that the code host gives the headings of a Markdown file."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


LINKS = re.findall(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)", PROSE)


def test_every_link_leads_somewhere() -> None:
    """To a file of the project and a heading in it."""
    for _, label, target in LINKS:
        assert label
        path, _, anchor = target.partition("#")
        file = HANDBOOK.parent / path if path else HANDBOOK
        assert file.is_file(), target
        assert not anchor or anchor in _anchors(file.read_text("utf-8")), target


def test_the_contents_are_the_headings() -> None:
    """The list at the top names every chapter in its order."""
    listed = re.findall(r"^- \[(.+)\]\(#.+\)$", PROSE.partition("\n## ")[0], re.M)
    assert listed == re.findall(r"^## (.+)$", PROSE, re.M)


def test_no_heading_is_skipped() -> None:
    """A reader who listens goes from heading to heading."""
    levels = [len(mark) for mark in re.findall(r"^(#+) ", PROSE, re.M)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_pictures_are_small() -> None:
    """Each picture of the handbook can be loaded on a phone."""
    pictures = [HANDBOOK.parent / target for image, _, target in LINKS if image]
    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > PICTURE_MAX] == []
