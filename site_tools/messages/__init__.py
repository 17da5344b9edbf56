"""Every message that an editor may meet, a module for each thing that it can be about; docs/fel.md is made of them."""

from __future__ import annotations

from site_tools.messages import accessibility, fetching, files, indicators, keys, links, published, series, syntax, tables, values
from site_tools.problems import Message

MODULES = (files, syntax, keys, values, indicators, series, tables, links, published, fetching, accessibility)
"""In the order of the catalogue; a module's docstring is its heading there."""


def catalogue() -> dict[str, list[Message]]:
    """Heading -> the messages under it, in the order in which they are written."""
    return {
        (module.__doc__ or "").strip().rstrip("."): [entry for entry in vars(module).values() if isinstance(entry, Message)]
        for module in MODULES
    }
