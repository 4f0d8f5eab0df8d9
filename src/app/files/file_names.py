"""Names for the files of an export that every system accepts."""

from __future__ import annotations

import re
import unicodedata

_NAME_LIMIT = 60
"""Characters of a report's title in a file name: at 3 bytes each they fit any file system."""
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def file_name(title: str, suffix: str, taken: set[str]) -> str:
    """A name for a report's file that every system accepts and `taken` does not hold.

    `taken` holds folded names and gets the new one.
    """
    stem = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", title))
    stem = " ".join(stem.split())[:_NAME_LIMIT].strip(". ") or "report"
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    name, number = f"{stem}{suffix}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}){suffix}"
    taken.add(name.casefold())
    return name
