"""A command line where nobody can read: Windows gives the program with a window no console.

Links, the Run dialog and files dropped on the program call it with words all the same.
`piyue-cli.exe`, which has a console, is for everything else.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence

from app.cli.exits import Exit

_ASKED = ("-h", "--help", "--version")
_INFORMATION = 0x40


def run_without_console(
    words: Sequence[str], run: Callable[[Sequence[str]], int], show: Callable[[str], None]
) -> int:
    """Carry out a command line and show what a person must know of it.

    What it says of work done is not shown: a box would wait for somebody, and a task of
    the night has nobody.
    """
    said = io.StringIO()
    sys.stdout = sys.stderr = said
    code = run(words)
    text = said.getvalue().strip()
    if text and (code == Exit.USAGE or any(word in _ASKED for word in words)):
        show(text)
    return code


def show_box(text: str) -> None:
    """A box of Windows itself: Qt is not loaded for a command."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "批阅", _INFORMATION)
