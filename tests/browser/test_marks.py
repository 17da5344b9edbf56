"""The marks of a verdict are told apart by their shape: by who sees no colours, and with the few colours of a high-contrast theme."""

from __future__ import annotations

import base64
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import pytest

from site_tools.model.verdict import Label

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

SIDE = 16
"""Px that a mark is reduced to before it is compared: about its size on a page."""


def _picture(page: Page, mark: Locator) -> list[bool]:
    """A mark as it is seen: for each px whether it stands out from its ground (by 3:1, as WCAG 1.4.11 has it)."""
    data = base64.b64encode(mark.screenshot()).decode()
    found: list[bool] = page.evaluate(
        """async ([data, side]) => {
          const bytes = Uint8Array.from(atob(data), sign => sign.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
          const canvas = new OffscreenCanvas(side, side).getContext("2d");
          canvas.drawImage(image, 0, 0, side, side);
          const {data: px} = canvas.getImageData(0, 0, side, side);
          const part = value => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
          const light = n => 0.2126 * part(px[n * 4]) + 0.7152 * part(px[n * 4 + 1]) + 0.0722 * part(px[n * 4 + 2]);
          const lights = Array.from({length: side * side}, (_, n) => light(n));
          // The ground is what most marks leave free: of the extremes the one that the page itself has.
          const ground = part(parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]));
          return lights.map(one => (Math.max(one, ground) + 0.05) / (Math.min(one, ground) + 0.05) >= 3);
        }""",
        [data, SIDE],
    )
    return found


def _inside(picture: list[bool]) -> list[bool]:
    """The middle quarter of a picture."""
    middle = range(SIDE // 4, SIDE * 3 // 4)
    return [picture[row * SIDE + column] for row in middle for column in middle]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_each_mark_is_seen_and_has_its_own_shape(visit: Visit, scheme: Literal["light", "dark"], forced: Literal["none", "active"]) -> None:
    """On the page of the method, where all of them stand; any two differ in a tenth of their surface, whatever their colour."""
    visit.page.emulate_media(color_scheme=scheme, forced_colors=forced)
    page = visit.go("/om/status/")
    marks = page.locator(".method__labels .status")
    assert marks.count() == len(Label)
    seen = {mark.inner_text(): _picture(page, mark.locator("svg")) for mark in marks.all()}
    assert [word for word, picture in seen.items() if sum(picture) < SIDE * SIDE / 10] == []
    cut = [mark.inner_text() for mark in marks.filter(has=page.locator(".status__cut")).all()]
    assert len(cut) == 2
    assert [word for word in cut if all(_inside(seen[word]))] == [], "the sign within the shape is not seen"
    alike = [(a, b) for a, b in combinations(seen, 2) if sum(x != y for x, y in zip(seen[a], seen[b], strict=True)) < SIDE * SIDE / 10]
    assert alike == []
