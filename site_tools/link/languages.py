"""Pages in other languages: each says the same as one Swedish page, once in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.messages import links as say
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.records import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_tools.model.portal import Source
    from site_tools.model.records import Record
    from site_tools.problems import Problem


def translation_problems(by_ref: Mapping[Ref, Record], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A page that translates a translation, or the same page into the same language as another."""
    taken: dict[tuple[str, str], str] = {}
    for record in by_ref.values():
        if not isinstance(record, Page) or not record.translates or not record.language:
            continue
        place = sources[record.path].place_of(("översätter",))
        original = by_ref.get(Ref(Kind.PAGE, record.translates))
        first = taken.setdefault((record.translates, record.language), record.path)
        if original is record:
            continue  # told as a reference to itself
        if isinstance(original, Page) and original.language:
            yield say.TRANSLATES_TRANSLATION(id=record.translates).at(record.path, place, "översätter")
        elif first != record.path:
            yield say.TRANSLATED_TWICE(id=record.translates, language=record.language, other=first).at(record.path, place, "översätter")
