"""Markdown pages with front matter, alike for every generator: about 300 words, a table, five links, a footnote."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bench.words import Prose

if TYPE_CHECKING:
    from bench.portal import Files

SECTIONS = ("trygghet", "skola", "omsorg", "klimat", "kultur", "naringsliv", "bostader", "demokrati")
EDITED = 1
"""The page that is changed."""
_SITE = """\
modell: 1
namn: Exempelbys sidor
organisation: Exempelby kommun
adress: https://exempelby.example/
språk: sv
plats: Exempelby
beskrivning: Påhittade sidor för att mäta hur fort de byggs.
kontakt: {namn: Redaktionen, e_post: redaktion@exempelby.example}
licens: Påhittade uppgifter, fria att använda.
"""


class Page(NamedTuple):
    """One page. ``links`` are the numbers of the three pages that it leads to; ``{0}`` to ``{2}`` in ``body`` stand for their addresses."""

    title: str
    description: str
    owner: str
    links: tuple[int, ...]
    body: str
    note: str


def page(number: int, count: int) -> Page:
    """Page ``number`` of ``count``: always the same."""
    prose = Prose(f"sida {number}")
    rows = "".join(
        f"| {2018 + year} | {prose.random.uniform(0, 100):.1f} | {prose.random.uniform(0, 100):.1f} | {prose.noun()} |\n"
        for year in range(6)
    )
    points = "".join(f"- {prose.sentence()}\n" for _ in range(3))
    body = (
        f"{prose.paragraph(65)} Läs mer i [{prose.noun()}]({{0}}) och hos [Kolada](https://www.kolada.se/).\n\n"
        f"## Bakgrund\n\n{prose.paragraph(65)} Se även **[{prose.noun()}]({{1}})**.\n\n{points}\n"
        f"## Uppföljning\n\n{prose.paragraph(45)}\n\n| År | Utfall | Mål | Ansvarig |\n|----|-------:|----:|----------|\n{rows}\n"
        f"## Nästa steg\n\n{prose.paragraph(45)} Jämför *[{prose.noun()}]({{2}})* med [SCB](https://www.scb.se/).\n"
    )
    links = tuple(prose.random.randrange(count) for _ in range(3))
    return Page(prose.name(number), prose.sentence(), prose.noun(), links, body, prose.sentence())


def name(number: int) -> str:
    """The name of a page's file, without its ending."""
    return f"sida-{number:05}"


def section(number: int) -> str:
    """The folder of a page, for generators with folders of pages."""
    return SECTIONS[number % len(SECTIONS)]


def ours(count: int) -> Files:
    """The pages as free pages of a portal, the footnote under its key, and a list of each section."""
    yield "webbplats.yaml", _SITE
    for number in range(count):
        one = page(number, count)
        body = one.body.format(*(f"{name(link)}.md" for link in one.links))
        yield (
            f"sidor/{name(number)}.md",
            f"---\nnamn: {one.title}\nsammanfattning: {one.description}\ni_sidfoten: nej\ngranskad: 2026-01-15\n"
            f"fotnoter:\n  - {{markör: '1', text: {one.note}, källa: {{namn: {one.owner}}}}}\n---\n{body}",
        )
    for place, folder in enumerate(SECTIONS):
        items = "".join(f"- [{name(number)}]({name(number)}.md)\n" for number in range(place, count, len(SECTIONS)))
        yield f"sidor/{folder}.md", f"---\nnamn: {folder.capitalize()}\ni_sidfoten: nej\n---\n{items}"


def others(count: int, index: str = "index.md") -> Files:
    """The pages in a folder for each section, as most generators want them; ``index`` is the name of a folder's own page."""
    head = "---\ntitle: {0}\ndate: 2024-01-01\nslug: {0}\ndescription: {0}\narea: {0}\nowner: kommun\n---\n"
    yield index, head.format("start") + "".join(f"- [{folder}](/{folder}/)\n" for folder in SECTIONS)
    for place, folder in enumerate(SECTIONS):
        items = "".join(f"- [{name(number)}](/{folder}/{name(number)}/)\n" for number in range(place, count, len(SECTIONS)))
        yield f"{folder}/{index}", head.format(folder) + items
    for number in range(count):
        one = page(number, count)
        body = one.body.format(*(f"/{section(link)}/{name(link)}/" for link in one.links))
        yield (
            f"{section(number)}/{name(number)}.md",
            f"---\ntitle: {one.title}\ndate: 2024-01-15\nslug: {name(number)}\ndescription: {one.description}\narea: {section(number)}\n"
            f"owner: {one.owner}\n---\n{body.replace('.kolada.se/).', '.kolada.se/).[^1]')}\n[^1]: {one.note}\n",
        )
