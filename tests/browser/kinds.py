"""The kinds of page that the site has, in one place: each test of a page looks at the largest page of every one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.config import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path


class PageKind(NamedTuple):
    """A kind of page: the template that makes it (``templates/pages/<template>.html``), and the pattern of its files."""

    template: str
    files: str


KINDS: dict[str, PageKind] = {
    "start": PageKind("start", "index.html"),
    "program list": PageKind("programs", "program/index.html"),
    "program": PageKind("program", "program/*/index.html"),
    "program on paper": PageKind("printout", "program/*/utskrift/index.html"),
    "fokusområde": PageKind("focus_area", "program/*/*/index.html"),
    "mål list": PageKind("goals", "mal/index.html"),
    "mål": PageKind("goal", "mal/*/index.html"),
    "indikator list": PageKind("indicators", "indikatorer/index.html"),
    "indikator": PageKind("indicator", "indikatorer/*/index.html"),
    "aktör list": PageKind("register", "aktorer/index.html"),
    "aktör": PageKind("actor", "aktorer/*/index.html"),
    "dokument list": PageKind("register", "dokument/index.html"),
    "dokument": PageKind("document", "dokument/*/index.html"),
    "uppdrag list": PageKind("assignments", "uppdrag/index.html"),
    "uppdrag": PageKind("assignment", "uppdrag/*/index.html"),
    "uppföljning list": PageKind("followups", "uppfoljning/index.html"),
    "uppföljning": PageKind("followup", "uppfoljning/*/index.html"),
    "finansiering list": PageKind("finances", "finansiering/index.html"),
    "finansiering": PageKind("finance", "finansiering/*/index.html"),
    "internkontroll list": PageKind("controls", "internkontroll/index.html"),
    "internkontroll": PageKind("control", "internkontroll/*/index.html"),
    "händelser": PageKind("events", "handelser/index.html"),
    "ordlista": PageKind("terms", "ordlista/index.html"),
    "avtal list": PageKind("agreements", "avtal/index.html"),
    "avtal": PageKind("agreement", "avtal/*/index.html"),
    "page in another language": PageKind("page", "en/*/index.html"),
    "chart of money to frame": PageKind("embed", "finansiering/*/inbaddning/index.html"),
    "chart to frame": PageKind("embed", "indikatorer/*/inbaddning/index.html"),
    "changes": PageKind("changes", "andringar/index.html"),
    "open data": PageKind("data", "oppna-data/index.html"),
    "search": PageKind("search", "sok/index.html"),
    "method": PageKind("method", "om/status/index.html"),
    "gathering page": PageKind("gathering", "umearegionen/index.html"),
    "accessibility statement": PageKind("accessibility", "tillganglighet/index.html"),
    "page": PageKind("page", "*/index.html"),
    "not found": PageKind("not_found", "404.html"),
}
"""What a page is called in the tests. A file that several patterns fit is of the first kind."""
NO_PAGES = frozenset({"record", "redirect", "withdrawn", "embed_withdrawn"})
"""Templates that make no page of the site: a frame that others fill in, a leaf that leads on at once, and two that say what is gone."""


def pages(site: Path) -> dict[str, list[Path]]:
    """Every page of a built site by kind; those that no pattern fits stand under the empty name. Redirects are left out."""
    found: dict[str, list[Path]] = {name: [] for name in ("", *KINDS)}
    for file in sorted(site.rglob("*.html")):
        if 'http-equiv="refresh"' not in file.read_text("utf-8"):
            inside = file.relative_to(site)
            found[next((name for name, kind in KINDS.items() if _fits(inside, kind.files)), "")].append(file)
    return found


def _fits(inside: Path, pattern: str) -> bool:
    return len(inside.parts) == pattern.count("/") + 1 and inside.match(pattern)


def largest(site: Path, kind: str) -> Path:
    """The largest page of a kind: what can go wrong goes wrong there first."""
    return max(pages(site)[kind], key=lambda file: file.stat().st_size)


def templates() -> set[str]:
    """The templates of pages, by name."""
    return {file.stem for file in (TEMPLATES / "pages").glob("*.html")} - NO_PAGES
