"""The child processes of this one, as the system lists them."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

OF_WINDOWS = frozenset({"conhost.exe", "explorer.exe"})
"""What the system starts below a process: the host of a console, and Wine a desktop."""


def children() -> dict[int, str]:
    """Ids and names of the processes that this one has started and that run."""
    if sys.platform == "win32":
        return _children_on_windows()
    found: dict[int, str] = {}
    with contextlib.suppress(OSError):
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with contextlib.suppress(OSError, ValueError, IndexError):
                    # The name in brackets, then: state, parent, …
                    words = Path(entry.path, "stat").read_text("utf-8", "replace")
                    head, _, rest = words.rpartition(")")
                    state, parent = rest.split()[:2]
                    if int(parent) == os.getpid() and state != "Z":
                        found[int(entry.name)] = head.partition("(")[2]
    return found


def _children_on_windows() -> dict[int, str]:
    """By a snapshot of all processes.

    Source: CreateToolhelp32Snapshot and PROCESSENTRY32W in the Windows SDK (tlhelp32.h).
    """
    if sys.platform != "win32":
        return {}
    import ctypes
    from ctypes import wintypes

    class Entry(ctypes.Structure):
        _fields_ = (
            ("dwSize", wintypes.DWORD),
            ("cntUsage", wintypes.DWORD),
            ("th32ProcessID", wintypes.DWORD),
            ("th32DefaultHeapID", ctypes.c_size_t),
            ("th32ModuleID", wintypes.DWORD),
            ("cntThreads", wintypes.DWORD),
            ("th32ParentProcessID", wintypes.DWORD),
            ("pcPriClassBase", wintypes.LONG),
            ("dwFlags", wintypes.DWORD),
            ("szExeFile", wintypes.WCHAR * 260),
        )

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateToolhelp32Snapshot.restype = wintypes.HANDLE
    snapshot = wintypes.HANDLE(kernel.CreateToolhelp32Snapshot(0x2, 0))
    entry = Entry()
    entry.dwSize = ctypes.sizeof(Entry)
    found: dict[int, str] = {}
    more = kernel.Process32FirstW(snapshot, ctypes.byref(entry))
    while more:
        name = str(entry.szExeFile)
        if entry.th32ParentProcessID == os.getpid() and name.lower() not in OF_WINDOWS:
            found[int(entry.th32ProcessID)] = name
        more = kernel.Process32NextW(snapshot, ctypes.byref(entry))
    kernel.CloseHandle(snapshot)
    return found
