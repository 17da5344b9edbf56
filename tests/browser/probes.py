"""What a page is asked in a browser. Each question gives what is wrong, in words that lead to it: an empty list is a good answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

_NAMED = """
  const named = e => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className} "${(e.textContent || "").trim().slice(0, 40)}"`;
"""
_SHOWN = "const shown = e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;"
_ALL = "const all = [...document.querySelectorAll('*')];"


def _ask(page: Page, script: str) -> list[str]:
    found: list[str] = page.evaluate(f"() => {{ {_NAMED} {_SHOWN} {_ALL} {script} }}")
    return sorted(set(found))


EXPLAINED: dict[tuple[str, str], str] = {
    ("color-contrast", ".milestones__axis text"): (
        "axe cannot tell what lies behind words in a drawing. They are quiet ink on the page's paper, a pair that it finds right elsewhere."
    ),
    ("th-has-data-cells", "table.paper__table"): (
        'A heading of a group of rows (scope="rowgroup") stands alone on its row, as HTML has it; axe looks for cells on that row only.'
    ),
}
"""(rule, selector) -> why it is no fault, for what axe leaves to a person to decide. All else is mended until axe can decide."""


def axe(page: Page) -> list[str]:
    """What axe objects to, by every rule that it has, and what it cannot decide and nobody has explained.

    Target size (WCAG 2.5.8) is the one rule of WCAG 2.2 AA that axe leaves out unless told.
    """
    options = {"resultTypes": ["violations", "incomplete"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response
    told = [f"violations {one['id']}: {_shown(one['nodes'])}" for one in found["violations"]]
    for one in found["incomplete"]:
        open_ = [node for node in one["nodes"] if not _explained(page, one["id"], node["target"][0])]
        told += [f"incomplete {one['id']}: {_shown(open_)}"] if open_ else []
    return told


def _shown(nodes: list[dict[str, Any]]) -> list[str]:
    return [node["html"][:160] for node in nodes[:3]]


def _explained(page: Page, rule: str, target: str) -> bool:
    places = [selector for known, selector in EXPLAINED if known == rule]
    return any(page.locator(target).first.evaluate("(element, selector) => element.matches(selector)", selector) for selector in places)


def sideways(page: Page) -> list[str]:
    """The page scrolls in one direction only; what is wider than the screen scrolls in a box of its own."""
    return _ask(
        page,
        """const wide = document.documentElement.scrollWidth, room = window.innerWidth;
        if (wide <= room) return [];
        const out = all.filter(e => shown(e) && e.getBoundingClientRect().right > room + 1).slice(-3).map(named);
        return [`${wide} px on a screen of ${room}: ${out}`];""",
    )


def doubled_ids(page: Page) -> list[str]:
    """Two elements with one id: a label or a link would lead to the wrong one."""
    return _ask(page, "const ids = all.map(e => e.id).filter(Boolean); return ids.filter((id, n) => ids.indexOf(id) !== n);")


def small_controls(page: Page) -> list[str]:
    """Fields and buttons are at least 24 by 24 px, without the exceptions that WCAG makes for links in a text."""
    return _ask(
        page,
        """return all.filter(e => e.matches("button, input:not([type=hidden]), select, textarea, summary") && shown(e))
        .filter(e => { const box = e.getBoundingClientRect(); return box.width < 24 || box.height < 24; }).map(named);""",
    )


def unseen_focus(page: Page) -> list[str]:
    """Everything that takes focus shows it by an outline of 2 px or more that no sticky head covers. A key is pressed first: focus that
    a mouse gives need not be shown."""
    page.keyboard.press("Tab")
    return _ask(
        page,
        """const faults = [];
        for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")) {
          if (!shown(e)) continue;
          e.focus();
          const style = getComputedStyle(e), box = e.getClientRects()[0], spots = [0.1, 0.5, 0.9];
          if (document.activeElement !== e) faults.push(`takes no focus: ${named(e)}`);
          else if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push(`no outline: ${named(e)}`);
          else if (!spots.some(x => spots.some(y => {
            const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
            return top && (e.contains(top) || top.contains(e));
          }))) faults.push(`covered: ${named(e)}`);
        }
        return faults;""",
    )


def moving(page: Page) -> list[str]:
    """What moves, slides or fades although the reader has asked that nothing does."""
    return _ask(
        page,
        """const slow = times => times.split(",").some(time => parseFloat(time) > 0.01);
        return all.filter(e => { const style = getComputedStyle(e);
          return slow(style.transitionDuration) || (style.animationName !== "none" && slow(style.animationDuration))
            || style.scrollBehavior === "smooth"; }).map(named);""",
    )


def lost_on_paper(page: Page) -> list[str]:
    """On paper nothing can be opened or scrolled: what is folded in or cut off is lost, and what only a screen can use is in the way."""
    return _ask(
        page,
        """const closed = [...document.querySelectorAll("details:not([open])")].filter(shown);
        const folded = closed.flatMap(e => [...e.children]).filter(e => !e.matches("summary") && !e.getClientRects().length);
        const cut = all.filter(e => shown(e) && /auto|scroll/.test(getComputedStyle(e).overflow)
          && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1));
        const useless = [...document.querySelectorAll("header nav, footer nav, form, button, .skip-link")].filter(shown);
        return [...folded.map(e => `folded in: ${named(e)}`), ...cut.map(e => `cut off: ${named(e)}`),
          ...useless.map(e => `of no use: ${named(e)}`)];""",
    )


def cut_words(page: Page) -> list[str]:
    """Words that run out of a box that hides them. The last step of the way here may be shortened: it is the heading below it."""
    return _ask(
        page,
        """return all.filter(e => shown(e) && /hidden|clip/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1
        && !e.closest(".visually-hidden, svg, [aria-current=page]")).map(named);""",
    )


def unloaded_pictures(page: Page) -> list[str]:
    """Pictures that did not come, or that say nothing to who cannot see them."""
    faults = []
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
        source = picture.evaluate("async image => { try { await image.decode(); } catch { return image.src; } return ''; }")
        if source or not picture.evaluate("image => image.naturalWidth > 100 && image.alt.trim()"):
            faults.append(source or picture.evaluate("image => image.currentSrc"))
    return faults


def words(page: Page) -> list[str]:
    """What the main part shows, text by text, without what only a script can use or fill: forms, buttons and announcements."""
    # Without JavaScript the browser runs a question, but nothing that the question hands on to be called later.
    found: list[str] = page.evaluate(
        """() => { const lines = [];
        const read = node => {
          if (node.nodeType === 3 && node.data.trim()) lines.push(node.data.trim());
          if (node.nodeType !== 1 || node.matches("form, button, noscript, template, [role=status]") || !node.checkVisibility()) return;
          for (const child of node.childNodes) read(child);
        };
        read(document.querySelector("main"));
        return lines; }"""
    )
    return found
