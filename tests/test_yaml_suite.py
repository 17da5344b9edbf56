"""YAML's own test suite: whatever somebody writes, the reader answers with a value or with its own error, and refuses all that YAML does.

The cases are those of yaml-test-suite, as one file of JSON; see ``cases/yaml-test-suite.LICENSE``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from site_tools.strict_yaml import YamlError, read_yaml
from site_tools.strict_yaml.plain import read_plain

CASES = json.loads((Path(__file__).parent / "cases" / "yaml-test-suite.json").read_text("utf-8"))
TRAILING_SPACES = {"L24T-01"}
"""A last line of nothing but spaces, without a line end: libyaml drops the line end, which no reader of a page can see."""


def _read(text: str) -> dict[str, object] | None:
    """What the reader makes of a text; None when it refuses it."""
    try:
        return read_yaml(text).value
    except YamlError as error:
        return None if error.found else {"refused": "without a word"}


def test_the_suite_is_whole() -> None:
    """All of its 402 cases, 94 of them invalid."""
    assert (len(CASES), sum(case["fail"] for case in CASES)) == (402, 94)


@pytest.mark.parametrize("case", [case for case in CASES if case["fail"]], ids=lambda case: case["id"])
def test_what_yaml_forbids_is_refused(case: dict[str, Any]) -> None:
    """Other tools refuse these files too, so an editor's file is good everywhere or nowhere."""
    assert _read(case["yaml"]) is None


@pytest.mark.parametrize("case", [case for case in CASES if not case["fail"]], ids=lambda case: case["id"])
def test_what_is_accepted_is_what_was_meant(case: dict[str, Any]) -> None:
    """The reader refuses much that YAML allows, but what it takes in it reads as the suite says, with every scalar as text."""
    found = _read(case["yaml"])
    if found is not None and case["id"] not in TRAILING_SPACES:
        assert _same(found, json.loads(case["json"] or "{}") or {}), found


def test_what_is_read_fast_is_what_is_read_with_care() -> None:
    """The fast reading takes in nothing that the careful one refuses, and reads it alike."""
    fast = {case["id"]: plain for case in CASES if (plain := read_plain(case["yaml"])) is not None}
    assert len(fast) > 40
    assert all(_read(case["yaml"]) == fast[case["id"]] for case in CASES if case["id"] in fast)


def _same(found: object, meant: object) -> bool:
    if isinstance(meant, dict):
        return isinstance(found, dict) and set(found) == set(meant) and all(_same(found[key], meant[key]) for key in meant)
    if isinstance(meant, list):
        return isinstance(found, list) and len(found) == len(meant) and all(map(_same, found, meant))
    if meant is None:
        return found is None
    # Numbers and truth values reach the model as the text that was typed.
    return found == meant if isinstance(meant, str) else isinstance(found, str) and found != ""
