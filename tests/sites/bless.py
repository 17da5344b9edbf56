"""``make bless``: accept what the golden sites give, and write docs/fel.md and schema/ anew. Look at the difference afterwards."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from site_tools.config import ROOT
from site_tools.schema import schemas
from tests import catalogue
from tests.sites import BROKEN, HERE, MINIMAL, build, lay_out, messages, texts


def main() -> int:
    """Write every ``expected``; 1 when the minimal site does not build or CI asks."""
    if os.environ.get("CI"):
        sys.stderr.write("CI compares, it never accepts\n")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder, public = Path(name), Path(name) / "public"
        lay_out(folder)
        result = build(folder, public)
        if result.exit_code:
            sys.stderr.write(result.output)
            return 1
        expected = MINIMAL / "expected"
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in texts(public).items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_text(text, "utf-8", newline="")
        for case in BROKEN:
            (HERE / "broken" / case / "expected.txt").write_text(messages(folder, public, case), "utf-8")
    catalogue.write()
    for name, schema in schemas((ROOT / "docs" / "ordlista.md").read_text("utf-8")).items():
        (ROOT / "schema" / name).write_text(schema, "utf-8")
    sys.stdout.write(f"Accepted: minimal and {len(BROKEN)} broken sites. Now look at: git diff --stat {HERE.relative_to(Path.cwd())}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
