"""While an editor writes, the page in the browser is what a fresh load of it would be, and stays where it is if it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.serving import serving
from tests.writing import write_content

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

_GOAL, _INDICATOR, _SERIES = "mal/klimatneutral.md", "indikatorer/utslapp.yaml", "indikatorer/utslapp.csv"
_AT_GOAL, _AT_INDICATOR = "mal/klimatneutral/", "indikatorer/utslapp/"
_EDITS = (
    # page, file, what is replaced, by what, whether a script that runs on the page goes on
    (_AT_GOAL, _GOAL, "\n---\n", "\n---\nFörsta stycket.\n", None),
    (_AT_GOAL, _GOAL, "Första stycket.", "Första stycket, med fler ord.", True),
    (_AT_GOAL, _GOAL, "fler ord.\n", "fler ord.\n\n## En rubrik\n\n- ett\n- två\n\nAndra stycket.\n", True),
    (_AT_GOAL, _GOAL, "- två\n", "", True),
    (_AT_GOAL, _GOAL, "Andra stycket.", "Andra **stycket** till [utsläppen](/indikatorer/utslapp/).", True),
    (_AT_GOAL, _GOAL, "namn: Exempelby", "namn: Hela Exempelby", None),
    (_AT_INDICATOR, _INDICATOR, "målvärden:", "metod: Så räknas det.\nmålvärden:", None),
    (_AT_INDICATOR, _INDICATOR, "Så räknas det", "Så räknas det numera", True),
    (_AT_INDICATOR, _SERIES, "2019,593", "2019,594", False),
    ("indikatorer/", _INDICATOR, "namn: Utsläpp", "namn: Alla utsläpp", None),
    ("aktorer/fullmaktige/", "aktorer/fullmaktige.yaml", "typ: ", "sammanfattning: Beslutar.\ntyp: ", None),
)
_PAGE = "document.documentElement.cloneNode(false).outerHTML + document.head.outerHTML + document.body.outerHTML"
_VERSION = "+document.querySelector('script[src=\"/.serve/reload.js\"]').dataset.version"


def test_after_every_save_the_page_is_that_of_a_fresh_load(tmp_path: Path, browser: Browser) -> None:
    """Words are renewed in place, so that the reader's place, an opened box and a running script stay; drawings and lists come anew."""
    content = write_content(tmp_path / "content")
    context = browser.new_context()
    page, fresh = context.new_page(), context.new_page()
    with serving(content) as address:
        for at, path, old, new, stays in _EDITS:
            if page.url != address + at:
                page.goto(address + at, timeout=60_000)
                page.wait_for_timeout(200)
            before = page.evaluate(_VERSION)
            page.evaluate("window.runs = true")
            text = (content / path).read_text("utf-8")
            assert old in text
            (content / path).write_text(text.replace(old, new, 1), "utf-8")
            page.wait_for_function(f"before => document.readyState === 'complete' && {_VERSION} > before", arg=before, timeout=60_000)
            fresh.goto(address + at, timeout=60_000)
            assert fresh.evaluate(_VERSION) == page.evaluate(_VERSION)
            assert page.evaluate(_PAGE) == fresh.evaluate(_PAGE), new
            if stays is not None:
                assert page.evaluate("window.runs === true") == stays, new
    context.close()
