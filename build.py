"""The door: python build.py --help."""

import os
import sys

from site_tools.cli import main
from site_tools.cli.common import leave

if __name__ == "__main__":
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        # Commands, options and folders have Swedish names. Where the system knows only ASCII, begin again and read them as UTF-8.
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONUTF8": "1"})  # noqa: S606 - ourselves
    try:
        main()
    except SystemExit as end:
        leave(end.code)
        raise
