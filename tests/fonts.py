"""Which characters the fonts of pictures have, read from the fonts themselves."""

from __future__ import annotations

import struct
from functools import cache

from site_tools.charts.png import FONTS


@cache
def painted() -> frozenset[str]:
    """Every character that a picture can hold, in all the weights that it is written in."""
    files = {file.name: _characters(file.read_bytes()) for file in FONTS.glob("*.ttf")}
    signs = files.pop("signs-400.ttf")
    return frozenset(signs | frozenset.intersection(*files.values()))


def _characters(font: bytes) -> frozenset[str]:
    """The characters of a TrueType font, from its table ``cmap`` in format 4 (https://learn.microsoft.com/typography/opentype/spec/cmap)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    (at,) = (struct.unpack_from(">I", font, 12 + 16 * n + 8)[0] for n in range(tables) if font[12 + 16 * n : 16 + 16 * n] == b"cmap")
    (maps,) = struct.unpack_from(">H", font, at + 2)
    starts = {at + struct.unpack_from(">I", font, at + 4 + 8 * n + 4)[0] for n in range(maps)}
    (start,) = (one for one in starts if struct.unpack_from(">H", font, one)[0] == 4)
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    firsts, deltas, offsets = (struct.unpack_from(f">{count}H", font, start + 16 + 2 * count * n) for n in (1, 2, 3))
    found = set()
    for n, (first, end, delta, offset) in enumerate(zip(firsts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(end, 0xFFFE) + 1):
            place = start + 16 + 6 * count + 2 * n + offset + 2 * (code - first)
            glyph = struct.unpack_from(">H", font, place)[0] if offset else code + delta & 0xFFFF
            found |= {chr(code)} if glyph else set()
    return frozenset(found)
