"""A drawing that is painted or published refers to nothing outside itself, whatever it was made of."""

from __future__ import annotations

import re
from xml.parsers import expat

_REFERENCE = re.compile(r"url\(\s*['\"]?(?!#|['\"])", re.IGNORECASE)
_STYLE = re.compile(r"@import|@font-face|\\", re.IGNORECASE)
_RUNS = frozenset({"script", "foreignObject", "iframe", "handler"})


class OutsideError(ValueError):
    """A drawing that names something outside itself: a file, a server, or a script."""


def refuse_outside(svg: str) -> None:
    """Raises OutsideError unless every reference of an SVG leads to a part of it (``#…``) and nothing in it can run; also for no XML.

    Painters read files that an ``<image>`` names (resvg does; it asks no server), and browsers ask servers. Content can bring neither: this
    is for the day when a library or a slip of ours would let it.
    """
    parser = expat.ParserCreate()
    inside: list[str] = []

    def begun(name: str, attributes: dict[str, str]) -> None:
        inside.append(_bare(name))
        if inside[-1] in _RUNS:
            raise OutsideError(f"<{name}>")
        for key, value in attributes.items():
            link = _bare(key) in ("href", "src") and not value.startswith("#")
            if link or key.lower().startswith("on") or _refers(value) or (key == "style" and _STYLE.search(value)):
                raise OutsideError(f'<{name} {key}="{value[:80]}">')

    def said(words: str) -> None:
        if inside and inside[-1] == "style" and (_refers(words) or _STYLE.search(words)):
            raise OutsideError(f"<style> {words[:80]}")

    def declared(*_: object) -> None:
        raise OutsideError("a declaration that a drawing has no use for")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begun, lambda _: inside.pop()
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = declared
    try:
        parser.Parse(svg.encode(), True)
    except expat.ExpatError as error:
        raise OutsideError(f"no XML: {error}") from None


def _refers(value: str) -> bool:
    """Whether a value names something outside. Most are long ways and places: a word is found in them much faster than a pattern."""
    return "url" in value.lower() and _REFERENCE.search(value) is not None


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
