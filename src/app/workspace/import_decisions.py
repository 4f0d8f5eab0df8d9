"""What a person decided about a file on its way in, to be offered when it comes again.

Kept in the settings folder by the SHA-256 of the file's bytes: no path, no name and no
text of a report. It is comfort, not content: a lost file costs a few decisions again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

from app.domain.incoming import AS_DETECTED, ENCODINGS, Choices
from app.domain.report import METADATA_FIELDS
from app.settings import Json, write_json

log = logging.getLogger(__name__)

FILE_NAME = "import-decisions.json"
MOST = 2000
"""Files remembered; the one decided longest ago goes first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one file.

    Attributes:
        corrections: field name → the person's value; None says there is none.
        skipped: it is not to be imported.
        choices: how it is to be read.
        apart: of a corrected version, to be kept as a report of its own.
        seen: what the reading warns of was looked at.
    """

    corrections: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    skipped: bool = False
    choices: Choices = AS_DETECTED
    apart: bool = False
    seen: bool = False


NOTHING = Decision()


class Decisions:
    """The decisions of this user, by file. Not for several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._known: dict[str, Decision] = {}
        self._changed = False
        for sha256, decision in _read(self._path):
            self._known[sha256] = decision

    def of(self, file_sha256: str) -> Decision | None:
        """What was decided about a file with these bytes; None when nothing was."""
        return self._known.get(file_sha256)

    def keep(self, file_sha256: str, decision: Decision) -> None:
        """Remember a decision; one that decides nothing is forgotten."""
        if decision == self._known.get(file_sha256, NOTHING):
            return
        self._known.pop(file_sha256, None)  # what is decided anew is the newest
        if decision != NOTHING:
            self._known[file_sha256] = decision
        while len(self._known) > MOST:
            del self._known[next(iter(self._known))]
        self._changed = True

    def forget(self, file_sha256: str) -> None:
        self.keep(file_sha256, NOTHING)

    def save(self) -> None:
        """Write what changed, atomically; a folder that cannot be written is logged."""
        if not self._changed:
            return
        entries: list[Json] = [
            {"file": sha256, **_plain(decision)} for sha256, decision in self._known.items()
        ]
        try:
            write_json(self._path, {"decisions": entries})
            self._changed = False
        except OSError as error:
            log.warning("Decisions about files could not be written: %s", error.strerror)


def _plain(decision: Decision) -> dict[str, Json]:
    choices = asdict(decision.choices)
    usual = asdict(AS_DETECTED)
    found: dict[str, Json] = {}
    if decision.corrections:
        found["corrections"] = dict(decision.corrections)
    if decision.skipped:
        found["skipped"] = True
    if decision.apart:
        found["apart"] = True
    if decision.seen:
        found["seen"] = True
    if changed := {name: value for name, value in choices.items() if value != usual[name]}:
        found["choices"] = changed
    return found


def _read(path: Path) -> list[tuple[str, Decision]]:
    """The decisions in a file; what is damaged is left out."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        entries = whole["decisions"]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("%s could not be read (%s)", path.name, type(error).__name__)
        return []
    found: list[tuple[str, Decision]] = []
    for entry in cast("list[Any]", entries if isinstance(entries, list) else []):
        try:
            found.append((_sha256(entry["file"]), _decision(entry)))
        except (KeyError, TypeError, ValueError, AttributeError):
            log.warning("%s holds a damaged entry", path.name)
    return found


def _sha256(value: str) -> str:
    if len(value) != 64 or not set(value) <= set("0123456789abcdef"):
        raise ValueError(value)
    return value


def _decision(entry: dict[str, Any]) -> Decision:
    corrections = {
        str(name): None if value is None else str(value)
        for name, value in dict(entry.get("corrections", {})).items()
        if name in METADATA_FIELDS
    }
    chosen: dict[str, Any] = {}
    for name, value in dict(entry.get("choices", {})).items():
        if name == "encoding" and value not in ENCODINGS:
            raise ValueError(value)
        if name != "encoding" and not isinstance(value, bool):
            raise TypeError(name)
        if name in asdict(AS_DETECTED):  # else of a newer version
            chosen[name] = value
    choices = Choices(**chosen)
    skipped, apart, seen = (entry.get(name) is True for name in ("skipped", "apart", "seen"))
    return Decision(corrections, skipped, choices, apart, seen)
