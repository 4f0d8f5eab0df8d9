"""The child processes of this one, as the system lists them."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


def children() -> set[int]:
    """Ids of the processes that this one has started and that run."""
    if sys.platform == "win32":
        return _children_on_windows()
    found: set[int] = set()
    with contextlib.suppress(OSError):
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with contextlib.suppress(OSError, ValueError, IndexError):
                    # After the name in brackets: state, parent, …
                    words = Path(entry.path, "stat").read_text("utf-8", "replace")
                    state, parent = words.rpartition(")")[2].split()[:2]
                    if int(parent) == os.getpid() and state != "Z":
                        found.add(int(entry.name))
    return found


def _children_on_windows() -> set[int]:
    """By a snapshot of all processes.

    Source: CreateToolhelp32Snapshot and PROCESSENTRY32W in the Windows SDK (tlhelp32.h).
    """
    if sys.platform != "win32":
        return set()
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
    found: set[int] = set()
    more = kernel.Process32FirstW(snapshot, ctypes.byref(entry))
    while more:
        # An id is given again to others when its process has ended; a console's host is
        # the system's own.
        if entry.th32ParentProcessID == os.getpid() and entry.szExeFile.lower() != "conhost.exe":
            found.add(int(entry.th32ProcessID))
        more = kernel.Process32NextW(snapshot, ctypes.byref(entry))
    kernel.CloseHandle(snapshot)
    return found
