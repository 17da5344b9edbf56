"""A strict reading of YAML: every scalar is text, and what could surprise an editor is refused with its place.

YAML 1.1 would turn ``2023:1`` into a number, ``no`` into False and one anchor into gigabytes. Here the content model alone decides
what a text means; anchors, aliases, tags, merge keys, duplicate keys and further documents are faults.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from site_tools.messages import syntax as say
from site_tools.messages.hidden import hidden_characters
from site_tools.model.portal import Marks
from site_tools.problems import FAULTS_MAX
from site_tools.strict_yaml.layout import Layout

if TYPE_CHECKING:
    from site_tools.model.portal import KeyPath, Place
    from site_tools.problems import Said

DEPTH_MAX = 32
NODES_MAX = 50_000
LIST_MAX = 3000
"""Far more than any file has needed: what is longer is a slip, or meant to stop the reading of all the others."""

_BEGUN = (
    "unexpected end of stream", "did not find expected ',' or", "could not find expected ':'", "alphabetic or numeric character",
    "whitespace or line break", "comment or line break", "the expected '>'",
)  # fmt: skip
# A word right after the sign may be no comment but a part of the text: "Plats #1 i landet", "Mötet om #hållbarhet".
_CUT = re.compile(r"\s+#[^\s#]")
_NUMBER_SIGN = re.compile(r"\S\s+#[^\s#]")
_HARD = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_HARD_SPACE = re.compile(f"^(?: *-)? *(?P<before>{_HARD})|^ *(?:- +)?[^\\s:]+(?:{_HARD}*:)?(?P<after>{_HARD})")
_NODES = (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_ADVICE = (
    ("mapping values are not allowed", say.COLON),
    ("could not find expected ':'", say.NO_COLON),
    ("did not find expected key", say.INDENT),
    ("did not find expected '-' indicator", say.LIST_INDENT),
    ("did not find expected ',' or", say.OPEN_LIST),
    ("found unexpected end of stream", say.OPEN_QUOTE),
    ("block sequence entries are not allowed", say.DASH),
    ("cannot start any token", say.BAD_START),
    ("alphabetic or numeric character", say.BAD_START),
    ("whitespace or line break", say.BAD_START),
    ("comment or line break", say.BAD_START),
    ("the expected '>'", say.BAD_START),
    ("mapping keys are not allowed", say.BAD_START),
    ("did not find expected node content", say.NOTHING_HERE),
    ("found unexpected ':'", say.COLON),
    ("did not find expected <document start>", say.INDENT),
    ("found unknown escape character", say.BAD_ESCAPE),
    ("hexdecimal number", say.BAD_ESCAPE),
    ("invalid Unicode character escape", say.BAD_ESCAPE),
)
"""Words of libyaml's own message -> ours."""


@dataclass
class YamlError(Exception):
    """What is wrong with the YAML, each fault with its place, in their order. ``tree`` is there when all of it could be read anyway."""

    found: list[tuple[Place, Said]]
    tree: Tree | None = None


@dataclass
class Tree:
    """The document: nested dicts, lists, text and None, and the places of its parts."""

    value: dict[str, object] = field(default_factory=dict)
    marks: Marks = field(default_factory=lambda: Marks({}, {}, {}))


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
        self.places: dict[KeyPath, Place] = {}
        self.key_places: dict[KeyPath, Place] = {}
        self.ends: dict[Place, Place] = {}
        self.faults: list[tuple[Place, Said]] = []
        self.nodes = 0
        self.again: KeyPath | None = None
        """The group in which a key has just stood for the second time."""
        # Most files have none of this, so most texts need no second look.
        self.numbered = bool(_NUMBER_SIGN.search(text))
        self.odd = self.numbered or any(True for _ in hidden_characters(text))

    def read(self) -> Tree:
        try:
            documents = self._documents()
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.reader.ReaderError as error:  # a file's hidden characters are refused before
            self._stop((self.offset, 1), next((said for _, said in hidden_characters(str(error.character))), say.UNREADABLE()))
        top = documents[0] if documents else {}
        if not isinstance(top, dict):
            self._stop(self.places.get((), (self.offset, 1)), say.NO_KEYS())
        tree = Tree(top, Marks(self.places, self.key_places, self.ends))
        if self.faults:
            raise YamlError(self._sorted(), tree)
        return tree

    def _place(self, mark: Any) -> Place:
        return (mark.line + self.offset, mark.column + 1)

    def _sorted(self) -> list[tuple[Place, Said]]:
        return sorted(self.faults, key=lambda fault: fault[0])

    def _stop(self, place: Place, said: Said) -> NoReturn:
        self.faults.append((place, said))
        raise YamlError(self._sorted())

    def _syntax(self, error: yaml.MarkedYAMLError) -> NoReturn:
        if any(said.message is say.NOT_INDENTED for _, said in self.faults):
            raise YamlError(self._sorted())  # a quotation that does not end has taken in what follows
        if "<document start>" in str(error.problem) and (ends := [n for n, line in enumerate(self.lines) if line.startswith("...")]):
            self._stop((ends[0] + self.offset, 1), say.TWO_DOCUMENTS())
        # Where a quotation, a list or a key begins says more than where the reading gave up waiting for its end.
        begun = any(words in str(error.problem) for words in _BEGUN)
        mark = (error.context_mark if begun else None) or error.problem_mark or error.context_mark
        place = self._place(mark) if mark else (self.offset, 1)
        row = self.lines[place[0] - self.offset] if place[0] - self.offset < len(self.lines) else ""
        indent = row[: len(row) - len(row.lstrip())]
        if "\t" in indent:
            self._stop((place[0], indent.index("\t") + 1), say.TAB())
        if row.lstrip().startswith("- ") and "did not find expected key" in str(error.problem):
            self._stop(place, say.LIST_INDENT())
        for number, line in enumerate(self.lines[: place[0] - self.offset + 1]):
            if (hard := _HARD_SPACE.search(line)) and (hard["before"] or f":{hard['after']}" in line):
                self._stop((number + self.offset, hard.start("before" if hard["before"] else "after") + 1), say.HARD_SPACE())
        self._stop(place, next((message() for words, message in _ADVICE if words in str(error.problem)), say.UNREADABLE()))

    def _documents(self) -> list[object]:
        found: list[object] = []
        # (container, path of the container, pending key): the way down to where the reader is.
        stack: list[tuple[Any, KeyPath, str | None]] = []
        layout = Layout(self.lines)
        event: Any
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            kind = type(event)
            if kind is yaml.DocumentStartEvent and found:
                self._stop(self._place(event.start_mark), say.TWO_DOCUMENTS())
            if kind is yaml.AliasEvent:
                self._stop(self._place(event.start_mark), say.ALIAS(name=event.anchor))
            if kind is not yaml.ScalarEvent or event.style or not layout.plain:
                for (line, column), said in layout.faults(event):
                    self.faults.append(((line + self.offset, column + 1), said))
                    if said.message is say.BLANK_TOO_DEEP:
                        raise YamlError(self._sorted())  # the text has ended too early, and what follows would be misread
            if kind in _NODES:
                place = self._place(event.start_mark)
                self._refuse(event, place)
                self._node(event, place, stack, found)
            elif kind in _ENDS:
                stack.pop()
        return found

    def _refuse(self, event: Any, place: Place) -> None:
        self.nodes += 1
        if self.nodes > NODES_MAX:
            self._stop(place, say.TOO_MANY(limit=NODES_MAX))
        if event.anchor:
            self._stop(place, say.ANCHOR(name=event.anchor))
        if event.tag and event.tag != "!":
            self._stop(place, say.TAG(name=str(event.tag).replace("tag:yaml.org,2002:", "!!")))

    def _visible(self, event: Any, place: Place) -> None:
        """An escape within double quotes can write what may not be typed."""
        self.faults += [(place, said) for _, said in islice(hidden_characters(event.value), max(0, FAULTS_MAX - len(self.faults)))]
        if not event.style and self.numbered:
            rest = self.lines[event.end_mark.line : event.end_mark.line + 1]
            if rest and _CUT.match(rest[0], event.end_mark.column):
                self.faults.append((place, say.CUT_SHORT()))

    def _node(self, event: Any, place: Place, stack: list[tuple[Any, KeyPath, str | None]], found: list[object]) -> None:
        scalar = type(event) is yaml.ScalarEvent
        start = _text_place(event, place) if scalar else place
        if scalar:
            if event.style == '"' or self.odd:
                self._visible(event, place)
            self.ends[start] = self._place(event.end_mark)
        if stack and stack[-1][2] is None and type(stack[-1][0]) is dict:
            if not scalar:
                self._stop(place, say.KEY_IS_NO_WORD())
            self._key(event.value, place, stack)
            return
        value: Any = _scalar(event) if scalar else ({} if type(event) is yaml.MappingStartEvent else [])
        path = self._attach(value, (place, start if scalar else None), stack, found)
        if not scalar:
            if len(stack) >= DEPTH_MAX:
                self._stop(place, say.TOO_DEEP(limit=DEPTH_MAX))
            stack.append((value, path, None))

    def _key(self, name: str, place: Place, stack: list[tuple[Any, KeyPath, str | None]]) -> None:
        container, path, _ = stack[-1]
        here = (*path, name)
        if name == "<<":
            self._stop(place, say.MERGE())
        if re.match(_HARD, name):
            self._stop(place, say.HARD_SPACE())
        if name in container:
            # Keys that follow on each other have lost the line that parted them: that is one slip.
            if self.again != path:
                self.faults.append((place, say.DUPLICATE_KEY(name=name, line=self.key_places[here][0])))
            self.again = path
        else:
            self.key_places[here] = place
            self.again = None if self.again == path else self.again
        stack[-1] = (container, path, name)

    def _attach(
        self, value: Any, at: tuple[Place, Place | None], stack: list[tuple[Any, KeyPath, str | None]], found: list[object]
    ) -> KeyPath:
        """Put a value where it belongs. It stands ``at`` a place, and a text begins at another; a group begins at its key."""
        place, start = at
        if not stack:
            found.append(value)
            self.places[()] = place
            return ()
        container, path, name = stack[-1]
        here: KeyPath
        if name is not None:
            here = (*path, name)
            if container.get(name) is None:  # of a key that stands twice, the one that says something
                container[name] = value
                self.places[here] = start or self.key_places[here]
            stack[-1] = (container, path, None)
        else:
            if len(container) >= LIST_MAX:
                self._stop(place, say.LONG_LIST(limit=LIST_MAX))
            here = (*path, len(container))
            container.append(value)
            self.places[here] = place
        return here


def _text_place(event: Any, place: Place) -> Place:
    """Where a value's text begins: that of a block (| or >) on the line after the sign."""
    return (place[0] + 1, 1) if event.style in ("|", ">") else place


def _scalar(event: Any) -> str | None:
    # A plain empty value, null and ~ say "nothing"; within quotes they are text like any other.
    if not event.style and event.value in ("", "~", "null"):
        return None
    return str(event.value)
