"""Links in running text: where they lead, and whether they lead anywhere."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, get_args
from urllib.parse import unquote

from site_tools import markdown, urls
from site_tools.config import kind_of
from site_tools.link.slips import CONTACTS, SLIPS, contact_fault
from site_tools.messages import links as say
from site_tools.messages.files import TEXTS_TOGETHER
from site_tools.model.fields import TEXT_MAX, is_web_address
from site_tools.model.parts import Kind
from site_tools.model.records import Language
from site_tools.problems import FAULTS_MAX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from site_tools.link.fields import Marks
    from site_tools.markdown.finding import Finding
    from site_tools.model.portal import KeyPath, Place, Ref, Source
    from site_tools.model.records import Record
    from site_tools.problems import Problem, Said

_LISTS = {*urls.LISTS.values(), urls.HOME, urls.SEARCH, urls.METHOD, urls.CHANGES, urls.DATA}


_BROKEN_HEADING = re.compile(r"^#{2,6}[^#\s]|^#{1,6}[ \t]*$", re.MULTILINE)
GUESSED_MAX = 300
"""Headings of a page among which the one that was meant is looked for."""


class _Ends(NamedTuple):
    """Where a link within the site may lead: to a record, to a list, or to what could not be read; ``pages`` are all addresses."""

    addresses: Mapping[str, Record]
    broken: set[str]
    pages: tuple[str, ...]
    headings: dict[str, list[str] | None]
    """The ids of the headings of a text that a link has asked for, None where one is broken: a text may be asked for a thousand times."""


def prose_problems(
    records: Mapping[Ref, Record],
    marks: Mapping[Ref, Marks],
    sources: Mapping[str, Source],
    addresses: Mapping[str, Record],
    broken: set[str],
) -> Iterator[Problem]:
    """A problem for every link, image or heading in running text that would fail the reader. ``broken`` are the files and addresses of what
    could not be read: a link there may be right."""
    site = _Ends(addresses, broken, (*addresses, *sorted(_LISTS)), {})
    for ref, record in records.items():
        texts = marks[ref].prose
        together = sum(len(text) for _, text in texts)
        if together > TEXT_MAX:
            yield TEXTS_TOGETHER(length=together, limit=TEXT_MAX).at(record.path)
        else:
            yield from islice(_in_record(record, texts, sources[record.path], site), FAULTS_MAX)
        yield from _in_lines(record, marks[ref].lines, sources[record.path])


def _in_record(record: Record, texts: Iterable[tuple[KeyPath, str]], source: Source, site: _Ends) -> Iterator[Problem]:
    for path, text in texts:
        places: _Places | None = None
        for found in markdown.findings(text):
            if said := _judge(found, record, text, site):
                places = places or _Places(source, path, text)
                place, end = places.of(found)
                yield said.at(record.path, place, ".".join(map(str, path)), end)


def _in_lines(record: Record, lines: Iterable[tuple[KeyPath, str]], source: Source) -> Iterator[Problem]:
    """Marks of language that mark none, in lines of plain text: there is nothing else to judge in them."""
    for path, line in lines:
        for found in markdown.language_findings(line) if "{" in line else ():
            place, end = _Places(source, path, line).of(found)
            yield say.LANGUAGE().at(record.path, place, ".".join(map(str, path)), end)


class _Places:
    """Where in its file the findings of a text stand.

    A text within quotes or folded by > has other line breaks in its file than when it is read. The words tell where one is: the third
    time that they stand in the text is the third time that they stand in the file.
    """

    def __init__(self, source: Source, path: KeyPath, text: str) -> None:
        self.text = text
        self.body = path == ("text",) and bool(source.body.strip())
        if self.body:
            leading = source.body[: len(source.body) - len(source.body.lstrip())].count("\n")
            (self.line, self.column), self.last = (source.body_line + leading, 1), len(source.lines)
        else:
            self.line, self.column = source.place_of(path)
            self.last = source.marks.ends.get((self.line, self.column), (self.line, 0))[0]
        rows = source.lines[self.line - 1 : self.last]
        self.written = "\n".join([" " * (self.column - 1) + rows[0][self.column - 1 :], *rows[1:]]) if rows else ""
        self.starts = [0, *(match.end() for match in re.finditer("\n", self.written))]
        self.standing: dict[str, tuple[list[int], list[int]]] = {}

    def of(self, found: Finding) -> tuple[Place, int]:
        """Line and column where the words of a finding are written, and the column after them; else the line that it begins on."""
        if found.position >= 0:
            in_text, in_file = self._standing(found.written)
            nth = bisect_left(in_text, found.position)
            if nth < len(in_file):
                row = bisect_right(self.starts, in_file[nth]) - 1
                column = in_file[nth] - self.starts[row] + 1
                return (self.line + row, column), column + len(found.written)
        return (min(self.line + found.line, self.last), 1 if self.body or found.line else self.column), 0

    def _standing(self, words: str) -> tuple[list[int], list[int]]:
        """Every position of the words in the text, and in the file."""
        if words not in self.standing:
            piece = re.compile(re.escape(words))
            self.standing[words] = ([m.start() for m in piece.finditer(self.text)], [m.start() for m in piece.finditer(self.written)])
        return self.standing[words]


def _judge(found: Finding, record: Record, text: str, site: _Ends) -> Said | None:
    """What to say of one finding; nothing when it is right."""
    if found.what in SLIPS:
        return SLIPS[found.what](found.value)
    if not found.value.strip():
        return say.EMPTY_LINK()
    if scheme := markdown.scheme_of(found.value):
        if scheme in CONTACTS:
            return contact_fault(scheme, found.value)
        good = scheme in markdown.SCHEMES and (scheme not in ("http", "https") or is_web_address(found.value))
        return None if good else say.FORBIDDEN_LINK(href=found.value)
    return _inside(found.value, record, text, site)


def _inside(href: str, record: Record, text: str, site: _Ends) -> Said | None:
    """What to say of a link within the site; nothing when it leads where it should."""
    path, _, anchor = href.partition("#")
    target = target_address(path, record, site.addresses) if path else urls.address(record)
    if target is None:
        if site.broken & {path, posixpath.normpath(posixpath.join(posixpath.dirname(record.path), path))}:
            return None
        return say.DEAD_LINK(href=unquote(href)).near(path, site.pages)
    if anchor:
        other = site.addresses.get(target)
        about = ((text if other is record else other.text) or "") if other else ""
        if about not in site.headings:
            # A heading that is told of as none may be the one that is meant.
            site.headings[about] = None if _BROKEN_HEADING.search(about) else markdown.heading_ids(about)
        headings = site.headings[about]
        if headings is not None and anchor not in headings:
            return say.DEAD_ANCHOR(href=unquote(href)).near(anchor, headings[:GUESSED_MAX])
    return None


def target_address(path: str, record: Record, addresses: Mapping[str, Record]) -> str | None:
    """The address that a link written in ``record`` leads to: ``/mal/x/`` or a file relative to the record's own."""
    if path.startswith("/"):
        return path if path in addresses or path in _LISTS else None
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(record.path), path))
    kind, name, program = kind_of(wanted) if "." in posixpath.basename(wanted) else (None, "", "")
    if kind is None:
        return None
    found = [urls.address_of(kind, name, program)]
    found += [f"/{language}/{name}/" for language in get_args(Language)] if kind is Kind.PAGE else []
    return next((address for address in found if address in addresses and addresses[address].path == wanted), None)
