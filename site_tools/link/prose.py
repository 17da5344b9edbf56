"""Links in running text: where they lead, and whether they lead anywhere."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, get_args
from urllib.parse import unquote

from site_tools import markdown, urls
from site_tools.config import kind_of
from site_tools.link.slips import CONTACTS, SLIPS, contact_fault
from site_tools.memory import each, remembered, same
from site_tools.messages import links as say
from site_tools.messages.files import TEXTS_TOGETHER
from site_tools.model.fields import TEXT_MAX, is_web_address
from site_tools.model.parts import Kind
from site_tools.model.records import Language
from site_tools.problems import FAULTS_MAX

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from site_tools.link.fields import Marks
    from site_tools.markdown.finding import Finding
    from site_tools.model.portal import KeyPath, Place, Source
    from site_tools.model.records import Record
    from site_tools.problems import Problem, Said

_LISTS = {*urls.LISTS.values(), urls.HOME, urls.SEARCH, urls.METHOD, urls.CHANGES, urls.DATA}


_BROKEN_HEADING = re.compile(r"^#{2,6}[^#\s]|^#{1,6}[ \t]*$", re.MULTILINE)
GUESSED_MAX = 300
"""Headings of a page among which the one that was meant is looked for."""


class _Ends(NamedTuple):
    """Where a link within the site may lead: to a record, to a list, or to what could not be read; ``pages`` are all addresses."""

    paths: Mapping[str, str]
    """The file of the record at each address."""
    broken: frozenset[str]
    pages: tuple[str, ...]


class _Anchored(NamedTuple):
    """A link to a heading, which its own record cannot tell whether it is there; in which text, at which key, it stands."""

    found: Finding
    path: KeyPath
    text: str
    target: str
    """The address of the page that is to have the heading."""


_Headings = dict[str, "list[str] | None"]
"""The ids of the headings of a text that a link has asked for, None where one is broken: a text may be asked for a thousand times."""


def prose_problems(
    records: Collection[Record],
    marks: Collection[Marks],
    sources: Mapping[str, Source],
    addresses: Mapping[str, Record],
    broken: set[str],
) -> Iterator[Problem]:
    """A problem for every link, image or heading in running text that would fail the reader. ``broken`` are the files and addresses of what
    could not be read: a link there may be right."""
    site = _ends(same("paths", tuple((address, record.path) for address, record in addresses.items())), same("broken", frozenset(broken)))
    own, headings = [sources[record.path] for record in records], _Headings()
    for record, source, told in zip(records, own, each(_in_texts, records, marks, own, given=(site,)), strict=True):
        if told:
            yield from islice(_answered(told, record, source, addresses, headings), FAULTS_MAX)
    yield from chain.from_iterable(each(_in_lines, marks, own))


@remembered
def _ends(paths: tuple[tuple[str, str], ...], broken: frozenset[str]) -> _Ends:
    return _Ends(dict(paths), broken, (*dict(paths), *sorted(_LISTS)))


def _in_texts(record: Record, marks: Marks, source: Source, site: _Ends) -> list[Problem | _Anchored]:
    """What is to be told of the texts of a record, or asked of the page that a link leads to."""
    together = sum(len(text) for _, text in marks.prose)
    if together > TEXT_MAX:
        return [TEXTS_TOGETHER(length=together, limit=TEXT_MAX).at(record.path)]
    told: list[Problem | _Anchored] = []
    faults = 0
    for path, text in marks.prose:
        places: _Places | None = None
        for found in markdown.findings(text):
            if faults == FAULTS_MAX:
                break
            said = _judge(found, record, site)
            if isinstance(said, str):
                told.append(_Anchored(found, path, text, said))
            elif said:
                places = places or _Places(source, path, text)
                told.append(places.problem(said, found))
                faults += 1
    return told


def _answered(
    told: list[Problem | _Anchored], record: Record, source: Source, addresses: Mapping[str, Record], headings: _Headings
) -> Iterator[Problem]:
    """The problems, with those of links to headings that are not there."""
    places: dict[KeyPath, _Places] = {}
    for one in told:
        if not isinstance(one, _Anchored):
            yield one
        elif said := _dead_anchor(one, record, addresses, headings):
            if one.path not in places:
                places[one.path] = _Places(source, one.path, one.text)
            yield places[one.path].problem(said, one.found)


def _dead_anchor(one: _Anchored, record: Record, addresses: Mapping[str, Record], headings: _Headings) -> Said | None:
    other, anchor = addresses.get(one.target), one.found.value.partition("#")[2]
    about = ((one.text if other is record else other.text) or "") if other else ""
    if about not in headings:
        # A heading that is told of as none may be the one that is meant.
        headings[about] = None if _BROKEN_HEADING.search(about) else markdown.heading_ids(about)
    there = headings[about]
    if there is None or anchor in there:
        return None
    return say.DEAD_ANCHOR(href=unquote(one.found.value)).near(anchor, there[:GUESSED_MAX])


def _in_lines(marks: Marks, source: Source) -> list[Problem]:
    """Marks of language that mark none, in lines of plain text: there is nothing else to judge in them."""
    return [
        _Places(source, path, line).problem(say.LANGUAGE(), found)
        for path, line in marks.lines
        if "{" in line
        for found in markdown.language_findings(line)
    ]


class _Places:
    """Where in its file the findings of a text stand.

    A text within quotes or folded by > has other line breaks in its file than when it is read. The words tell where one is: the third
    time that they stand in the text is the third time that they stand in the file.
    """

    def __init__(self, source: Source, path: KeyPath, text: str) -> None:
        self._source, self._path, self.text = source, path, text
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

    def problem(self, said: Said, found: Finding) -> Problem:
        """What is said of a finding, where it is written."""
        place, end = self.of(found)
        return said.at(self._source.path, place, ".".join(map(str, self._path)), end)

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


def _judge(found: Finding, record: Record, site: _Ends) -> Said | str | None:
    """What to say of one finding, nothing when it is right; or the address of the page that is to have the heading of a link."""
    if found.what in SLIPS:
        return SLIPS[found.what](found.value)
    if not found.value.strip():
        return say.EMPTY_LINK()
    if scheme := markdown.scheme_of(found.value):
        if scheme in CONTACTS:
            return contact_fault(scheme, found.value)
        good = scheme in markdown.SCHEMES and (scheme not in ("http", "https") or is_web_address(found.value))
        return None if good else say.FORBIDDEN_LINK(href=found.value)
    return _inside(found.value, record, site)


def _inside(href: str, record: Record, site: _Ends) -> Said | str | None:
    """The same of a link within the site."""
    path, _, anchor = href.partition("#")
    target = target_address(path, record, site.paths) if path else urls.address(record)
    if target is None:
        if site.broken & {path, posixpath.normpath(posixpath.join(posixpath.dirname(record.path), path))}:
            return None
        return say.DEAD_LINK(href=unquote(href)).near(path, site.pages)
    return target if anchor else None


def target_address(path: str, record: Record, paths: Mapping[str, str]) -> str | None:
    """The address that a link written in ``record`` leads to: ``/mal/x/`` or a file relative to the record's own."""
    if path.startswith("/"):
        return path if path in paths or path in _LISTS else None
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(record.path), path))
    kind, name, program = kind_of(wanted) if "." in posixpath.basename(wanted) else (None, "", "")
    if kind is None:
        return None
    found = [urls.address_of(kind, name, program)]
    found += [f"/{language}/{name}/" for language in get_args(Language)] if kind is Kind.PAGE else []
    return next((address for address in found if paths.get(address) == wanted), None)
