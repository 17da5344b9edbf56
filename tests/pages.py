"""Portals rendered in memory, and their pages parsed: what the tests of render and export look at."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

from site_tools import urls
from site_tools.config import Config
from site_tools.derive import derive
from site_tools.export import export, with_former
from site_tools.index import Indexing
from site_tools.model.portal import Output
from site_tools.pipeline import check
from site_tools.render import render
from tests import sites

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bs4 import Tag

    from site_tools.model.portal import Derived, Portal

ROOT = "/nagonstans"
"""The minimal site lies below a path of its host."""
SITE_URL = f"https://portalen.example{ROOT}"
HOST = "https://exempelby.example"
"""Where the small sites lie."""
TODAY = date(2026, 11, 21)


@cache
def built() -> tuple[Portal, Derived, dict[str, bytes]]:
    """The minimal portal, what is computed from it, and every file of its site by path."""
    content = sites.MINIMAL / "content"
    portal = check(content).portal
    assert portal is not None
    derived = derive(portal, TODAY)
    config = Config(content, content, TODAY, site_url=SITE_URL + "/")
    outputs = [*with_former([*render(portal, derived, config), *export(portal, derived, config)], portal, config)]
    assert len({output.path for output in outputs}) == len(outputs), "two outputs at one path"
    return portal, derived, {output.path: output.data for output in outputs}


@cache
def page(address: str) -> BeautifulSoup:
    """The page at an address, parsed."""
    return BeautifulSoup(built()[2][urls.output_path(address)].decode(), "html.parser")


def addresses() -> list[str]:
    """Every page but those that only lead on."""
    pages = ["/" + path.removesuffix("index.html") for path in built()[2] if path.endswith(".html")]
    return [address for address in pages if page(address).find("main", id="innehall")]


def links(address: str, inside: str = "main") -> set[str]:
    """The addresses of the site that a page links to."""
    found = {urljoin(SITE_URL + address, str(link["href"])) for link in page(address).select(f"{inside} a[href]")}
    return {link.removeprefix(SITE_URL) for link in found if link.startswith(SITE_URL)}


def said(tag: Tag | BeautifulSoup) -> str:
    """The text of a part of a page, on one line."""
    return re.sub(r"\s+", " ", tag.get_text(" ").replace("\u00a0", " ")).strip()


class Site:
    """A small portal at the top of a host, its pages parsed on demand, and the addresses that they link to."""

    def __init__(self, portal: Portal, files: Mapping[str, bytes]) -> None:
        self.portal = portal
        self.files = files
        self._pages: dict[str, BeautifulSoup] = {}

    def page(self, address: str) -> BeautifulSoup:
        path = urls.output_path(address)
        if path not in self._pages:
            self._pages[path] = BeautifulSoup(self.files[path].decode(), "html.parser")
        return self._pages[path]

    def main(self, address: str) -> str:
        return said(self.page(address).select("main")[0])

    def links(self, address: str, inside: str = "main") -> set[str]:
        found = set()
        for tag in self.page(address).select(f"{inside} a[href]"):
            parts = urlsplit(urljoin(HOST + address, str(tag["href"])))
            if f"{parts.scheme}://{parts.netloc}" == HOST:
                found.add(parts.path + (f"#{unquote(parts.fragment)}" if parts.fragment else ""))
        return found


def small_site(content: Path) -> Site:
    """The portal of a content folder that has no errors, rendered in memory."""
    checked = check(content)
    assert checked.portal is not None, checked.problems
    assert checked.errors == ()
    config = Config(content, content, TODAY)
    derived = derive(checked.portal, TODAY)
    outputs = [*render(checked.portal, derived, config), *export(checked.portal, derived, config)]
    assert len({output.path for output in outputs}) == len(outputs)
    return Site(checked.portal, {output.path: output.data for output in outputs})


def index(folder: Path, cache: Path | None = None) -> int:
    """Put the search index of the finished site in ``folder`` into ``folder/pagefind``; return the number of pages indexed."""
    with Indexing(folder, cache) as found:
        for path in sorted(folder.rglob("*.html")):
            found.page(Output(path.relative_to(folder).as_posix(), path.read_bytes()))
        return found.write()
