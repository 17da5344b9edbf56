"""Addresses as links on a page."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from site_tools.urls import relative

_FOLDERS = st.lists(st.sampled_from("abc"), max_size=4).map(lambda names: "/" + "".join(f"{name}/" for name in names))
_PAGES = st.builds(str.__add__, _FOLDERS, st.sampled_from(("", "404.html")))
_TARGETS = st.builds(str.__add__, _FOLDERS, st.sampled_from(("", "serie.csv")))


@given(_TARGETS, _PAGES, st.sampled_from(("", "#diagram")))
def test_a_link_leads_from_its_page_to_its_target(target: str, page: str, anchor: str) -> None:
    """Followed from the page it ends at the target; the page itself is its anchor, or ./ where there is none."""
    link = relative(target + anchor, page)
    if target == page:
        assert link == (anchor or "./")
        return
    path = link.removesuffix(anchor)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) == posixpath.normpath(target)
    assert path.endswith("/") == target.endswith("/")
    assert path == "./" or "./" not in path.replace("../", "")
