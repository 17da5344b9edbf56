"""The first half of the line: load, validate, link, and the gate. What good content is asked for besides a site stands here too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_tools.beside import fetched_of, record_of
from site_tools.link import link
from site_tools.link.published import published_address_problems
from site_tools.load import load, load_fetched, load_record
from site_tools.messages.files import MORE
from site_tools.messages.keys import OLDER_MODEL
from site_tools.problems import FAULTS_MAX, Problem
from site_tools.timing import Stopwatch
from site_tools.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from site_tools.changes import Edition
    from site_tools.model.fetch import Snapshot
    from site_tools.model.portal import Gap, Portal, Source
    from site_tools.model.released import Released
    from site_tools.release import News


@dataclass(frozen=True)
class Checked:
    """A checked content folder: the portal (None when it cannot be built), every problem, sorted by file and line, and the record of
    the last release that it was held against."""

    portal: Portal | None
    problems: tuple[Problem, ...]
    released: Released | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == "fel")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == "varning")


class ContentError(Exception):
    """The gate is shut: the content has problems, and nothing was written."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(f"{len(checked.problems)} problems")
        self.checked = checked


def check(
    content: Path,
    today: date | None = None,
    instead: Mapping[str, bytes] = MappingProxyType({}),
    watch: Stopwatch | None = None,
    *,
    held: bool = True,
) -> Checked:
    """The first three stages: everything that can be wrong with the content, at once; with ``today`` also what is dated after it.

    ``instead`` holds, by path, what files that are about to be written will say. The content is ``held`` against the record of the last
    release, where there is one. Of one file only the first problems are told.
    """
    portal, told, found, seen = _look(content, today, instead, watch or Stopwatch("läsa"), held)
    return Checked(portal, tuple(_finished(problem, found) for problem in at_most(told)), seen)


def check_all(content: Path, instead: Mapping[str, bytes] = MappingProxyType({}), today: date | None = None) -> Checked:
    """The same with every problem, however many there are of one file: for commands that compare what was with what would be."""
    portal, told, found, seen = _look(content, today, instead, Stopwatch("läsa"), held=True)
    return Checked(portal, tuple(_finished(problem, found) for problem in told), seen)


def _look(
    content: Path, today: date | None, instead: Mapping[str, bytes], watch: Stopwatch, held: bool
) -> tuple[Portal | None, list[Problem], Mapping[str, Source], Released | None]:
    """The portal, every problem in order, the files by their paths, and the record of the last release."""
    with watch.step("läsa"):
        sources, unreadable = load(content, instead)
        seen, damaged = load_record(record_of(content)) if held else (None, [])
        fetched, untrusted = load_fetched(fetched_of(content), instead) if held else ({}, [])
    with watch.step("granska"):
        found, invalid = validate(sources, today, seen, fetched)
    broken = {problem.path for problem in (*unreadable, *invalid) if problem.severity == "fel"}
    with watch.step("länka"):
        portal, unlinked = link(found.site, found.records, found.series, found.sources, broken)
        portal = replace(portal, fetched=found.fetched) if portal else None
        if portal and seen:
            unlinked += published_address_problems(seen, portal, found.sources, broken, today)
    # Content for an older model is wrong everywhere, and one message says how to mend it all.
    older_model = [problem for problem in invalid if problem.code == OLDER_MODEL.code]
    return portal, older_model or sorted({*unreadable, *damaged, *untrusted, *invalid, *unlinked}), found.sources, seen


def _finished(problem: Problem, sources: Mapping[str, Source]) -> Problem:
    """The problem with the line that it stands on, and with what was probably meant."""
    source = sources.get(problem.path)
    return (problem.on(source.lines, source.end_columns) if source else problem).with_guess()


def sources(content: Path) -> list[Source]:
    """Every file of the content that can be read, as written."""
    return load(content)[0]


def read(content: Path) -> tuple[list[Source], Checked]:
    """The same, and what could not be read: of content that is not for this program's model, that is all that can be told."""
    found, unreadable = load(content)
    return found, Checked(None, tuple(at_most(unreadable)))


def fetched(content: Path) -> Mapping[str, Snapshot | None]:
    """What was last fetched for each indicator; None for what the check finds fault with."""
    return load_fetched(fetched_of(content))[0]


def released(content: Path) -> Released | None:
    """What the last release of a content folder published; None where there is no record, or one that the check finds fault with."""
    return load_record(record_of(content))[0]


PER_FILE_MAX = 50
"""Problems told of one file; more would bury those of the others."""


def at_most(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Sorted problems, of each file the first and how many more there are. A warning never takes the place of an error, nor becomes one."""
    for path, found in groupby(problems, key=lambda problem: problem.path):
        told = list(found)
        if len(told) <= PER_FILE_MAX:
            yield from told
            continue
        by_weight = sorted(told, key=lambda problem: problem.severity != "fel")
        yield from sorted(by_weight[:PER_FILE_MAX])
        left = sorted(by_weight[PER_FILE_MAX:])
        least = "minst " if len(told) >= FAULTS_MAX else ""  # beyond that nobody has looked
        more = MORE(count=f"{least}{len(left)}").at(path, (left[0].line, left[0].column))
        yield more if any(problem.severity == "fel" for problem in left) else replace(more, severity="varning")


def report(portal: Portal, today: date) -> dict[str, list[Gap]]:
    """What is missing in good content, by heading. Drafts are not finished, so nothing is missed in them."""
    from site_tools.derive import derive  # noqa: PLC0415 - only the report needs it
    from site_tools.derive.gaps import gaps  # noqa: PLC0415
    from site_tools.model.public import public  # noqa: PLC0415

    shown = public(portal, today)
    return gaps(shown, derive(shown, today))


def unrecorded(checked: Checked, today: date) -> News | None:
    """What good content publishes on a day that the record of the last release lacks; None where there is no record."""
    from site_tools.model.public import public  # noqa: PLC0415 - a check that nobody asks need not look
    from site_tools.release import news  # noqa: PLC0415

    if checked.portal is None or checked.errors or checked.released is None:
        return None
    return news(public(checked.portal, today), checked.released)


def edition(content: Path, today: date, *, held: bool = False) -> Edition:
    """Good content as the public sees it, with what is computed from it: one side of a comparison. Raises ContentError for its errors.

    What has changed in silence is told by a comparison, and stops nothing there; what is to be released is ``held`` against the last one.
    """
    from site_tools.changes import Edition  # noqa: PLC0415 - checking and building compare nothing
    from site_tools.derive import derive  # noqa: PLC0415
    from site_tools.model.public import public  # noqa: PLC0415

    checked = check(content, today if held else None, held=held)
    if checked.portal is None or checked.errors:
        raise ContentError(checked)
    portal = public(checked.portal, today)
    return Edition(portal, derive(portal, today), today)
