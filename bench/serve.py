"""How long an editor waits: from a file saved to the new page in a browser, with ``build.py serve``: python -m bench.serve --help.

Every time is by the clock: on a machine that does something else, compare only what was measured in the same minutes.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from playwright.sync_api import sync_playwright

from bench.portal import YEARS, write_portal
from tests.browser import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent


class Edited(NamedTuple):
    """A file that is edited, the page that shows it, and how: the pattern is replaced, ``{}`` by a mark that only the new page has."""

    name: str
    path: str
    page: str
    pattern: str
    written: str
    mark: str
    """The mark, where ``{}`` is the number of the edit."""

    def save(self, content: Path, number: int) -> str:
        """Save edit ``number``; the words that the new page has."""
        file, mark = content / self.path, self.mark.format(number)
        text, count = re.subn(self.pattern, self.written.replace("{}", mark), file.read_text("utf-8"), count=1)
        assert count, f"nothing to edit in {self.path}"
        file.write_text(text, "utf-8")
        return mark.replace(".", ",") if self.path.endswith(".csv") else mark


_END, _WORDS = r"\n*(Mätning nummer \d+ här)?\n*\Z", "Mätning nummer {} här"


def _real() -> list[Edited]:
    goal, indicator = "klimatneutralt-2040", "andel-0-19-ar"
    return [
        Edited("a text", f"mal/{goal}.md", f"mal/{goal}/", _END, "\n\n{}\n", _WORDS),
        Edited("a value", f"indikatorer/{indicator}.csv", f"indikatorer/{indicator}/", r"(2019,Umeå,)[\d.]+", r"\g<1>{}", "22.{:04}"),
    ]


def _invented(size: int) -> list[Edited]:
    goal, indicator = f"mal-{max(3, size // 8) // 2:04}", f"indikator-{size // 2:05}"
    row = rf"({YEARS[-1]},,,)[\d.]+"
    return [
        Edited("a text", f"mal/{goal}.md", f"mal/{goal}/", _END, "\n\n{}\n", _WORDS),
        Edited("a value", f"indikatorer/{indicator}.csv", f"indikatorer/{indicator}/", row, r"\g<1>{}", "522.{:04}"),
    ]


class Wait(NamedTuple):
    """The parts of one wait, in ms since the file was saved."""

    told: float
    """Until a browser is told: the save was noticed, and the content read and checked."""
    words: float
    pictures: float


@dataclass
class Ear:
    """Listens to what the server tells browsers, and notes when."""

    address: str
    told: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            with urllib.request.urlopen(f"{self.address}.serve/news") as news:  # noqa: S310 - our own server on this machine
                for line in news:
                    if line.startswith(b"data: "):
                        now = 1000 * time.time()
                        assert not json.loads(line.removeprefix(b"data: "))["faults"]
                        self.told.append(now)
        except OSError:
            pass  # the server has ended

    def after(self, start: float) -> float:
        """When browsers were first told of something after ``start``, both in ms since 1970."""
        return next((told for told in self.told if told >= start), float("nan"))


_CLOCK = """const note = (name) => sessionStorage.setItem(name, Date.now());
document.addEventListener("DOMContentLoaded", () => note("words"));
addEventListener("load", () => {
  note("pictures");
  // A page that is changed where it stands.
  new MutationObserver(() => { note("words"); note("pictures"); })
    .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  document.addEventListener("load", () => note("pictures"), true);
});"""


def _shown(page: Page, mark: str) -> tuple[float, float]:
    """When the page with the mark had its words, and when its pictures: ms since 1970, as the browser noted them."""
    page.wait_for_function("mark => document.body && document.body.textContent.includes(mark)", arg=mark, polling=5, timeout=30_000)
    page.wait_for_load_state("load")
    page.wait_for_timeout(100)  # pictures that were fetched anew
    words, pictures = page.evaluate("[+sessionStorage.words, +sessionStorage.pictures]")
    return words, pictures


def _waits(page: Page, address: str, content: Path, edited: Edited, rounds: int) -> list[Wait]:
    page.goto(address + edited.page, timeout=600_000)  # the first may have to draw every chart
    page.wait_for_function("document.querySelector('.serve-faults')")
    ear, waits = Ear(address), list[Wait]()
    for number in range(rounds + 2):  # the first two warm up
        time.sleep(0.4)
        start = 1000 * time.time()
        mark = edited.save(content, number)
        words, pictures = _shown(page, mark)
        waits.append(Wait(ear.after(start) - start, words - start, pictures - start))
    return waits[2:]


def _floor(page: Page, rounds: int) -> Iterator[float]:
    """Times of a browser's own from the start of a reload until the words of a page without anything stand there."""
    for _ in range(rounds + 2):
        page.reload()
        yield page.evaluate("(([n]) => n.domContentLoadedEventEnd)(performance.getEntriesByType('navigation'))")


@click.command(help="Measure the time from a saved file to the page that build.py serve shows, by the clock of the browser.")
@click.argument("rounds", default=20, type=click.IntRange(1))
@click.option("--indicators", type=click.IntRange(10), help="Of an invented portal of so many indicators (else of this portal's content).")
@click.option("--work", type=click.Path(path_type=Path), help="Folder to work in, best on a RAM disk (else a temporary one).")
def main(rounds: int, indicators: int | None, work: Path | None) -> None:
    """Medians, and the slowest, of each part in ms."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        content = Path(folder) / "content"
        if indicators:
            write_portal(content, indicators)
        else:
            # Without the record beside it: a published figure may not change so.
            shutil.copytree(ROOT / "content", content)
        command = [sys.executable, str(ROOT / "build.py"), "serve", "--content", str(content), "--port", "0"]
        with (
            subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as server,
            ExitStack() as stack,
            sync_playwright() as playwright,
        ):
            assert server.stderr
            stack.callback(server.terminate)
            address = re.search(r"http://\S+", server.stderr.readline())
            assert address
            threading.Thread(target=server.stderr.read, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
            page = browser.new_page()
            page.add_init_script(_CLOCK)
            click.echo("| ms after the save, median (slowest) | told | words | pictures |\n|---|---|---|---|")
            for edited in _invented(indicators) if indicators else _real():
                parts = zip(*_waits(page, address[0], content, edited, rounds), strict=True)
                cells = (f"{statistics.median(part):.0f} ({max(part):.0f})" for part in parts)
                click.echo(f"| {edited.name} | {' | '.join(cells)} |")
            page.goto(f"{address[0]}robots.txt")
            click.echo(f"\nA page of a line, loaded anew: {statistics.median([*_floor(page, rounds)][2:]):.0f} ms by Chromium's own clock.")
            browser.close()


if __name__ == "__main__":
    main()
