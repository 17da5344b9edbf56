"""The floor of the stack: read, parse YAML, turn Markdown into HTML, fill a template, write. A build of such pages can hardly be faster.

python -m bench.floor CONTENT OUT [PROCESSES]
"""

from __future__ import annotations

import sys
from multiprocessing import get_context
from pathlib import Path

import yaml
from jinja2 import Environment
from markdown_it import MarkdownIt

from bench.pages import SECTIONS

PAGE = """\
<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><title>{{ page.title }} – Exempelby</title><meta name="description" content="{{ page.description }}"></head>
<body>
<header><nav aria-label="Huvudmeny"><ul>
{% for one in sections %}<li><a href="/{{ one }}/">{{ one|capitalize }}</a></li>{% endfor %}
</ul></nav></header>
<main><h1>{{ page.title }}</h1><p>{{ page.area }}, {{ page.date }}, {{ page.owner }}</p>{{ content }}</main>
<footer><p>Exempelby</p></footer>
</body>
</html>
"""


def build(paths: list[Path], content: Path, out: Path) -> None:
    """Build these pages."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    template = Environment(autoescape=False).from_string(PAGE)  # noqa: S701 - invented content, and less work
    for path in paths:
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        html = template.render(page=yaml.load(front, Loader=yaml.CSafeLoader), content=markdown.render(body), sections=SECTIONS)
        place = path.relative_to(content).with_suffix("")
        file = out / (place.parent if place.name == "index" else place) / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, "utf-8")


def main(content: str, out: str, processes: str = "1") -> None:
    """Share the pages among the processes."""
    paths, count = sorted(Path(content).rglob("*.md")), int(processes)
    if count == 1:
        build(paths, Path(content), Path(out))
        return
    with get_context("fork").Pool(count) as pool:
        pool.starmap(build, [(paths[first::count], Path(content), Path(out)) for first in range(count)], chunksize=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
