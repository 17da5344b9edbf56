"""Running text becomes HTML that can do no harm, with links that work from the page it stands on."""

from __future__ import annotations

import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from site_tools.markdown import findings, heading_ids, in_languages, language_findings, to_html, to_line, unmarked
from site_tools.markdown.once import parsed, read_once


def _html(text: str) -> str:
    return to_html(text, lambda href: f"RESOLVED:{href}".replace("RESOLVED:", "../"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[a](javascript:alert(1)) [b](JaVaScRiPt&#58;alert(1)) [c](data:text/html,x) [d](vbscript:x) [e](java&#10;script:x)",
        "![x](https://spy.example/p.gif)",
        '``` "><script>alert(1)</script>\nx\n```',
        "[a](//spy.example/)",
        "<javascript:alert(1)>",
        "|a|b|\n|:-|-:|\n|1|2|",
    ],
)
def test_nothing_that_runs_loads_or_styles_survives(text: str) -> None:
    """No script, image, handler, inline style or foreign scheme comes out, whatever goes in."""
    soup = BeautifulSoup(_html(text), "html.parser")
    assert soup.find_all(["script", "img", "style", "iframe", "form"]) == []
    for tag in soup.find_all(True):
        assert not {name for name in tag.attrs if name.startswith("on") or name == "style"}
        href = str(tag.get("href", "https:"))
        assert href.startswith(("https:", "http:", "mailto:", "tel:", "../"))


def test_bad_schemes_are_found_for_the_editor() -> None:
    """The library's silence about dangerous links is turned into findings, one for each."""
    text = "[a](javascript:alert(1)) [b](JaVaScRiPt&#58;alert(1)) [c](data:text/html,x) [d](vbscript:x) [e](java&#10;script:x)"
    assert len([f for f in findings(text) if f.what == "link"]) == 5


def test_headings_take_their_place_on_the_page_and_have_stable_different_ids() -> None:
    """A text's own first heading goes below the page's; three alike get three ids."""
    soup = BeautifulSoup(_html("# Åtgärder\n\n## B\n\n# Åtgärder\n\n# Åtgärder"), "html.parser")
    found = [(tag.name, tag["id"]) for tag in soup.find_all(["h2", "h3"])]
    assert found == [("h2", "avsnitt-atgarder"), ("h3", "avsnitt-b"), ("h2", "avsnitt-atgarder-2"), ("h2", "avsnitt-atgarder-3")]
    assert heading_ids("# Åtgärder\n\n# Åtgärder") == ["avsnitt-atgarder", "avsnitt-atgarder-2"]


def test_foreign_words_carry_their_language_and_nothing_else() -> None:
    """So that they are read aloud right; any other attribute is found for the editor and never reaches the page."""
    good = "Arbetet i [living labs]{lang=en} fortsätter."
    assert '<span lang="en">living labs</span>' in to_html(good, str)
    assert to_line(good) == "Arbetet i living labs fortsätter."
    assert list(findings(good)) == []
    for bad in ("[x]{.klass onclick=a}", '[x]{lang="sv en"}', "[x]{}", "[x]{lang=en style=a}"):
        assert [found.what for found in findings(bad)] == ["language"], bad
        assert "style" not in to_html(bad, str)
        assert "onclick" not in to_html(bad, str)
    for slip in ("[living lab] {lang=en}", "[living lab]{en}", "[living lab] {LANG = en}", "living lab {lang=”en”}"):
        assert [found.what for found in findings(slip)] == ["language"], slip
    assert list(findings("En mängd {a, b} och en fotnot {1}.")) == []


def test_a_mark_that_says_no_language_is_shown_where_it_stands() -> None:
    """And not at a good one before it on the line."""
    text = "Ett [living lab]{lang=en} och en [citta]{lang=italienska}."
    assert [found.position for found in findings(text)] == [text.index("]{lang=it")]


def test_table_columns_are_aligned_by_class() -> None:
    """Aligned columns keep their alignment without an inline style."""
    soup = BeautifulSoup(_html("|a|b|\n|-|-:|\n|1|2|"), "html.parser")
    assert [cell.get("class") for cell in soup.find_all("td")] == [None, ["align-right"]]


def test_a_table_can_be_scrolled_with_a_keyboard() -> None:
    """On a phone it is wider than the screen: its box takes focus and has a name, and the columns say that they are headed."""
    soup = BeautifulSoup(_html("|År|*Antal*|\n|-|-|\n|1|2|"), "html.parser")
    box = soup.select_one("div[tabindex='0']")
    assert box is not None
    assert (box["role"], box["aria-label"]) == ("group", "Tabell: År, Antal")
    assert [cell.get("scope") for cell in box.select("table > thead th")] == ["col", "col"]


def test_a_line_of_plain_words_for_descriptions() -> None:
    """Marks and line breaks are gone, words stay."""
    assert to_line("En **viktig** [länk](x.md)\növer två rader") == "En viktig länk över två rader"


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "*a " * 20_000, "`" * 20_001 + "a", "> " * 5_000 + "a", "[a](" * 10_000, "- " * 5_000, "_a*" * 15_000]
)
def test_pathological_text_ends_within_two_seconds(text: str) -> None:
    """A text made to be slow cannot hold up a build (safety figure 14: at most 2 s)."""
    start = time.process_time()
    list(findings(text[:65_536]))
    assert time.process_time() - start < 2


@given(st.text(max_size=200))
def test_any_text_becomes_html_without_active_content(text: str) -> None:
    """No text crashes the renderer or smuggles an element in."""
    soup = BeautifulSoup(_html(text), "html.parser")
    assert soup.find_all(["script", "img", "style", "iframe"]) == []


@given(st.text(alphabet="abåÉ øX 129\u00a0,.;:()%/?=+§–—-\n#*_", max_size=60))
def test_a_plain_line_is_read_as_the_parser_would(text: str) -> None:
    """Most texts are plain and never reach the parser; nobody can tell."""
    assert read_once(text) == parsed(text)


def test_a_line_of_plain_text_may_mark_languages_only() -> None:
    """What is marked is told apart; all else stays as it is typed, other marks of Markdown too."""
    line = "kapitel 2, [Clear targets]{lang=en}, *a* [b](c) och [Mål]{lang=se}"
    assert in_languages(line) == (("kapitel 2, ", ""), ("Clear targets", "en"), (", *a* [b](c) och ", ""), ("Mål", "se"))
    assert unmarked(line) == "kapitel 2, Clear targets, *a* [b](c) och Mål"
    assert language_findings(line) == ()
    for slip in ("[Targets] {lang=en}", "[Targets]{en}", "[Targets]{lang=engelska}", "Targets {lang=en}"):
        assert [found.what for found in language_findings(f"{line}, {slip}")] == ["language"], slip
