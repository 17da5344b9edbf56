"""One example of every message: a slip in a small good content folder, and the same mended. docs/fel.md is made of them."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from site_tools.editing.fetch import Desk, Order
from site_tools.editing.release import release
from site_tools.messages import accessibility, fetching, files, indicators, keys, links, published, series, syntax, tables, values
from site_tools.model.rows import ROWS_MAX
from site_tools.pipeline import ContentError, check
from site_tools.sources.guard import Limits
from site_tools.strict_yaml import LIST_MAX, NODES_MAX
from tests import openly
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_tools.pipeline import Checked
    from site_tools.problems import Message

TARGET = "{sort: högst, värde: 90, år: 2040}"
NAME = "namn: Utsläpp av växthusgaser\n"
INDICATOR, SERIES, GOAL, ACTOR, SITE = (
    "indikatorer/utslapp.yaml",
    "indikatorer/utslapp.csv",
    "mal/klimatneutral.md",
    "aktorer/fullmaktige.yaml",
    "webbplats.yaml",
)
STATEMENT = "sidor/tillganglighet.md"
REVISED = "{period: 2019, från: 600, till: 593, datum: 2024-05-16, orsak: Ny metod}"
EARLIER = "{period: 2019, från: 610, till: 600, datum: 2023-05-16, orsak: Ny metod}"
FIGURES = "period,värde\n2019,593\n"
GROUPED = "period,grupp,värde\n2019,kvinnor,5\n2019,män,6\n"


@dataclass(frozen=True)
class Example:
    """``wrong`` stands in the file ``path`` where ``right`` should; a file that the good content lacks holds nothing else.

    ``around`` are the other files that the example needs. ``make`` does to the content folder what no text can, and ``story`` tells
    of it in the catalogue. With ``denied`` the disk refuses to give ``path`` out. Where something is ``released``, readers have seen the
    good content with these files.
    """

    message: Message
    path: str
    wrong: str = ""
    right: str = ""
    around: tuple[tuple[str, str], ...] = ()
    make: Callable[[Path], None] | None = None
    story: str = ""
    denied: bool = False
    released: tuple[tuple[str, str], ...] | None = None

    def check(self, folder: Path, mended: bool = False) -> Checked:
        """Check the content with the slip, or with it mended."""
        content = self.write(folder, mended)
        if self.message is files.NO_FOLDER and not mended:
            return check(content / "nej", TODAY)
        with _denied(content / self.path) if self.denied and not mended else contextlib.nullcontext():
            return check(content, TODAY)

    def write(self, folder: Path, mended: bool = False) -> Path:
        """Write the content folder with the slip, or with it mended, and return it."""
        if self.released is not None:
            folder /= "content"
            release(write_content(folder, {name: text.encode() for name, text in self.released}), TODAY)
            shutil.rmtree(folder)
        changes: dict[str, str | bytes | None] = dict(self.around)
        if self.path in GOOD:
            before = str(changes.get(self.path) or GOOD[self.path].replace("        ", ""))
            if self.wrong or self.right:
                assert self.right in before, (self.message.code, self.right)
                changes[self.path] = before if mended else before.replace(self.right, self.wrong, 1)
        elif self.right if mended else self.wrong:
            changes[self.path] = self.right if mended else self.wrong
        if self.make and not mended:
            changes.pop(self.path, None)
        content = write_content(folder, {name: text.encode() if isinstance(text, str) else text for name, text in changes.items()})
        if self.make and not mended:
            self.make(content)
        return content


@contextlib.contextmanager
def _denied(path: Path) -> Iterator[None]:
    """The disk refuses this file or folder, as it does to anyone but root when the rights are taken away."""
    scandir = os.scandir

    def refuse(wanted: Path) -> None:
        if Path(wanted) == path:
            raise PermissionError(errno.EACCES, "Permission denied")

    def scan(wanted: Path) -> object:
        refuse(wanted)
        return scandir(wanted)

    def read(wanted: str) -> FileIO:
        refuse(Path(wanted))
        return FileIO(wanted)

    with mock.patch.object(os, "scandir", scan), mock.patch("site_tools.load.raw.FileIO", read):
        yield


def _page(text: str) -> str:
    return f"---\nnamn: Om portalen\n---\n{text}\n"


def _key(message: Message, wrong: str, right: str = NAME, path: str = INDICATOR) -> Example:
    """A slip in one place of a file of the good content."""
    return Example(message, path, wrong, right)


def _more(message: Message, wrong: str, right: str, path: str = INDICATOR, before: str = NAME, **around: str) -> Example:
    """A slip in a line that the good content lacks: it is added before ``before``, wrong and right."""
    file = GOOD[path].replace("        ", "").replace(before, f"{right}\n{before}", 1)
    return Example(message, path, wrong, right, around=((path, file), *around.items()))


def _revised(message: Message, wrong: str, right: str) -> Example:
    """A slip in the record of changed figures: each on a line of its own."""
    lists = ["revideringar:\n  - " + text.replace("}, {", "}\n  - {") for text in (wrong, right)]
    return _more(message, *lists)


def _parts(message: Message, wrong: str) -> Example:
    right = "delar: [kvinnor, män]"
    return Example(
        message, INDICATOR, wrong, right, around=((INDICATOR, _WITH_GROUPS.replace(_GROUPS, f"{_GROUPS}{right}\n")), (SERIES, GROUPED))
    )


def _translation(message: Message, wrong: str, right: str, **around: str) -> Example:
    """A slip in the head of a page in English."""
    pages = {f"sidor/{name}.md": text for name, text in around.items()} | {"sidor/om.md": _page("Om.")}
    page = "---\nnamn: About\n{}---\nAbout.\n"
    return Example(message, "sidor/about.md", page.format(wrong), page.format(right), around=tuple(pages.items()))


def _text(message: Message, wrong: str, right: str) -> Example:
    return Example(message, "sidor/om.md", _page(wrong), _page(right))


def _rows(message: Message, wrong: str, right: str, keys: str = "", **around: str) -> Example:
    """A slip in a series; ``keys`` are added to the indicator."""
    indicator = GOOD[INDICATOR].replace("        ", "") + keys
    return Example(message, SERIES, wrong, right, around=((INDICATOR, indicator), (SERIES, right), *around.items()))


def _by(message: Message, path: str, make: Callable[[Path], None], story: str) -> Example:
    return Example(message, path, make=make, story=story)


def _put(path: str, data: bytes) -> Callable[[Path], None]:
    def make(content: Path) -> None:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)

    return make


def _fifo(content: Path) -> None:
    os.mkfifo(content / "mal" / "ror.md")


def _link(content: Path) -> None:
    (content / "mal" / "genvag.md").symlink_to("klimatneutral.md")


def _renamed(content: Path) -> None:
    (content / SITE).rename(content / "Webbplats.yaml")


_BUDGET = """\
namn: Budget
typ: driftbudget
enhet: mnkr
källa: {namn: Plan}
kolumner: [{id: a, namn: 2024}, {id: b, namn: 2025}]
rader:
  - {post: Skolan, belopp: [{kolumn: a, värde: 5}, {kolumn: b, värde: 6}]}
  - {post: Lokaler, varav_till: Skolan, belopp: [{kolumn: b, värde: 1}]}
ansökningar:
  - {sökande: En förening, projekt: En fest, sökt: 5, beviljat: 5, beslut: beviljas}
"""


def _budget(message: Message, wrong: str, right: str) -> Example:
    """A slip in one place of a table of money."""
    return Example(message, "finansiering/budget.yaml", _BUDGET.replace(right, wrong, 1), _BUDGET)


def _deep(content: Path) -> None:
    (content / "mal" / "/".join("d" * 12)).mkdir(parents=True)


_JUDGED = "---\nnamn: Uppföljning\nperiod: 2024-T1\nansvarig: fullmaktige\nbedömningar:\n  - {}\nkälla: {{namn: Rapport}}\n---\n"
_GROUPS = f"{NAME}grupper: [kvinnor, män]\n"
_WITH_GROUPS = GOOD[INDICATOR].replace("        ", "").replace(NAME, _GROUPS)
_STATEMENT_KEYS = "tillgänglighet:\n" + GOOD[STATEMENT].replace("        ", "").partition("tillgänglighet:\n")[2].removesuffix("---\n")
_FLAW = "{brist: Filmer är inte textade, skäl: oskäligt betungande, motivering: Det kostar för mycket}"
TODAY = date(2026, 11, 21)
_SITE = GOOD[SITE].replace("        ", "")
ABOUT = _page("Så här gör vi.")
WITHDRAWN = "indragna_adresser:\n  - {adress: /om/, datum: 2024-05-16, orsak: Texten står nu på startsidan.}\n"


def _damage(path: str, before: str, after: str) -> Callable[[Path], None]:
    """The record of the release is changed by hand, or by git."""

    def make(content: Path) -> None:
        file = content.parent / "publicerat" / path
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), "utf-8")

    return make


EXAMPLES: tuple[Example, ...] = (
    # Money, risks, follow-ups and events
    _budget(tables.NO_COLUMN, "kolumn: 2024-utfall", "kolumn: a"),
    _budget(tables.TWO_AMOUNTS, "{kolumn: a, värde: 5}, {kolumn: a, värde: 6}", "{kolumn: a, värde: 5}, {kolumn: b, värde: 6}"),
    _budget(tables.ONE_AMOUNT, "{kolumn: b}", "{kolumn: b, värde: 6}"),
    _budget(tables.NO_POST, "varav_till: Skola", "varav_till: Skolan"),
    _budget(tables.PART_OF_ITSELF, "varav_till: Lokaler", "varav_till: Skolan"),
    _budget(tables.REFUSED_WITH_MONEY, "beslut: avslås", "beslut: beviljas"),
    Example(
        tables.JUDGED_TWICE,
        "uppfoljningar/2024-t1.md",
        _JUDGED.format("{mål: klimatneutral, bedömning: ingen bedömning}\n  - {mål: klimatneutral, bedömning: ingen bedömning}"),
        _JUDGED.format("{mål: klimatneutral, bedömning: ingen bedömning}"),
    ),
    Example(
        keys.EVENT_BACKWARDS,
        "handelser/mote.yaml",
        "namn: Möte\ntyp: möte\ndatum: 2024-05-16\ntill: 2024-05-15\nkälla: {namn: Plan}\n",
        "namn: Möte\ntyp: möte\ndatum: 2024-05-15\ntill: 2024-05-16\nkälla: {namn: Plan}\n",
    ),
    # Files
    Example(files.NO_FOLDER, "", story="Kommandot körs i en mapp där det inte finns någon mapp content."),
    _by(files.FOLDERS_TOO_DEEP, "mal/d/d/d/d/d/d/d/d/", _deep, "En mapp i en mapp i en mapp, tolv nivåer ned."),
    Example(
        files.UNREADABLE_FOLDER,
        "sidor/",
        around=(("sidor/om.md", "---\nnamn: Om\n---\n"),),
        denied=True,
        story="Mappen sidor/ tillhör någon annan på datorn.",
    ),
    Example(files.UNREADABLE_FILE, GOAL, denied=True, story="Filen mal/klimatneutral.md tillhör någon annan på datorn."),
    _by(files.SYMLINK, "mal/genvag.md", _link, "mal/genvag.md är en symbolisk länk till mal/klimatneutral.md."),
    _by(files.NO_REGULAR_FILE, "mal/ror.md", _fifo, "mal/ror.md är ett namngivet rör."),
    _by(files.TOO_LARGE, "sidor/stor.md", _put("sidor/stor.md", b"x" * 1_100_000), "En fil med över en miljon tecken."),
    Example(files.WRONG_FOLDER, "mål/klimat.md", _page("Texten.")),
    Example(files.WRONG_LEVEL, "mal/klimat/2030.md", _page("Texten.")),
    Example(files.WRONG_SUFFIX, "mal/klimat.docx", "Texten."),
    Example(files.FILE_NAME, "sidor/Om oss.md", _page("Texten.")),
    _by(files.UTF_16, "sidor/om.md", _put("sidor/om.md", "namn: Om".encode("utf-16")), "sidor/om.md är sparad som UTF-16."),
    _by(files.NO_TEXT_FILE, "sidor/om.md", _put("sidor/om.md", b"\x89P\0\0"), "sidor/om.md är egentligen en bild."),
    _by(
        files.NOT_UTF_8,
        "sidor/om.md",
        _put("sidor/om.md", "---\nnamn: Översikt\n---\n".encode("latin-1")),
        "sidor/om.md är sparad som Latin-1 (ANSI).",
    ),
    _by(
        files.MANY_MARKS,
        "sidor/om.md",
        _put("sidor/om.md", f"---\nnamn: Om\n---\nPort{'a' + chr(0x301) * 40}len.\n".encode()),
        "Ett a med fyrtio accenter.",
    ),
    _by(
        files.TEXTS_TOGETHER,
        "ordlista/ord.yaml",
        _put("ordlista/ord.yaml", f"namn: Ord\nsammanfattning: {'ord ' * 10_000}\nbetyder: {'ord ' * 10_000}\n".encode()),
        "En sammanfattning och en förklaring på 40 000 tecken var.",
    ),
    Example(files.LOST_LETTER, "sidor/om.md", "---\nnamn: \ufffdversikt\n---\n", "---\nnamn: Översikt\n---\n"),
    Example(files.HIDDEN, "sidor/om.md", "---\nnamn: Om\u200b portalen\n---\n", "---\nnamn: Om portalen\n---\n"),
    _by(files.NO_SETTINGS, SITE, lambda content: (content / SITE).unlink(), "webbplats.yaml är borttagen."),
    _by(
        files.MORE, "sidor/om.md", _put("sidor/om.md", "---\nnamn: Om\n---\n{}".format("\u200b\n" * 60).encode()), "Sextio osynliga tecken."
    ),
    _by(files.SETTINGS_NAME, "Webbplats.yaml", _renamed, "Filen heter Webbplats.yaml."),
    Example(files.LOOKALIKE, "sidor/om.md", "---\nnamn: Om p\u043ertalen\n---\n", "---\nnamn: Om portalen\n---\n"),
    Example(files.TWICE_ENCODED, "sidor/om.md", "---\nnamn: FrÃ¥gor\n---\n", "---\nnamn: Frågor\n---\n"),
    Example(
        files.GIT_MARKS,
        "sidor/om.md",
        _page("<<<<<<< HEAD\nVi följer målen.\n=======\nVi följer alla mål.\n>>>>>>> gren"),
        _page("Vi följer alla mål."),
    ),
    # YAML
    Example(syntax.EMPTY_FRONT_MATTER, "sidor/om.md", "---\n---\nnamn: Om portalen\n---\n", "---\nnamn: Om portalen\n---\n"),
    _more(syntax.HARD_SPACE, "kortnamn:\u00a0Utsläpp", "kortnamn: Utsläpp"),
    _key(syntax.COMMA_IN_TEXT, "källa: {namn: Utsläppsdatabasen, utgåva 2, år: 2024}\n", "källa: {namn: Utsläppsdatabasen, år: 2024}\n"),
    Example(syntax.NO_FRONT_MATTER, "sidor/om.md", "namn: Om portalen\n\nTexten.\n", "---\nnamn: Om portalen\n---\n\nTexten.\n"),
    Example(syntax.NO_SECOND_FENCE, "sidor/om.md", "---\nnamn: Om portalen\n\nTexten.\n", "---\nnamn: Om portalen\n---\n\nTexten.\n"),
    _key(syntax.NO_KEYS, "- Kommunfullmäktige\n- fullmäktige\n", "namn: Kommunfullmäktige\ntyp: fullmäktige\n", ACTOR),
    _key(syntax.TAB, "målvärden:\n\t- " + TARGET, "målvärden:\n  - " + TARGET),
    _more(syntax.COLON, "kortnamn: Utsläpp: totalt", 'kortnamn: "Utsläpp: totalt"'),
    _key(syntax.NO_COLON, "typ fullmäktige\n", "typ: fullmäktige\n", ACTOR),
    _more(syntax.INDENT, 'kortnamn: "Utsläpp" totalt', "kortnamn: Utsläpp totalt"),
    _more(syntax.LIST_INDENT, "sökord:\n  - koldioxid\n - klimat", "sökord:\n  - koldioxid\n  - klimat"),
    _key(syntax.OPEN_LIST, "mål: [klimatneutral\n", "mål: [klimatneutral]\n"),
    Example(
        syntax.OPEN_QUOTE,
        ACTOR,
        'namn: "Kommunfullmäktige\n',
        'namn: "Kommunfullmäktige"\n',
        around=((ACTOR, 'namn: "Kommunfullmäktige"\ntyp: fullmäktige\n'),),
    ),
    _key(syntax.DASH, "mål: - klimatneutral\n", "mål: [klimatneutral]\n"),
    _more(syntax.BAD_START, "kortnamn: >50 kton om året", 'kortnamn: ">50 kton om året"'),
    _key(syntax.NOTHING_HERE, "mål: [,klimatneutral]\n", "mål: [klimatneutral]\n"),
    _more(syntax.BAD_ESCAPE, 'kortnamn: "Utsläpp \\per år"', "kortnamn: 'Utsläpp \\per år'"),
    _key(syntax.UNREADABLE, "%år 2019\nnamn: Kommunfullmäktige\n", "namn: Kommunfullmäktige\n", ACTOR),
    Example(syntax.TWO_DOCUMENTS, ACTOR, "typ: fullmäktige\n---\nnamn: Kommunstyrelsen\n", "typ: fullmäktige\n"),
    _more(syntax.ALIAS, "kortnamn: *totalt", 'kortnamn: "*totalt"'),
    _more(syntax.ANCHOR, "kortnamn: &totalt utsläpp", 'kortnamn: "&totalt utsläpp"'),
    _more(syntax.TAG, "kortnamn: !totalt utsläpp", 'kortnamn: "!totalt utsläpp"'),
    _key(syntax.MERGE, "<<: {typ: fullmäktige}\n", "typ: fullmäktige\n", ACTOR),
    Example(
        syntax.TOO_MANY,
        "ordlista/ord.yaml",
        "namn: Ord\nbetyder: Text\näven:\n" + f"  - [{'a,' * 999}]\n" * (NODES_MAX // 1000 + 1),
        story="Listor med tillsammans över 50 000 värden.",
    ),
    Example(
        syntax.LONG_LIST,
        "ordlista/ord.yaml",
        "namn: Ord\nbetyder: Text\näven: [" + "a," * (LIST_MAX + 1) + "]\n",
        story="En lista med över tretusen ord.",
    ),
    Example(
        syntax.TOO_DEEP,
        "ordlista/ord.yaml",
        "namn: Ord\nbetyder: Text\näven: " + "[" * 40 + "]" * 40 + "\n",
        "namn: Ord\nbetyder: Text\näven: [begrepp]\n",
    ),
    _more(syntax.KEY_IS_NO_WORD, "[kortnamn]: Utsläpp", "kortnamn: Utsläpp"),
    _key(syntax.DUPLICATE_KEY, "enhet: kton CO2e\nenhet: ton\n", "enhet: kton CO2e\n"),
    _more(syntax.CUT_SHORT, "kortnamn: Plats #1 i landet", 'kortnamn: "Plats #1 i landet"'),
    _more(syntax.NOT_INDENTED, "sökord: [\n  koldioxid,\n  klimat\n]", "sökord: [\n  koldioxid,\n  klimat\n  ]"),
    _more(syntax.COMMENT_TOO_NEAR, 'kortnamn: "Utsläpp"# i ton', 'kortnamn: "Utsläpp" # i ton'),
    _more(syntax.EXPLICIT_KEY, "? kortnamn\n: Utsläpp", "kortnamn: Utsläpp"),
    _more(syntax.BLANK_TOO_DEEP, "metod: |\n     \n  Räknas varje år.", "metod: |\n\n  Räknas varje år."),
    _more(syntax.EMPTY_ITEM, "sökord:\n  - koldioxid\n  -", "sökord:\n  - koldioxid"),
    _more(syntax.EMPTY_KEY, "kortnamn:", "kortnamn: Utsläpp"),
    _key(syntax.COMMA_IN_NUMBER, "värde: 90,5", "värde: 90"),
    _key(syntax.NO_SPACE_AFTER_COLON, "år:2040", "år: 2040"),
    # Keys
    _key(keys.MISSING_KEY, TARGET.replace("sort: högst, ", ""), TARGET),
    _key(keys.MISSING_KEY_IN_FILE, "", "enhet: kton CO2e\n"),
    _key(keys.UNKNOWN_KEY, "enhett: kton CO2e\n", "enhet: kton CO2e\n"),
    _more(keys.FIXED_KEY, "id: utslapp", "tidigare_adresser: [/indikatorer/co2/]"),
    _key(keys.UNKNOWN_WORD, "önskad_riktning: neråt\n", "önskad_riktning: ned\n"),
    _key(keys.WORD_EXPECTED, "önskad_riktning: [ned]\n", "önskad_riktning: ned\n"),
    _key(keys.GROUP_EXPECTED, "källa: Utsläppsdatabasen\n", "källa: {namn: Utsläppsdatabasen, år: 2024}\n"),
    _key(keys.LIST_EXPECTED, "mål: klimatneutral\n", "mål: [klimatneutral]\n"),
    _key(keys.TEXT_EXPECTED, "enhet: [kton CO2e]\n", "enhet: kton CO2e\n"),
    _key(keys.SHORT_LIST, "mål: []\n", "mål: [klimatneutral]\n", "program/klimat/index.md"),
    _more(keys.DATED_AHEAD, "granskad: 2062-05-16", "granskad: 2026-05-16"),
    _key(keys.NAME_TWICE, "jämförelser: [Riket, riket]\n", "jämförelser: [Riket]\n", SITE),
    Example(keys.TWO_TEXTS, "sidor/om.md", "---\nnamn: Om\ntext: En text.\n---\nEn till.\n", "---\nnamn: Om\n---\nEn text.\n\nEn till.\n"),
    _key(keys.NEWER_MODEL, "modell: 2\n", "modell: 1\n", SITE),
    _key(keys.OLDER_MODEL, "modell: 0\n", "modell: 1\n", SITE),
    _key(keys.SOURCE_WITHOUT_NAME, "källa: {år: 2024}\n", "källa: {namn: Utsläppsdatabasen, år: 2024}\n"),
    _more(keys.VALID_BACKWARDS, "giltighet: {från: 2028, till: 2025}", "giltighet: {från: 2025, till: 2028}", ACTOR, "typ: fullmäktige\n"),
    Example(
        keys.JUDGES_ONE_THING,
        "uppfoljningar/2024-t1.md",
        _JUDGED.format("{mål: klimatneutral, program: klimat, bedömning: ingen bedömning}"),
        _JUDGED.format("{mål: klimatneutral, bedömning: ingen bedömning}"),
    ),
    Example(
        keys.JUDGEMENT_WITHOUT_REASON,
        "uppfoljningar/2024-t1.md",
        _JUDGED.format("{mål: klimatneutral, bedömning: pågår enligt plan}"),
        _JUDGED.format("{mål: klimatneutral, bedömning: pågår enligt plan, motivering: Alla delar har börjat}"),
    ),
    _key(keys.HOME_AMONG_COMPARISONS, "jämförelser: [Exempelby, Riket]\n", "jämförelser: [Riket]\n", SITE),
    # Values
    _more(values.PLACEHOLDER, "kortnamn: …", "kortnamn: Utsläpp"),
    _more(values.EMPTY_TEXT, 'kortnamn: ""', "kortnamn: Utsläpp"),
    Example(values.LONG_TEXT, "sidor/om.md", _page("a" * 70_000), story="En sida med 70 000 tecken."),
    Example(values.LONG_LINE, "ordlista/ord.yaml", f"namn: {'a' * 600}\nbetyder: En förklaring\n", story="Ett namn med 600 tecken."),
    _more(values.LINE_BREAK, "kortnamn: |\n  Utsläpp\n  totalt", "kortnamn: Utsläpp totalt"),
    _key(values.BAD_ID, f"mål: [{'a' * 90}]\n", "mål: [klimatneutral]\n"),
    _key(values.RESERVED_ID, "mål: [con]\n", "mål: [klimatneutral]\n"),
    _key(values.NO_ID, "mål: [../mal/klimatneutral.md]\n", "mål: [klimatneutral]\n"),
    _key(values.NO_NUMBER, 'värde: "90 000"', "värde: 90"),
    _key(values.MANY_DECIMALS, "värde: 90.3333333333333", "värde: 90"),
    _key(values.HUGE_NUMBER, "värde: 9000000000000000", "värde: 90"),
    _more(values.NOT_WHOLE, "decimaler: 1.5", "decimaler: 2"),
    _more(values.TOO_LOW, "tolerans: -5", "tolerans: 5"),
    _more(values.TOO_HIGH, "decimaler: 9", "decimaler: 2"),
    _more(values.NO_DATE, "granskad: 16/5 2024", "granskad: 2024-05-16"),
    _key(values.YEAR_RANGE, "år: 2400", "år: 2040"),
    _key(values.NO_PERIOD, "år: 2040?", "år: 2040"),
    _rows(values.NOT_IN_CALENDAR, "period,värde\n2024-13,5\n", "period,värde\n2024-12,5\n"),
    _rows(values.SCHOOL_YEAR, "period,värde\n2021/2023,5\n", "period,värde\n2021/2022,5\n"),
    _rows(values.SPAN, "period,värde\n2024–2021,5\n", "period,värde\n2021–2024,5\n"),
    Example(values.YES_OR_NO, "sidor/om.md", "---\nnamn: Om\ni_sidfoten: no\n---\n", "---\nnamn: Om\ni_sidfoten: nej\n---\n"),
    _key(values.NO_URL, "adress: exempelby.example\n", "adress: https://exempelby.example/\n", SITE),
    _key(values.NO_SITE_URL, "adress: https://exempelby.example/?sida=1", "adress: https://exempelby.example/", SITE),
    _key(values.NO_EMAIL, "e_post: redaktionen", "e_post: redaktion@exempelby.example", SITE),
    _more(values.NO_ADDRESS, "tidigare_adresser: [indikatorer/co2]", "tidigare_adresser: [/indikatorer/co2/]"),
    # Indicators
    _key(indicators.TARGET_KEY_UNUSED, "{sort: riktning, från: 2019, värde: 90, år: 2040}", TARGET),
    _key(indicators.TARGET_WITHOUT_VALUE, "{sort: högst, år: 2040}", TARGET),
    _key(indicators.TARGET_VALUE_TO, "{sort: högst, värde: 80, värde_till: 90, år: 2040}", TARGET),
    _key(indicators.TARGET_INTERVAL_BACKWARDS, "{sort: inom, värde: 90, värde_till: 80, år: 2040}", TARGET),
    _key(indicators.TARGET_WITHOUT_WORDS, "{sort: ord, år: 2040}", TARGET),
    _key(indicators.DIRECTION_WITHOUT_START, "{sort: riktning, år: 2040}", TARGET),
    _key(indicators.GAP_WITHOUT_GROUPS, "{sort: skillnad högst, värde: 5}", TARGET),
    _key(indicators.ZERO_WITH_VALUE, "{sort: noll, värde: 90, år: 2040}", TARGET),
    _more(indicators.BOUNDS_BACKWARDS, "gränser: {lägst: 900, högst: 0}", "gränser: {lägst: 0, högst: 900}"),
    _more(indicators.TARGET_BEFORE_START, "startvärde: {period: 2041, värde: 600}", "startvärde: {period: 2019, värde: 600}"),
    _more(indicators.TARGET_WRONG_SIDE, "startvärde: {period: 2019, värde: 60}", "startvärde: {period: 2019, värde: 600}"),
    Example(
        indicators.TARGET_GROUP,
        INDICATOR,
        TARGET.replace("}", ", grupp: kvinor}"),
        TARGET,
        around=((INDICATOR, _WITH_GROUPS), (SERIES, GROUPED)),
    ),
    Example(
        indicators.TARGET_GROUP_WITHOUT_ROWS,
        INDICATOR,
        TARGET.replace("}", ", grupp: män}"),
        TARGET,
        around=((INDICATOR, _WITH_GROUPS), (SERIES, "period,grupp,värde\n2019,kvinnor,5\n")),
    ),
    _key(indicators.SAME_TARGET, f"  - {TARGET}\n  - {TARGET.replace('90', '80')}\n", f"  - {TARGET}\n"),
    _key(indicators.TARGET_AGAINST_DIRECTION, "önskad_riktning: upp\n", "önskad_riktning: ned\n"),
    _more(
        indicators.SAME_SOURCE_ID,
        "fler_källor: [{id: rapport, namn: Rapport A}, {id: rapport, namn: Rapport B}]",
        "fler_källor: [{id: rapport-a, namn: Rapport A}, {id: rapport-b, namn: Rapport B}]",
    ),
    _revised(indicators.REVISION_WITHOUT_CHANGE, REVISED.replace("600", "593"), REVISED),
    _revised(indicators.REVISION_OF_WHAT_STAYS, REVISED.replace("till: 593, ", ""), REVISED),
    _revised(indicators.REVISION_ENDS_ELSEWHERE, REVISED.replace("593", "539"), REVISED),
    _revised(indicators.REVISION_OF_NO_FIGURE, REVISED.replace("2019", "1919"), REVISED),
    _revised(indicators.REVISIONS_SAME_DAY, f"{EARLIER.replace('2023', '2024')}, {REVISED}", f"{EARLIER}, {REVISED}"),
    _revised(indicators.REVISIONS_DO_NOT_MEET, f"{EARLIER}, {REVISED.replace('600', '601')}", f"{EARLIER}, {REVISED}"),
    _revised(indicators.REVISION_AHEAD, REVISED.replace("2024", "2099"), REVISED),
    _parts(indicators.PART_IS_WHOLE, "delar: [kvinnor, totalt]"),
    _parts(indicators.PART_TWICE, "delar: [kvinnor, kvinnor]"),
    _parts(indicators.PART_NOT_A_GROUP, "delar: [kvinnor, män och pojkar]"),
    _rows(
        indicators.PARTS_DO_NOT_ADD_UP,
        f"{GROUPED}2019,totalt,15\n",
        f"{GROUPED}2019,totalt,11\n",
        keys="grupper: [totalt, kvinnor, män]\ndelar: [kvinnor, män]\n",
    ),
    # Series
    _rows(series.SAVED_BY_EXCEL, "period;värde\n2019;593,5\n", "period,värde\n2019,593.5\n"),
    _rows(series.NOT_SAVED_BY_EXCEL, "period,värde\n2019,593.5\n", "period;värde\n2019;593,5\n", keys="csv: excel\n"),
    _rows(series.UNREADABLE_ROW, 'period,värde,kommentar\n2019,593,"ny mätning\n', 'period,värde,kommentar\n2019,593,"ny mätning"\n'),
    Example(series.EMPTY_SERIES, SERIES, "\n", FIGURES, around=((SERIES, FIGURES),), story="Filen har inga rader."),
    _rows(series.CELL_COUNT, "period,värde,kommentar\n2019,593\n", "period,värde,kommentar\n2019,593,\n"),
    _rows(series.DECIMAL_COMMA, "period,värde,kommentar\n2019,593,5\n", "period,värde,kommentar\n2019,593.5,\n"),
    _rows(series.TABS, "period\tvärde\n2019\t593\n", FIGURES),
    _rows(series.NO_HEADINGS, "2019,593\n2020,571\n", "period,värde\n2019,593\n2020,571\n"),
    _rows(series.PERIODS_AS_COLUMNS, "plats,2019,2020\nExempelby,593,571\n", "period,värde\n2019,593\n2020,571\n"),
    _rows(series.HEADINGS_AGAIN, "period,värde\n2019,593\nperiod,värde\n2020,571\n", "period,värde\n2019,593\n2020,571\n"),
    _rows(series.EMPTY_HEADING, "period,värde,,\n2019,593,,\n", FIGURES),
    _rows(series.UNKNOWN_COLUMN, "period,väde\n2019,593\n", FIGURES),
    _rows(series.DUPLICATE_COLUMN, "period,värde,värde\n2019,593,593\n", FIGURES),
    _rows(series.MISSING_COLUMN, "värde\n593\n", FIGURES),
    _by(
        series.MANY_ROWS,
        SERIES,
        _put(SERIES, b"period,grupp\n" + b"2019,a\n" * (ROWS_MAX + 1)),
        "En serie med över 20 000 rader.",
    ),
    _rows(series.MANY_CELLS, f"period,värde{',' * 120}\n2019,593{',' * 120}\n", FIGURES),
    _rows(series.BROKEN_CELL, 'period,värde\n2019,"59\n3"\n', FIGURES),
    _rows(series.LONG_CELL, f"period,värde,kommentar\n2019,593,{'ny mätning ' * 100}\n", "period,värde,kommentar\n2019,593,ny mätning\n"),
    _rows(series.UNKNOWN_CELL_WORD, "period,slag,värde\n2019,prognoss,593\n", "period,slag,värde\n2019,prognos,593\n"),
    _rows(series.WORD_FOR_NUMBER, "period,värde,läge\n2019,..,\n", "period,värde,läge\n2019,,saknas\n"),
    _rows(series.VALUE_DESPITE_STATE, "period,värde,läge\n2019,5,sekretess\n", "period,värde,läge\n2019,,sekretess\n"),
    _rows(series.NO_VALUE, "period,värde,läge\n2019,,\n", "period,värde,läge\n2019,,saknas\n"),
    _rows(
        series.INTERVAL,
        "period,precision,värde,värde_till\n2019,intervall,13,\n",
        "period,precision,värde,värde_till\n2019,intervall,13,14\n",
    ),
    _rows(
        series.INTERVAL_BACKWARDS,
        "period,precision,värde,värde_till\n2019,intervall,14,13\n",
        "period,precision,värde,värde_till\n2019,intervall,13,14\n",
    ),
    _rows(series.OUTCOME_AHEAD, "period,värde\n2062,593\n", "period,slag,värde\n2062,prognos,593\n"),
    _rows(
        series.TWO_SPELLINGS, "period,grupp,värde\n2019,kvinnor,5\n2020,Kvinnor,6\n", "period,grupp,värde\n2019,kvinnor,5\n2020,kvinnor,6\n"
    ),
    _rows(series.SAME_POINT, "period,värde\n2019,593\n2019,571\n", "period,värde\n2019,593\n2020,571\n"),
    _rows(
        series.UNKNOWN_GROUP,
        "period,grupp,värde\n2019,kvinor,5\n2020,kvinor,6\n",
        "period,grupp,värde\n2019,kvinnor,5\n2020,kvinnor,6\n",
        keys="grupper: [kvinnor, män]\n",
    ),
    _rows(
        series.NO_GROUP,
        "period,grupp,värde\n2019,kvinnor,5\n2020,,6\n",
        "period,grupp,värde\n2019,kvinnor,5\n2020,kvinnor,6\n",
        keys="grupper: [kvinnor, män]\n",
    ),
    _rows(series.UNKNOWN_PLACE, "period,plats,värde\n2019,Rikett,5\n", "period,plats,värde\n2019,Riket,5\n"),
    _rows(
        series.UNKNOWN_SOURCE,
        "period,källa,värde\n2019,raport,5\n",
        "period,källa,värde\n2019,rapport,5\n",
        keys="fler_källor: [{id: rapport, namn: Rapport}]\n",
    ),
    _rows(series.UNLIKELY_VALUE, "period,värde\n2019,-593\n", FIGURES),
    Example(series.SERIES_WITHOUT_INDICATOR, "indikatorer/ensam.csv", FIGURES),
    # Links
    Example(
        keys.UNFINISHED,
        "mal/nytt.md",
        "---\nnamn: 'FYLL I: målets namn'\ntyp: krav\nkälla: {namn: Plan}\n---\n",
        "---\nutkast: ja\nnamn: 'FYLL I: målets namn'\ntyp: krav\nkälla: {namn: Plan}\n---\n",
    ),
    Example(
        links.OPENS_LATER,
        "program/nytt/index.md",
        "---\nnamn: Nytt program\nmål: [nytt]\nkälla: {namn: Plan}\n---\n",
        "---\nutkast: ja\nnamn: Nytt program\nmål: [nytt]\nkälla: {namn: Plan}\n---\n",
        around=(("mal/nytt.md", "---\nutkast: ja\nnamn: Nytt mål\ntyp: krav\nkälla: {namn: Plan}\n---\n"),),
    ),
    Example(links.DUPLICATE_ID, "mal/klimatneutral.yaml", "namn: Klimat\ntyp: krav\nkälla: {namn: Plan}\n"),
    _key(links.UNKNOWN_REFERENCE, "beslutad_av: fulmaktige\n", "beslutad_av: fullmaktige\n", GOAL),
    _more(links.TO_ITSELF, "samma_som: [klimatneutral]", "nummer: 1", GOAL, "beslutad_av: fullmaktige\n"),
    _more(
        links.CIRCLE,
        "överordnad: styrelsen",
        "förkortning: KF",
        ACTOR,
        "typ: fullmäktige\n",
        **{"aktorer/styrelsen.yaml": "namn: Styrelsen\ntyp: styrelse\növerordnad: fullmaktige\n"},
    ),
    Example(links.NO_PROGRAM, "program/trafik/cykel.md", "---\nnamn: Cykel\nkälla: {namn: Plan}\n---\n"),
    Example(links.RESERVED_ADDRESS, "sidor/sok.md", _page("Så söker du.")),
    _more(links.NO_PARTS, "tidigare_adresser: [/mal/klimat/#delmal]", "tidigare_adresser: [/mal/klimat/]"),
    _more(links.OLD_ADDRESS_TAKEN, "tidigare_adresser: [/mal/klimatneutral/]", "tidigare_adresser: [/mal/klimat/]"),
    _translation(keys.TRANSLATION_WITHOUT_LANGUAGE, "översätter: om\n", "språk: en\növersätter: om\n"),
    _translation(
        links.TRANSLATES_TRANSLATION,
        "språk: en\növersätter: tietoja\n",
        "språk: en\növersätter: om\n",
        tietoja="---\nnamn: Tietoja\nspråk: fi\növersätter: om\n---\nTietoja.\n",
    ),
    _translation(
        links.TRANSLATED_TWICE,
        "språk: en\növersätter: om\n",
        "språk: en\n",
        aaa="---\nnamn: This portal\nspråk: en\növersätter: om\n---\nAbout.\n",
    ),
    _text(links.NO_LINK, "Läs om [målet] (/mal/klimatneutral/).", "Läs om [målet](/mal/klimatneutral/)."),
    _text(links.HEADING_SPACE, "##Utsläpp", "## Utsläpp"),
    _text(links.EMPTY_HEADING, "##\n\nUtsläppen minskar.", "## Utsläpp\n\nUtsläppen minskar."),
    _text(links.OPEN_FENCE, "```\nperiod,värde\n\nSå börjar en serie.", "```\nperiod,värde\n```\n\nSå börjar en serie."),
    _text(links.TAG, "Utsläppen <b>minskar</b>.", "Utsläppen **minskar**."),
    _text(links.TOO_DEEP, f"{'> ' * 19}Citat.", "> Citat."),
    _text(links.NO_TABLE, "| År | Ton |\n|---|\n| 2019 | 593 |", "| År | Ton |\n|---|---|\n| 2019 | 593 |"),
    _text(links.TABLE_CELLS, "| År | Ton |\n|---|---|\n| 2019 | 593 | 571 |", "| År | Ton |\n|---|---|\n| 2019 | 593 |"),
    _text(links.NO_CONTACT, "[Skriv](mailto:) till oss.", "[Skriv](mailto:redaktion@exempelby.example) till oss."),
    _text(links.IMAGE, "![Karta](karta.png)", "Se kartan hos [Lantmäteriet](https://www.lantmateriet.se/)."),
    _text(links.FOOTNOTE, "Utsläppen minskar[^1].", "Utsläppen minskar."),
    _text(links.HEADING, "# Utsläpp\n\n### Trafik", "# Utsläpp\n\n## Trafik"),
    _text(links.VAGUE, "Läs om målet [här](../mal/klimatneutral.md).", "Läs om [målet](../mal/klimatneutral.md)."),
    _text(links.LANGUAGE, "Arbetet kallas [living lab]{engelska=ja}.", "Arbetet kallas [living lab]{lang=en}."),
    _text(links.WORDLESS_LINK, "Läs om målet [](../mal/klimatneutral.md).", "Läs om [målet](../mal/klimatneutral.md)."),
    _text(links.EMPTY_LINK, "Läs om [målet]().", "Läs om [målet](../mal/klimatneutral.md)."),
    _text(links.FORBIDDEN_LINK, "Läs om [planen](file:plan.pdf).", "Läs om [planen](https://exempelby.example/plan.pdf)."),
    _text(links.DEAD_LINK, "Läs om [målet](/mal/klimatneutralt/).", "Läs om [målet](/mal/klimatneutral/)."),
    _text(links.DEAD_ANCHOR, "## Data\n\nSe [data](#avsnitt-daata).", "## Data\n\nSe [data](#avsnitt-data)."),
    # The accessibility statement
    _by(accessibility.NO_STATEMENT, STATEMENT, lambda content: (content / STATEMENT).unlink(), "Filen sidor/tillganglighet.md finns inte."),
    _key(accessibility.EMPTY_STATEMENT, "text: Webbplatsen är tillgänglig.\n", _STATEMENT_KEYS, STATEMENT),
    Example(
        accessibility.STATEMENT_ELSEWHERE,
        "sidor/om.md",
        f"---\nnamn: Om portalen\n{_STATEMENT_KEYS}---\n",
        "---\nnamn: Om portalen\n---\nSe [tillgänglighet](tillganglighet.md).\n",
    ),
    _more(accessibility.STATEMENT_HIDDEN, "i_sidfoten: nej", "i_sidfoten: ja", STATEMENT, "tillgänglighet:\n"),
    _more(accessibility.STATEMENT_IN_LANGUAGE, "språk: en", "i_sidfoten: ja", STATEMENT, "tillgänglighet:\n"),
    _key(accessibility.CONFORMS_WITH_FLAW, f"metod: Egna tester.\n  brister: [{_FLAW}]\n", "metod: Egna tester.\n", STATEMENT),
    _key(accessibility.CONFLICTS_WITHOUT_FLAW, "förenlighet: delvis", "förenlighet: helt", STATEMENT),
    _key(accessibility.ASSESSED_AFTER_UPDATE, "uppdaterad: 2026-09-30", "uppdaterad: 2026-10-01", STATEMENT),
    # What has been published
    Example(published.FIGURE_CHANGED, SERIES, "2019,539", "2019,593", released=()),
    Example(published.FIGURE_GONE, SERIES, "period,värde\n2020", "period,värde\n2019,593\n2020", released=()),
    Example(published.ADDRESS_GONE, SITE, "", WITHDRAWN, ((SITE, _SITE + WITHDRAWN),), released=(("sidor/om.md", ABOUT),)),
    Example(published.PAGE_HIDDEN, "sidor/om.md", ABOUT.replace("---\nS", "utkast: ja\n---\nS"), ABOUT, released=(("sidor/om.md", ABOUT),)),
    Example(
        published.WITHDRAWN_IN_USE, SITE, WITHDRAWN.replace("/om/", "/mal/klimatneutral/"), WITHDRAWN, around=((SITE, _SITE + WITHDRAWN),)
    ),
    Example(
        published.DAMAGED,
        "",
        make=_damage("indikatorer/utslapp.csv", "593,", "fem,"),
        story="Någon har skrivit fem i publicerat/indikatorer/utslapp.csv.",
        released=(),
    ),
    Example(
        published.EDITED,
        "",
        make=_damage("indikatorer/utslapp.csv", "593,", "594,"),
        story="Någon har skrivit 594 i publicerat/indikatorer/utslapp.csv, för att slippa säga varför talet har ändrats.",
        released=(),
    ),
    Example(
        published.CONFLICT,
        "",
        make=_damage("adresser.csv", "/sok/", "<<<<<<< HEAD\n/sok/"),
        story="Två släpp har krockat i publicerat/adresser.csv.",
        released=(),
    ),
)


_FETCH = """\
hämtas:
  tjänst: kolada
  tabell: N15505
  titel: Meritvärde i åk 9
  variabler:
    - {variabel: municipality, blir: plats, koder: [{kod: "2480", blir: Exempelby}]}
"""
_CITED = "källa: {namn: Kolada, licens: Fritt att använda, hämtad: 2026-11-21}\n"
_UNLICENSED = _CITED.replace("licens: Fritt att använda, ", "")
_FETCHED = GOOD[INDICATOR].replace("        ", "").replace("källa: {namn: Utsläppsdatabasen, år: 2024}\n", _CITED) + _FETCH
_PLACE = "/v3/data/kpi/N15505/municipality/2480?per_page=5000"
_SNAPSHOT = "hamtat/utslapp.json"


@dataclass(frozen=True)
class Asked(Example):
    """``answers`` tells a service on this machine what to answer when the figures are fetched. Unless something else is at fault, 593."""

    answers: Callable[[openly.Service], None] = lambda _: None
    seconds: float = 20.0
    resolves: str = "127.0.0.1"

    def check(self, folder: Path, mended: bool = False) -> Checked:
        content = self.write(folder / "content", mended)
        try:
            with openly.serving() as service:
                good(service)
                if not mended or self.right:
                    self.answers(service)
                limits = Limits(seconds=20.0 if mended else self.seconds, bytes=5_000)
                resolves = "127.0.0.1" if mended else self.resolves
                fetcher = service.fetcher("api.kolada.se", limits=limits, resolve=lambda _: [resolves])
                Desk(content, Order(datetime(2026, 11, 21, 9, tzinfo=UTC)), fetcher).fetch("utslapp")
        except ContentError as error:
            return error.checked
        return check(content, TODAY)


def good(service: openly.Service) -> None:
    """The answers that the series of the good content was fetched from."""
    service.say(openly.MEASURE, openly.measure())
    service.say(_PLACE, openly.page(openly.row(2019, "2480", T="593"), openly.row(2020, "2480", T="571.50")))


def _answered(message: Message, story: str, path: str, *said: openly.Said | object) -> Asked:
    return Asked(message, INDICATOR, story=story, around=((INDICATOR, _FETCHED),), answers=lambda service: service.say(path, *said))


@dataclass(frozen=True)
class Kept(Example):
    """The content has been fetched well, and is then changed: ``wrong`` in the content, or by ``make`` what lies beside it."""

    def check(self, folder: Path, mended: bool = False) -> Checked:
        fetched = Asked(self.message, "", around=((INDICATOR, _FETCHED),))
        assert fetched.check(folder, mended=True).problems == ()
        content = folder / "content"
        if not mended and self.make:
            self.make(content)
        elif not mended:
            text = (content / self.path).read_text("utf-8")
            assert self.right in text
            (content / self.path).write_text(text.replace(self.right, self.wrong, 1), "utf-8")
        return check(content, TODAY)


def _damaged(content: Path) -> None:
    file = content.parent / _SNAPSHOT
    file.write_text(file.read_text("utf-8").replace("593", "539"), "utf-8")


def _unfetched(content: Path) -> None:
    file = content / INDICATOR
    file.write_text(file.read_text("utf-8").partition("hämtas:")[0], "utf-8")


_HTML = {"Content-Type": "text/html"}
FETCHED: tuple[Example, ...] = (
    Example(
        fetching.FETCH_INCOMPLETE,
        INDICATOR,
        "variabel: kommun, blir: plats",
        "variabel: municipality, blir: plats",
        around=((INDICATOR, _FETCHED),),
    ),
    Example(fetching.FETCH_WITHOUT_LICENCE, INDICATOR, _UNLICENSED, _CITED, around=((INDICATOR, _FETCHED),)),
    Kept(fetching.SNAPSHOT_DAMAGED, SERIES, make=_damaged, story="Någon har skrivit 539 i hamtat/utslapp.json."),
    Kept(fetching.SNAPSHOT_ALONE, INDICATOR, make=_unfetched, story="hämtas: är borttaget ur indikatorer/utslapp.yaml."),
    Kept(fetching.FETCHED_FROM_ELSEWHERE, INDICATOR, "tabell: N15504", "tabell: N15505", around=((INDICATOR, _FETCHED),)),
    Kept(fetching.FETCHED_FIGURE_CHANGED, SERIES, "2019,539", "2019,593", around=((SERIES, FIGURES),)),
    Kept(fetching.FETCHED_ROW_GONE, SERIES, "", "2019,593\n", around=((SERIES, FIGURES),)),
    _answered(
        fetching.FETCH_REFUSED, "Källan skickar vidare till en annan värd.", _PLACE,
        openly.Said("", 302, {"Location": "https://annanvard.example/v3"}),
    ),
    _answered(fetching.FETCH_TOO_LARGE, "Svaret är för stort.", _PLACE, " " * 6_000),
    Asked(
        fetching.FETCH_TOO_SLOW, INDICATOR, story="Källan skickar ett tecken i taget.", around=((INDICATOR, _FETCHED),), seconds=0.2,
        answers=lambda service: service.say(_PLACE, openly.Said("", 200, {**openly.JSON, "Content-Length": "4000"}, slowly=True)),
    ),
    _answered(fetching.FETCH_NO_ANSWER, "Nyckeltalet finns inte hos källan.", openly.MEASURE, openly.Said("{}", 404)),
    _answered(fetching.FETCH_BUSY, "Källan har för mycket att göra.", _PLACE, openly.Said("", 429, {"Retry-After": "1"})),
    _answered(fetching.FETCH_NO_JSON, "Källan visar en inloggning.", _PLACE, openly.Said("<html>", 200, _HTML)),
    _answered(fetching.FETCH_SHAPE, "Källan har bytt form på sitt svar.", _PLACE, {"data": []}),
    Asked(
        fetching.FETCH_TITLE_CHANGED, INDICATOR, "titel: Meritvärde i åk 9\n", "titel: Meritvärde i åk 9, 17 ämnen\n",
        around=((INDICATOR, _FETCHED.replace("i åk 9\n", "i åk 9, 17 ämnen\n")),),
        answers=lambda service: service.say(openly.MEASURE, openly.measure("Meritvärde i åk 9, 17 ämnen")),
    ),
    _answered(
        fetching.FETCH_UNKNOWN_STATE, "Källan har satt ett märke på talet.", _PLACE,
        openly.page(openly.row(2019, "2480", T="593").replace('"status": ""', '"status": "P"')),
    ),
    _answered(fetching.FETCH_NOTHING, "Källan har inga tal för kommunen.", _PLACE, openly.page()),
)  # fmt: skip
EXAMPLES += FETCHED
