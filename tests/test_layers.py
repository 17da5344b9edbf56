"""The house keeps its shape: imports go down only, never sideways, and the stages do not know each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "site_tools"
STAGES = {"load", "validate", "link", "derive", "render", "export", "write", "index", "verify"}
ROWS: tuple[set[str], ...] = (
    {"cli"},
    {"compare", "commands"},
    {"report", "serve", "history", "clickwords", "editing", "outside"},
    {"pipeline"},
    STAGES,
    {"changes", "datasets"},
    {
        "charts",
        "markdown",
        "templates",
        "strict_yaml",
        "seriesfile",
        "schema",
        "hosting",
        "release",
        "unchanged",
        "renew",
        "snapshots",
        "sources",
    },
    {"making"},
    {"urls", "text", "config", "beside", "disk", "policy", "keep", "timing", "reads", "exact"},
    {"model"},
    {"messages"},
    {"problems", "memory", "stamps"},
)
"""The rooms, from the door down; a package counts as one room. Drawn in docs/arkitektur.md."""


def _rooms() -> dict[str, list[Path]]:
    rooms: dict[str, list[Path]] = {}
    for file in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = file.relative_to(ROOT / PACKAGE).with_suffix("").parts
        if parts != ("__init__",):
            rooms.setdefault(parts[0], []).append(file)
    return rooms


def _imported_rooms(file: Path) -> set[str]:
    """The rooms that a file imports from, type-checking imports included: they tell the shape just as well."""
    package = file.relative_to(ROOT).parent.parts
    names: list[str] = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module or "")))
            names += [f"{module}.{alias.name}" for alias in node.names]
    return {name.split(".")[1] for name in names if name.startswith(f"{PACKAGE}.")}


def _row_of(room: str) -> int:
    return next((number for number, row in enumerate(ROWS) if room in row), -1)


ROOMS = _rooms()


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_room_has_a_place(room: str) -> None:
    """A new module is placed in a row, here and in docs/arkitektur.md, before it is used."""
    assert _row_of(room) >= 0, f"{room} stands in no row of tests/test_layers.py"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_imports_go_down_only(room: str) -> None:
    """No room imports one above it or beside it."""
    breaches = [
        f"{file.relative_to(ROOT)} imports {other}"
        for file in ROOMS[room]
        for other in sorted(_imported_rooms(file) - {room})
        if _row_of(other) <= _row_of(room)
    ]
    assert not breaches


def test_only_the_pipeline_knows_the_stages() -> None:
    """The order of the stages is written in one place."""
    importers = {room for room, files in ROOMS.items() for file in files if _imported_rooms(file) & STAGES and room not in STAGES}
    assert importers <= {"pipeline"}


def test_who_speaks_to_other_machines() -> None:
    """The importers are known to the commands that fetch and that ask for links, and so to nothing that checks, builds or serves."""
    importers = {room for room, files in ROOMS.items() for file in files if "sources" in _imported_rooms(file) and room != "sources"}
    assert importers == {"editing", "outside"}


def test_the_door_calls_the_command_line_only() -> None:
    """build.py holds no logic of its own."""
    assert _imported_rooms(ROOT / "build.py") == {"cli"}


def test_help_loads_nothing_heavy() -> None:
    """``--help`` answers at once: what draws, models and renders is imported by the command that needs it."""
    heavy = {"altair", "vl_convert", "pydantic", "jinja2", "markdown_it", "yaml"}
    code = (
        "import sys\nsys.argv = ['build.py', '--help']\nfrom site_tools.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    sys.stderr.write('\\n'.join(sys.modules))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "build" in run.stdout
    assert not heavy & set(run.stderr.split())
