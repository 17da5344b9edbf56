"""The graph as pages show it: every edge is a link on both of its pages, under words that say what it means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from site_tools.memory import remembered, same
from site_tools.model.parts import Kind
from site_tools.model.portal import R, Ref, ref_of
from site_tools.model.records import FocusArea, Goal, Indicator, Program
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_tools.model.portal import Edge, Portal
    from site_tools.model.records import Record


class Words(NamedTuple):
    """The headings of an edge: on the page that refers, and on the page referred to."""

    source: str
    target: str


GOALS, PROGRAMS, FOCUS_AREAS, INDICATORS = N_("Mål"), N_("Program"), N_("Fokusområden"), N_("Indikatorer")
MEASURED, MEASURED_BY = N_("Mål som indikatorn mäter"), N_("Indikatorer som mäter målet")
SOURCES, DOCUMENTS, RELATED, SAME = N_("Källor"), N_("Dokument"), N_("Besläktade indikatorer"), N_("Samma mål, sagt på andra sätt")
RESPONSIBLE, DECIDED_BY, PUBLISHER = N_("Ansvarig"), N_("Beslutat av"), N_("Utgivare")
ANSWERS_FOR = N_("Ansvarar för indikatorer")
ASSIGNMENTS, FOLLOW_UPS, MONEY, CONTROLS, EVENTS = N_("Uppdrag"), N_("Uppföljningar"), N_("Pengar"), N_("Internkontroll"), N_("Händelser")
GIVEN_TO, GIVEN_BY, TAKING_PART = N_("Ska utföras av"), N_("Uppdraget kommer från"), N_("Medverkar")
ASSIGNED, HAS_ASSIGNED, TAKES_PART_IN = N_("Uppdrag till aktören"), N_("Uppdrag från aktören"), N_("Medverkar i uppdrag")
REPLACES, REPLACED_BY = N_("Ersätter"), N_("Ersatt av")
DEPENDS_ON, NEEDED_BY = N_("Måste göras efter"), N_("Måste göras före")
ACTORS, CONTAINS = N_("Aktörer"), N_("Uppdrag i dokumentet")

_WORDS: dict[tuple[Kind, str], Words] = {
    (Kind.PROGRAM, "mål"): Words(GOALS, PROGRAMS),
    (Kind.GOAL, "program"): Words(PROGRAMS, GOALS),
    (Kind.FOCUS_AREA, "program"): Words(PROGRAMS, FOCUS_AREAS),
    (Kind.FOCUS_AREA, "mål"): Words(GOALS, FOCUS_AREAS),
    (Kind.INDICATOR, "mål"): Words(MEASURED, MEASURED_BY),
    (Kind.INDICATOR, "fokusområden"): Words(FOCUS_AREAS, INDICATORS),
    (Kind.FOCUS_AREA, "indikatorer"): Words(INDICATORS, FOCUS_AREAS),
    (Kind.INDICATOR, "program"): Words(PROGRAMS, INDICATORS),
    (Kind.PROGRAM, "indikatorer"): Words(N_("Indikatorer som nämns i texten"), N_("Program som nämner indikatorn")),
    (Kind.INDICATOR, "se_även"): Words(RELATED, RELATED),
    (Kind.GOAL, "vision"): Words(N_("Vision"), N_("Mål som leder mot visionen")),
    (Kind.GOAL, "samma_som"): Words(SAME, SAME),
    (Kind.INDICATOR, "ansvarig"): Words(RESPONSIBLE, ANSWERS_FOR),
    (Kind.GOAL, "ansvarig"): Words(RESPONSIBLE, N_("Ansvarar för mål")),
    (Kind.PROGRAM, "ansvarig"): Words(RESPONSIBLE, N_("Ansvarar för program")),
    (Kind.GOAL, "beslutad_av"): Words(DECIDED_BY, N_("Har beslutat mål")),
    (Kind.DOCUMENT, "beslutad_av"): Words(DECIDED_BY, N_("Har beslutat dokument")),
    (Kind.DOCUMENT, "utgivare"): Words(PUBLISHER, N_("Har gett ut dokument")),
    (Kind.DOCUMENT, "parter"): Words(N_("Parter"), N_("Part i")),
    (Kind.ACTOR, "överordnad"): Words(N_("Lyder under"), N_("Underordnade aktörer")),
    (Kind.PROGRAM, "dokument"): Words(DOCUMENTS, N_("Hör till program")),
    (Kind.FOCUS_AREA, "dokument"): Words(DOCUMENTS, N_("Hör till fokusområden")),
    (Kind.ASSIGNMENT, "till"): Words(GIVEN_TO, ASSIGNED),
    (Kind.ASSIGNMENT, "från"): Words(GIVEN_BY, HAS_ASSIGNED),
    (Kind.ASSIGNMENT, "medverkande"): Words(TAKING_PART, TAKES_PART_IN),
    (Kind.ASSIGNMENT, "mål"): Words(GOALS, ASSIGNMENTS),
    (Kind.ASSIGNMENT, "program"): Words(PROGRAMS, ASSIGNMENTS),
    (Kind.ASSIGNMENT, "fokusområden"): Words(FOCUS_AREAS, ASSIGNMENTS),
    (Kind.ASSIGNMENT, "indikatorer"): Words(INDICATORS, ASSIGNMENTS),
    (Kind.ASSIGNMENT, "dokument"): Words(DOCUMENTS, CONTAINS),
    (Kind.ASSIGNMENT, "ersätter"): Words(REPLACES, REPLACED_BY),
    (Kind.DOCUMENT, "ersätter"): Words(REPLACES, REPLACED_BY),
    (Kind.ASSIGNMENT, "beror_på"): Words(DEPENDS_ON, NEEDED_BY),
    (Kind.FOLLOW_UP, "ansvarig"): Words(RESPONSIBLE, FOLLOW_UPS),
    (Kind.FOLLOW_UP, "mål"): Words(GOALS, FOLLOW_UPS),
    (Kind.FOLLOW_UP, "program"): Words(PROGRAMS, FOLLOW_UPS),
    (Kind.FOLLOW_UP, "indikator"): Words(INDICATORS, FOLLOW_UPS),
    (Kind.FOLLOW_UP, "uppdrag"): Words(ASSIGNMENTS, FOLLOW_UPS),
    (Kind.FOLLOW_UP, "dokument"): Words(DOCUMENTS, FOLLOW_UPS),
    (Kind.FINANCE, "aktör"): Words(ACTORS, MONEY),
    (Kind.FINANCE, "program"): Words(PROGRAMS, MONEY),
    (Kind.FINANCE, "mål"): Words(GOALS, MONEY),
    (Kind.FINANCE, "uppdrag"): Words(ASSIGNMENTS, MONEY),
    (Kind.FINANCE, "dokument"): Words(DOCUMENTS, MONEY),
    (Kind.CONTROL, "aktör"): Words(ACTORS, CONTROLS),
    (Kind.CONTROL, "dokument"): Words(DOCUMENTS, CONTROLS),
    (Kind.EVENT, "aktörer"): Words(ACTORS, EVENTS),
    (Kind.EVENT, "mål"): Words(GOALS, EVENTS),
    (Kind.EVENT, "program"): Words(PROGRAMS, EVENTS),
    (Kind.EVENT, "uppdrag"): Words(ASSIGNMENTS, EVENTS),
    (Kind.EVENT, "dokument"): Words(DOCUMENTS, EVENTS),
    (Kind.PAGE, "översätter"): Words(N_("På svenska"), N_("På andra språk")),
    (Kind.PAGE, "aktör"): Words(ACTORS, N_("Samlat på en sida")),
    (Kind.PROGRAM, "källa"): Words(SOURCES, N_("Källa för program")),
    (Kind.FOCUS_AREA, "källa"): Words(SOURCES, N_("Källa för fokusområden")),
    (Kind.GOAL, "källa"): Words(SOURCES, N_("Källa för mål")),
    (Kind.INDICATOR, "källa"): Words(SOURCES, N_("Källa för indikatorer")),
    (Kind.ACTOR, "källa"): Words(SOURCES, N_("Källa för aktörer")),
    (Kind.DOCUMENT, "källa"): Words(SOURCES, N_("Källa för dokument")),
    (Kind.PAGE, "källa"): Words(SOURCES, N_("Källa för sidor")),
    (Kind.ASSIGNMENT, "källa"): Words(SOURCES, N_("Källa för uppdrag")),
    (Kind.FOLLOW_UP, "källa"): Words(SOURCES, N_("Källa för uppföljningar")),
    (Kind.FINANCE, "källa"): Words(SOURCES, N_("Källa för uppgifter om pengar")),
    (Kind.CONTROL, "källa"): Words(SOURCES, N_("Källa för internkontrollplaner")),
    (Kind.EVENT, "källa"): Words(SOURCES, N_("Källa för händelser")),
}
"""(kind that refers, relation) -> headings, in the order that pages show them. Headings that are alike are one group on a page."""
_OTHER = Words(N_("Hänvisar till"), N_("Hänvisningar hit"))
_RANK = {heading: rank for rank, words in reversed([*enumerate(_WORDS.values()), (len(_WORDS), _OTHER)]) for heading in words}

_MANY = 30
"""Edges of a record that are put in groups, rather than looked through each time."""

Groups = dict[str, tuple["Record", ...]]
"""Heading (translated) -> the records linked under it."""


class Ties(NamedTuple):
    """The edges of a portal from either end, known by ids alone: an edited text leaves them as they are."""

    position: dict[Ref, int]
    """The place of each record in the order of lists."""
    ends: dict[Ref, list[tuple[str, Ref]]]
    """Record -> (heading, record at the other end) of every edge that touches it."""
    by_heading: dict[Ref, dict[tuple[str, Kind], list[Ref]]]
    """The same by heading and kind, of records with many: a program has hundreds, and is asked for a few of them by many."""

    def near(self, ref: Ref, kind: Kind, *headings: str) -> set[Ref]:
        """The records of a kind at the other ends of edges under some headings."""
        if ref not in self.by_heading:
            return {other for heading, other in self.ends[ref] if other.kind is kind and heading in headings}
        return {other for heading in headings for other in self.by_heading[ref].get((heading, kind), ())}

    def programs(self, indicator: Ref) -> set[Ref]:
        """The programs that an indicator belongs to, also through a fokusområde."""
        areas = self.near(indicator, Kind.FOCUS_AREA, FOCUS_AREAS)
        return self.near(indicator, Kind.PROGRAM, PROGRAMS).union(*(self.near(area, Kind.PROGRAM, PROGRAMS) for area in areas))


@remembered
def _ties(refs: tuple[Ref, ...], edges: tuple[Edge, ...]) -> Ties:
    ends: dict[Ref, list[tuple[str, Ref]]] = {ref: [] for ref in refs}
    for edge in edges:
        if edge.source == edge.target:
            continue  # a document that cites itself does not lead to itself
        words = _WORDS.get((edge.source.kind, edge.relation), _OTHER)
        ends[edge.source].append((words.source, edge.target))
        ends[edge.target].append((words.target, edge.source))
    by_heading: dict[Ref, dict[tuple[str, Kind], list[Ref]]] = {}
    for ref, touching in ends.items():
        if len(touching) < _MANY:
            continue
        near = by_heading[ref] = {}
        for heading, other in touching:
            near.setdefault((heading, other.kind), []).append(other)
    return Ties({ref: position for position, ref in enumerate(refs)}, ends, by_heading)


@dataclass(frozen=True)
class Graph:
    """The edges of a portal, read from either end."""

    portal: Portal

    @cached_property
    def ties(self) -> Ties:
        """The edges alone, without what the records say."""
        return _ties(same("records", tuple(self.portal.records)), self.portal.edges)

    def connections(self, record: Record) -> Groups:
        """The groups of links on a record's page, in the order of the table above; records in the order of lists, each once."""
        found: dict[str, set[Ref]] = {}
        for heading, other in self.ties.ends[ref_of(record)]:
            found.setdefault(heading, set()).add(other)
        return {
            _(heading): tuple(self.portal.records[ref] for ref in self.in_order(found[heading]))
            for heading in sorted(found, key=_RANK.__getitem__)
        }

    def programs(self, record: Record) -> tuple[Program, ...]:
        """The programs that a record belongs to: itself, named directly, or through a fokusområde."""
        if isinstance(record, Program):
            return (record,)
        found = self._near(record, Kind.PROGRAM, PROGRAMS)
        if isinstance(record, Indicator):
            found = self.ties.programs(ref_of(record))
        return self._records(Program, found)

    def goals(self, record: Record) -> tuple[Goal, ...]:
        """The goals that a record belongs to."""
        if isinstance(record, Goal):
            return (record,)
        return self._records(Goal, self._near(record, Kind.GOAL, GOALS, MEASURED))

    def focus_areas(self, record: Record) -> tuple[FocusArea, ...]:
        """The fokusområden of a program, goal or indicator."""
        return self._records(FocusArea, self._near(record, Kind.FOCUS_AREA, FOCUS_AREAS))

    def indicators(self, record: Record) -> tuple[Indicator, ...]:
        """The indicators of a goal, program or fokusområde, without those that it only mentions."""
        return self._records(Indicator, self._near(record, Kind.INDICATOR, INDICATORS, MEASURED_BY))

    def _near(self, record: Record, kind: Kind, *headings: str) -> set[Ref]:
        return self.ties.near(ref_of(record), kind, *headings)

    def in_order(self, refs: Iterable[Ref]) -> list[Ref]:
        """As lists have them. The few are sorted; going through all records for each page would make a build grow with their square."""
        return sorted(refs, key=self.ties.position.__getitem__)

    def _records(self, model: type[R], refs: set[Ref]) -> tuple[R, ...]:
        found = (self.portal.records[ref] for ref in self.in_order(refs))
        return tuple(record for record in found if isinstance(record, model))


@remembered
def graph_of(portal: Portal) -> Graph:
    """The portal's links, read from either end."""
    return Graph(portal)
