"""Painting where there is no window: on the command line."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import BinaryIO

from PySide6.QtGui import QGuiApplication

from app.files.export import Export, Tell, Words
from app.ui.printing.write_pdf import write_pdf


def paint_alone(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Write a PDF, on no display."""
    _application()
    write_pdf(export, out, words, tell)


@cache
def _application() -> QGuiApplication:
    """What Qt's fonts need; kept until the program ends, for they go with it."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if sys.platform.startswith("linux"):  # elsewhere the fonts come from the native platform
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["piyue"])
