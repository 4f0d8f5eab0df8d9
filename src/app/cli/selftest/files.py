"""The files of a packaged program, compared with the list that was made with it."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.cli.selftest.trial import Findings, Trial
from app.paths import resources

LISTING = "files.json"
"""Beside the resources; made by build/shipping/listing.py. The source has none."""

Listed = Mapping[str, tuple[int, str]]
"""Size and digest by the name below the program's folder; a link has no digest."""


def look_at_files(trial: Trial, found: Findings) -> None:
    """Every file of the package is there, and as it was made."""
    del trial
    listing = resources().parent / LISTING
    is_packaged = bool(getattr(sys, "frozen", False))
    listed: Listed = {}
    if listing.exists():
        listed = json.loads(listing.read_text(encoding="ascii"))
    found.expect(listed or not is_packaged, f"missing: {LISTING}")
    found.problems += wrong_files(listed, Path(sys.executable).parent)
    found.detail |= {"files": len(listed), "bytes": sum(size for size, _ in listed.values())}


def wrong_files(listed: Listed, folder: Path) -> Iterator[str]:
    """What is missing or changed, a phrase each."""
    for name, (size, digest) in listed.items():
        path = folder / name
        try:
            if path.stat().st_size != size:
                yield f"of another size: {name}"
            elif digest and _digest(path) != digest:
                yield f"changed: {name}"
        except FileNotFoundError:
            yield f"missing: {name}"
        except OSError as error:
            yield f"not readable: {name} ({error.strerror})"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, hashlib.blake2b).hexdigest()
