"""Static files under names that carry a hash of their content, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from site_tools.config import TEMPLATES
from site_tools.memory import remembered
from site_tools.model.portal import Output

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASSETS = TEMPLATES / "assets"
STYLESHEET, EMBED_STYLESHEET = "site.css", "embed.css"
BUNDLE = "vega.js"
"""The drawing library of charts that are explored: no page loads it before a reader asks."""
# The cascade: tokens and elements first, components in between, print last.
_FIRST, _LAST = ("tokens.css", "fonts.css", "base.css", "layout.css"), ("print.css",)


@remembered
def static_files() -> tuple[dict[str, str], tuple[Output, ...]]:
    """Plain name -> address on the site (``site.css`` -> ``/assets/site.1a2b3c4d.css``), and the files themselves.

    Fonts and images come first: the stylesheet names them by their hashed names. Licence texts keep their names.
    """
    names: dict[str, str] = {}
    outputs: list[Output] = []
    for name, data in _files():
        output = Output(f"assets/{name}", data) if name.endswith(".txt") else named(name, data)
        names[name] = f"/{output.path}"
        outputs.append(output)
    small = "\n".join((ASSETS / "css" / name).read_text(encoding="utf-8") for name in ("tokens.css", EMBED_STYLESHEET))
    outputs.append(named(EMBED_STYLESHEET, small.encode()))
    names[EMBED_STYLESHEET] = f"/{outputs[-1].path}"
    css = _stylesheet()
    for name, address in names.items():
        css = css.replace(f'url("{name}")', f'url("{PurePosixPath(address).name}")')
    sheet = named(STYLESHEET, css.encode())
    names[STYLESHEET] = f"/{sheet.path}"
    return names, (*outputs, sheet)


def _files() -> Iterator[tuple[str, bytes]]:
    for folder in ("fonts", "img", "js"):
        for file in _sorted(ASSETS / folder):
            yield file.name, file.read_bytes()


def _stylesheet() -> str:
    css = ASSETS / "css"
    parts = [css / name for name in _FIRST]
    parts += [folder / f"{folder.name}.css" for folder in _sorted(TEMPLATES / "components") if (folder / f"{folder.name}.css").is_file()]
    parts += [css / name for name in _LAST]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _sorted(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: path.name)


def named(name: str, data: bytes) -> Output:
    """A static file under its name with a hash."""
    return Output(f"assets/{hashed(name, data)}", data)


def hashed(name: str, data: bytes) -> str:
    """``vega.js`` -> ``vega.1a2b3c4d5e.js``."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.blake2b(data, digest_size=5).hexdigest()}.{suffix}"
