"""``.htaccess`` for Apache 2.4, which also may be included in the server's own files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_tools.policy import FEED_TYPE, OTHER_TYPE, RULES, SQUEEZED, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.hosting.place import Place


def apache(place: Place) -> str:
    """The file beside the pages; ``AllowOverride FileInfo`` is enough, and the site works without the modules too."""
    return "\n".join(_lines(place)) + "\n"


def _lines(place: Place) -> Iterator[str]:
    yield "# Skriven när webbplatsen byggdes. Servern ska ha modulerna headers, deflate och alias, och AllowOverride FileInfo för mappen."
    yield f"ErrorDocument 404 {place.base}/404.html"
    for old in place.gone:
        # The page that says why, with the status that says that it is gone.
        yield from (f'<If "%{{REQUEST_URI}} =~ m#{place.withdrawn(old)}#">', f"  ErrorDocument 410 {place.base}{old}index.html", "</If>")
    # The tag of a compressed answer never matches the file's own, and nothing would be kept; the time of the file does.
    yield "FileETag None"
    yield from (f'AddType "{said}" .{ending}' for ending, said in TYPES.items())
    yield f"AddType {OTHER_TYPE} .pagefind .pf_filter .pf_fragment .pf_index .pf_meta"
    yield '<Files "atom.xml">'
    yield f"  ForceType {FEED_TYPE}"
    yield "</Files>"
    yield "<IfModule mod_headers.c>"
    for rule in RULES:
        yield f"  # {rule.label}"
        when = f' "expr=%{{REQUEST_URI}} =~ m#{place.pattern(rule.pattern)}#"' if rule.pattern else ""
        yield from (f'  Header always set {name} "{value}"{when}' for name, value in rule.headers.items())
    yield "</IfModule>"
    yield "<IfModule mod_deflate.c>"
    squeezed = [*(TYPES[ending].partition(";")[0] for ending in SQUEEZED), FEED_TYPE]
    yield f"  AddOutputFilterByType DEFLATE {' '.join(squeezed)}"
    yield "</IfModule>"
    yield "<IfModule mod_alias.c>"
    yield rf'  RedirectMatch 404 "^{re.escape(place.base)}/(.*/)?(\.(?!well-known/)|_headers$|_redirects$)"'
    yield from (f'  RedirectMatch 410 "{place.withdrawn(old)}"' for old in place.gone)
    yield from (f'  RedirectMatch 301 "^{re.escape(place.base + old)}$" "{place.base}{new}"' for old, new in place.moved)
    yield "</IfModule>"
