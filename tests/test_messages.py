"""Every message has an example that triggers it and one that does not, and docs/fel.md explains it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from site_tools.config import ROOT
from site_tools.messages import catalogue
from site_tools.problems import Message, visible
from tests import catalogue as handbook
from tests.faults import EXAMPLES, Example

if TYPE_CHECKING:
    from pathlib import Path

MESSAGES = [message for messages in catalogue().values() for message in messages]


def test_every_message_has_one_example_and_a_code_of_its_own() -> None:
    """No message without a test, and no link that leads to two places."""
    codes = [message.code for message in MESSAGES]
    assert sorted(codes) == sorted(set(codes))
    assert sorted(codes) == sorted(example.message.code for example in EXAMPLES)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in codes)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.message.code)
def test_a_slip_is_told_and_its_mending_is_not(tmp_path: Path, example: Example) -> None:
    """The example gives its message alone; written as the catalogue says, the content has no fault."""
    found = example.check(tmp_path / "wrong").problems
    codes = {problem.code for problem in found}
    assert example.message.code in codes, found
    if example.message.code != "fler-fel":
        assert [problem.code for problem in found] == [example.message.code], found
    assert example.check(tmp_path / "right", mended=True).problems == ()


def test_the_catalogue_is_in_step() -> None:
    """docs/fel.md is what the messages and the examples give; `make bless` writes it anew."""
    assert handbook.FILE.read_text("utf-8") == handbook.text()


def test_problems_are_made_from_messages_only() -> None:
    """A problem that were put together by hand would have no code and no place in the catalogue."""
    makers = []
    for path in sorted((ROOT / "site_tools").rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        makers += [path.name for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Problem"]
    assert makers == ["problems.py"]


# Words that no Swedish sentence has, and that the libraries below use in their messages.
_ENGLISH = re.compile(r"(?i)\b(the|is|not|should|valid|invalid|error|expected|found|input|string|character|permission|denied|value|must)\b")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.message.code)
def test_no_english_comes_through(tmp_path: Path, example: Example) -> None:
    """What a library says in English is never shown to an editor."""
    for problem in example.check(tmp_path).problems:
        assert not _ENGLISH.search(f"{problem.message} {problem.hint}"), problem


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_a_message_says_what_to_do(message: Message) -> None:
    """Each has its advice and its explanation, without a closing full stop in the line and with one in the catalogue."""
    assert message.says
    assert message.advice
    assert not (message.says + message.advice).endswith(".")
    assert message.means.endswith((".", "?"))


def test_what_cannot_be_seen_is_written_out() -> None:
    """A line shown to an editor has no signs that turn it round or break it."""
    assert visible("a\u202eb\n") == "a\\x202eb\\x0a"
