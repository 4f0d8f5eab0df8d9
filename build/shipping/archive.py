"""The Python modules inside a frozen program, read from the executable itself.

PyInstaller appends an archive to its start program: a table of entries, one of which is
an archive of compressed modules (PyInstaller/archive/readers.py and
loader/pyimod01_archive.py of version 6 say how). The names are read without
unpacking anything and without importing PyInstaller, so that a bundle made elsewhere,
with another Python, can be judged too.
"""

from __future__ import annotations

import marshal
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COOKIE = struct.Struct("!8sIIII64s")
"""Magic, length of the archive, place and length of its table, Python's version, its library."""

ENTRY = struct.Struct("!IIIIBc")
"""Length of the entry, place, length packed and unpacked, whether packed, kind; the name follows."""

MAGIC = b"MEI\014\013\012\013\016"
MODULES, MODULES_MAGIC = b"z", b"PYZ\0"


class NotFrozen(ValueError):
    """There is no archive of modules in the file."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The modules of one executable: name to packed code."""

    modules: dict[str, bytes]

    def unpacked(self) -> Iterator[tuple[str, bytes]]:
        """Name and marshalled code of each module; folders without code are left out."""
        for name, packed in self.modules.items():
            if packed:
                yield name, zlib.decompress(packed)


def frozen_in(executable: Path) -> Frozen:
    """The modules that an executable carries.

    Raises:
        NotFrozen: it carries none, or the archive is damaged.
    """
    data = executable.read_bytes()
    cookie = data.rfind(MAGIC)
    if cookie < 0:
        raise NotFrozen(f"{executable.name} carries no archive")
    try:
        _, length, table, table_length, _, _ = COOKIE.unpack_from(data, cookie)
        start = cookie + COOKIE.size - length
        place = start + _modules_entry(data[start + table : start + table + table_length])
        if data[place : place + 4] != MODULES_MAGIC:
            raise NotFrozen(f"{executable.name}: the archive of modules begins unexpectedly")
        (names,) = struct.unpack_from("!I", data, place + 8)
        listed = dict(marshal.loads(data[place + names :]))
    except (struct.error, EOFError, TypeError) as problem:
        raise NotFrozen(f"{executable.name}: its archive is damaged ({problem})") from problem
    return Frozen(
        {
            name: data[place + offset : place + offset + size]
            for name, (_, offset, size) in listed.items()
        }
    )


def _modules_entry(table: bytes) -> int:
    at = 0
    while at < len(table):
        length, place, _, _, _, kind = ENTRY.unpack_from(table, at)
        if kind == MODULES:
            return place
        if length <= 0:
            break
        at += length
    raise NotFrozen("the archive holds no modules")


def modules_of_zip(path: Path) -> list[str]:
    """The names of the modules of base_library.zip, which Python needs before it can unpack."""
    with zipfile.ZipFile(path) as package:
        names = [Path(name) for name in package.namelist() if name.endswith(".pyc")]
    parts = [name.with_suffix("").parts for name in names]
    return [".".join(part[:-1] if part[-1] == "__init__" else part) for part in parts]
