"""What the start cost and what came of it, told as JSON when the environment asks for it.

Whoever makes or installs a package judges it by this (build/shipping/judging.py); an
ordinary start does not load this module.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from app import __version__
from app.paths import resource

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.theme import Look

log = logging.getLogger(__name__)

MEASURE = "PIYUE_FIRST_PAINT"
"""Environment variable: when set, what the start cost and found is printed as JSON."""

OF_QT = ("QPlatformTheme", "Cancel")
"""Context and words of a button in Qt's own translation; not among our messages."""

SHOT = "PIYUE_SHOT"
"""Environment variable: a file that the picture of the painted window is written to."""


def tell(window: MainWindow, look: Look) -> None:
    """Print one line of ASCII and save the picture, as far as either is asked for."""
    cost = measures()  # first, for all that follows takes time too
    if os.environ.get(MEASURE) and sys.stdout is not None:
        sys.stdout.write(json.dumps(cost | surroundings(window, look)) + "\n")
        sys.stdout.flush()
    shot = os.environ.get(SHOT)
    if shot and not window.grab().save(shot, "PNG"):
        log.error("no picture of the window could be written")


def surroundings(window: MainWindow, look: Look) -> dict[str, Any]:
    """What the window has found around it.

    `qt_translation` is what Qt's own buttons say for Cancel; `icons_ok` is false when the
    plug-in that draws SVG files is missing.
    """
    from app.ui.application import STYLE

    workspace = window.workspace
    return {
        "version": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "platform": QApplication.platformName(),
        "style": STYLE,
        "qt_translation": QCoreApplication.translate(*OF_QT),
        "icons_ok": not blank_icons(look),
        "fonts": [family for family in (look.ui_family, look.body_family) if family],
        "input_method": os.environ.get("QT_IM_MODULES") or os.environ.get("QT_IM_MODULE", ""),
        "size": [window.width(), window.height()],
        "pixel_ratio": window.devicePixelRatio(),
        "library": str(workspace.library.path) if workspace else None,
    }


def blank_icons(look: Look) -> list[str]:
    """The shipped icons that draw nothing."""
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    return [name for name in names if _is_blank(look.pixmap(name))] or ([] if names else ["all"])


def _is_blank(pixmap: QPixmap) -> bool:
    image = pixmap.toImage()
    return image.isNull() or not any(
        image.pixelColor(x, y).alpha() for y in range(image.height()) for x in range(image.width())
    )


# --- cost ----------------------------------------------------------------------------


def measures() -> dict[str, float]:
    """CPU and wall time since the process began, in ms, and memory in MB."""
    wall_ms, rss_mb = _of_windows() if sys.platform == "win32" else (_wall_ms(), _rss_mb())
    return {
        "cpu_ms": round(time.process_time() * 1000, 1),
        "wall_ms": round(wall_ms, 1),
        "rss_mb": round(rss_mb, 1),
    }


def _wall_ms() -> float:
    """Since the process was started; where the system does not say, the CPU time."""
    try:
        started = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        uptime = float(Path("/proc/uptime").read_text().split()[0])
        return (uptime - started / os.sysconf("SC_CLK_TCK")) * 1000
    except (OSError, ValueError, IndexError, AttributeError):
        return time.process_time() * 1000


def _rss_mb() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0


def _of_windows() -> tuple[float, float]:
    """The same two figures, by the system's own calls.

    Source: GetProcessTimes and PROCESS_MEMORY_COUNTERS in the Windows SDK (psapi.h).
    """
    if sys.platform != "win32":
        return 0.0, 0.0
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    process = wintypes.HANDLE(kernel.GetCurrentProcess())
    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
    begun, ended, in_kernel, in_user, now = (wintypes.FILETIME() for _ in range(5))
    kernel.GetProcessTimes(
        process, *(ctypes.byref(time_) for time_ in (begun, ended, in_kernel, in_user))
    )
    kernel.GetSystemTimeAsFileTime(ctypes.byref(now))
    ticks = _ticks(now.dwHighDateTime, now.dwLowDateTime) - _ticks(
        begun.dwHighDateTime, begun.dwLowDateTime
    )
    return ticks / 10_000, counters.WorkingSetSize / 2**20


def _ticks(high: int, low: int) -> int:
    """A FILETIME as one number: tenths of a microsecond."""
    return (high << 32) + low
