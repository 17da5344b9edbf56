"""What has lain beside a page that has moved: data, pictures and feeds stay as copies, the page for frames leads on.

A page can lead on by itself, on any host; a file that a program fetches cannot, so it is there under both names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.export.redirect import redirect
from site_tools.model.portal import Output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.config import Config
    from site_tools.model.portal import Portal
    from site_tools.model.records import Record

_FRAME = f"{urls.FRAME}/index.html"


def with_former(outputs: Iterable[Output], portal: Portal, config: Config) -> Iterator[Output]:
    """Every output, and after each what answers in its place at the former addresses of its page."""
    site_url = (config.site_url or portal.site.address).rstrip("/")
    moved = {urls.output_path(urls.address(one)).removesuffix("index.html"): one for one in _moved(portal)}
    for output in outputs:
        yield output
        folder, rest = _split(output.path)
        record = moved.get(folder)
        if record and rest != "index.html":
            for old in _folders(record):
                if rest == _FRAME:
                    yield redirect(f"{old}{urls.FRAME}/", urls.embedded(record), record.name, site_url)
                else:
                    yield Output(urls.output_path(old + _renamed(rest, record.id, _last(old))), output.data)


def present(path: str, portal: Portal) -> str:
    """The path of what answers at a path: another one for what lies beside a former address."""
    folder, rest = _split(path)
    if (found := _left(portal).get(folder)) and rest != "index.html":
        record, old = found
        return urls.output_path(urls.address(record) + _renamed(rest, _last(old), record.id))
    return path


def own(paths: Iterable[str], portal: Portal) -> list[str]:
    """The paths at which something stands that does not lie there only because its page has been there."""
    left = _left(portal)
    return [path for path in paths for folder, rest in [_split(path)] if rest == "index.html" or folder not in left]


def _left(portal: Portal) -> dict[str, tuple[Record, str]]:
    """What was at each former folder, and the address that the folder had."""
    return {urls.output_path(old).removesuffix("index.html"): (record, old) for record in _moved(portal) for old in _folders(record)}


def _moved(portal: Portal) -> list[Record]:
    """Records that have had other pages of their own."""
    return [one for one in portal.records.values() if one.old_addresses and one.kind not in urls.ON_ONE_PAGE]


def _folders(record: Record) -> list[str]:
    return [old for old in record.old_addresses if old.endswith("/")]


def _split(path: str) -> tuple[str, str]:
    """The folder of the page that a file belongs to, and the rest of its path."""
    at = len(path) - len(_FRAME) if path.endswith(f"/{_FRAME}") else path.rfind("/") + 1
    return path[:at], path[at:]


def _last(address: str) -> str:
    return address.split("/")[-2]


def _renamed(name: str, before: str, after: str) -> str:
    """The name of a file that bears its record's id."""
    rest = name.removeprefix(before)
    return after + rest if rest != name and rest[:1] in (".", "-") else name
