"""The bytes of a file from outside."""

from __future__ import annotations

import errno
from pathlib import Path

from app.domain.errors import UnreadableFile
from app.files import limits


def content_of(path: Path, limit: int = limits.FILE_BYTES) -> bytes:
    """The bytes of a file, refused by its size before the first is read.

    Raises:
        UnreadableFile: `not_found`, `no_access`, `too_large`.
    """
    try:
        if not path.is_file():  # a pipe or a device would never end
            raise UnreadableFile(path.name, "not_found")
        limits.refuse_larger(path.name, path.stat().st_size, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except PermissionError:
        raise UnreadableFile(path.name, "no_access") from None
    except FileNotFoundError:
        raise UnreadableFile(path.name, "not_found") from None
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0, "")
        raise UnreadableFile(path.name, "no_access", detail=code) from None
    limits.refuse_larger(path.name, len(data), limit)
    return data
