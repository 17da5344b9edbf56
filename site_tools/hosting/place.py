"""Where a site stands, and which of its addresses lead on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path


class Place(NamedTuple):
    """A site's full address, the folder that it lies in on the server, its moved pages (former and
    present address below the root), and the addresses that have been withdrawn, with those of their charts for frames."""

    site_url: str
    folder: Path
    moved: tuple[tuple[str, str], ...]
    gone: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The name of the host; ``_``, which fits any, for one that a configuration cannot hold as it is."""
        name = urlsplit(self.site_url).hostname or ""
        return name if re.fullmatch(r"[a-z0-9.-]+", name) else "_"

    @property
    def base(self) -> str:
        """The path of the site on its host, without a closing slash: empty at the top."""
        return quote(urlsplit(self.site_url).path.rstrip("/"), safe="/%")

    def withdrawn(self, address: str) -> str:
        """A regular expression for a withdrawn page and the files that lay beside it: data, pictures, feeds.

        Not for the file that tells why, nor for pages below it.
        """
        return rf"^{re.escape(self.base + address)}((?!index\.html$)[^/]*\.[^/]+)?$"

    def pattern(self, below: str) -> str:
        """A regular expression for paths below the site's root as one for paths of the host."""
        return f"^{re.escape(self.base)}/{below[1:]}" if below.startswith("^") else below
