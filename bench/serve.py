"""How long an editor waits: from a file saved to the new page in a browser, with ``build.py serve`` on a copy of the real content.

    .venv/bin/python -m bench.serve [ROUNDS]

Prints the median and the slowest of each sort of edit in milliseconds, by the browser's own clock: until the new page stands there with its
words, and until its pictures do too, the chart drawn anew among them. Beside it the same over HTTP without a browser.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium

ROOT = Path(__file__).parent.parent
TEXT, VALUE = "mal/klimatneutralt-2040.md", "indikatorer/andel-0-19-ar.csv"


def edit(content: Path, path: str, number: int) -> str:
    """Save an edit, and return a text that only the new page has."""
    file = content / path
    text = file.read_text("utf-8")
    if path == TEXT:
        mark = f"Mätning nummer {number}."
        file.write_text(re.sub(r"\n*(Mätning nummer \d+\.)?\n*\Z", f"\n\n{mark}\n", text), "utf-8")
        return mark
    mark = f"22.{1000 + number}"
    file.write_text(re.sub(r"(2019,Umeå,)[\d.]+", rf"\g<1>{mark}", text), "utf-8")
    return mark.replace(".", ",")


_CLOCK = """for (const [name, target] of [["DOMContentLoaded", document], ["load", window]])
  target.addEventListener(name, () => sessionStorage.setItem(name, Date.now()))"""


def wait_browser(page: Page, mark: str) -> list[float]:
    """When the page with the mark had its words, and when its pictures: ms since 1970, as the browser noted them."""
    page.wait_for_function("mark => document.body && document.body.textContent.includes(mark)", arg=mark, polling=5, timeout=30_000)
    page.wait_for_load_state("load")
    return list(page.evaluate("[+sessionStorage.DOMContentLoaded, +sessionStorage.load]"))


def wait_http(address: str, mark: str) -> list[float]:
    while mark not in urllib.request.urlopen(address).read().decode():  # noqa: S310 - our own server on this machine
        pass
    return [1000 * time.time()]


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        shutil.copytree(ROOT / "content", content)
        command = [sys.executable, str(ROOT / "build.py"), "serve", "--content", str(content), "--port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as server, sync_playwright() as playwright:
            assert server.stderr
            address = re.search(r"http://\S+", server.stderr.readline())
            assert address
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
            page = browser.new_page()
            page.add_init_script(_CLOCK)
            number = 0
            for path, where in ((TEXT, "mal/klimatneutralt-2040/"), (VALUE, "indikatorer/andel-0-19-ar/")):
                target = address[0] + where
                page.goto(target, timeout=600_000)  # the first may have to draw every chart
                for ways in (("browser, words", "browser, pictures"), ("http",)):
                    took = []
                    for _ in range(rounds + 2):  # the first two warm up
                        number += 1
                        time.sleep(0.3)
                        start = 1000 * time.time()
                        mark = edit(content, path, number)
                        ends = wait_http(target, mark) if len(ways) == 1 else wait_browser(page, mark)
                        took.append([end - start for end in ends])
                    for way, times in zip(ways, zip(*took[2:], strict=True), strict=True):
                        median, slowest = statistics.median(times), max(times)
                        print(f"{path:32} {way:18} median {median:6.0f} ms   slowest {slowest:6.0f} ms   {rounds} rounds")
            browser.close()
            server.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
