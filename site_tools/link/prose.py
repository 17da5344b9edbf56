"""Links in running text: where they lead, and whether they lead anywhere."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from site_tools import markdown, urls
from site_tools.config import kind_of
from site_tools.link.fields import prose
from site_tools.model.fields import is_web_address
from site_tools.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from site_tools.model.portal import KeyPath, Source
    from site_tools.model.records import Record

_LISTS = {*urls.LISTS.values(), urls.HOME, urls.SEARCH, urls.METHOD}


def prose_problems(
    records: Iterable[Record], sources: Mapping[str, Source], addresses: Mapping[str, Record], broken: set[str]
) -> Iterator[Problem]:
    """A problem for every link, image or heading in running text that would fail the reader. ``broken`` are the files and addresses of what
    could not be read: a link there may be right."""
    for record in records:
        for path, text in prose(record):
            if not any(mark in text for mark in "[]<#!&"):
                continue  # no link, image or heading can be written without one of these
            source = sources[record.path]
            for found in markdown.findings(text):
                line, column = _place(source, path, found.line)
                message, hint, warning = _judge(found, record, text, addresses, broken)
                if message:
                    yield Problem(
                        record.path,
                        line,
                        column,
                        message,
                        hint,
                        ".".join(map(str, path)),
                        "varning" if warning else "fel",
                    )


def _place(source: Source, path: KeyPath, line: int) -> tuple[int, int]:
    if path == ("text",) and source.body.strip():
        return source.body_line + source.body[: len(source.body) - len(source.body.lstrip())].count("\n") + line, 1
    start, column = source.place_of(path)
    return (start + line, column) if line else (start, column)


def _judge(found: markdown.Finding, record: Record, text: str, addresses: Mapping[str, Record], broken: set[str]) -> tuple[str, str, bool]:
    """(message, hint, only a warning) for one finding; an empty message when it is right."""
    match found.what:
        case "image":
            return "bilder i text går inte att använda", "ta bort bilden; portalen ritar sina diagram själv", False
        case "hidden":
            return found.value, "ta bort det", False
        case "footnote":
            return f"fotnoten {found.value} går inte att använda i löpande text", "skriv den under nyckeln fotnoter:", False
        case "heading":
            return (
                f"rubriknivåer hoppas över ({found.value})",
                "låt varje rubrik ligga högst en nivå under den förra",
                True,
            )
        case "vague":
            return f'länktexten "{found.value}" säger inte vart länken leder', "skriv vad läsaren kommer till", True
    scheme = markdown.scheme_of(found.value)
    if not found.value.strip():
        return "länken är tom", "skriv vart den leder", False
    if scheme:
        good = scheme in markdown.SCHEMES and (scheme not in ("http", "https") or is_web_address(found.value))
        return (
            ("", "", False)
            if good
            else (
                f'länken "{found.value}" går inte att använda',
                "länka med https://, http://, mailto: eller tel:",
                False,
            )
        )
    return (*_inside(found.value, record, text, addresses, broken), False)


def _inside(href: str, record: Record, text: str, addresses: Mapping[str, Record], broken: set[str]) -> tuple[str, str]:
    """(message, hint) for a link within the site."""
    path, _, anchor = href.partition("#")
    target = target_address(path, record, addresses) if path else urls.address(record)
    if target is None:
        if broken & {path, posixpath.normpath(posixpath.join(posixpath.dirname(record.path), path))}:
            return "", ""
        hint = did_you_mean(path, [*addresses, *_LISTS]) or "skriv en adress som /mal/id/ eller en fil som ../mal/id.md"
        return f'länken "{href}" leder ingenstans', hint
    if anchor:
        other = addresses.get(target)
        headings = markdown.heading_ids((text if other is record else other.text) or "") if other else []
        if anchor not in headings:
            hint = did_you_mean(anchor, headings) or "ta bort det som står efter #"
            return f'länken "{href}" leder till ett avsnitt som inte finns', hint
    return "", ""


def target_address(path: str, record: Record, addresses: Mapping[str, Record]) -> str | None:
    """The address that a link written in ``record`` leads to: ``/mal/x/`` or a file relative to the record's own."""
    if path.startswith("/"):
        return path if path in addresses or path in _LISTS else None
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(record.path), path))
    kind, name, _ = kind_of(wanted) if "." in posixpath.basename(wanted) else (None, "", "")
    if kind is None:
        return None
    return next((address for address, other in addresses.items() if other.path == wanted and other.id == name), None)
