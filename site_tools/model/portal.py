"""What flows between the stages: sources from load, the linked portal, derived facts and outputs."""

from __future__ import annotations

import errno
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from io import FileIO
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from site_tools.memory import remembered
from site_tools.model.dialect import STANDARD, Dialect
from site_tools.model.parts import Kind
from site_tools.model.records import Actor, Document, FocusArea, Goal, Indicator, Page, Program, Record, Site
from site_tools.model.rows import Cell
from site_tools.model.steering import Assignment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from site_tools.model.fetch import Snapshot
    from site_tools.model.rows import Row
    from site_tools.model.values import Observation, Series
    from site_tools.model.verdict import Label, Reason, Status

R = TypeVar("R", bound=Record)
Place = tuple[int, int]
"""Line and column, both from 1."""
KeyPath = tuple[str | int, ...]
UNFINISHED = "FYLL I"
"""What a new file says where a text is still to be written."""


class Marks(NamedTuple):
    """Where the keys of a file and their values stand, and where the text that begins at a place ends."""

    places: Mapping[KeyPath, Place]
    key_places: Mapping[KeyPath, Place]
    ends: Mapping[Place, Place]


def _no_marks() -> Marks:
    return Marks({}, {}, {})


@dataclass(frozen=True)
class Source:
    """A content file as read. ``path`` is relative to the content folder, with ``/``; ``written`` is the whole file as it stands.

    For YAML and Markdown ``tree`` is the front matter (dicts, lists, text and None). ``body`` is the Markdown text and ``body_line`` the
    line it starts on. For CSV ``rows`` holds every row, the header first, and ``dialect`` how they are written. ``find_marks`` is asked for
    the places when a fault, or a tool for editors, needs one: nearly no file is asked.
    """

    path: str
    tree: dict[str, object] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    rows: Sequence[Row] = ()
    written: str = ""
    dialect: Dialect = STANDARD
    find_marks: Callable[[], Marks] = _no_marks

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The whole file by lines."""
        return tuple(self.written.split("\n"))

    @cached_property
    def marks(self) -> Marks:
        return self.find_marks()

    @cached_property
    def end_columns(self) -> dict[Place, int]:
        """For every text, key and cell: the column after it, or after its first line when it goes on below."""
        texts = {
            start: end[1] if end[0] == start[0] else len(self.lines[start[0] - 1]) + 1
            for start, end in self.marks.ends.items()
            if start[0] <= len(self.lines)
        }
        return texts | {start: after for cells in self.rows for start, after in self._ends_of_cells(cells)}

    def _ends_of_cells(self, cells: Row) -> Iterator[tuple[Place, int]]:
        """A cell ends at the sign before the next, the last one of a line at the end of it."""
        line = cells[0].line
        length = len(self.lines[line - 1])
        for cell, after in pairwise([*cells, Cell("", line, length + 2)]):
            if after.column <= cell.column:  # it begins on a line below
                yield (line, cell.column), length + 1
                return
            yield (line, cell.column), after.column - 1

    def place_of(self, path: KeyPath) -> Place:
        """The place of the value at ``path``, or of the nearest one above it."""
        while path and path not in self.marks.places:
            path = path[:-1]
        return self.marks.places.get(path, (1, 1))

    def key_place_of(self, path: KeyPath) -> Place:
        """The place of the key at ``path``, or of the nearest value above it."""
        return self.marks.key_places.get(path) or self.place_of(path)


class Ref(NamedTuple):
    """Which record: its kind and id."""

    kind: Kind
    id: str


class Edge(NamedTuple):
    """``source`` refers to ``target``; ``relation`` is the Swedish key that says so (``mål``, ``beslutad_av``)."""

    source: Ref
    relation: str
    target: Ref


@dataclass(frozen=True)
class Portal:
    """Everything that the editors have written, linked and checked. Mappings are in reading order."""

    site: Site
    records: Mapping[Ref, Record]
    series: Mapping[str, Series]
    edges: tuple[Edge, ...]
    fetched: Mapping[str, Snapshot] = field(default_factory=dict)
    """By the id of the indicator, what was fetched for it."""

    def of_kind(self, kind: Kind) -> tuple[Record, ...]:
        """All records of a kind, in the order that lists show them."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[Kind, tuple[Record, ...]]:
        found: dict[Kind, list[Record]] = {}
        for ref, record in self.records.items():
            found.setdefault(ref.kind, []).append(record)
        return {kind: tuple(records) for kind, records in found.items()}

    @cached_property
    def edges_out(self) -> dict[Ref, tuple[Edge, ...]]:
        """The edges of each record that refers."""
        return _grouped(self.edges, 0)

    @cached_property
    def edges_in(self) -> dict[Ref, tuple[Edge, ...]]:
        """The edges of each record that is referred to."""
        return _grouped(self.edges, 2)

    def outgoing(self, record: Record, *relations: str) -> tuple[Record, ...]:
        """The records that ``record`` names under the given keys (any key when none is given), each once."""
        found = (e.target for e in self.edges_out.get(ref_of(record), ()) if not relations or e.relation in relations)
        return tuple(self.records[ref] for ref in dict.fromkeys(found))

    def incoming(self, record: Record, kind: Kind, *relations: str) -> tuple[Record, ...]:
        """The records of ``kind`` that name ``record`` under the given keys (any key when none is given), each once."""
        found = (
            e.source for e in self.edges_in.get(ref_of(record), ()) if e.source.kind is kind and (not relations or e.relation in relations)
        )
        return tuple(self.records[ref] for ref in dict.fromkeys(found))

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        return tuple(r for r in self.of_kind(Kind.PROGRAM) if isinstance(r, Program))

    @cached_property
    def focus_areas(self) -> tuple[FocusArea, ...]:
        return tuple(r for r in self.of_kind(Kind.FOCUS_AREA) if isinstance(r, FocusArea))

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        return tuple(r for r in self.of_kind(Kind.GOAL) if isinstance(r, Goal))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(r for r in self.of_kind(Kind.INDICATOR) if isinstance(r, Indicator))

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        return tuple(r for r in self.of_kind(Kind.ACTOR) if isinstance(r, Actor))

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        return tuple(r for r in self.of_kind(Kind.DOCUMENT) if isinstance(r, Document))

    @cached_property
    def agreements(self) -> tuple[Document, ...]:
        """The agreements between parties whose commitments are on the portal."""
        with_commitments = {assignment.source.document for assignment in self.every(Assignment)}
        return tuple(d for d in self.documents if d.sort == "avtal" and d.parties and d.id in with_commitments)

    def every(self, model: type[R]) -> tuple[R, ...]:
        """All records of one model, in the order that lists show them."""
        return tuple(record for record in self.of_kind(model.kind) if isinstance(record, model))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(r for r in self.of_kind(Kind.PAGE) if isinstance(r, Page))


def ref_of(record: Record) -> Ref:
    return Ref(record.kind, record.id)


@remembered
def _grouped(edges: tuple[Edge, ...], end: int) -> dict[Ref, tuple[Edge, ...]]:
    groups: dict[Ref, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(edge[end], []).append(edge)  # type: ignore[arg-type]  # ends 0 and 2 are the two Refs
    return {ref: tuple(found) for ref, found in groups.items()}


@dataclass(frozen=True)
class GroupFacts:
    """What is computed for one group of an indicator at the portal's own place.

    ``latest`` is the newest figure to lead with; ``previous`` the one before it of the same period type and kind, and ``change`` their
    exact difference in the indicator's unit (None unless both are exact outcomes).
    """

    group: str
    latest: Observation
    previous: Observation | None = None
    change: Decimal | None = None


class Step(NamedTuple):
    """One step of an explanation: its heading and what it says."""

    heading: str
    text: str


@dataclass(frozen=True)
class IndicatorFacts:
    """What is computed for an indicator. ``sentence`` says in plain Swedish how it stands; ``lead`` is the group to show first.

    ``explained`` has the steps of each of the status's verdicts, in their order.
    """

    groups: tuple[GroupFacts, ...]
    lead: GroupFacts | None
    sentence: str
    points: int
    """Rows with a number or words at the portal's own place."""
    status: Status
    explained: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True)
class Example:
    """An invented indicator with what is computed for it, for the page that explains the method."""

    indicator: Indicator
    series: Series
    facts: IndicatorFacts


@dataclass(frozen=True)
class Count:
    """How many of some indicators bear each label, the best first, and how many cannot be judged for each reason, the commonest first.

    Labels and reasons of none are left out; the reasons add up to the number under ``Label.UNKNOWN``.
    """

    labels: Mapping[Label, int]
    reasons: Mapping[Reason, int]


@dataclass(frozen=True)
class Derived:
    """All that is computed from a portal; nothing here was written by an editor."""

    indicators: Mapping[str, IndicatorFacts]
    counts: Mapping[Ref, Count]
    """For a mål, program, fokusområde or aktör that has indicators."""
    total: Count
    """Of all the indicators of the portal."""
    examples: tuple[Example, ...] = ()


class Gap(NamedTuple):
    """One thing that lacks something: the file to open, its name, and what more there is to say."""

    path: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Output:
    """A file of the site: its path below the site's root, with ``/``, and its bytes."""

    path: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """What its bytes are known by."""
        return digest_of(self.data)


class Standing(Output):
    """A file that the published site has just so, in ``file``. Its bytes are read only if somebody asks for them."""

    def __init__(self, path: str, file: str, digest: str) -> None:
        vars(self).update(path=path, file=file, digest=digest)

    @property
    def data(self) -> bytes:
        """Its bytes. Raises OSError when they have been changed meanwhile, or cannot be read."""
        with FileIO(vars(self)["file"]) as file:
            data = file.readall()
        if digest_of(data) != self.digest:
            raise OSError(errno.EBUSY, "changed while the site was built", vars(self)["file"])
        return data


def digest_of(data: bytes) -> str:
    """What the bytes of a file are known by from one build to the next."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
