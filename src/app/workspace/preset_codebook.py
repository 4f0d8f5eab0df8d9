"""The codebook that an administrator chose for new libraries, in place of the shipped one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.change import Edit
from app.domain.errors import UnreadableFile
from app.workspace.bringing_plan import Choices
from app.workspace.brought_codebook import Codebook

if TYPE_CHECKING:
    from app.workspace.session import Session

LARGEST = 20_000_000
"""Bytes; no codebook is larger. It is read in this process, at the first start too."""


def edits_of(session: Session, path: Path) -> list[Edit]:
    """What lays the tags of a codebook file down in an empty library.

    Raises:
        UnreadableFile: not_found, no_access, too_large, unsupported (no codebook), or
            whatever its reader says.
    """
    from app.files.bringing import BRINGERS, bringer_of

    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(path.name, "too_large", limit=LARGEST // 1_000_000, unit="MB")
        format_ = bringer_of(path)
        if format_ not in {"codebook_json", "table", "qdc"}:
            raise UnreadableFile(path.name, "unsupported")
        brought = BRINGERS[format_].read(path)
    except FileNotFoundError as error:
        raise UnreadableFile(path.name, "not_found") from error
    except OSError as error:
        raise UnreadableFile(path.name, "no_access") from error
    codebook = Codebook(session, brought, Choices())
    codebook.decide()
    if not codebook.edits:
        raise UnreadableFile(path.name, "unsupported")
    return codebook.edits
