"""Programs of others that the parsing process runs: in a group of their own, for a limited time.

They end with the parsing process (see family.py), see nothing of its pipes, and get no
window. What they may use of memory is what the parsing process may.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux


class ProgramFailed(Exception):
    """A program gave nothing: `timeout`, `crashed` or `missing`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run(
    command: Sequence[str],
    *,
    seconds: float,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> bytes:
    """Run a program to its end: what it wrote to its standard output.

    Raises:
        ProgramFailed: it took longer than `seconds`, ended with an error, or is not there.
    """
    own_group: dict[str, object] = {}
    if sys.platform == "win32":
        own_group["creationflags"] = (
            subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        )
    else:
        own_group["start_new_session"] = True
        own_group["preexec_fn"] = partial(_end_with_parent, os.getpid())
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
            **own_group,  # type: ignore[call-overload]  # flags that differ by platform
        )
    except OSError as error:
        raise ProgramFailed("missing") from error
    try:
        answer, _ = process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ProgramFailed("timeout") from error
    finally:
        _end(process)
    if process.returncode:
        raise ProgramFailed("crashed")
    return answer


def _end_with_parent(parent: int) -> None:
    """In the new process, before the program: die when the parsing process dies."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            os.kill(os.getpid(), signal.SIGKILL)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the process and its group."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
