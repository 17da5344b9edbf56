"""The line: load, validate, link, gate, derive, render and export, write, index, verify. The only importer of the stages."""

from __future__ import annotations

import gc
import posixpath
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain, groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_tools.beside import record_of
from site_tools.link import link
from site_tools.link.published import published_address_problems
from site_tools.load import load, load_record
from site_tools.memory import Memory
from site_tools.messages.files import MORE
from site_tools.messages.keys import OLDER_MODEL
from site_tools.problems import FAULTS_MAX, Problem, UserError
from site_tools.timing import Stopwatch
from site_tools.validate import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Executor
    from datetime import date
    from pathlib import Path

    from site_tools.changes import Edition
    from site_tools.config import Config
    from site_tools.model.portal import Derived, Gap, Output, Portal, Source
    from site_tools.model.released import Released
    from site_tools.release import News
    from site_tools.timing import Spent


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


@dataclass(frozen=True)
class Built:
    """What a build made: numbers for the summary line, and what each step took."""

    pages: int
    charts: int
    files: int
    seconds: float
    steps: dict[str, Spent] = field(default_factory=dict)


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


def check_all(content: Path, instead: Mapping[str, bytes] = MappingProxyType({})) -> Checked:
    """The same with every problem, however many there are of one file: for commands that compare what was with what would be."""
    portal, told, found, seen = _look(content, None, instead, Stopwatch("läsa"), held=True)
    return Checked(portal, tuple(_finished(problem, found) for problem in told), seen)


def _look(
    content: Path, today: date | None, instead: Mapping[str, bytes], watch: Stopwatch, held: bool
) -> tuple[Portal | None, list[Problem], Mapping[str, Source], Released | None]:
    """The portal, every problem in order, the files by their paths, and the record of the last release."""
    with watch.step("läsa"):
        sources, unreadable = load(content, instead)
        seen, damaged = load_record(record_of(content)) if held else (None, [])
    with watch.step("granska"):
        found, invalid = validate(sources, today, seen)
    broken = {problem.path for problem in (*unreadable, *invalid) if problem.severity == "fel"}
    with watch.step("länka"):
        portal, unlinked = link(found.site, found.records, found.series, found.sources, broken)
        if portal and seen:
            unlinked += published_address_problems(seen, portal, found.sources, broken, today)
    # Content for an older model is wrong everywhere, and one message says how to mend it all.
    older_model = [problem for problem in invalid if problem.code == OLDER_MODEL.code]
    return portal, older_model or sorted({*unreadable, *damaged, *invalid, *unlinked}), found.sources, seen


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


def released(content: Path) -> Released | None:
    """What the last release of a content folder published; None where there is no record, or one that the check finds fault with."""
    return load_record(record_of(content))[0]


PER_FILE_MAX = 50
"""Problems told of one file; more would bury those of the others."""


def at_most(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Sorted problems, of each file the first and how many more there are."""
    for path, found in groupby(problems, key=lambda problem: problem.path):
        told = list(found)
        yield from told[:PER_FILE_MAX]
        if len(told) > PER_FILE_MAX:
            last = told[PER_FILE_MAX]
            least = "minst " if len(told) >= FAULTS_MAX else ""  # beyond that nobody has looked
            yield MORE(count=f"{least}{len(told) - PER_FILE_MAX}").at(path, (last.line, last.column))


def _refuse_overlap(config: Config) -> None:
    """A site written into its own content, or over it, would destroy what the editors have written."""
    try:
        content, out = config.content.resolve(), config.out.resolve()
    except (OSError, RuntimeError) as error:
        raise UserError(f"mappen {config.out} går inte att använda – välj en annan med --out") from error
    if content == out or content in out.parents or out in content.parents:
        raise UserError(f"mappen med innehåll ({content}) och mappen för webbplatsen ({out}) ligger i varandra – välj en annan med --out")


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


class Live:
    """The site as it is now, held in memory: read again in a moment when a file has changed, and each page made when it is asked for.

    Every file has the bytes that a build of the same content would give it. One thread at a time may ask.
    """

    def __init__(self, config: Config) -> None:
        from site_tools.charts.workers import Crew  # noqa: PLC0415

        self.config = config
        self.version = 0
        """Counts the good versions of the content; 0 before the first."""
        self._memory, self._crew = Memory(), Crew(1)
        self._shown: tuple[Portal, Derived] | None = None
        self._made: dict[str, bytes | None] = {}
        self._untidy = self._asked_all = False

    def refresh(self) -> Checked:
        """Read what has changed. With errors in the content the last good version stays."""
        from site_tools.derive import derive  # noqa: PLC0415
        from site_tools.model.public import public  # noqa: PLC0415

        self.tidy()
        self._untidy = True
        with self._memory.in_use():
            checked = check(self.config.content, self.config.today)
            if checked.portal is not None and not checked.errors:
                portal = checked.portal if self.config.drafts else public(checked.portal, self.config.today)
                self._shown = (portal, derive(portal, self.config.today))
                self._made.clear()
                self.version += 1
        return checked

    def tidy(self) -> None:
        """Forget what is of older versions, once a page of this one has been made. It takes a while: best done when nobody waits."""
        if self._untidy and self._asked_all:
            # Reading, computing and rendering have each asked for what they need of this version.
            self._memory.tidy()
            self._untidy = self._asked_all = False

    def output(self, path: str) -> bytes | None:
        """The bytes of the site's file at a path; None when there is no such file, or nothing to show yet."""
        from site_tools.charts.hands import in_use  # noqa: PLC0415
        from site_tools.export import export, present, with_former  # noqa: PLC0415
        from site_tools.render import render  # noqa: PLC0415

        if self._shown and path not in self._made:
            with self._memory.in_use(), in_use(self._crew):
                now = present(path, self._shown[0])
                outputs: Iterator[Output] = chain(render(*self._shown, self.config, now), export(*self._shown, self.config))
                if now != path:
                    outputs = with_former(outputs, self._shown[0], self.config)
                self._made[path] = None
                for output in outputs:
                    # A page's drawings come right after it, and are asked for right after it.
                    if self._made[path] is not None and posixpath.dirname(output.path) != posixpath.dirname(path):
                        break
                    if output.data:
                        self._made[output.path] = output.data
            self._asked_all |= path.endswith(".html")
        return self._made.get(path)

    def warm_up(self) -> None:
        """Let the drawing process load what it draws with, so that the first chart that changes does not wait for that."""
        from site_tools.charts.hands import in_use  # noqa: PLC0415
        from site_tools.render import draw_one  # noqa: PLC0415

        # What has been read stays; looking through all of it for garbage costs some hundredths of a second at each save.
        gc.collect()
        gc.freeze()
        if self._shown:
            with in_use(self._crew):
                draw_one(*self._shown)

    def forget(self) -> None:
        """Know nothing of what was read, so that also changed templates and styles are read again."""
        from site_tools.templates import environment  # noqa: PLC0415

        self._memory = Memory()
        environment.cache_clear()

    def close(self) -> None:
        """End the drawing processes."""
        self._crew.shutdown()


def build(config: Config, progress: Callable[[str], None] = lambda _: None) -> tuple[Checked, Built]:
    """Build the site into ``config.out``; ``progress`` hears the name of each step.

    Raises ContentError when the content has errors (with ``config.strict`` also for warnings) and UserError when the disk refuses; in both
    cases the published folder is untouched.
    """
    from site_tools.charts.cluster import hired  # noqa: PLC0415

    with hired(config.jobs, config.executor, config.cache) as executor:
        return _built(config, executor, progress)


def _built(config: Config, executor: Executor, progress: Callable[[str], None]) -> tuple[Checked, Built]:
    start, watch = time.perf_counter(), Stopwatch("starta")
    # The checking stages must answer fast; these bring Jinja and the drawing library.
    from site_tools.derive import derive  # noqa: PLC0415
    from site_tools.export import export, present, with_former  # noqa: PLC0415
    from site_tools.index import index  # noqa: PLC0415
    from site_tools.model.public import public  # noqa: PLC0415
    from site_tools.render import render  # noqa: PLC0415
    from site_tools.renew import Renewal  # noqa: PLC0415
    from site_tools.verify import verify  # noqa: PLC0415
    from site_tools.write import staging, write  # noqa: PLC0415

    _refuse_overlap(config)
    progress("läser och kontrollerar innehållet")
    checked = check(config.content, config.today, watch=watch)
    if checked.portal is None or checked.errors or (config.strict and checked.warnings):
        raise ContentError(checked)
    portal = checked.portal if config.drafts else public(checked.portal, config.today)
    with watch.step("härleda"):
        derived = derive(portal, config.today)
    # To note what each page reads takes a fifth of the time of making it: a folder that is new, as where every build begins from a fresh
    # clone, is probably never built into again.
    renewal = Renewal(config.out, config.cache, portal.records.values()) if config.out.is_dir() else None
    # What is left to this step when the others have had theirs is the flushing of the disk and the exchange of the folders.
    with watch.step("publicera"), staging(config.out) as folder:
        progress("ritar diagram och skriver sidor")
        pages = watch.each("göra sidor", render(portal, derived, config, watch=watch))
        data = watch.each("göra data", export(portal, derived, config))
        with watch.step("skriva"), renewal.in_use() if renewal else nullcontext():
            paths = write(with_former(chain(pages, data), portal, config), folder, config.out)
        with watch.step("rita"):
            executor.shutdown()  # nothing more is to be drawn, and the indexer can use the room
        progress("bygger sökregistret")
        with watch.step("söka"):
            index(folder, config.cache)
        with watch.step("kontrollera"):
            verify(folder, config.site_url or checked.portal.site.address, config.cache)
    if renewal:
        renewal.save()
    made = sum(path.endswith(".html") for path in paths)
    # Each is drawn twice, for a page and for a phone; the icon is no chart, nor is what also lies where a page has been.
    drawn = [path for path in paths if path.endswith(".svg") and not path.endswith("-smal.svg") and not path.startswith("assets/")]
    charts = sum(present(path, portal) == path for path in drawn)
    return checked, Built(made, charts, len(paths), time.perf_counter() - start, watch.stop())
