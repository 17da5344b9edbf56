"""References that, step by step, lead back to where they began: what is above is then also below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.memory import each
from site_tools.messages import links as say
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from site_tools.link.fields import Marks
    from site_tools.model.portal import KeyPath, Source
    from site_tools.model.records import Record
    from site_tools.problems import Problem

_UPWARDS = (
    (Kind.ACTOR, "överordnad"),
    (Kind.GOAL, "vision"),
    (Kind.DOCUMENT, "ersätter"),
    (Kind.ASSIGNMENT, "ersätter"),
    (Kind.ASSIGNMENT, "beror_på"),
)
"""The keys under which a record of a kind names others of it that come before it or stand above it."""

_Steps = dict[Ref, list[tuple["KeyPath", Ref]]]


def circles(by_ref: Mapping[Ref, Record], marks: Collection[Marks], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Each circle is told once, as a chain of files with lines. ``marks`` are those of each record."""
    for kind, key in _UPWARDS:
        within = {ref: own for ref, own in zip(by_ref, marks, strict=True) if ref.kind is kind}
        steps: _Steps = {
            # Who leads to itself in one step has been told so as a reference to itself.
            ref: [(path, above) for path, above in named if above in by_ref and above != ref]
            for ref, named in zip(within, each(_named, within.values(), given=(key, kind)), strict=True)
        }
        for circle in _closed(steps):
            first = by_ref[circle[0][0]]
            told = [f"{by_ref[ref].path}:{sources[by_ref[ref].path].place_of(path)[0]}" for ref, path in circle]
            said = say.CIRCLE(key=key, chain=" → ".join([*told, told[0]]))
            yield said.at(first.path, sources[first.path].place_of(circle[0][1]), key)


def _named(marks: Marks, key: str, kind: Kind) -> list[tuple[KeyPath, Ref]]:
    """The records of a kind that are named under a key, and where."""
    return [(path, Ref(to, name)) for path, to, name in marks.references if path[0] == key and to is kind]


def _closed(steps: _Steps) -> Iterator[list[tuple[Ref, KeyPath]]]:
    """Each circle as its records in order, each with where it names the next."""
    done: set[Ref] = set()
    for start in steps:
        chain: list[tuple[Ref, KeyPath]] = []
        on_the_way = [(start, iter(steps[start]))] if start not in done else []
        while on_the_way:
            ref, ways = on_the_way[-1]
            path, above = next(ways, ((), None))
            del chain[len(on_the_way) - 1 :]
            if above is None:
                done.add(ref)
                on_the_way.pop()
                continue
            chain.append((ref, path))
            standing = [one for one, _ in chain]
            if above in standing:
                yield chain[standing.index(above) :]
            elif above not in done:
                on_the_way.append((above, iter(steps[above])))
