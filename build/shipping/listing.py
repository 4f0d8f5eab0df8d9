"""The list of all files of a bundle, by which the installed program checks itself.

What an antivirus program took away, or a stick cut short, is then named by
`piyue --selftest` (src/app/cli/selftest/files.py reads the list). It is made last:
what changes a file afterwards, a signature too, must make it anew.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

LISTING = "_internal/app/files.json"


def write_listing(folder: Path) -> Path:
    """List every file of a bundle with its size and digest; returns the list.

    A link has no digest: what it leads to is listed by itself.
    """
    listed: dict[str, list[int | str]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != LISTING:
            digest = "" if path.is_symlink() else _digest(path)
            listed[name] = [path.stat().st_size, digest]
    target = folder / LISTING
    target.write_text(json.dumps(listed, indent=0) + "\n", encoding="ascii", newline="\n")
    return target


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        # As the program computes it, which ships without OpenSSL.
        return hashlib.file_digest(file, hashlib.blake2b).hexdigest()
