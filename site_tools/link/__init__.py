"""Stage 3, link: ids become edges of a graph that is known from both ends; what points nowhere becomes a problem."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from site_tools import text, urls
from site_tools.config import FILES, FOLDERS, SITE_FILE, kind_of, meant_as_settings
from site_tools.link.accessibility import statement_problems
from site_tools.link.addresses import no_part_problems, old_address_problems, reserved_page_problems, withdrawn_problems
from site_tools.link.circles import circles
from site_tools.link.fields import marks_of, written_references
from site_tools.link.languages import translation_problems
from site_tools.link.prose import prose_problems
from site_tools.link.waiting import waiting_problems
from site_tools.memory import each, remembered, same
from site_tools.messages import links as say
from site_tools.messages.files import NO_SETTINGS
from site_tools.messages.series import SERIES_WITHOUT_INDICATOR
from site_tools.model.fields import is_id, slug
from site_tools.model.kinds import RECORDS
from site_tools.model.parts import Kind
from site_tools.model.portal import Edge, Portal, Ref, Source, ref_of
from site_tools.model.records import FocusArea, Goal, Page, Program, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.link.fields import Marks
    from site_tools.model.portal import KeyPath
    from site_tools.model.records import Site
    from site_tools.model.values import Series
    from site_tools.problems import Problem

_GOAL_ORDER = (
    "vision", "inriktningsmål", "personalpolitiskt mål", "finansiellt mål", "klimatmål", "miljömål", "planeringsmål", "uppföljningsmål",
    "syfte", "milstolpe", "krav", "externt mål", "globalt mål",
)  # fmt: skip
_KIND_ORDER = {kind: place for place, kind in enumerate(Kind)}


Known = Mapping[Kind, Mapping[str, None]]
"""The ids that a reference may name, by kind and in order."""


def link(
    site: Site | None,
    records: list[Record],
    series: Mapping[str, Series],
    sources: Mapping[str, Source],
    broken: Iterable[str],
) -> tuple[Portal | None, list[Problem]]:
    """The portal, and what does not hang together in it.

    ``broken`` are the paths that an earlier stage found fault with: a reference to one of them is right, so it is not reported again.
    The portal is None when webbplats.yaml could not be read.
    """
    by_ref, problems = _by_ref(records)
    unread = {path: (kind, name, program) for path in broken for kind, name, program in [kind_of(path)] if kind}
    refs = same("refs", tuple(by_ref))
    known = _by_kind(refs, same("unread", tuple(sorted({*(Ref(kind, name) for kind, name, _ in unread.values()), *_misplaced(broken)}))))
    edges: list[Edge] = []
    own, marks = [sources[record.path] for record in by_ref.values()], each(marks_of, by_ref.values())
    for found, faults in each(_edges, by_ref.values(), marks, own, given=(_there(refs), known)):
        edges += found
        problems += faults
    problems += _unread_references(sources, broken, known)
    addresses = dict(zip(each(urls.address, records)[::-1], reversed(records), strict=True))
    targets = set(unread) | {urls.address_of(*one) for one in unread.values()} | set(_meant_paths(broken))
    problems += circles(by_ref, marks, sources)
    problems += _focus_areas_without_program(by_ref, known)
    problems += reserved_page_problems(by_ref.values())
    problems += translation_problems(by_ref, sources)
    problems += old_address_problems(by_ref.values(), sources, addresses)
    problems += no_part_problems(by_ref.values(), site, sources)
    problems += prose_problems(by_ref.values(), marks, sources, addresses, targets)
    problems += _orphan_series(series, known)
    problems += statement_problems(by_ref, sources, known.get(Kind.PAGE, ()), frozenset(broken))
    problems += waiting_problems(by_ref, marks, sources)
    if site is None:
        if not {SITE_FILE, "."} & {*sources, *broken} and not any(map(meant_as_settings, broken)):
            problems.append(NO_SETTINGS().at(SITE_FILE))
        return None, problems
    ordered = {ref: by_ref[ref] for ref in _in_order(refs, same("order", tuple(each(_order, by_ref.values()))))}
    portal = Portal(site, ordered, dict(series), _once(same("edges", tuple(edges))))
    if site.withdrawn:
        problems += withdrawn_problems(portal, sources[SITE_FILE], addresses)
    return portal, problems


@remembered
def _by_kind(refs: tuple[Ref, ...], unread: tuple[Ref, ...]) -> Known:
    known: dict[Kind, dict[str, None]] = {kind: {} for kind in Kind}
    for ref in sorted({*refs, *unread}):
        known[ref.kind][ref.id] = None
    return known


@remembered
def _there(refs: tuple[Ref, ...]) -> Mapping[Ref, Ref]:
    return {ref: ref for ref in refs}


@remembered
def _once(edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
    return tuple(dict.fromkeys(edges))


@remembered
def _in_order(refs: tuple[Ref, ...], ranks: tuple[tuple[object, ...], ...]) -> list[Ref]:
    """The records as lists have them; ``ranks`` says of each where it belongs."""
    return [refs[place] for place in sorted(range(len(refs)), key=ranks.__getitem__)]


def _misplaced(broken: Iterable[str]) -> Iterator[Ref]:
    """What files with a wrong name or in a wrong folder are probably meant to be: one fault is told once, not at each reference."""
    for path in broken:
        folder, _, rest = path.partition("/")
        if kind := FOLDERS.get(slug(folder)):
            yield Ref(kind, slug(posixpath.splitext(rest.rsplit("/", 1)[-1])[0]))


def _meant_paths(broken: Iterable[str]) -> Iterator[str]:
    """The paths, and addresses, that files in a folder with a wrong name probably should have: a link there may be right."""
    for path in broken:
        folder, _, rest = path.partition("/")
        meant = f"{slug(folder)}/{rest}"
        kind, name, program = kind_of(meant)
        if meant != path and kind:
            yield from (meant, urls.address_of(kind, name, program))


def _by_ref(records: list[Record]) -> tuple[dict[Ref, Record], list[Problem]]:
    by_ref: dict[Ref, Record] = {}
    problems: list[Problem] = []
    for ref, record in zip(each(ref_of, records), records, strict=True):
        first = by_ref.setdefault(ref, record)
        if first is not record:
            problems.append(say.DUPLICATE_ID(id=record.id, other=first.path).at(record.path))
    return by_ref, problems


def _edges(record: Record, marks: Marks, source: Source, refs: Mapping[Ref, Ref], known: Known) -> tuple[list[Edge], list[Problem]]:
    """The edges from a record. Their ends are the ``refs`` themselves: a portal has several times as many edges as records."""
    edges: list[Edge] = []
    problems: list[Problem] = []
    own = refs[ref_of(record)]
    if isinstance(record, FocusArea):
        program = Ref(Kind.PROGRAM, record.program)
        edges += [Edge(own, "program", refs[program])] if program in refs else []
    for path, kind, name in marks.references:
        target = Ref(kind, name)
        if target == own and _relation(path) != "källa":
            problems.append(say.TO_ITSELF(id=name).at(record.path, source.place_of(path), ".".join(map(str, path))))
        elif target in refs:
            edges.append(Edge(own, _relation(path), refs[target]))
        elif name not in known[kind]:
            problems.append(_unknown(source, path, target, known))
    return edges, problems


def _unknown(source: Source, path: KeyPath, target: Ref, known: Known) -> Problem:
    said = say.UNKNOWN_REFERENCE(thing=_THE[target.kind], id=target.id, file=FILES[target.kind].replace("<id>", target.id))
    return said.near(target.id, known[target.kind]).at(source.path, source.place_of(path), ".".join(map(str, path)))


def _unread_references(sources: Mapping[str, Source], broken: Iterable[str], known: Known) -> Iterator[Problem]:
    """The references that lead nowhere from files with other faults, so that an editor mends everything in one round."""
    models = {model.kind: model for model in RECORDS}
    for source in (sources[path] for path in broken if path in sources):
        kind, _, _ = kind_of(source.path)
        if kind and source.tree:
            for path, to, name in written_references(models[kind], source.tree):
                # A text that is no id at all has been told already.
                if name not in known[to] and is_id(name):
                    yield _unknown(source, path, Ref(to, name), known)


@lru_cache(4096)  # the references of a kind stand under the same few keys
def _relation(path: KeyPath) -> str:
    """The key that a reference stands under; "källa" for a document that only backs a fact."""
    keys = [part for part in path if isinstance(part, str)]
    return "källa" if len(keys) > 1 and keys[-2] in _SOURCE_KEYS else keys[-1]


_SOURCE_KEYS = ("källa", "syfte_källa", "fler_källor")
_THE = {
    Kind.PROGRAM: "programmet",
    Kind.FOCUS_AREA: "fokusområdet",
    Kind.GOAL: "målet",
    Kind.INDICATOR: "indikatorn",
    Kind.ACTOR: "aktören",
    Kind.DOCUMENT: "dokumentet",
    Kind.PAGE: "sidan",
    Kind.ASSIGNMENT: "uppdraget",
    Kind.FOLLOW_UP: "uppföljningen",
    Kind.FINANCE: "finansieringen",
    Kind.CONTROL: "internkontrollplanen",
    Kind.EVENT: "händelsen",
    Kind.TERM: "ordet",
}


def _focus_areas_without_program(by_ref: Mapping[Ref, Record], known: Known) -> list[Problem]:
    return [
        say.NO_PROGRAM(program=record.program).at(record.path)
        for record in by_ref.values()
        if isinstance(record, FocusArea) and record.program not in known[Kind.PROGRAM]
    ]


def _orphan_series(series: Mapping[str, Series], known: Known) -> list[Problem]:
    return [
        SERIES_WITHOUT_INDICATOR(indicator=f"indikatorer/{name}.yaml").at(f"indikatorer/{name}.csv")
        for name in series
        if name not in known[Kind.INDICATOR]
    ]


def _order(record: Record) -> tuple[object, ...]:
    """The order of lists: programs, fokusområden and pages as numbered, goals by sort and number, all else by Swedish alphabet."""
    rank: tuple[object, ...] = (0, "")
    if isinstance(record, Program | FocusArea | Page):
        rank = (record.order if record.order is not None else 999, getattr(record, "program", ""))
    elif isinstance(record, Goal):
        number = record.number or ""
        rank = (_GOAL_ORDER.index(record.sort), number.zfill(6) if number.isdigit() else "~" + number)
    return (_KIND_ORDER[record.kind], *rank, text.sort_key(record.label))
