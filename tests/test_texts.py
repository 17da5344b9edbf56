"""Interface texts go through gettext, so that a language is added as a catalogue and never in a template."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from babel.messages.extract import extract
from bs4 import BeautifulSoup
from jinja2 import nodes

from site_tools.config import ROOT, TEMPLATES
from site_tools.templates import environment

ALL = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
READ_ALOUD = ("alt", "aria-label", "aria-description", "placeholder", "title", "summary")


@pytest.mark.parametrize("name", ALL)
def test_no_template_holds_a_word_that_cannot_be_translated(name: str) -> None:
    """Every word that a template itself says to a reader stands in a translatable message."""
    tree = environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    markup = "\uffff".join(
        data.data for output in tree.find_all(nodes.Output) for data in output.nodes if isinstance(data, nodes.TemplateData)
    )
    soup = BeautifulSoup(markup, "html.parser")
    said = [soup.get_text(" ")] + [str(tag[key]) for tag in soup.find_all(True) for key in READ_ALOUD if tag.has_attr(key)]
    # Text that an expression cuts an open tag out of is no text of a reader's: attribute names and quotes stay behind.
    bare = [re.sub(r'[\w-]+="[^"]*"?', "", text) for text in said]
    words = [word for text in bare for word in re.findall(r"[A-Za-zÅÄÖåäö]{3,}(?![^<>]*=)", text)]
    assert words == []


def test_messages_can_be_extracted_for_a_translator() -> None:
    """The standard tool finds the messages of templates; a new language starts from them."""
    found = set()
    for name in ALL:
        source = BytesIO((TEMPLATES / name).read_bytes())
        options = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "newstyle_gettext": "true"}
        found |= {str(message[1]) for message in extract("jinja2.ext:babel_extract", source, options=options)}
    assert len(found) > 50
    assert (ROOT / "templates").is_dir()
