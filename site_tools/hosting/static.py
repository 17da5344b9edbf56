"""``_headers`` and ``_redirects``, the files beside the pages that Netlify and Cloudflare read.

Read, not run: the two differ in what happens when several rules set one header. Cloudflare joins the values unless a line ``! Name``
takes the former one away; Netlify lets the later rule count and skips lines without a colon (sources: headers-parser in netlify/build,
workers-shared in cloudflare/workers-sdk). A redirect that goes before a page needs ``301!`` at Netlify; Cloudflare lets redirects go first
always, and skips such a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.policy import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.hosting.place import Place


def headers_file(place: Place) -> str:
    """``_headers``: a block for each kind of path, the later ones taking back what the earlier said."""
    return "\n".join(_blocks(place)) + "\n"


def _blocks(place: Place) -> Iterator[str]:
    said: set[str] = set()
    for rule in RULES:
        yield f"# {rule.label}"
        for glob in rule.globs:
            yield f"{place.base}/{glob}"
            for name, value in rule.headers.items():
                if name in said:
                    yield f"  ! {name}"
                yield f"  {name}: {value}"
        said |= set(rule.headers)


def redirects_file(place: Place) -> str:
    """``_redirects``: every moved page, in the words of either host."""
    lines = (f"{place.base}{old} {place.base}{new} {status}\n" for old, new in place.moved for status in ("301!", "301"))
    return "# sidor som har flyttat (301! för Netlify, 301 för Cloudflare)\n" + "".join(lines)
