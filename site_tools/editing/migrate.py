"""``build.py migrera``: content written for an older model lifted to the program's own, step by step, with its comments and layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.config import SITE_FILE
from site_tools.disk import reason
from site_tools.editing.files import put
from site_tools.editing.layout import set_value
from site_tools.model import records
from site_tools.pipeline import ContentError, check, read
from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


class Step(NamedTuple):
    """What lifts content from one model to the next.

    ``change`` is given the path and the text of every file and gives the new text. It must leave a text that it has changed already as it
    is: a migration that was stopped half-way is run again from its start. ``editing.layout`` has what keeps comments and order.
    """

    before: int
    change: Callable[[str, str], str]


STEPS: tuple[Step, ...] = ()
"""A step for each model that has been left: with ``MODEL_VERSION`` comes a new one, and no step is ever taken away."""


def migrate(content: Path) -> str:
    """Lift the content and say what was changed; nothing is done where it has the present model.

    Raises UserError for content that no step leads on from, ContentError when it cannot be read, or has faults when it is lifted; not a
    byte is then changed. webbplats.yaml, which says the model, is written last: until then the content is the older one, and the next
    call ends what was begun.
    """
    sources, unreadable = read(content)
    if unreadable.errors:
        raise ContentError(unreadable)
    said = next((str(source.tree.get("modell")) for source in sources if source.path == SITE_FILE), None)
    if said is None or not said.isdecimal():
        raise UserError(f"{content / SITE_FILE} säger inte vilken modell innehållet är skrivet för – skriv modell: {records.MODEL_VERSION}")
    if int(said) == records.MODEL_VERSION:
        return f"Innehållet har redan modell {said}. Det finns inget att göra."
    changed = _lifted(content, [source.path for source in sources], _steps(int(said)))
    after = check(content, instead={path: text.encode() for path, text in changed.items()})
    if after.errors:
        raise ContentError(after)
    try:
        for path in sorted(changed, key=lambda path: path == SITE_FILE):
            put(content / path, changed[path].encode())
    except OSError as error:
        raise UserError(f"innehållet går inte att skriva: {reason(error)}. Kör build.py migrera igen") from error
    listed = "".join(f"\n  {content / path}" for path in changed)
    return f"Lyfte innehållet från modell {said} till {records.MODEL_VERSION}. Se efter med git diff. Ändrade filer:{listed}"


def _steps(model: int) -> list[Step]:
    """The steps from a model to the present one. Raises UserError when they do not lead there."""
    now = records.MODEL_VERSION
    if model > now:
        raise UserError(f"innehållet är skrivet för modell {model}, men programmet kan bara modell {now} – hämta en nyare version av det")
    found = {step.before: step for step in STEPS}
    if missing := [number for number in range(model, now) if number not in found]:
        raise UserError(f"det finns inget steg från modell {missing[0]} – skriv modell: {now} om innehållet är nytt")
    return [found[number] for number in range(model, now)]


def _lifted(content: Path, paths: Iterable[str], steps: Iterable[Step]) -> dict[str, str]:
    """Path -> new text of every file that is another afterwards. Raises UserError for one that a step cannot change."""
    changed: dict[str, str] = {}
    for path in paths:
        # newline="" keeps the file's own line ends.
        with (content / path).open(encoding="utf-8", newline="") as file:
            before = after = file.read()
        for step in steps:
            try:
                after = step.change(path, after)
            except ValueError as error:
                raise UserError(f"{content / path}: {error} – ändra filen för hand enligt CHANGELOG.md") from error
        if path == SITE_FILE:
            after = set_value(after, "modell", str(records.MODEL_VERSION))
        if after != before:
            changed[path] = after
    return changed
