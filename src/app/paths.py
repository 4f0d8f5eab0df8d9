"""Where things lie on this machine: one Paths value, and the shipped resources."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PORTABLE_MARKS = ("portable.txt", "portable", "便携.txt", "便携")
"""A file of one of these names beside the program keeps everything beside it."""

PORTABLE_FOLDER = "PiyueData"
PRESET = "preset.json"

FOLDERID_DOCUMENTS = "FDD39AD0-238F-46AF-ADB4-6C85480369C7"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of this user; none of them need exist yet.

    Attributes:
        documents: where a new library is offered to lie.
        config: settings and view state.
        cache: derived data that may be deleted at any time.
        logs: technical log, without report text or people's names; also which
            libraries are open.
        portable: the program's folder when everything is kept beside it, else None.
        presets: where an administrator may have put a preset, the first one counts.
    """

    documents: Path
    config: Path
    cache: Path
    logs: Path
    portable: Path | None = field(default=None, kw_only=True)
    presets: tuple[Path, ...] = field(default=(), kw_only=True)

    @classmethod
    def of_user(cls) -> Paths:
        """The platform's usual folders.

        PIYUE_HOME puts all of them under one folder, and so does a mark beside the
        program, for a stick that is carried from one machine to another.
        """
        own = os.environ.get("PIYUE_HOME")
        if own:
            return cls._under(Path(own))
        program = program_folder()
        beside = (program / PRESET,) if program else ()
        if program and is_portable(program):
            return cls._under(program / PORTABLE_FOLDER, program, beside)
        home = Path.home()
        if sys.platform == "win32":
            return cls._of_windows(home, beside)
        return cls._of_xdg(home, os.environ, beside)

    @classmethod
    def _under(
        cls, root: Path, portable: Path | None = None, presets: tuple[Path, ...] = ()
    ) -> Paths:
        return cls(
            root / "documents", root / "config", root / "cache", root / "logs",
            portable=portable, presets=presets or (root / PRESET,),
        )  # fmt: skip

    @classmethod
    def _of_windows(cls, home: Path, beside: tuple[Path, ...]) -> Paths:
        roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming") / "Piyue"
        local = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Piyue"
        machine = Path(os.environ.get("PROGRAMDATA") or "C:/ProgramData") / "Piyue" / PRESET
        # Documents are often redirected, to OneDrive or to D:.
        documents = known_folder(FOLDERID_DOCUMENTS) or home / "Documents"
        return cls(documents, roaming, local / "cache", local / "logs", presets=(machine, *beside))

    @classmethod
    def _of_xdg(cls, home: Path, environment: Mapping[str, str], beside: tuple[Path, ...]) -> Paths:
        def folder(name: str, usual: str) -> Path:
            said = environment.get(name, "")
            # The specification: a relative path is to be ignored.
            return Path(said) if os.path.isabs(said) else home / usual  # noqa: PTH117 - of "" too

        config = folder("XDG_CONFIG_HOME", ".config")
        return cls(
            _xdg_documents(home, config),
            config / "piyue",
            folder("XDG_CACHE_HOME", ".cache") / "piyue",
            folder("XDG_STATE_HOME", ".local/state") / "piyue",
            presets=(Path("/etc/piyue") / PRESET, *beside),
        )

    @property
    def open_libraries(self) -> Path:
        """Which library is open in which window; see store/holding.py."""
        return self.logs / "open"


def _xdg_documents(home: Path, config: Path) -> Path:
    """The folder that the desktop calls documents (often 文档), else ~/Documents."""
    try:
        lines = (config / "user-dirs.dirs").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    for line in lines:
        name, _, value = line.partition("=")
        said = value.strip().strip('"').replace("$HOME", str(home)).replace('\\"', '"')
        if name.strip() == "XDG_DOCUMENTS_DIR" and os.path.isabs(said):  # noqa: PTH117 - see above
            return Path(said)
    return home / "Documents"


def known_folder(guid: str) -> Path | None:
    """A folder that Windows knows by this id, wherever it was moved to; None when it does not say."""
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    try:
        shell, ole = ctypes.windll.shell32, ctypes.windll.ole32
        id_ = (ctypes.c_byte * 16)()
        found = ctypes.c_wchar_p()
        if ole.CLSIDFromString(ctypes.c_wchar_p(f"{{{guid}}}"), ctypes.byref(id_)):
            return None
        ask = shell.SHGetKnownFolderPath
        ask.argtypes = [ctypes.c_void_p, wintypes.DWORD, wintypes.HANDLE, ctypes.c_void_p]
        failed = ask(ctypes.byref(id_), 0, None, ctypes.byref(found))
        path = None if failed or not found.value else Path(found.value)
        ole.CoTaskMemFree(found)
    except (OSError, AttributeError, ctypes.ArgumentError):
        return None  # a Windows without it, or an emulation: the usual place then
    return path


def program_folder() -> Path | None:
    """Where the unpacked program or the source tree lies; None for an installed package."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    here = Path(__file__).resolve().parent
    return None if (here / "resources").is_dir() else here.parents[1]


def is_portable(program: Path) -> bool:
    return any((program / mark).is_file() for mark in PORTABLE_MARKS)


def stick_of(program: Path) -> Path:
    """What is carried along with a portable program: its drive, or its mounted medium.

    On the system's own disk that is the program's folder alone.
    """
    if program.drive:
        return Path(program.anchor)
    mounted = next(folder for folder in (program, *program.parents) if os.path.ismount(folder))
    return program if mounted == Path(mounted.anchor) else mounted


def can_write(folder: Path) -> bool:
    """Whether files can be made in a folder, which is made when it is missing."""
    probe = folder / f".{os.getpid()}.probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def resources() -> Path:
    """The folder of shipped resources: beside the source, in the wheel, or frozen."""
    here = Path(__file__).resolve().parent
    packaged = here / "resources"
    return packaged if packaged.is_dir() else here.parents[1] / "resources"


def resource(name: str) -> Path:
    """A shipped file, such as `icons/import.svg`."""
    return resources() / name
