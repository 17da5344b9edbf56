"""A page at a former address."""

from __future__ import annotations

from site_tools import urls
from site_tools.model.portal import Output
from site_tools.templates import environment


def redirect(old: str, target: str, name: str, site_url: str) -> Output:
    """A page at a former address that leads on by itself, and by a link where it may not."""
    page = environment().get_template("pages/redirect.html")
    html = page.render(target=urls.relative(target, old), canonical=urls.absolute(target, site_url), name=name)
    return Output(urls.output_path(old), html.encode())
