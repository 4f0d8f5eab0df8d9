"""Which library is open in which window of this user: a lock that ends with its process.

The data needs none of it: two processes may have a library open at once, writers take
turns, and a change that starts from what is no longer there is refused (tests/store).
But a window does not see what another one writes, so a person is told, and led to the
window that is open already. The command line never asks.

The lock is the system's own on a file in the user's folder, so that a crash leaves
nothing behind. Other users, other machines on a network share, and a portable program
beside an installed one are not seen.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

log = logging.getLogger(__name__)

PATIENCE_S = 8.0
"""How long a running window is waited for."""

_STEP_S = 0.02
_TRIES = 4
_LOOKS_EVERY = 10
_LOCKED_BYTE = 1 << 20
"""Far behind the content: on Windows a locked byte cannot be read."""

_SUFFIX = ".ask"
_HELD_ON_WINDOWS = frozenset({0, errno.EACCES, errno.EDEADLK})
"""What msvcrt.locking says of a byte that another process locked; 0 is Wine's way."""


@dataclass(frozen=True, slots=True)
class Request:
    """What another start of the program asks of the window that has the library open.

    Attributes:
        files: to open there.
        token: of a Wayland compositor, which lets the window come to the front.
    """

    files: tuple[Path, ...] = ()
    token: str = ""


class Hold:
    """A library held for a window, until released or the process ends.

    Attributes:
        folder: where other starts put what they ask.
    """

    def __init__(self, folder: Path, key: str, handle: int | None) -> None:
        """Use take()."""
        self.folder = folder
        self._key = key
        self._handle = handle

    @classmethod
    def take(cls, folder: Path, library: Path) -> Hold | None:
        """Hold a library; None when another process does.

        Where nothing can be locked (a folder that cannot be written, a file system
        without locks) the hold is an empty one: nobody is kept from working.
        """
        key = _key(library)
        place = folder / f"{key}.lock"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            log.warning("libraries in use are not watched: %s", error.strerror)
            return cls(folder, key, None)
        try:
            _lock(handle)
        except BlockingIOError:
            os.close(handle)
            return cls(folder, key, None) if holder(folder, library) == os.getpid() else None
        except OSError as error:
            log.warning("libraries in use are not watched: %s", error.strerror)
            os.close(handle)
            return cls(folder, key, None)
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps({"pid": os.getpid()}).encode())
        return cls(folder, key, handle)

    def requests(self) -> list[Request]:
        """What was asked since the last call; taking it away is the answer."""
        found: list[Request] = []
        if self._handle is None:
            return found
        for place in sorted(self.folder.glob(f"{self._key}.*{_SUFFIX}")):
            try:
                request = _request(place.read_bytes())
                place.unlink()
            except OSError:
                continue  # whoever asked took it back
            found.append(request)
        return found

    def release(self) -> None:
        """Let the library go; idempotent."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def holder(folder: Path, library: Path) -> int | None:
    """The process that has, or last had, the library open in a window."""
    try:
        told: Any = json.loads((folder / f"{_key(library)}.lock").read_bytes())
        return int(told["pid"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_held(folder: Path, library: Path) -> bool:
    """Whether another process has the library open in a window."""
    try:
        handle = os.open(folder / f"{_key(library)}.lock", os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(handle)
    except BlockingIOError:
        return holder(folder, library) != os.getpid()
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


class Asking:
    """A request under way; look at `is_answered` now and then, and `give_up` in the end."""

    def __init__(self, folder: Path, library: Path, request: Request) -> None:
        """Ask the window that holds the library.

        Raises:
            OSError: nothing could be written.
        """
        self._place = folder / f"{_key(library)}.{os.getpid()}-{time.monotonic_ns()}{_SUFFIX}"
        _let_come_forward(holder(folder, library))
        new = self._place.with_suffix(".new")
        told = {"files": [str(file) for file in request.files], "token": request.token}
        new.write_text(json.dumps(told), encoding="utf-8")
        new.replace(self._place)

    @property
    def is_answered(self) -> bool:
        return not self._place.exists()

    def give_up(self) -> bool:
        """Take the request back; returns whether it was answered after all."""
        try:
            self._place.unlink()
        except OSError:
            return True
        return False


def ask(
    folder: Path,
    library: Path,
    request: Request,
    wait: Callable[[float], object] = time.sleep,
) -> bool:
    """Ask the window that holds a library, and wait for its answer; False when there is none."""
    try:
        asking = Asking(folder, library, request)
    except OSError:
        return False
    until = time.monotonic() + PATIENCE_S
    steps = 0
    while not asking.is_answered and time.monotonic() < until:
        wait(_STEP_S)
        steps += 1
        if steps % _LOOKS_EVERY == 0 and not is_held(folder, library):
            break  # it was just closing
    return asking.give_up()


def asked_for(files: Sequence[Path]) -> Request:
    """A request of this start; a desktop gives a start what lets a window come forward."""
    return Request(tuple(files), os.environ.get("XDG_ACTIVATION_TOKEN", ""))


def _key(library: Path) -> str:
    """The same for every name of a file: by its place on the disk where it is there already."""
    name = os.path.normcase(os.path.realpath(library))
    with contextlib.suppress(OSError):
        found = library.stat()
        if found.st_ino:
            name = f"{found.st_dev}/{found.st_ino}"
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _request(data: bytes) -> Request:
    try:
        told: Any = json.loads(data)
        files = cast("list[Any]", told["files"])
        return Request(tuple(Path(str(file)) for file in files), str(told["token"]))
    except (ValueError, TypeError, KeyError):
        return Request()  # to come forward is what every one of them asks


def _lock(handle: int) -> None:
    """Lock an open file for this process; once more when somebody just looks (is_held).

    Raises:
        BlockingIOError: another one has it.
        OSError: it cannot be locked here.
    """
    for _ in range(_TRIES):
        with contextlib.suppress(BlockingIOError):
            return _lock_at_once(handle)
        time.sleep(_STEP_S)
    return _lock_at_once(handle)


def _lock_at_once(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _HELD_ON_WINDOWS:
                raise BlockingIOError from error
            raise
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _let_come_forward(process: int | None) -> None:
    """Windows lets a window come to the front only when the program in front agrees."""
    if sys.platform == "win32" and process is not None:
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.windll.user32.AllowSetForegroundWindow(process)
