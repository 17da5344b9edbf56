"""What is said of a slip in running text that can be judged by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from site_tools.messages import links as say
from site_tools.messages.files import HIDDEN
from site_tools.model.fields import EMAIL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from site_tools.problems import Said


def _cells(value: str) -> Said:
    found, columns = value.split()
    return say.TABLE_CELLS(found=found, wanted=f"{columns} {'kolumn' if columns == '1' else 'kolumner'}")


SLIPS: Mapping[str, Callable[[str], Said]] = {
    "image": lambda _: say.IMAGE(),
    "hidden": lambda value: HIDDEN(name=value),
    "footnote": lambda value: say.FOOTNOTE(mark=value),
    "heading": lambda value: say.HEADING(level="#" * int(value[1])),
    "empty heading": lambda _: say.EMPTY_HEADING(),
    "unspaced": lambda value: say.HEADING_SPACE(marks=value[:-1]),
    "language": lambda _: say.LANGUAGE(),
    "vague": lambda value: say.VAGUE(text=value),
    "wordless": lambda _: say.WORDLESS_LINK(),
    "unlinked": lambda _: say.NO_LINK(),
    "fence": lambda value: say.OPEN_FENCE(marks=value),
    "tag": lambda value: say.TAG(tag=value),
    "deep": lambda _: say.TOO_DEEP(),
    "cells": _cells,
    "no table": lambda _: say.NO_TABLE(),
}
"""What a finding of ``markdown`` is -> what to say of its value. Links are judged with what the portal has."""
CONTACTS = {
    "mailto": (re.compile(rf"mailto:{EMAIL}(,{EMAIL})*", re.IGNORECASE), "e-postadress", "mailto:kontakt@kommunen.se"),
    "tel": (re.compile(r"tel:\+?\d[\d ()-]{1,30}", re.ASCII | re.IGNORECASE), "telefonnummer", "tel:+46101234567"),
}
"""Scheme -> how its links are written, what they lead to, and an example."""


def contact_fault(scheme: str, href: str) -> Said | None:
    """What to say of a link to an e-mail address or a telephone number that is none."""
    pattern, what, example = CONTACTS[scheme]
    return None if pattern.fullmatch(unquote(href).partition("?")[0]) else say.NO_CONTACT(href=href, what=what, example=example)
