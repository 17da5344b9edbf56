"""The accessibility statement is there, at the address where everybody looks for it, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.config import SITE_FILE
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.records import Page
from site_tools.problems import Problem
from site_tools.urls import ACCESSIBILITY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_tools.model.portal import Source
    from site_tools.model.records import Record


def statement_problems(by_ref: Mapping[Ref, Record], sources: Mapping[str, Source], known: set[Ref]) -> Iterator[Problem]:
    """What is wrong with where the statement stands. That there is none is only a warning: a new portal begins without one."""
    for record in by_ref.values():
        if not isinstance(record, Page):
            continue
        if record.id == ACCESSIBILITY and record.accessibility is None:
            hint = "lägg till tillgänglighet: med aktör, förenlighet, bedömd, uppdaterad, metod, brister och tillsyn"
            yield Problem(record.path, 1, 1, 'nyckeln "tillgänglighet" saknas', hint)
        elif record.id != ACCESSIBILITY and record.accessibility is not None:
            line, column = sources[record.path].key_place_of(("tillgänglighet",))
            message = f"tillgänglighetsredogörelsen ska stå i sidor/{ACCESSIBILITY}.md"
            yield Problem(record.path, line, column, message, "flytta nycklarna dit", "tillgänglighet")
    if SITE_FILE in sources and Ref(Kind.PAGE, ACCESSIBILITY) not in known:
        message = "webbplatsen saknar en tillgänglighetsredogörelse, som lagen (2018:1937) kräver"
        yield Problem(SITE_FILE, 1, 1, message, f"skriv en i sidor/{ACCESSIBILITY}.md", severity="varning")
