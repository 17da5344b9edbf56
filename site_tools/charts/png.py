"""Pictures as PNG, drawn from SVG with the portal's own font, whatever fonts the machine has."""

from __future__ import annotations

import struct
import zlib
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_tools.charts.store import key_of, load_bytes, save_bytes
from site_tools.charts.workers import workers
from site_tools.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FONTS = Path(__file__).parent / "fonts"
SECONDS = 60.0
"""How long one picture may take, with the start of its process. A usual one takes 0.1 s."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Picture(NamedTuple):
    """An SVG without links to anything outside it, and the px that each of its units becomes."""

    svg: str
    scale: float = 1.0


def pictures(wanted: Mapping[str, Picture], jobs: int, cache: Path) -> dict[str, bytes]:
    """The PNG of each picture, in the order of ``wanted``: the same bytes whatever ``jobs`` and whatever lies in the folder ``cache``.

    Raises ChartError, naming the picture, when one cannot be drawn.
    """
    keys = {name: key_of("png", picture.svg, str(picture.scale)) for name, picture in wanted.items()}
    found = {name: data for name, key in keys.items() if (data := _cached(cache, key))}
    missing = [(name, picture) for name, picture in wanted.items() if name not in found]
    if missing:
        with workers(paint, min(jobs, len(missing)), SECONDS) as painters:
            for name, data in painters.run(missing):
                found[name] = data
                save_bytes(cache, keys[name], data)
    return {name: found[name] for name in wanted}


def _cached(cache: Path, key: str) -> bytes | None:
    try:
        return _saved(cache, key)
    except LookupError:
        return None


@remembered
def _saved(cache: Path, key: str) -> bytes:
    """The picture under a key, which tells all that it depends on. Raises LookupError, which is not remembered, when there is none."""
    if data := load_bytes(cache, key):
        return data
    raise LookupError(key)


def paint(picture: Picture) -> bytes:
    """Paints one picture. Runs in a drawing process: only there is vl-convert imported."""
    import vl_convert  # noqa: PLC0415

    _register_fonts()
    return smaller(vl_convert.svg_to_png(picture.svg, scale=picture.scale))


@once
def _register_fonts() -> None:
    import vl_convert  # noqa: PLC0415

    vl_convert.register_font_directory(str(FONTS))


def smaller(png: bytes) -> bytes:
    """The same picture packed harder: the encoder is in a hurry and leaves a file of more than twice the size."""
    parts = list(_chunks(png))
    packed = zlib.compress(zlib.decompress(b"".join(data for kind, data in parts if kind == b"IDAT")), 6)
    head, rest = parts[0], [part for part in parts[1:] if part[0] not in (b"IDAT", b"IEND")]
    return _SIGNATURE + b"".join(_chunk(*part) for part in (head, *rest, (b"IDAT", packed), (b"IEND", b"")))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (size,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += 12 + size


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
