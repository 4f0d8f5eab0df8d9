"""Where things lie on this machine: one Paths value, and the shipped resources."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of this user; none of them need exist yet.

    Attributes:
        documents: where a new library is offered to lie.
        config: settings and view state.
        cache: derived data that may be deleted at any time.
        logs: technical log, without report text or people's names.
    """

    documents: Path
    config: Path
    cache: Path
    logs: Path

    @classmethod
    def of_user(cls) -> Paths:
        """The platform's usual folders; PIYUE_HOME puts all of them under one folder."""
        own = os.environ.get("PIYUE_HOME")
        if own:
            root = Path(own)
            return cls(root / "documents", root / "config", root / "cache", root / "logs")
        home = Path.home()
        if sys.platform == "win32":
            roaming = Path(os.environ.get("APPDATA", home / "AppData" / "Roaming")) / "Piyue"
            local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "Piyue"
            return cls(home / "Documents", roaming, local / "cache", local / "logs")
        config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "piyue"
        cache = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "piyue"
        state = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "piyue"
        return cls(_xdg_documents(home), config, cache, state)


def _xdg_documents(home: Path) -> Path:
    """The folder that the desktop calls documents (often 文档), else ~/Documents."""
    listing = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "user-dirs.dirs"
    try:
        lines = listing.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    for line in lines:
        name, _, value = line.partition("=")
        if name.strip() == "XDG_DOCUMENTS_DIR":
            return Path(value.strip().strip('"').replace("$HOME", str(home)))
    return home / "Documents"


def resources() -> Path:
    """The folder of shipped resources: beside the source, in the wheel, or frozen."""
    here = Path(__file__).resolve().parent
    packaged = here / "resources"
    return packaged if packaged.is_dir() else here.parents[1] / "resources"


def resource(name: str) -> Path:
    """A shipped file, such as `icons/import.svg`."""
    return resources() / name
