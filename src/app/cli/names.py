"""The names of the commands, apart from the parser: the start of the window asks for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

COMMAND_NAMES: Final = frozenset(
    {
        "import", "list", "show", "correct", "search", "annotate", "annotations", "reply",
        "resolve", "tags", "autotag", "links", "export", "check", "gui",
    }
)  # fmt: skip
"""A test keeps them like arguments.COMMANDS."""


def is_file(word: str) -> bool:
    """Whether the first plain word names a file or folder for the window.

    A command stays the command, even beside a file of that name (`./import` is the
    file). A word without an ending or a folder that names nothing is a command typed wrong.
    """
    if word in COMMAND_NAMES or word.startswith("-"):
        return False
    has_folder = "/" in word or os.sep in word
    return has_folder or bool(Path(word).suffix) or Path(word).exists()


def path_of(word: str) -> Path:
    """The path that a word names; file managers may give an address (`file:///…`)."""
    if not word.startswith("file://"):
        return Path(word)
    from urllib.parse import unquote, urlsplit

    path = unquote(urlsplit(word).path)
    is_drive = len(path) > 2 and path[2] == ":"  # file:///E:/…
    return Path(path[1:] if is_drive else path)
