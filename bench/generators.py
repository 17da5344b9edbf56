"""Other generators, each with the least of settings that makes the same pages of the same Markdown.

Feeds, tags, plugins and source copies are off where a setting allows it; all use one page template, in their own template language.
"""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.floor import PAGE
from bench.measure import Run, run
from bench.pages import EDITED, SECTIONS, name, others, section
from bench.portal import write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROJECT = Path(__file__).resolve().parent.parent


class Generator(NamedTuple):
    """A generator: how it builds, what it forgets before a cold build, the page that is changed, and the folder with its pages."""

    name: str
    build: Callable[[], Run]
    forget: Callable[[], None]
    edited: Path
    out: Path
    again: Callable[[], Run] | None = None
    """How it builds when one page has changed, where that is another command."""


def forget(*paths: Path) -> None:
    """Take away folders and files."""
    for path in paths:
        if path.is_file():
            path.unlink()
        else:
            shutil.rmtree(path, ignore_errors=True)


def floor(folder: Path, pages: int, processes: int) -> Generator:
    """The least that any generator of this stack must do."""
    place = folder / f"golv{processes}"
    write_files(place / "content", others(pages))
    command = [sys.executable, "-m", "bench.floor", str(place / "content"), str(place / "ut"), str(processes)]
    called = f"the floor, {processes} process{'es' * (processes > 1)}"
    return Generator(called, lambda: run(command, PROJECT), lambda: forget(place / "ut"), _edited(place), place / "ut")


def found(folder: Path, pages: int) -> list[Generator]:
    """Every other generator that is on PATH, with its pages in a folder of its own."""
    every = ((make, shutil.which(program)) for program, make in _MAKERS.items())
    return [make(folder, pages, program) for make, program in every if program]


def _edited(place: Path) -> Path:
    return place / f"content/{section(EDITED)}/{name(EDITED)}.md"


_LIST = '{% for one in sections %}<li><a href="/{{ one }}/">{{ one|capitalize }}</a></li>{% endfor %}'


def _layout(*words: tuple[str, str]) -> str:
    """The page's template with other words for what it shows."""
    layout = PAGE
    for old, new in words:
        assert old in layout, old
        layout = layout.replace(old, new)
    return layout


def _hugo(folder: Path, pages: int, program: str) -> Generator:
    place = folder / "hugo"
    links = "".join(f'<li><a href="/{one}/">{one.capitalize()}</a></li>' for one in SECTIONS)
    layout = _layout(
        (_LIST, links),
        ("{{ content }}", "{{ .Content }}"),
        ("{{ page.date }}", '{{ .Date.Format "2006-01-02" }}'),
        *((f"{{{{ page.{key} }}}}", f"{{{{ .{key.capitalize()} }}}}") for key in ("title", "description")),
        *((f"{{{{ page.{key} }}}}", f"{{{{ .Params.{key} }}}}") for key in ("area", "owner")),
    )
    settings = 'baseURL = "https://exempelby.example/"\ntitle = "Exempelby"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n'
    layouts = (f"layouts/_default/{kind}.html" for kind in ("single", "list"))
    write_files(place, iter([("hugo.toml", settings), *((path, layout) for path in layouts)]))
    write_files(place / "content", others(pages, "_index.md"))
    return _made("Hugo", place, [program, "--quiet"], ("public", "resources"))


_ELEVENTY = """\
import markdownIt from "markdown-it";
import footnote from "markdown-it-footnote";
export default function (config) {{
  config.setQuietMode(true);
  config.setUseGitIgnore(false);
  config.setLibrary("md", markdownIt({{ html: false }}).use(footnote));
  config.addGlobalData("layout", "page.njk");
  config.addGlobalData("sections", {sections});
  return {{ dir: {{ input: "content", includes: "../_includes", output: "out" }}, markdownTemplateEngine: false, templateFormats: ["md"] }};
}}
"""


def _eleventy(folder: Path, pages: int, program: str) -> Generator:
    place = folder / "eleventy"
    layout = _layout(
        ("{{ content }}", "{{ content | safe }}"),
        ("{{ page.date }}", "{{ date.toISOString().slice(0, 10) }}"),
        *((f"{{{{ page.{key} }}}}", f"{{{{ {key} }}}}") for key in ("title", "description", "area", "owner")),
    )
    settings = _ELEVENTY.format(sections=list(SECTIONS))
    write_files(place, iter([("eleventy.config.mjs", settings), ("package.json", '{"type": "module"}'), ("_includes/page.njk", layout)]))
    (place / "node_modules").symlink_to(Path(program).resolve().parents[2])
    write_files(place / "content", others(pages))
    return _made("Eleventy", place, [program, "--quiet"])


_PELICAN = """\
SITENAME = AUTHOR = "Exempelby"
SITEURL = ""
TIMEZONE = "Europe/Stockholm"
DEFAULT_LANG = "sv"
PATH, OUTPUT_PATH, THEME = "content", "out", "theme"
SECTIONS = {sections}
ARTICLE_URL, ARTICLE_SAVE_AS = "{{area}}/{{slug}}/", "{{area}}/{{slug}}/index.html"
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = DRAFT_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
EXTENSIONS = ("meta", "tables", "footnotes")
MARKDOWN = {{"extension_configs": {{f"markdown.extensions.{{one}}": {{}} for one in EXTENSIONS}}, "output_format": "html5"}}
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD = "mtime"
"""


def _pelican(folder: Path, pages: int, program: str) -> Generator:
    place = folder / "pelican"
    layout = _layout(
        ("in sections", "in SECTIONS"),
        ("{{ content }}", "{{ article.content }}"),
        ("{{ page.date }}", '{{ article.date.strftime("%Y-%m-%d") }}'),
        *((f"{{{{ page.{key} }}}}", f"{{{{ article.{key} }}}}") for key in ("title", "description", "area", "owner")),
    )
    settings = _PELICAN.format(sections=list(SECTIONS))
    write_files(place, iter([("pelicanconf.py", settings), ("theme/templates/article.html", layout)]))
    write_files(place / "content", others(pages))
    return _made("Pelican", place, [program, "-q", "-s", "pelicanconf.py"], ("out", "cache", "__pycache__"))


_MKDOCS = """\
site_name: Exempelby
site_url: https://exempelby.example/
docs_dir: content
site_dir: out
theme: {{name: null, custom_dir: theme}}
plugins: []
markdown_extensions: [footnotes]
validation: {{omitted_files: ignore, absolute_links: ignore}}
nav: [index.md]
extra: {{sections: {sections}}}
"""


def _mkdocs(folder: Path, pages: int, program: str) -> Generator:
    place = folder / "mkdocs"
    layout = _layout(
        ("in sections", "in config.extra.sections"),
        ("{{ content }}", "{{ page.content }}"),
        *((f"{{{{ page.{key} }}}}", f"{{{{ page.meta.{key} }}}}") for key in ("title", "description", "date", "area", "owner")),
    )
    write_files(place, iter([("mkdocs.yml", _MKDOCS.format(sections=list(SECTIONS))), ("theme/main.html", layout)]))
    write_files(place / "content", others(pages))
    return _made("MkDocs", place, [program, "build", "-q"], again=[program, "build", "-q", "--dirty"])


_JEKYLL = """\
title: Exempelby
destination: out
markdown: kramdown
kramdown: {{input: kramdown, auto_ids: false, syntax_highlighter: null}}
permalink: pretty
exclude: [out, .jekyll-cache, .jekyll-metadata]
defaults: [{{scope: {{path: ""}}, values: {{layout: page, render_with_liquid: false}}}}]
sections: {sections}
"""


def _jekyll(folder: Path, pages: int, program: str) -> Generator:
    place = folder / "jekyll"
    layout = _layout(("in sections", "in site.sections"), ("{{ page.date }}", '{{ page.date | date: "%Y-%m-%d" }}'))
    write_files(place, iter([("_config.yml", _JEKYLL.format(sections=list(SECTIONS))), ("_layouts/page.html", layout)]))
    write_files(place, others(pages))
    made = _made("Jekyll", place, [program, "build", "-q", "--incremental"], ("out", ".jekyll-cache", ".jekyll-metadata"))
    return made._replace(edited=place / f"{section(EDITED)}/{name(EDITED)}.md")


_MAKERS: dict[str, Callable[[Path, int, str], Generator]] = {
    "hugo": _hugo,
    "eleventy": _eleventy,
    "pelican": _pelican,
    "mkdocs": _mkdocs,
    "jekyll": _jekyll,
}


def _made(called: str, place: Path, command: Sequence[str], own: Sequence[str] = ("out",), again: Sequence[str] | None = None) -> Generator:
    """A generator of a folder; the first of its ``own`` folders and files has its pages."""
    build = partial(run, list(command), place)
    gone = [place / one for one in own]
    changed = partial(run, list(again), place) if again else None
    return Generator(called, build, lambda: forget(*gone), _edited(place), gone[0], changed)
