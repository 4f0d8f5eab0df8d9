"""The package of a change log: what lies in it under which name.

    manifest.json       what the package is, and the SHA-256 of everything else in it
    ops.jsonl           the changes, one JSON object in a line, in the order of the log;
                        further edits of a large one in lines after it (`id`, `more`)
    codebook.json       the tags as they are now, for people and other programs
    people.json         reviewers by id, with the names they chose
    texts/<sha256>.txt  canonical texts, UTF-8

The state of what is packed is the fold of ops.jsonl; codebook.json and people.json
only show a part of it. No path, no name of a machine or of its user is in any of them.
"""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path
from typing import Any, cast

from app.files.sniffing import BROKEN_ZIP

FORMAT = "piyuepack"
VERSION = 1
"""Raised when an older program would misread a package; it then refuses."""

MEDIA_TYPE = "application/vnd.piyue.pack+zip"

MANIFEST = "manifest.json"
OPS = "ops.jsonl"
CODEBOOK = "codebook.json"
PEOPLE = "people.json"


def text_name(sha256: str) -> str:
    return f"texts/{sha256}.txt"


def is_pack(path: Path, head: bytes) -> bool:
    """Whether a file is a ZIP with a manifest and a log."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    with contextlib.suppress(*BROKEN_ZIP), zipfile.ZipFile(path) as package:
        return {MANIFEST, OPS} <= set(package.namelist())
    return False


def object_of(value: Any) -> dict[str, Any] | None:
    """A JSON object, or None for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None
