"""Old Word files (.doc, .wps): our own reader, and LibreOffice where it is wanted or needed.

Measured on documents of 24 number formats, our reader gives what is in the file in
milliseconds, while LibreOffice takes a second, replaces formats it does not have and
writes fields anew (the number of a page becomes 1). So it is asked only where our
reader cannot be sure, unless a person wants it always. What it gives is compared with
what our reader saw: a conversion that lost text is not used.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files import read_doc, read_docx
from app.files.libreoffice import (
    ALWAYS,
    MODE_VARIABLE,
    NEVER,
    WHEN_NEEDED,
    converted,
    find_libreoffice,
)
from app.files.programs import ProgramFailed
from app.files.raw import Raw

_LETTERS = re.compile(r"[^\W_]")
_KEPT_SHARE = 0.99
"""Of the letters and characters our reader saw; fields written anew may be shorter."""


def read(data: bytes, file_name: str) -> Raw:
    """Read a binary Word file.

    Raises:
        UnreadableFile: see read_doc.read; `too_old` only when LibreOffice is not there,
            not wanted, or fails.
    """
    mode = os.environ.get(MODE_VARIABLE, NEVER)
    try:
        own = read_doc.read(data, file_name)
    except UnreadableFile as error:
        if error.reason != "too_old" or mode not in (WHEN_NEEDED, ALWAYS):
            raise
        other, _ = _by_libreoffice(data, file_name)
        if other is None:
            raise
        return other
    is_sure = all(note.code != "numbers_missing" for note in own.notes)
    if mode not in (WHEN_NEEDED, ALWAYS) or (is_sure and mode == WHEN_NEEDED):
        return own
    other, reason = _by_libreoffice(data, file_name)
    if other is None:
        return _noted(own, reason) if reason else own
    if _letters(other.text) < _KEPT_SHARE * _letters(own.text):
        return _noted(own, "text_loss")
    return other


def _by_libreoffice(data: bytes, file_name: str) -> tuple[Raw | None, str]:
    """What LibreOffice makes of the file, or why it made nothing; empty when it is not there."""
    program = find_libreoffice()
    if program is None:
        return None, ""
    try:
        raw = read_docx.read(converted(program, data), file_name)
    except ProgramFailed as error:
        return None, error.reason
    except UnreadableFile:
        return None, "crashed"
    return replace(raw, notes=(*raw.notes, Note("converted_by", {"name": "LibreOffice"}))), ""


def _noted(own: Raw, reason: str) -> Raw:
    return replace(own, notes=(*own.notes, Note("not_converted", {"reason": reason})))


def _letters(text: str) -> int:
    return len(_LETTERS.findall(text))
