"""Lighthouse, as on a phone, on the start page, a program, an indicator and the search page of the real site.

    .venv/bin/python bench/lighthouse.py [--runs 3] [ADDRESS ...]

Builds the content into a folder of its own, serves it on the loopback address as a public server would (gzip, long caching of files with a
hash in their name, the headers of safety), runs Lighthouse's phone profile on each page and prints its four scores, with what keeps a
score from 100. Ends with status 1 when a score is below 100. Needs Node (npx fetches Lighthouse) and Chromium; both are found on PATH, and
CHROME_PATH names another browser.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from site_tools.policy import headers_of  # noqa: E402  # the repository is no installed package
from tests.browser import chromium  # noqa: E402

LIGHTHOUSE = "lighthouse@13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class Handler(SimpleHTTPRequestHandler):
    """The site's files, compressed, and kept by the browser when a hash in the name says that they never change."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  # the base class's name and type
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".woff2": "font/woff2",
    }

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class's name
        pass

    def send_head(self) -> BytesIO | BinaryIO | None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return None
        data, packed = file.read_bytes(), file.suffix in {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".csv"}
        data = gzip.compress(data, 6) if packed else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        for name, value in headers_of(file.relative_to(self.directory).as_posix()).items():
            self.send_header(name, value)
        self.end_headers()
        return BytesIO(data)


def pages(site: Path) -> list[str]:
    """The addresses of the start page, the largest program, the largest indicator and the search page."""

    def largest(pattern: str) -> str:
        return "/" + max(site.glob(pattern), key=lambda file: file.stat().st_size).parent.relative_to(site).as_posix() + "/"

    return ["/", largest("program/*/index.html"), largest("indikatorer/*/index.html"), "/sok/"]


def measure(url: str, browser: str) -> dict[str, Any]:
    """Lighthouse's report on one page: its own default profile, a middling phone on a slow mobile network."""
    flags = ["--quiet", "--output=json", "--output-path=stdout", f"--only-categories={','.join(CATEGORIES)}"]
    chrome = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    run = subprocess.run(
        ["npx", "--yes", LIGHTHOUSE, url, *flags, chrome],
        env={**os.environ, "CHROME_PATH": browser},
        capture_output=True,
        text=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def _short_of_100(report: dict[str, Any]) -> list[str]:
    """The audits that take something off one of the scores."""
    weighed = {ref["id"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    audits = (report["audits"][name] for name in sorted(weighed))
    return [f"{one['id']} {one.get('displayValue', '')}".strip() for one in audits if one["score"] is not None and one["score"] < 1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1, help="runs of each page; the median counts")
    parser.add_argument("addresses", nargs="*", help="addresses on the site, instead of the four")
    options = parser.parse_args()
    browser = os.environ.get("CHROME_PATH") or chromium.find()
    if browser is None:
        raise SystemExit(f"no browser was found: {chromium.ADVICE}")
    worst = 100
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "public"
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
        home = f"http://127.0.0.1:{server.server_address[1]}"
        subprocess.run([sys.executable, ROOT / "build.py", "build", "--out", site, "--site-url", f"{home}/"], cwd=ROOT, check=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"{'':50}" + "".join(f"{name:>16}" for name in CATEGORIES))
        for address in options.addresses or pages(site):
            reports = [measure(home + address, browser) for _ in range(options.runs)]
            scores = [round(100 * statistics.median(one["categories"][name]["score"] or 0 for one in reports)) for name in CATEGORIES]
            print(f"{address:50}" + "".join(f"{score:>16}" for score in scores), flush=True)
            for audit in sorted({audit for one in reports for audit in _short_of_100(one)}):
                print(f"    {audit}")
            worst = min(worst, *scores)
        server.shutdown()
    return 0 if worst == 100 else 1


if __name__ == "__main__":
    sys.exit(main())
