"""ZIP packages (XLSX, DOCX, QDPX) whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import BinaryIO

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP entry can carry, and that of one opened by its name."""


def entry(name: str) -> zipfile.ZipInfo:
    """A compressed member that tells neither the time nor the machine."""
    return _silent(zipfile.ZipInfo(name, _DAY_ONE))


def repack(
    package: bytes,
    out: BinaryIO,
    parts: Mapping[str, bytes | Iterable[bytes]],
    level: int | None = None,
) -> None:
    """Copy a package with fixed times, putting `parts` in place of those of that name.

    Args:
        parts: each whole, or in pieces that are made while it is written.
        level: how hard to compress, 1 to 9; the usual when None.
    """
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as target,
    ):
        for name in source.namelist():
            part = parts[name] if name in parts else source.read(name)
            with target.open(name, "w") as opened:  # an entry of ours would ignore the level
                for piece in (part,) if isinstance(part, bytes) else part:
                    opened.write(piece)
            _silent(target.getinfo(name))


def _silent(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # else it names the system of this machine
    info.external_attr = 0o644 << 16
    return info
