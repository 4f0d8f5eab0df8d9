"""The worker process: reads requests, parses files, answers; see worker.py for the parent.

Started as `python -m app.files.worker_main`, or by the packaged program with
`--piyue-worker`, which calls main() here. It ends when its parent closes the pipe.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from app.domain.errors import UnreadableFile
from app.domain.incoming import Choices, Incoming
from app.files import limits
from app.files.wire import parsed_to_json, unpacked
from app.files.worker import LAST_LINE

log = logging.getLogger(__name__)

Request = dict[str, Any]


def main() -> NoReturn:
    """Answer requests, one JSON line each, until the parent closes the pipe; then end."""
    requests, answers = _take_pipes()
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    limit_memory(int(os.environ.get("PIYUE_WORKER_MEMORY", limits.MEMORY_BYTES)))
    for line in requests:
        answer, whole = _answer(json.loads(line))
        answers.write(json.dumps(answer, separators=(",", ":")).encode("ascii") + b"\n")
        if not whole:  # out of memory: what is left of this process is not to be trusted
            answers.write(LAST_LINE)
        answers.flush()
        if not whole:
            _end(1)
    _end(0)


def _end(code: int) -> NoReturn:
    """End at once. Tidying up first what was loaded, the dictionary above all, takes 0.1 s of
    CPU time, for which somebody waits who closes a library."""
    sys.stderr.flush()
    os._exit(code)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for ourselves: a library that prints must not break an answer."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def _answer(request: Request) -> tuple[dict[str, Any], bool]:
    """The answer, and whether the process may go on."""
    try:
        return {"value": VERBS[request["do"]](request)}, True
    except UnreadableFile as error:
        values = {"reason": error.reason, "values": error.values}
        return {"error": values}, True
    except MemoryError:
        return {"error": {"reason": "memory", "values": {}}}, False
    except Exception as error:  # noqa: BLE001 - a defect in one reader must not end the others
        # Without its message, which may quote the report or name a folder.
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s in the worker\n%s", type(error).__name__, frames)
        values = {"detail": type(error).__name__}
        return {"error": {"reason": "crashed", "values": values}}, True


def _parse(request: Request) -> dict[str, Any]:
    from app.files.reading import read_report

    answers = None
    if "recognised" in request:
        from app.files.recognising import answers_of

        answers = answers_of(request["recognised"])
    return parsed_to_json(read_report(_file(request), answers))


def _picture_pages(request: Request) -> list[int]:
    from app.files.reading import picture_pages

    return picture_pages(_file(request))


def _recognise(request: Request) -> dict[str, Any]:
    from app.files.reading import recognise_page

    return recognise_page(_file(request), request["page"])


def _members(request: Request) -> list[list[str]] | None:
    from app.files.archive import list_members

    found = list_members(Path(request["path"]))
    return None if found is None else [list(way) for way in found]


def _bring(request: Request) -> dict[str, Any]:
    from app.files.bringing import BRINGERS
    from app.files.brought_wire import brought_to_json

    path = Path(request["path"])
    if "columns" in request:
        from app.files.read_table import read_table

        return brought_to_json(read_table(path, request["columns"]))
    return brought_to_json(BRINGERS[request["format"]].read(path))


def _columns(request: Request) -> list[list[Any]]:
    from app.files.read_table import columns_of

    return [[c.header, c.means, list(c.examples)] for c in columns_of(Path(request["path"]))]


def _file(request: Request) -> Incoming:
    choices = Choices(**request["choices"])
    return Incoming(Path(request["path"]), tuple(request["members"]), choices)


def _words(request: Request) -> list[list[int]]:
    from app.text.words import word_ends

    return [list(ends) for ends in word_ends(request["paragraphs"])]


def _readings(request: Request) -> list[Any]:
    from app.text.readings import readings_of

    return [readings_of(name) for name in request["names"]]


def _finds(request: Request) -> list[list[tuple[int, int]]]:
    from app.text.matching import compiled, pattern_finds

    patterns = [compiled(pattern, exact=request["exact"]) for pattern in request["patterns"]]
    return [pattern_finds(unpacked(text), patterns) for text in request["texts"]]


VERBS: dict[str, Callable[[Request], Any]] = {
    "parse": _parse,
    "members": _members,
    "bring": _bring,
    "columns": _columns,
    "picture_pages": _picture_pages,
    "recognise": _recognise,
    "words": _words,
    "readings": _readings,
    "finds": _finds,
}


# --- memory ----------------------------------------------------------------------


def limit_memory(size: int) -> None:
    """Let this process have at most `size` bytes; past that, an allocation fails."""
    if sys.platform == "win32":
        _limit_by_job(size)
    elif sys.platform != "darwin":  # which knows the limit but does not keep it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_by_job(size: int) -> None:
    """Put this process into a Windows job with a limit of committed memory.

    Source: JOBOBJECT_EXTENDED_LIMIT_INFORMATION in the Windows SDK (winnt.h).
    """
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    process_memory, kill_on_close, extended_class = 0x100, 0x2000, 9
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    wanted = Extended()
    # The processes it starts are in the job too, and end with it.
    wanted.BasicLimitInformation.LimitFlags = process_memory | kill_on_close
    wanted.ProcessMemoryLimit = size
    done = kernel.SetInformationJobObject(
        job, extended_class, ctypes.byref(wanted), ctypes.sizeof(wanted)
    ) and kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
    if not done:
        log.warning("no memory limit: error %s", ctypes.get_last_error())


if __name__ == "__main__":
    main()
