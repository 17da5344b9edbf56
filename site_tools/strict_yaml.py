"""A strict reading of YAML: every scalar is text, and what could surprise an editor is refused with its place.

YAML 1.1 would turn ``2023:1`` into a number, ``no`` into False and one anchor into gigabytes. Here the content model alone decides
what a text means; anchors, aliases, tags, merge keys, duplicate keys and further documents are faults.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from site_tools.problems import hidden_characters

if TYPE_CHECKING:
    from site_tools.model.portal import KeyPath, Place

DEPTH_MAX = 32
NODES_MAX = 200_000

_BEGUN = ("unexpected end of stream", "did not find expected ',' or", "could not find expected ':'")
# A number after the sign is no comment but a part of the text: "Plats #1 i landet".
_CUT = re.compile(r"\s+#\d")
_ADVICE = (
    (
        "mapping values are not allowed",
        "ett kolon står på fel plats",
        'sätt citattecken om texten: "… : …", eller kontrollera indraget',
    ),
    ("could not find expected ':'", "nyckeln saknar kolon, eller mellanslag efter det", "skriv nyckel: värde"),
    (
        "did not find expected key",
        "indraget stämmer inte, eller så är ett citattecken inte avslutat",
        "låt nycklar på samma nivå börja i samma kolumn",
    ),
    (
        "did not find expected '-' indicator",
        "listans rader börjar inte i samma kolumn",
        "låt alla bindestreck stå rakt under varandra",
    ),
    (
        "did not find expected ',' or",
        "listan eller gruppen är inte avslutad",
        "kontrollera kommatecken och avslutande ] eller }",
    ),
    ("found unexpected end of stream", "ett citattecken är inte avslutat", "lägg till det som saknas"),
    (
        "block sequence entries are not allowed",
        "ett bindestreck står på fel plats",
        "börja listan på en ny rad under nyckeln",
    ),
    ("cannot start any token", "tecknet kan inte inleda ett värde", "sätt citattecken om värdet"),
    ("found unknown escape character", "okänt tecken efter \\", "använd enkla citattecken '…' i stället för dubbla"),
)


@dataclass
class YamlError(Exception):
    """What is wrong with the YAML: (place, message, hint) for each fault. ``tree`` is there when all of it could be read anyway."""

    found: list[tuple[Place, str, str]]
    tree: Tree | None = None


@dataclass
class Tree:
    """The document: nested dicts, lists, text and None; see :class:`site_tools.model.portal.Source` for the places."""

    value: dict[str, object] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    key_places: dict[KeyPath, Place] = field(default_factory=dict)


def read_yaml(text: str, first_line: int = 1) -> Tree:
    """Read one document whose top level is keys. ``first_line`` is the line of the file that ``text`` starts on.

    Raises YamlError with every fault found; a fault of the syntax ends the reading.
    """
    return _Reader(first_line, text).read()


class _Reader:
    """Builds the tree from libyaml's events: no recursion, so that depth is a limit and never a crash."""

    def __init__(self, first_line: int, text: str) -> None:
        self.offset = first_line
        self.text = text
        self.lines = text.split("\n")
        self.tree = Tree()
        self.faults: list[tuple[Place, str, str]] = []
        self.nodes = 0

    def read(self) -> Tree:
        try:
            documents = self._documents()
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.reader.ReaderError:  # pragma: no cover - hidden characters are refused before
            self.faults.append(((self.offset, 1), "filen innehåller tecken som YAML inte tillåter", "ta bort dem"))
            raise YamlError(self.faults) from None
        top = documents[0] if documents else {}
        if not isinstance(top, dict):
            self._stop(
                self.tree.places.get((), (self.offset, 1)),
                "filen ska bestå av nycklar med värden",
                "skriv nyckel: värde på varje rad",
            )
        self.tree.value = top
        if self.faults:
            raise YamlError(sorted(self.faults), self.tree)
        return self.tree

    def _place(self, mark: Any) -> Place:
        return (mark.line + self.offset, mark.column + 1)

    def _stop(self, place: Place, message: str, hint: str) -> NoReturn:
        self.faults.append((place, message, hint))
        raise YamlError(sorted(self.faults))

    def _syntax(self, error: yaml.MarkedYAMLError) -> NoReturn:
        # Where a quotation, a list or a key begins says more than where the reading gave up waiting for its end.
        begun = any(words in str(error.problem) for words in _BEGUN)
        mark = (error.context_mark if begun else None) or error.problem_mark or error.context_mark
        place = self._place(mark) if mark else (self.offset, 1)
        row = self.lines[place[0] - self.offset] if place[0] - self.offset < len(self.lines) else ""
        indent = row[: len(row) - len(row.lstrip())]
        if "\t" in indent:
            self._stop((place[0], indent.index("\t") + 1), "raden är indragen med tabb", "använd mellanslag")
        said = str(error.problem)
        for words, message, hint in _ADVICE:
            if words in said:
                self._stop(place, message, hint)
        self._stop(place, "raden går inte att läsa som YAML", "jämför med raderna omkring: kolon, indrag och citattecken")

    def _documents(self) -> list[object]:
        found: list[object] = []
        # (container, path of the container, pending key): the way down to where the reader is.
        stack: list[tuple[Any, KeyPath, str | None]] = []
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.DocumentStartEvent) and found:
                self._stop(
                    self._place(event.start_mark),
                    "filen innehåller mer än ett dokument",
                    "ta bort raden med --- och det som följer, eller dela upp filen",
                )
            if isinstance(event, yaml.AliasEvent):
                self._stop(
                    self._place(event.start_mark),
                    f"hänvisningen *{event.anchor} går inte att använda",
                    "skriv ut värdet",
                )
            if isinstance(event, yaml.NodeEvent):
                self._refuse(event)
                self._node(event, stack, found)
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
        return found

    def _refuse(self, event: Any) -> None:
        place = self._place(event.start_mark)
        self.nodes += 1
        if self.nodes > NODES_MAX:
            self._stop(place, f"filen har fler än {NODES_MAX} värden", "dela upp den")
        if event.anchor:
            self._stop(place, f"ankaret &{event.anchor} går inte att använda", "skriv ut värdet på varje ställe")
        if event.tag and event.tag != "!":
            self._stop(
                place,
                f"märket {event.tag} går inte att använda",
                "skriv värdet utan utropstecken, eller sätt citattecken om det",
            )

    def _visible(self, event: Any, place: Place) -> None:
        """An escape within double quotes can write what may not be typed."""
        for _, what in hidden_characters(event.value):
            self.faults.append((place, what, "ta bort det"))
        rest = self.lines[event.end_mark.line : event.end_mark.line + 1]
        if not event.style and rest and _CUT.match(rest[0][event.end_mark.column :]):
            self.faults.append((place, "texten tar slut före #, som inleder en kommentar", "sätt citattecken om hela texten"))

    def _node(self, event: Any, stack: list[tuple[Any, KeyPath, str | None]], found: list[object]) -> None:
        place = self._place(event.start_mark)
        scalar = isinstance(event, yaml.ScalarEvent)
        if scalar:
            self._visible(event, place)
        if stack and isinstance(stack[-1][0], dict) and stack[-1][2] is None:
            if not scalar:
                self._stop(
                    place,
                    "en nyckel ska vara ett ord",
                    "skriv nyckel: värde; hakparenteser och klammer i text behöver citattecken",
                )
            self._key(event.value, place, stack)
            return
        value: Any = _scalar(event) if scalar else ({} if isinstance(event, yaml.MappingStartEvent) else [])
        path = self._attach(value, event, stack, found)
        if not scalar:
            if len(stack) >= DEPTH_MAX:
                self._stop(place, f"värdena är inneslutna i varandra i fler än {DEPTH_MAX} nivåer", "förenkla filen")
            stack.append((value, path, None))

    def _key(self, name: str, place: Place, stack: list[tuple[Any, KeyPath, str | None]]) -> None:
        container, path, _ = stack[-1]
        here = (*path, name)
        if name == "<<":
            self._stop(place, "<< går inte att använda", "skriv ut nycklarna")
        if name in container:
            first = self.tree.key_places[here][0]
            self.faults.append((place, f'nyckeln "{name}" står två gånger; den första på rad {first}', "ta bort den ena"))
        else:
            self.tree.key_places[here] = place
        stack[-1] = (container, path, name)

    def _attach(self, value: Any, event: Any, stack: list[tuple[Any, KeyPath, str | None]], found: list[object]) -> KeyPath:
        place, scalar = self._place(event.start_mark), isinstance(event, yaml.ScalarEvent)
        if not stack:
            found.append(value)
            self.tree.places[()] = place
            return ()
        container, path, name = stack[-1]
        if isinstance(container, dict):
            assert name is not None  # noqa: S101 - _node leaves a pending key before every value
            here: KeyPath = (*path, name)
            container.setdefault(name, value)
            stack[-1] = (container, path, None)
            self.tree.places.setdefault(here, _text_place(event, place) if scalar else self.tree.key_places[here])
        else:
            here = (*path, len(container))
            container.append(value)
            self.tree.places[here] = place
        return here


def _text_place(event: Any, place: Place) -> Place:
    """Where a value's text begins: that of a block (| or >) on the line after the sign."""
    return (place[0] + 1, 1) if event.style in ("|", ">") else place


def _scalar(event: Any) -> str | None:
    # A plain empty value, null and ~ say "nothing"; within quotes they are text like any other.
    if not event.style and event.value in ("", "~", "null"):
        return None
    return str(event.value)
