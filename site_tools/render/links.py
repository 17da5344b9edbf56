"""The graph as pages show it: every edge is a link on both of its pages, under words that say what it means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from site_tools.memory import remembered
from site_tools.model.parts import Kind
from site_tools.model.portal import R, Ref, ref_of
from site_tools.model.records import FocusArea, Goal, Indicator, Program
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_tools.model.portal import Portal
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


@dataclass(frozen=True)
class Graph:
    """The edges of a portal, read from either end."""

    portal: Portal

    @cached_property
    def _position(self) -> dict[Ref, int]:
        return {ref: position for position, ref in enumerate(self.portal.records)}

    @cached_property
    def _ends(self) -> dict[Ref, list[tuple[str, Ref]]]:
        """Record -> (heading, record at the other end) of every edge that touches it."""
        ends: dict[Ref, list[tuple[str, Ref]]] = {ref: [] for ref in self.portal.records}
        for edge in self.portal.edges:
            if edge.source == edge.target:
                continue  # a document that cites itself does not lead to itself
            words = _WORDS.get((edge.source.kind, edge.relation), _OTHER)
            ends[edge.source].append((words.source, edge.target))
            ends[edge.target].append((words.target, edge.source))
        return ends

    def connections(self, record: Record) -> Groups:
        """The groups of links on a record's page, in the order of the table above; records in the order of lists, each once."""
        found: dict[str, set[Ref]] = {}
        for heading, other in self._ends[ref_of(record)]:
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
            found |= {Ref(Kind.PROGRAM, area.program) for area in self.focus_areas(record)}
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
        ref = ref_of(record)
        ends = self._ends[ref]
        if len(ends) < _MANY:
            return {other for heading, other in ends if other.kind is kind and heading in headings}
        return {other for heading in headings for other in self._by_heading[ref].get((heading, kind), ())}

    @cached_property
    def _by_heading(self) -> dict[Ref, dict[tuple[str, Kind], list[Ref]]]:
        """Record with many edges -> their other ends, by heading and kind: a program is asked for a few of hundreds by many."""
        found: dict[Ref, dict[tuple[str, Kind], list[Ref]]] = {}
        for ref, ends in self._ends.items():
            if len(ends) >= _MANY:
                near = found[ref] = {}
                for heading, other in ends:
                    near.setdefault((heading, other.kind), []).append(other)
        return found

    def in_order(self, refs: Iterable[Ref]) -> list[Ref]:
        """As lists have them. The few are sorted; going through all records for each page would make a build grow with their square."""
        return sorted(refs, key=self._position.__getitem__)

    def _records(self, model: type[R], refs: set[Ref]) -> tuple[R, ...]:
        found = (self.portal.records[ref] for ref in self.in_order(refs))
        return tuple(record for record in found if isinstance(record, model))


@remembered
def graph_of(portal: Portal) -> Graph:
    """The portal's links, read from either end."""
    return Graph(portal)
