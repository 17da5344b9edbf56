"""A site file for nginx."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_tools.policy import FEED_TYPE, OTHER_TYPE, RULES, SQUEEZED, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.hosting.place import Place


def nginx(place: Place) -> str:
    """The file to lay among nginx's sites. It belongs in the ``http`` block, where Debian and nginx's own packages include such files."""
    return "\n".join([*_maps(place), "", *_server(place)]) + "\n"


def _names() -> dict[str, bool]:
    """Header -> whether it differs between files."""
    names = dict.fromkeys(RULES[0].headers, False)
    return names | {name: True for rule in RULES[1:] for name in rule.headers}


def _variable(name: str) -> str:
    return "$portal_" + name.lower().replace("-", "_")


def _maps(place: Place) -> Iterator[str]:
    yield "# Skriven av: build.py webbserver nginx. Skriv om den när sidor har flyttat, och när portalen har en ny version."
    for name, differs in _names().items():
        if differs:
            yield f"map $uri {_variable(name)} {{"
            yield f'    default "{RULES[0].headers.get(name, "")}";'
            # nginx takes the first expression that fits; among our rules the last one counts.
            for rule in reversed(RULES[1:]):
                if name in rule.headers:
                    yield f'    "~{place.pattern(rule.pattern)}" "{rule.headers[name]}"; # {rule.label}'
            yield "}"


def _server(place: Place) -> Iterator[str]:
    yield "server {"
    yield "    listen 80; # lägg till certifikat och listen 443 ssl här, och Strict-Transport-Security för hela värden"
    yield "    listen [::]:80;"
    yield f"    server_name {place.host};"
    yield "    absolute_redirect off;"
    yield ""
    if place.base:
        yield f"    location = {place.base} {{ return 301 {place.base}/; }}"
    yield f"    location {place.base}/ {{"
    yield from (f"        {line}" if line else "" for line in _location(place))
    yield "    }"
    yield "}"


def _location(place: Place) -> Iterator[str]:
    folder = place.folder.as_posix()
    yield f'alias "{folder}/";'
    yield "index index.html;"
    yield f"error_page 404 {place.base}/404.html;"
    yield ""
    for name, differs in _names().items():
        value = _variable(name) if differs else f'"{RULES[0].headers[name]}"'
        yield f"add_header {name} {value} always;"
    yield ""
    yield "types {"
    yield from (f"    {said.partition(';')[0]} {ending};" for ending, said in TYPES.items())
    yield "}"
    yield f"default_type {OTHER_TYPE};"
    yield "charset utf-8;"
    texts = sorted({said.partition(";")[0] for said in TYPES.values() if "charset" in said} - {"text/html"})  # nginx adds this one itself
    yield f"charset_types {' '.join(texts)};"
    yield "gzip on;"
    yield "gzip_vary on;"
    squeezed = [*(TYPES[ending].partition(";")[0] for ending in SQUEEZED if ending != "html"), FEED_TYPE]
    yield f"gzip_types {' '.join(squeezed)};"
    yield ""
    yield r"location ~ /(?:\.(?!well-known/)|_headers$|_redirects$) { return 404; }"
    # The first expression that fits counts, so these come before that of the feeds, which have lain beside pages too.
    for old in place.gone:
        yield f'location ~ "{place.withdrawn(old)}" {{ error_page 410 {place.base}{old}index.html; return 410; }}'
    feed = f"types {{ }} default_type {FEED_TYPE};"
    yield f'location ~ "^{re.escape(place.base)}(/(?:.*/)?atom\\.xml)$" {{ alias "{folder}$1"; {feed} }}'
    yield from (f"location = {place.base}{old} {{ return 301 {place.base}{new}; }}" for old, new in place.moved)
