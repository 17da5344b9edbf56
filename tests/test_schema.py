"""The schemas that an editor's program reads: in step with the model, right about good files and wrong ones."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from site_tools.config import FOLDERS, ROOT, kind_of
from site_tools.load import load
from site_tools.messages import keys, values
from site_tools.model.fields import slug
from site_tools.pipeline import check
from site_tools.schema import schemas
from tests.conftest import CONTENT
from tests.faults import EXAMPLES, Example
from tests.sites import MINIMAL

FOLDER = ROOT / "schema"
GLOSSARY = (ROOT / "docs" / "ordlista.md").read_text("utf-8")
WRITTEN = schemas(GLOSSARY)
SCHEMAS: dict[str, Any] = {name: json.loads(text) for name, text in WRITTEN.items()}
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))


def test_the_schemas_are_in_step() -> None:
    """schema/ is what the model and the glossary give; `make bless` writes it anew."""
    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == WRITTEN


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_all_of_it_is_explained(name: str) -> None:
    """It is valid, every key has its Swedish description, and no group takes unknown keys."""
    schema = SCHEMAS[name]
    jsonschema.Draft7Validator.check_schema(schema)
    groups = [schema, *schema.get("definitions", {}).values()]
    titles = [group["title"] for group in groups]
    assert len(titles) == len(set(titles))
    for group in groups:
        assert group["description"].endswith(".")
        assert group["additionalProperties"] is False
        assert all(form["description"] for form in group["properties"].values())
        assert set(group["required"]) <= set(group["properties"])


def _as_yaml(value: object) -> object:
    """What a YAML 1.2 reader, such as the language server's, makes of what an editor wrote: numbers and booleans, not only text."""
    if isinstance(value, dict):
        return {key: _as_yaml(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_yaml(inner) for inner in value]
    if isinstance(value, str):
        if re.fullmatch(r"[-+]?[0-9]+", value):
            return int(value)
        if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", value):
            return float(value)
        if value in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return value.lower() == "true"
    return value


def _faults(content: Path) -> dict[str, list[str]]:
    """File -> what its schema says of it, for every file with keys; as a YAML 1.2 reader takes it and as the portal does."""
    found = {}
    for source in load(content)[0]:
        if source.path.endswith(".csv"):
            continue
        kind = kind_of(source.path)[0]
        validator = jsonschema.Draft7Validator(SCHEMAS[f"{slug(kind) if kind else 'webbplats'}.schema.json"])
        found[source.path] = [error.message for tree in (source.tree, _as_yaml(source.tree)) for error in validator.iter_errors(tree)]
    return found


@pytest.mark.parametrize("content", [CONTENT, MINIMAL / "content"], ids=["real", "minimal"])
def test_good_content_passes_its_schemas(content: Path) -> None:
    """An editor's program never marks what the portal takes."""
    found = _faults(content)
    assert len(found) > 20
    assert {path: errors for path, errors in found.items() if errors} == {}


SEEN = (
    keys.MISSING_KEY, keys.MISSING_KEY_IN_FILE, keys.UNKNOWN_KEY, keys.FIXED_KEY, keys.UNKNOWN_WORD, keys.WORD_EXPECTED,
    keys.GROUP_EXPECTED,
    keys.LIST_EXPECTED, keys.TEXT_EXPECTED, keys.SHORT_LIST, values.EMPTY_TEXT, values.LINE_BREAK, values.NO_ID, values.NO_NUMBER,
    values.NOT_WHOLE, values.TOO_LOW, values.TOO_HIGH, values.NO_DATE, values.NO_PERIOD, values.YES_OR_NO, values.NO_URL, values.NO_EMAIL,
    values.NO_ADDRESS,
)  # fmt: skip
"""The faults of a key or a value alone, which an editor's program can see while one types."""


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.message in SEEN], ids=lambda example: example.message.code)
def test_what_is_wrong_with_a_key_is_seen_while_typing(tmp_path: Path, example: Example) -> None:
    """The schema refuses what `check` refuses, and passes it when it is mended."""
    assert _faults(example.write(tmp_path / "wrong"))[example.path]
    assert check(example.write(tmp_path / "right", mended=True)).problems == ()
    assert not _faults(tmp_path / "right")[example.path]


def _wired(path: str) -> list[str]:
    """The schemas of a file by the editor's settings: one glob of its own matches, and none that begins with ! does."""
    wired = SETTINGS["yaml.schemas"].items()
    return [
        Path(schema).name
        for schema, globs in wired
        if any(fnmatchcase(path, glob) for glob in globs) and not any(fnmatchcase(f"!{path}", glob) for glob in globs)
    ]


def test_every_file_with_keys_alone_is_wired_to_its_schema() -> None:
    """The editor's program knows the one schema of a YAML file in each folder, and of no other file."""
    for folder, kind in FOLDERS.items():
        file = "x/index.yaml" if folder == "program" else "x.yaml"
        assert _wired(f"content/{folder}/{file}") == [f"{slug(kind)}.schema.json"]
    assert _wired("content/program/x/y.yaml") == ["fokusomrade.schema.json"]
    assert _wired("content/webbplats.yaml") == ["webbplats.schema.json"]
    assert _wired(".github/workflows/publish.yml") == []
    assert {Path(schema).name for schema in SETTINGS["yaml.schemas"]} == set(SCHEMAS)
    assert all((ROOT / schema).is_file() for schema in SETTINGS["yaml.schemas"])


def test_the_task_of_the_editor_s_program_reads_our_messages() -> None:
    """A fault becomes an entry in its list of problems, with its place; the shown line does not."""
    task = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"][0]
    told = [
        "content/mal/x.md:3:6: fel – gör så",
        "content/mal/x.md:4:1: varning: tveksamt – gör så",
        "    3 | typ: x",
        "      | ^  docs/fel.md#x",
    ]
    found = [[bool(re.match(matcher["pattern"]["regexp"], line)) for line in told] for matcher in task["problemMatcher"]]
    assert found == [[True, False, False, False], [False, True, False, False]]
