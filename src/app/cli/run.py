"""One run of the command line: arguments, library, command, exit code."""

from __future__ import annotations

import contextlib
import logging
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.cli import arguments
from app.cli.exits import Exit
from app.cli.output import Output, flush, give_up_stdout, speak_utf8
from app.cli.wording import Wording
from app.domain.errors import (
    Cancelled,
    LibraryError,
    PiyueError,
    UnreadableFile,
    WriteFailed,
)
from app.paths import Paths
from app.settings import LANGUAGES, Settings

if TYPE_CHECKING:
    from app.files.writing import Writer

log = logging.getLogger(__name__)

OpenWindow = Callable[[Paths, Settings, Path | None, Sequence[Path], bool], int]
"""Paths, settings, library (None: not named), files to open, quit after the first paint."""


def run(
    argv: Sequence[str],
    paths: Paths,
    settings: Settings,
    open_window: OpenWindow,
    painter: Writer | None = None,
) -> int:
    """Carry out one command line.

    Args:
        open_window: what `gui` calls; the window is no part of this room.
        painter: writes the pages of a PDF, which is no part of this room either.

    Returns:
        The exit code; see exits.Exit.
    """
    speak_utf8()
    language = _language(argv) or settings.language
    out = Output(Wording(language), as_json=False)
    try:
        code = _run(argv, paths, replace(settings, language=language), open_window, out, painter)
        flush()
    except BrokenPipeError:
        # Whoever read the answer (`| head`) had enough of it: not a failure.
        give_up_stdout()
        return Exit.DONE
    except WriteFailed as error:  # of the answer itself
        out.message(out.words.error(error))
        return Exit.SOME_FAILED
    except KeyboardInterrupt:
        out.message("")
        out.message(out.words.say("stopped_safe"))
        return Exit.STOPPED
    return code


def _run(
    argv: Sequence[str],
    paths: Paths,
    settings: Settings,
    open_window: OpenWindow,
    out: Output,
    painter: Writer | None,
) -> int:
    side = LANGUAGES.index(out.words.language)
    try:
        asked = arguments.parse(argv)
    except arguments.HelpAsked as help_asked:
        out.line(arguments.usage(help_asked.command, side))
        return Exit.DONE
    except arguments.VersionAsked:
        out.line(f"piyue {__version__}")
        return Exit.DONE
    except arguments.LicencesAsked:
        from app.cli.notices import notices_text
        from app.workspace import notices

        place = notices.folder()
        out.line(notices_text(notices.shipped(place), place).rstrip("\n"))
        return Exit.DONE
    except arguments.UsageError as error:
        out.message(out.words.say("usage", detail=arguments.reason(error, side)))
        out.message(out.words.say("see_help"))
        return Exit.USAGE
    out.as_json = asked.json
    if asked.command == "gui":
        return open_window(
            paths, settings, asked.library, asked.files, asked.quit_after_first_paint
        )
    try:
        return _command(asked, paths, settings, out, painter)
    except Cancelled:
        out.message(out.words.say("stopped_safe"))
        return Exit.STOPPED
    except PiyueError as error:
        out.message(out.words.error(error))
        return _exit_of(error)


def _command(
    asked: Namespace, paths: Paths, settings: Settings, out: Output, painter: Writer | None
) -> int:
    from app.cli.commands import COMMANDS
    from app.workspace.workspace import Workspace

    path = asked.library or default_library(paths, settings)
    is_new = asked.command == "import" and not path.exists()
    with contextlib.closing(
        Workspace.open(path, paths, settings, create=asked.command == "import", painter=painter)
    ) as workspace:
        if is_new:
            out.message(out.words.say("library_made", path=path))
        if getattr(asked, "cite", None) is not None:
            workspace.cite_by(workspace.citing.named(asked.cite))
        return COMMANDS[asked.command](workspace, asked, out)


def default_library(paths: Paths, settings: Settings) -> Path:
    """The library that the window opened last, when it is still there, else 批阅.piyue."""
    last = settings.last_library
    return last if last and last.exists() else paths.documents / "批阅.piyue"


def _exit_of(error: PiyueError) -> int:
    if isinstance(error, LibraryError):
        return Exit.LIBRARY
    if isinstance(error, WriteFailed | UnreadableFile):
        return Exit.SOME_FAILED
    return Exit.USAGE


def _language(argv: Sequence[str]) -> str | None:
    """The language asked for, before the arguments are known to be good."""
    found = None
    for word, following in zip(argv, [*argv[1:], ""], strict=True):
        wanted = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and wanted in LANGUAGES:
            found = wanted
    return found
