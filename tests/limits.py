"""``python -m tests.limits [--only WORDS] [--build]``: what the heaviest files of 1 MB cost to check, as a table of seconds and MB.

Each input is one hostile file in a small good content folder. It must be checked within ``SECONDS_MAX`` of processor time and ``MB_MAX`` of
memory, or be refused by a limit that its message names. The figures are those of a process of its own, less what the good content alone
costs; with ``--build`` what passes is built as well, and that is told beside it. The exit status is 1 when any input costs more to check.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import chain, islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from site_tools.config import Config
from site_tools.load import FILE_BYTES_MAX
from site_tools.model.rows import ROWS_MAX
from site_tools.pipeline import build, check
from tests.faults import TODAY
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SECONDS_MAX, MB_MAX = 2.0, 512.0
INDICATOR, SERIES, GOAL = "indikatorer/utslapp.yaml", "indikatorer/utslapp.csv", "mal/klimatneutral.md"
PAGE, PROGRAM, FOCUS_AREA = "sidor/om.md", "program/klimat/index.md", "program/klimat/resor.md"


@dataclass(frozen=True)
class Input:
    """A hostile file: where it lies, and what it says."""

    path: str
    data: bytes


def _filled(head: str, pieces: Iterable[str], tail: str = "") -> bytes:
    """``head``, as many of ``pieces`` as there is room for in the largest file, and ``tail``."""
    out, room = [head], FILE_BYTES_MAX - len((head + tail).encode())
    if isinstance(pieces, repeat):
        piece = next(pieces)
        pieces = [piece * (room // len(piece.encode()))]
    for piece in pieces:
        room -= len(piece) if piece.isascii() else len(piece.encode())
        if room < 0:
            break
        out.append(piece)
    return "".join([*out, tail]).encode()


def _numbered(template: str) -> Iterable[str]:
    """The pieces with another number each at the place of %."""
    return (template.replace("%", str(number)) for number in range(FILE_BYTES_MAX))


def _same(piece: str) -> Iterable[str]:
    return repeat(piece)


def _nested(opening: str, inside: str, closing: str) -> str:
    times = (FILE_BYTES_MAX - 1000 - len(inside)) // len(opening + closing)
    return opening * times + inside + closing * times


def _good(path: str) -> str:
    return GOOD[path].replace("        ", "")


def _keys(pieces: Iterable[str], head: str = "", tail: str = "") -> Input:
    """Keys added to a good indicator."""
    return Input(INDICATOR, _filled(_good(INDICATOR) + head, pieces, tail))


def _goal(pieces: Iterable[str], head: str = "", tail: str = "") -> Input:
    """Keys added to a good goal."""
    first, _, _ = _good(GOAL).rpartition("---")
    return Input(GOAL, _filled(first + head, pieces, tail + "\n---\n"))


def _links(pieces: Iterable[str]) -> Input:
    """References from a fokusområde."""
    return Input(FOCUS_AREA, _filled("---\nnamn: Resor\nkälla: {dokument: plan}\nindikatorer: [", pieces, "]\n---\n"))


def _facts(text: str) -> Input:
    """The same text in as many facts as there is room for."""
    first, _, _ = _good(PROGRAM).rpartition("---")
    return Input(PROGRAM, _filled(first + "nuläge:\n", _same(f"- {{text: '{text}', källa: {{namn: a}}}}\n"), "---\n"))


def _text(pieces: Iterable[str], tail: str = "") -> Input:
    return Input(PAGE, _filled("---\nnamn: Om\n---\n", pieces, tail))


def _short(pieces: Iterable[str]) -> Input:
    """A text of the greatest length that is a text at all."""
    # Without a mark of any kind the checking does not parse a text at all.
    whole = ["[a](/mal/)\n\n"]
    room = 65_000
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            break
        whole.append(piece)
    return Input(PAGE, ("---\nnamn: Om\n---\n" + "".join(whole)).encode())


def _rows(pieces: Iterable[str], head: str = "period,värde\n") -> Input:
    return Input(SERIES, _filled(head, pieces))


def _faulty(piece: str, head: str = "period,värde\n") -> Input:
    """As many faulty rows as a series may have; with more nobody would look at them."""
    return _rows(islice(_numbered(piece), ROWS_MAX), head)


def _days() -> Iterable[str]:
    days = [f"{year}-{month:02}-{day:02}" for year in range(1900, 2026) for month in range(1, 13) for day in range(1, 29)]
    return chain.from_iterable((f"{day},g{group},1\n" for day in days) for group in range(30))


INPUTS: dict[str, Callable[[], Input]] = {
    # YAML
    "yaml: lists in lists": lambda: _keys([_nested("[", "", "]")], "metod: "),
    "yaml: groups in groups": lambda: _keys([_nested("{a: ", "b", "}")], "metod: "),
    "yaml: blocks in blocks": lambda: _keys((" " * depth + "a:\n" for depth in range(1, 2000)), "metod:\n"),
    "yaml: dashes in a row": lambda: _keys(_same("- "), "metod:\n  "),
    "yaml: unknown keys": lambda: _keys(_numbered("k%: v\n")),
    "yaml: unknown keys of one letter more": lambda: _keys(_numbered("målvärden%: v\n")),
    "yaml: unknown keys in a group": lambda: _keys(_numbered("k%: v, "), "giltighet: {", "}\n"),
    "yaml: the same key": lambda: _keys(_same("a: b\n")),
    "yaml: empty keys": lambda: _keys(_numbered("k%:\n")),
    "yaml: one enormous key": lambda: _keys(_same("a"), "", ": b\n"),
    "yaml: one long text": lambda: _keys(_same("ord "), "metod: "),
    "yaml: one long text within quotes": lambda: _keys(_same("ord\n  "), 'metod: "', '"\n'),
    "yaml: one long text of escapes": lambda: _keys(_same("\\u200b"), 'metod: "', '"\n'),
    "yaml: a folded text of many lines": lambda: _keys(_same("  a\n"), "metod: >\n"),
    "yaml: a text that grows when composed": lambda: _keys(_same("\U0001d160"), "metod: "),
    "yaml: letters with many marks": lambda: _keys(_same("a\u0323\u0301\u0307\u0302" * 8), "metod: "),
    "yaml: marks in the wrong order": lambda: _keys([*["a"], *["\u0301\u0323"] * 262_000], "metod: "),
    "yaml: items in a list of words": lambda: _keys(_same("a,"), "etiketter: [", "]\n"),
    "yaml: groups of an indicator": lambda: _keys(_numbered("g%,"), "grupper: [", "]\n"),
    "yaml: parts that are no groups": lambda: _keys(_numbered("grupp%, "), "grupper: [grupp-a, grupp-b]\ndelar: [", "]\n"),
    "yaml: empty items": lambda: _keys(_same("-\n"), "grupper:\n"),
    "yaml: dead references": lambda: _links(_numbered("a%, ")),
    "yaml: nearly right references": lambda: _links(_numbered("utslappp%, ")),
    "yaml: references that are no ids": lambda: _links(_numbered("Å%, ")),
    "yaml: targets": lambda: Input(
        INDICATOR, _filled(_good(INDICATOR), (f"  - {{sort: högst, värde: {n}, år: 2040}}\n" for n in range(10**6)))
    ),
    "yaml: targets in the wrong words": lambda: Input(INDICATOR, _filled(_good(INDICATOR), _same("  - {sort: hogst}\n"))),
    "yaml: targets of many unknown groups": lambda: Input(
        INDICATOR,
        _filled(
            _good(INDICATOR).replace("målvärden:", f"grupper: [{','.join(f'g{n}' for n in range(2900))}]\nmålvärden:"),
            (f"  - {{sort: högst, värde: 1, år: 2040, grupp: gg{n}}}\n" for n in range(2900)),
        ),
    ),
    "yaml: dead references, as many as a list may have": lambda: _links(f"utslapp-{n}, " for n in range(3000)),
    "yaml: revisions, as many as a list may have": lambda: _keys(
        (f"  - {{period: {2000 + n % 20}, grupp: g{n // 20}, från: 1, till: 2, datum: 2024-05-16, orsak: x}}\n" for n in range(3000)),
        "revideringar:\n",
    ),
    "yaml: revisions": lambda: _keys(
        (f"  - {{period: {2000 + n % 20}, grupp: g{n // 20}, från: 1, till: 2, datum: 2024-05-16, orsak: x}}\n" for n in range(10**5)),
        "revideringar:\n",
    ),
    "yaml: sources": lambda: _keys(_same("  - {id: a, namn: b}\n"), "fler_källor:\n"),
    "yaml: former addresses": lambda: _goal(_numbered("/a%/, "), "tidigare_adresser: [", "]"),
    "yaml: the same former address": lambda: _goal(_same("/a/, "), "tidigare_adresser: [", "]"),
    "yaml: comments": lambda: _keys(_same("#\n")),
    "yaml: quotation marks": lambda: _keys(_same("'"), "metod: "),
    "yaml: anchors": lambda: _keys(f"a{n}: &a{n} [{'*a' + str(n - 1) + ',' if n else ''}x]\n" for n in range(10**5)),
    "yaml: FYLL I": lambda: _keys(_same("# FYLL I\n")),
    "yaml: texts that # cuts short": lambda: _keys(_numbered("k%: a %1\n")),
    "yaml: long numbers": lambda: _keys(_same("9"), "gränser: {lägst: ", "}\n"),
    "yaml: one long line of spaces": lambda: _keys(_same(" "), "metod: a", "b\n"),
    "yaml: blank lines": lambda: _keys(_same("\n"), "metod: |\n", "  a\n"),
    # Markdown
    "md: no second fence": lambda: Input(PAGE, _filled("---\n", _numbered("k%: v\n"))),
    "md: many fences": lambda: Input(PAGE, _filled("", _same("---\n"))),
    "md: 1 MB of words": lambda: _text(_same("ord ")),
    "md: hidden characters": lambda: _text(_same("\u200b")),
    "md: hidden characters, one a line": lambda: _text(_same("\u200b\n")),
    "md: no UTF-8": lambda: Input(PAGE, "åäö\n".encode("latin-1") * 200_000),
    "md: lines of carriage return": lambda: Input(PAGE, b"---\rnamn: Om\r---\r" + b"a\r" * 500_000),
    "md: quotations in quotations": lambda: _short(_same("> ")),
    "md: lists in lists": lambda: _short(" " * (2 * depth) + "- a\n" for depth in range(10**6)),
    "md: dashes": lambda: _short(_same("- ")),
    "md: opening brackets": lambda: _short(_same("[")),
    "md: brackets and parentheses": lambda: _short(_same("[a](")),
    "md: pictures in pictures": lambda: _short(_same("![")),
    "md: links in angle brackets": lambda: _short(_same("[a](<b")),
    "md: dead links": lambda: _short(_numbered("[a](/b%/) ")),
    "md: nearly right links": lambda: _short(_numbered("[a](/mal/klimatneutrall%/) ")),
    "md: good links": lambda: _short(_same("[a](/mal/) ")),
    "md: dead anchors": lambda: _short(chain(("# a\n\n" for _ in range(5000)), _numbered("[a](#avsnitt-b%) "))),
    "md: vague links": lambda: _short(_same("[här](/mal/) ")),
    "md: stars": lambda: _short(_same("*a ")),
    "md: stars and underlines": lambda: _short(_same("*a_ ")),
    "md: stars without end": lambda: _short(_same("**a *")),
    "md: tildes": lambda: _short(_same("~~a ")),
    "md: backticks of each length": lambda: _short("`" * length + " " for length in range(10**6)),
    "md: code that never ends": lambda: _short(_same("`a``")),
    "md: entities": lambda: _short(_same("&amp;")),
    "md: hidden entities": lambda: _short(_same("&#8203;")),
    "md: HTML that is none": lambda: _short(_same("<!-- <a <?")),
    "md: automatic links": lambda: _short(_same("<http:a> ")),
    "md: a wide table": lambda: _short(["|a" * 10_000 + "|\n", "|-" * 10_000 + "|\n", *["|b\n"] * 10_000]),
    "md: a long table": lambda: _short(chain(["|a|b|\n|-|-|\n"], _same("|c|d|\n"))),
    "md: many tables": lambda: _short(_same("|a|\n|-|\n\n")),
    "md: footnotes": lambda: _short(_numbered("[^%]\n\n")),
    "md: named links": lambda: _short(chain(_numbered("[a%]: /mal/\n"))),
    "md: named links in use": lambda: _short(chain((f"[a{n}]: /mal/\n" for n in range(2000)), _numbered("[a%] "))),
    "md: one named link in use": lambda: _short(chain(["[a]: /mal/" + "x" * 10_000 + "\n\n"], _same("[a] "))),
    "md: headings": lambda: _short(_same("# a\n")),
    "md: skipped headings": lambda: _short(_same("# a\n#### b\n")),
    "md: straight quotes": lambda: _short(_same('"a ')),
    "md: backslashes": lambda: _short(_same("\\")),
    "md: spaces and line ends": lambda: _short(_same("a  \n")),
    "md: sixteen long texts": lambda: _facts("[a](/b/) " * 7000),
    "md: many short texts": lambda: _facts("[a](/b/) [c](/d/) [e](/f/) " * 40),
    "md: many tiny texts": lambda: _facts("[a](b)"),
    # CSV
    "csv: rows, as many as a series may have": lambda: _rows(
        (f"{1900 + n % 120},g{n // 120},{n % 97}.{n}\n" for n in range(ROWS_MAX)), "period,grupp,värde\n"
    ),
    "csv: days, as many as a series may have": lambda: _rows(islice(_days(), ROWS_MAX), "period,grupp,värde\n"),
    "csv: groups, as many as a series may have": lambda: _rows((f"2020,g{n},{n % 97}\n" for n in range(ROWS_MAX)), "period,grupp,värde\n"),
    "csv: comments, as many as a series may have": lambda: _rows(
        (f"{1900 + n % 120},g{n // 120},1,ord {n}\n" for n in range(ROWS_MAX)), "period,grupp,värde,kommentar\n"
    ),
    "csv: rows": lambda: _rows((f"{1900 + n % 120},g{n // 120},1\n" for n in range(10**6)), "period,grupp,värde\n"),
    "csv: short rows": lambda: _rows(_same("2020,1\n")),
    "csv: days": lambda: _rows(_days(), "period,grupp,värde\n"),
    "csv: rows of one cell": lambda: _faulty("1\n"),
    "csv: empty rows": lambda: _rows(_same("\n")),
    "csv: empty cells": lambda: _faulty(",\n"),
    "csv: bad periods": lambda: _faulty("%x,1\n"),
    "csv: bad numbers": lambda: _faulty("2020,%x\n"),
    "csv: numbers of a million digits": lambda: _rows(["2020,", *["9"] * FILE_BYTES_MAX]),
    "csv: long cells": lambda: _faulty("2020,1," + "a" * 1001 + "\n", "period,värde,kommentar\n"),
    "csv: bad words": lambda: _faulty("2020,1,utfal%\n", "period,värde,slag\n"),
    "csv: bad rows of every kind": lambda: _faulty("a,b,c,d,e\n", "period,värde,slag,läge,precision\n"),
    "csv: impossible values": lambda: _rows((f"{1900 + n % 120},g{n // 120},-1\n" for n in range(ROWS_MAX)), "period,grupp,värde\n"),
    "csv: the same point": lambda: _faulty("2020,%\n"),
    "csv: unknown groups": lambda: _faulty("2020,g%,1\n", "period,grupp,värde\n"),
    "csv: unknown places": lambda: _faulty("2020,Exempelbi%,1\n", "period,plats,värde\n"),
    "csv: unknown sources": lambda: _faulty("2020,g%,a%,1\n", "period,grupp,källa,värde\n"),
    "csv: columns": lambda: _rows(_same("a,"), ""),
    "csv: different columns": lambda: _rows(_numbered("period%,"), ""),
    "csv: rows of many columns": lambda: _rows(["," * 5000 + "\n"] * 250),
    "csv: quotation marks": lambda: _rows(_same('"')),
    "csv: quoted cells": lambda: _rows(_same('"2020","1"\n')),
    "csv: one quoted cell of many lines": lambda: _rows(_same("a\n"), 'period,värde\n2020,"'),
    "csv: cells with line breaks": lambda: _rows(_same('2020,"a\n"\n')),
    "csv: a header of 1 MB": lambda: _rows(_same("a"), ""),
    "csv: semicolons": lambda: _rows(_same(";"), ""),
}


def measured(name: str, built: bool) -> dict[str, float | str]:
    """What one input costs, in seconds of processor time beyond the good content and MB of memory, and how it ended.

    In a process of its own, since memory is counted at its peak.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = write_content(Path(folder) / "content")
        config = Config(content, Path(folder) / "public", TODAY, cache=Path(folder) / "cache", jobs=1)
        # What is loaded and drawn once is no cost of the input.
        build(config) if built else check(content, TODAY)
        given = INPUTS[name]()
        (content / given.path).write_bytes(given.data)
        size = len(given.data)
        del given
        start, _ = _cost()
        checked = check(content, TODAY)
        seconds, mb = _cost()
        told: dict[str, float | str] = {"seconds": seconds - start, "mb": mb, "size": size, "end": str((*checked.errors, "passed")[0])}
        if built and not checked.errors:
            build(config)
            told["build"] = _cost()[0] - seconds
            told["build mb"] = max(_cost()[1], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    return told


def _cost() -> tuple[float, float]:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime, own.ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="inputs whose name holds this")
    parser.add_argument("--build", action="store_true", help="build what passes")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        sys.stdout.write(json.dumps(measured(given.one, given.build)))
        return
    over = 0
    for name in INPUTS:
        if given.only in name:
            command = [sys.executable, "-m", "tests.limits", "--one", name, *(["--build"] if given.build else [])]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
            if done.returncode:
                sys.stdout.write(f"CRASH {name}: {done.stderr.strip().splitlines()[-1:]}\n")
                over += 1
                continue
            told = json.loads(done.stdout)
            late = told["seconds"] > SECONDS_MAX or told["mb"] > MB_MAX
            over += late
            costs = [f"{told['seconds']:6.2f} s {told['mb']:5.0f} MB"]
            costs += [f"{told['build']:6.2f} s {told['build mb']:5.0f} MB"] if "build" in told else []
            sys.stdout.write(f"{'!' if late else ' '} {'  '.join(costs)} {told['size'] / 1e6:5.2f} MB  {name}: {told['end'][:110]}\n")
            sys.stdout.flush()
    sys.exit(over > 0)


if __name__ == "__main__":
    main()
