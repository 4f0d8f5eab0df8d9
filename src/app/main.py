"""The composition root: from arguments to a window, a command, or the parsing process."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.cli.names import is_file, path_of
from app.paths import Paths, stick_of
from app.preset import read_preset
from app.settings import LANGUAGES, Settings

if TYPE_CHECKING:
    from app.files.export import Export, Tell, Words

log = logging.getLogger(__name__)

WORKER = "--piyue-worker"
"""Hidden: makes the packaged program the parsing process (files/worker.py starts it so)."""

SELF_TEST = "--selftest"
"""Tries the installation out; see cli/selftest."""

COLLECTIONS = (10_000, 50, 1_000)
"""Thresholds of the garbage collection for a command: what it makes lives until it ends.

Measured with an export of 25,000 annotations: with the usual ones 0.4 s go into looking
through them again and again.
"""

LARGEST_LOG = 1_000_000
"""Bytes; a longer technical log is begun anew, the old one is kept once."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    has_console = sys.stderr is not None
    if not has_console:  # Windows has started the program with a window
        sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for good
    _have_utf8_locale()
    if words[:1] == [WORKER]:
        from app.files.worker_main import main as work

        work()
    if words[:1] == [SELF_TEST]:  # before anything of the user's is looked at
        from app.cli.selftest.run import selftest

        return selftest(_paint, _toolkit)
    paths = Paths.of_user()
    preset = read_preset(paths.presets)
    stick = stick_of(paths.portable) if paths.portable else None
    settings = Settings.of_user(paths.config, preset, stick)
    if preset.libraries is not None:
        paths = replace(paths, documents=preset.libraries)
    window = _plain_window(words)
    if window is not None:
        settings = replace(settings, language=window.language or settings.language)
        return _open_window(paths, settings, window.library, window.files, window.quits)
    from app.cli.run import run

    gc.set_threshold(*COLLECTIONS)

    def command(words: Sequence[str]) -> int:
        return run(words, paths, settings, _open_window, _paint)

    if has_console:
        return command(words)
    from app.cli.without_console import run_without_console, show_box

    return run_without_console(words, command, show_box)


def _have_utf8_locale() -> None:
    """Without a locale, take the one that Qt would take as well, but complain about.

    Python does the same by itself, unless it is packaged or LC_ALL is set.
    """
    named = next((n for n in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(n)), "LC_CTYPE")
    if sys.platform == "linux" and os.environ.get(named, "C") in ("C", "POSIX"):
        os.environ[named] = "C.UTF-8"


@dataclass(frozen=True, slots=True)
class PlainWindow:
    """A call for the window.

    Attributes:
        files: libraries, reports, folders, exchange files, as typed.
        quits: end after the first paint.
    """

    library: Path | None
    files: tuple[Path, ...]
    language: str | None
    quits: bool


def _plain_window(words: Sequence[str]) -> PlainWindow | None:
    """What to open when the words are a plain call for the window, else None.

    It spares the usual start the parser of the command line; anything unusual,
    wrong or asking for help is left to that parser.
    """
    library: Path | None = None
    language: str | None = None
    command, quits = "", False
    files: list[Path] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "gui" and not command and not files:
            command = word
        elif word == "--library" and rest and not rest[0].startswith("-"):
            library = Path(rest.pop(0))
        elif word == "--lang" and rest and rest[0] in LANGUAGES:
            language = rest.pop(0)
        elif word == "--quit-after-first-paint" and command:
            quits = True
        elif (files and not word.startswith("-")) or is_file(word):
            files.append(path_of(word))
        else:
            return None
    return PlainWindow(library, tuple(files), language, quits)


def _open_window(
    paths: Paths, settings: Settings, library: Path | None, files: Sequence[Path], quits: bool
) -> int:
    if not quits and _is_handed_over(paths, settings, library, files):
        return 0
    from app.ui.application import run

    _log_to_file(paths.logs)
    return run(paths, settings, library, files, quits)


def _is_handed_over(
    paths: Paths, settings: Settings, library: Path | None, files: Sequence[Path]
) -> bool:
    """Whether a running window has the library open and took over what is to be done."""
    from app.store.holding import ask, asked_for, is_held

    named = next((file for file in files if file.suffix.lower() == ".piyue"), None)
    path = library or named or settings.last_library
    if path is None or not is_held(paths.open_libraries, path):
        return False
    rest = [file.absolute() for file in files if file is not named]
    return ask(paths.open_libraries, path, asked_for(rest))


def _paint(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Paint a PDF without a window."""
    from app.ui.printing.alone import paint_alone

    paint_alone(export, out, words, tell)


def _toolkit() -> dict[str, str]:
    """The versions of the window's toolkit."""
    import PySide6
    from PySide6.QtCore import qVersion

    return {"qt": qVersion(), "pyside": PySide6.__version__}


def _log_to_file(folder: Path) -> None:
    """Write the technical log; a folder that cannot be written costs the log, not the start."""
    target = folder / "piyue.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.stat().st_size > LARGEST_LOG:
            target.replace(target.with_suffix(".old.log"))
        handler = logging.FileHandler(target, encoding="utf-8")
    except OSError as error:
        log.warning("No technical log: %s", error.strerror)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
