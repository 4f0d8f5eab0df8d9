"""Our kinds of files, known to Qt by their names."""

from __future__ import annotations

import os
import sys

from app.paths import resources

FOLDERS = "XDG_DATA_DIRS"
USUAL = "/usr/local/share:/usr/share"
"""What the variable means when it is not set."""


def know_by_name() -> None:
    """Keep Qt from opening libraries to see what they are; call it before the first dialog.

    A file dialog opens every file whose name does not tell its kind. Closing one that this
    process has open elsewhere drops all of SQLite's locks on it (POSIX locks belong to the
    process): the next program that closes the same library then takes itself for the last,
    deletes the log beside it, and what is written here afterwards is lost. Measured with
    PySide6 6.9.3; files that a glob names are not opened.
    """
    if sys.platform == "win32":
        return
    own, known = str(resources()), os.environ.get(FOLDERS) or USUAL
    if own not in known.split(os.pathsep):
        os.environ[FOLDERS] = os.pathsep.join((known, own))
