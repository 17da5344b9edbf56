"""The words of a comparison: headings, one line for each change, and a summary. Shared by the text and the comment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from site_tools import text
from site_tools.changes.shape import Change, Changes, Sort
from site_tools.model.parts import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS: dict[Sort, str] = {
    Sort.VERDICT: "Bedömningar som har ändrats",
    Sort.REVISED: "Ändrade värden",
    Sort.REMOVED: "Borttagna värden",
    Sort.ADDED: "Nya värden",
    Sort.TARGET: "Målvärden och startvärden",
    Sort.NEW: "Nytt på portalen",
    Sort.GONE: "Borttaget från portalen",
    Sort.REPLACED: "Har ersatts",
    Sort.ENDED: "Har upphört eller är klart",
    Sort.RENAMED: "Har bytt namn",
    Sort.MOVED: "Har fått ny adress",
    Sort.FACT: "Andra uppgifter som har ändrats",
    Sort.TEXT: "Texter och förteckningar som har ändrats",
    Sort.COUNT: "Antal indikatorer med varje bedömning",
    Sort.LATE: "Har blivit försenade",
    Sort.ARRIVED: "Är inte längre försenade",
}
STILL_LATE = "Är fortfarande försenade"
KINDS: dict[str, tuple[str, str]] = {
    Kind.PROGRAM: ("program", "program"),
    Kind.FOCUS_AREA: ("fokusområde", "fokusområden"),
    Kind.GOAL: ("mål", "mål"),
    Kind.INDICATOR: ("indikator", "indikatorer"),
    Kind.ACTOR: ("aktör", "aktörer"),
    Kind.DOCUMENT: ("dokument", "dokument"),
    Kind.PAGE: ("sida", "sidor"),
    Kind.ASSIGNMENT: ("uppdrag", "uppdrag"),
    Kind.FOLLOW_UP: ("uppföljning", "uppföljningar"),
    Kind.FINANCE: ("finansiering", "finansieringar"),
    Kind.CONTROL: ("internkontrollplan", "internkontrollplaner"),
    Kind.EVENT: ("händelse", "händelser"),
    Kind.TERM: ("ord i ordlistan", "ord i ordlistan"),
}
_COUNTED: dict[Sort, tuple[str, str]] = {
    Sort.VERDICT: ("ändrad bedömning", "ändrade bedömningar"),
    Sort.REVISED: ("ändrat värde", "ändrade värden"),
    Sort.REMOVED: ("borttaget värde", "borttagna värden"),
    Sort.ADDED: ("nytt värde", "nya värden"),
    Sort.TARGET: ("ändring av målvärden", "ändringar av målvärden"),
    Sort.REPLACED: ("ersatt sak", "ersatta saker"),
    Sort.ENDED: ("sak som har upphört eller är klar", "saker som har upphört eller är klara"),
    Sort.RENAMED: ("nytt namn", "nya namn"),
    Sort.MOVED: ("ny adress", "nya adresser"),
    Sort.FACT: ("annan ändrad uppgift", "andra ändrade uppgifter"),
    Sort.TEXT: ("sida med ändrad text", "sidor med ändrad text"),
    Sort.LATE: ("indikator som har blivit försenad", "indikatorer som har blivit försenade"),
}


def summary(found: Changes) -> str:
    """``1 ändrad bedömning, 2 nya värden, nytt: 1 mål.`` or that nothing has changed for a reader."""
    parts = [text.count(len(some), *words) for sort, words in _COUNTED.items() if (some := _each_once(found, sort))]
    parts += [f"{word}: {_kinds(all_)}" for sort, word in ((Sort.NEW, "nytt"), (Sort.GONE, "borttaget")) if (all_ := found.of(sort))]
    if not parts:
        return "Ingenting har ändrats för läsarna."
    return text.capital("; ".join(parts)) + "."


def _each_once(found: Changes, sort: Sort) -> list[Change]:
    """The changes of a sort; of texts one for each page."""
    changes = found.of(sort)
    return list({change.thing: change for change in changes}.values()) if sort is Sort.TEXT else list(changes)


def _kinds(changes: tuple[Change, ...]) -> str:
    return text.join([text.count(n, *KINDS[kind]) for kind, n in Counter(change.thing.kind for change in changes).items()])


def warnings(found: Changes) -> Iterator[str]:
    """What the editor has left to do, or the reader of the list to know first."""
    missing = [change for change in found.changes if change.unexplained]
    if missing:
        figures = text.count(len(missing), "publicerat värde", "publicerade värden")
        yield f"{text.capital(figures)} har ändrats utan att det står varför. Skriv revideringar: i indikatorns fil."
    if lost := [change for change in found.of(Sort.MOVED) if change.note]:
        yield f"{text.count(len(lost), 'gammal adress', 'gamla adresser')} leder inte vidare. Skriv dem under tidigare_adresser:."
    if gone := [change for change in found.of(Sort.GONE) if change.thing.kind not in (Kind.EVENT, Kind.TERM)]:
        yield f"{text.count(len(gone), 'sida', 'sidor')} finns inte längre: den som har sparat adressen möts av ett fel."
    if found.method_before != found.method_after:
        yield f"Metoden för bedömningar har gått från version {found.method_before} till version {found.method_after}."


def since(found: Changes, label: str) -> str:
    """What is compared, and the days that count as today."""
    if found.day_before == found.day_after:
        return f"Jämfört med {label}. Bedömningarna gäller {text.day(found.day_after)}."
    return f"Jämfört med {label}. Bedömningarna gäller {text.day(found.day_before)} och {text.day(found.day_after)}."


def name(change: Change) -> str:
    """The thing's name, with its kind where the heading does not tell."""
    kind = KINDS.get(change.thing.kind, (change.thing.kind, ""))[0]
    told = change.sort in (Sort.VERDICT, Sort.REVISED, Sort.REMOVED, Sort.ADDED, Sort.LATE, Sort.ARRIVED)
    return change.thing.name if told else f"{change.thing.name} ({kind})"


def step(change: Change) -> str:
    """From what to what: ``92 → 95``, or the one side that there is."""
    if change.before and change.after:
        return f"{change.before} → {change.after}"
    if change.sort in (Sort.TARGET, Sort.FACT):
        return f"{change.after} (tillagt)" if change.after else f"{change.before} (borttaget)"
    if change.sort is Sort.REPLACED:
        return f"ersatt av {change.after}"
    if change.sort is Sort.VERDICT:
        return f"ingen bedömning → {change.after}" if change.after else f"{change.before} → ingen bedömning"
    return change.after or change.before


def why(change: Change) -> str:
    """The reason of a change, or that there is none where one is owed."""
    return change.note or ("ingen orsak angiven" if change.unexplained else "")
