"""What an administrator set for everybody at this machine: one JSON file, read and never written.

resources/preset-example.json explains it line by line. Whatever is wrong in it costs that
one thing and one message; the program starts all the same.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

log = logging.getLogger(__name__)

SETTINGS = frozenset(
    {
        "language", "theme", "zoom", "ui_scale", "sync_mode", "reduced_motion", "announces",
        "libreoffice", "citation_style", "citation_template", "phrases", "keys",
        "print_notes", "print_size", "print_tag_names", "import_folder", "export_folder",
        "tour_seen", "left_dock_shown", "right_dock_shown", "command_row_shown",
    }
)  # fmt: skip
"""Settings that can be preset; what is one person's (name, ids, windows) cannot."""

PLACES = ("libraries", "codebook")
_KEYS = frozenset({"settings", "locked", *PLACES})
_PATHS = ("import_folder", "export_folder")
NO_LOCKS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file that was not taken.

    Attributes:
        what: unreadable, not_an_object, unknown (key), bad (value).
        detail: the key, or where the file cannot be read.
    """

    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Preset:
    """An administrator's choices.

    Attributes:
        source: the file; None when there is none.
        values: of settings, as JSON holds them; once `checked`, as Settings does.
        locked: names of settings that stay as they are here; all of them are in values.
        libraries: where new libraries are offered to lie.
        codebook: a file whose tags a new library gets instead of the shipped ones.
    """

    source: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    locked: frozenset[str] = NO_LOCKS
    libraries: Path | None = None
    codebook: Path | None = None
    faults: tuple[Fault, ...] = ()

    def checked(self, values: Mapping[str, Any], bad: frozenset[str]) -> Preset:
        """With the values that settings can have; the bad ones are faults."""
        faults = tuple(Fault("bad", f"settings.{name}") for name in sorted(bad))
        return _told(
            replace(self, values=values, locked=self.locked - bad, faults=(*self.faults, *faults))
        )


def read_preset(places: Sequence[Path]) -> Preset:
    """The first of the files that is there."""
    for place in places:
        try:
            data = place.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            if not isinstance(error, NotADirectoryError):
                return Preset(place, faults=(Fault("unreadable", str(error.strerror)),))
            continue
        return _understood(place, data)
    return Preset()


def _told(preset: Preset) -> Preset:
    if preset.faults:
        faults = "; ".join(f"{fault.what} {fault.detail}" for fault in preset.faults)
        log.warning("%s: %s", preset.source, faults)
    return preset


def _understood(source: Path, data: bytes) -> Preset:
    try:
        top: Any = json.loads(_without_remarks(_decoded(data)))
    except (ValueError, RecursionError) as error:
        where = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return Preset(source, faults=(Fault("unreadable", where),))
    if not isinstance(top, dict):
        return Preset(source, faults=(Fault("not_an_object", ""),))
    return _taken(source, cast("dict[str, Any]", top))


def _decoded(data: bytes) -> str:
    """UTF-8, or what a Chinese Notepad wrote in former years."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _without_remarks(text: str) -> str:
    """Lines that begin with `//` are remarks; they stay as empty lines, to count by."""
    lines = text.split("\n")
    return "\n".join("" if line.lstrip().startswith("//") else line for line in lines)


def _taken(source: Path, top: dict[str, Any]) -> Preset:
    faults = [Fault("unknown", name) for name in sorted(top.keys() - _KEYS)]
    said = top.get("settings", {})
    if not isinstance(said, dict):
        faults.append(Fault("bad", "settings"))
        said = {}
    said = cast("dict[str, Any]", said)
    faults += [Fault("unknown", f"settings.{name}") for name in sorted(said.keys() - SETTINGS)]
    values = {name: _whole(name, said[name], source) for name in said if name in SETTINGS}
    places: dict[str, Path] = {}
    for name in PLACES:
        place = top.get(name)
        if isinstance(place, str) and place.strip():
            places[name] = _place(place, source)
        elif place is not None:
            faults.append(Fault("bad", name))
    locked, not_lockable = _locked(top.get("locked", []), values)
    faults += [Fault("unknown", f"locked.{name}") for name in not_lockable]
    return Preset(
        source, values, locked, places.get("libraries"), places.get("codebook"), tuple(faults)
    )


def _locked(said: Any, values: Mapping[str, Any]) -> tuple[frozenset[str], list[str]]:
    """What is locked, `true` being all that is set here; and what cannot be."""
    if isinstance(said, bool):
        return (frozenset(values) if said else NO_LOCKS), []
    if not isinstance(said, list):
        return NO_LOCKS, [""]
    names = {str(name) for name in cast("list[Any]", said)}
    return frozenset(names & values.keys()), sorted(names - values.keys())


def _whole(name: str, value: Any, source: Path) -> Any:
    is_place = name in _PATHS and isinstance(value, str) and value
    return str(_place(value, source)) if is_place else value


def _place(text: str, source: Path) -> Path:
    """A path with variables and `~` filled in; a relative one begins beside the preset."""
    filled = os.path.expanduser(os.path.expandvars(text.strip()))  # noqa: PTH111 - never raises
    return source.parent / filled
