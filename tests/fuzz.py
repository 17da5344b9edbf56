"""``python -m tests.fuzz [--minutes 10] [--seed 1]``: damaged content by the thousand, to prove that no file ever gives a traceback.

Each round takes a small good content folder, puts a few of the real files in it, damages some bytes, lines or words, and checks it.
Content that passes is derived, and now and then built. Whatever is not a list of problems is a crash: the files are kept, and the exit
status is 1. ``make fuzz`` runs it.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from datetime import date
from pathlib import Path

from site_tools.config import Config
from site_tools.derive import derive
from site_tools.pipeline import build, check
from tests.writing import write_content

ROOT = Path(__file__).parent.parent
REAL = ROOT / "content"
KEPT = Path("fuzz-crashes")
TODAY = date(2026, 11, 21)
BUILT_SHARE = 0.02
SECONDS_MAX = 2.0
"""The longest that one damaged folder may take to check (the safety figure for any file up to 1 MB)."""

_WORDS = r"""
    : - ? | > & * ! % @ ` " ' # [ ] { } , << --- ... &a *a !!python/object:os.system !tag null ~ yes 0114 2023:1 1e9999 -0 0x1F 1_000 .inf
    NaN 9999999999999999999999 1.10 2024-T1 2024-T4 2019/2020 2024-02-30 odaterat utfall prognos sekretess cirka intervall kvinnor totalt
    ../../etc/passwd /mal/x/ javascript:alert(1) //host http://[::1 <script>alert(1)</script> </title> {{7*7}} {%raw%} ${x} =1+1 @SUM(A1)
    ![](x) [a](b) [^1] *** ___ ``` ~~~ | &amp; &#0; \x00 \u202e å ä ö é ß 😀
"""
_PIECES = ("\x00", "\u202e", "\u200b", "\ufeff", "\t", "\r", "\r\n", "\n\n", "\xa0")
_LONG = (" " * 40, "[" * 60, "{" * 60, "- " * 40, "> " * 60, "*" * 200, "a" * 5000)
NASTY = (*_WORDS.split(), *_PIECES, *_LONG)
"""What has a meaning of its own in YAML, CSV, Markdown, HTML, a template or a spreadsheet, or should have none."""


def main() -> None:
    """Damage and check until the time is up; print how the rounds ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    draw = random.Random(given.seed)  # noqa: S311 - the same damage each time, no secret
    real = sorted(path for path in REAL.rglob("*") if path.suffix in (".yaml", ".md", ".csv"))
    ends: Counter[str] = Counter()
    until = time.monotonic() + given.minutes * 60
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        while time.monotonic() < until:
            content = Path(name) / "content"
            shutil.rmtree(content, ignore_errors=True)
            write_content(content)
            _add_real_files(content, real, draw)
            _damage(content, draw)
            ends[_round(content, Path(name), draw)] += 1
    for end, times in ends.most_common():
        sys.stdout.write(f"{times:7}  {end}\n")
    sys.exit(any(end.startswith("CRASH") for end in ends))


def _add_real_files(content: Path, real: list[Path], draw: random.Random) -> None:
    for source in draw.sample(real, draw.choice([0, 0, 0, 1, 3])):
        # An indicator's texts and its series go together.
        for path in (source, source.with_suffix(".csv" if source.suffix == ".yaml" else ".yaml")):
            if path.is_file():
                target = content / path.relative_to(REAL)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _damage(content: Path, draw: random.Random) -> None:
    files = sorted(path for path in content.rglob("*") if path.is_file())
    for path in draw.sample(files, min(len(files), draw.choice([1, 1, 1, 2, 4]))):
        data = path.read_bytes()
        for _ in range(draw.choice([1, 1, 1, 2, 10])):
            data = draw.choice(_DAMAGES)(data, draw)
        path.write_bytes(data)
        if draw.random() < 0.03:
            path.rename(path.with_name(draw.choice(["CON", "Å", "a b", ".x", "x" * 200, "index", "0114"]) + path.suffix))


def _flip(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data) + 1)
    return data[:place] + bytes([draw.randrange(256)]) + data[place + draw.randint(0, 1) :]


def _insert(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data) + 1)
    return data[:place] + draw.choice(NASTY).encode() + data[place:]


def _replace_word(data: bytes, draw: random.Random) -> bytes:
    words = data.split(b" ")
    words[draw.randrange(len(words))] = draw.choice(NASTY).encode()
    return b" ".join(words)


def _cut(data: bytes, draw: random.Random) -> bytes:
    first, last = sorted(draw.randrange(len(data) + 1) for _ in range(2))
    return data[:first] + data[last:]


def _lines(data: bytes, draw: random.Random) -> bytes:
    lines = data.split(b"\n")
    place, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    match draw.randrange(4):
        case 0:
            lines.insert(place, lines[other])
        case 1:
            del lines[place]
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case _:
            lines[place] = b" " * draw.randint(1, 5) + lines[place].lstrip()
    return b"\n".join(lines)


def _value(data: bytes, draw: random.Random) -> bytes:
    """Another value behind one of the keys, or in one of the cells."""
    lines = data.split(b"\n")
    place = draw.randrange(len(lines))
    mark = b":" if b":" in lines[place] else b","
    head, found, _ = lines[place].partition(mark)
    lines[place] = head + found + b" " * (mark == b":") + draw.choice(NASTY).encode()
    return b"\n".join(lines)


def _encoding(data: bytes, draw: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(draw.choice(["latin-1", "utf-16", "utf-8-sig", "cp437"]), "replace")


_DAMAGES = (_flip, _insert, _insert, _replace_word, _cut, _lines, _lines, _value, _value, _value, _encoding)


def _round(content: Path, folder: Path, draw: random.Random) -> str:
    start = time.process_time()
    try:
        checked = check(content)
        if time.process_time() - start > SECONDS_MAX:
            _keep(content, "slow")
            return "CRASH: too slow"
        if checked.portal is None or checked.errors:
            return "refused"
        derive(checked.portal, TODAY)
        if draw.random() > BUILT_SHARE:
            return "passed"
        build(Config(content, folder / "public", TODAY, cache=folder / "cache"))
    except Exception as error:
        _keep(content, traceback.format_exc())
        return f"CRASH: {type(error).__name__}: {str(error)[:80]}"
    return "built"


def _keep(content: Path, text: str) -> None:
    KEPT.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=KEPT))
    shutil.copytree(content, place / "content")
    (place / "traceback.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
