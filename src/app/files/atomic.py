"""Files that appear whole under their names, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import WriteFailed

_REASONS = {
    errno.EACCES: "no_access",
    errno.EPERM: "no_access",
    errno.EROFS: "no_access",
    errno.ENOENT: "no_access",
    errno.ENOTDIR: "no_access",
    errno.EISDIR: "no_access",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EBUSY: "is_open",
}


def write_files(files: Iterable[tuple[Path, Callable[[BinaryIO], None]]]) -> list[Path]:
    """Fill every file beside its place, then put all of them there.

    Args:
        files: the target, and what writes its content. Targets that exist are
            replaced. Their folders must exist.

    Raises:
        WriteFailed: the first target that could not be written. No temporary
            file is left, and no target has been replaced unless the disk
            failed while the finished files were put in place.
        Exception: whatever a content writer raises, with the same promise.
    """
    waiting: list[tuple[Path, Path]] = []
    done: list[Path] = []
    target = Path()
    try:
        for named, fill in files:
            target = Path(os.path.realpath(named))  # a link keeps pointing at its file
            # Short and unlike the target: a long title must not become too long a name.
            temporary = target.parent / f".{secrets.token_hex(8)}.tmp"
            with temporary.open("xb") as stream:
                waiting.append((temporary, target))
                fill(stream)
                stream.flush()
                os.fsync(stream.fileno())
        for temporary, target in waiting:
            temporary.replace(target)
            done.append(target)
        for folder in {path.parent for path in done}:
            _sync_folder(folder)
    except OSError as error:
        raise WriteFailed(str(target), reason_of(error, target)) from error
    finally:
        for temporary, _ in waiting[len(done) :]:
            # Already on the way out with the real trouble; a second one must not hide it.
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    return done


def reason_of(error: OSError, target: Path) -> str:
    """Which reason of WriteFailed an error of the system is."""
    # Windows refuses to replace a file that another program holds open, and says
    # "access denied" as for a file one may not touch.
    is_refused = error.errno in {errno.EACCES, errno.EPERM}
    if sys.platform == "win32" and is_refused and target.is_file() and os.access(target, os.W_OK):
        return "is_open"
    return _REASONS.get(error.errno or 0, "input_output")


def _sync_folder(folder: Path) -> None:
    """Make the new names durable, where the system knows how."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Network file systems may not know it; the files themselves are safe.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
