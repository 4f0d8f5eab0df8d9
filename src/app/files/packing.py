"""ZIP packages (XLSX, DOCX) whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP entry can carry."""


def entry(name: str) -> zipfile.ZipInfo:
    """A compressed member that tells neither the time nor the machine."""
    made = zipfile.ZipInfo(name, _DAY_ONE)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.create_system = 3  # else it names the system of this machine
    made.external_attr = 0o644 << 16
    return made


def repack(package: bytes, out: BinaryIO, parts: Mapping[str, bytes]) -> None:
    """Copy a package with fixed times, putting `parts` in place of those of that name."""
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(entry(name), parts[name] if name in parts else source.read(name))
