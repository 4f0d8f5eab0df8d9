"""Which libraries a program or library for Windows asks for, read from the file itself.

A small reader of PE32+ files (Microsoft's "PE Format": the table of imports and that of
delayed imports), so that a bundle for Windows can be judged anywhere. Wine brings
libraries of its own where Windows has none: running there does not show what is missing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from shipping.elf import Damaged

_PE32_PLUS = 0x20B
_TABLES = ((1, 20, 12), (13, 32, 4))
"""Number of the directory, size of its entries, where in an entry the name stands."""


def imports_of(path: Path) -> list[str]:
    """The names of the libraries that a file asks for, as written.

    Raises:
        Damaged: it is no 64-bit file for Windows, or its tables do not hold together.
    """
    data = path.read_bytes()
    try:
        return list(_imports(data))
    except (struct.error, ValueError) as problem:
        raise Damaged(f"{path.name}: {problem}") from problem


def _imports(data: bytes) -> Iterator[str]:
    (head,) = struct.unpack_from("<I", data, 0x3C)
    if data[head : head + 4] != b"PE\0\0":
        raise ValueError("no file for Windows")
    count, size = struct.unpack_from("<H12xH", data, head + 6)
    optional = head + 24
    if struct.unpack_from("<H", data, optional) != (_PE32_PLUS,):
        raise ValueError("no 64-bit file")
    sections = [
        struct.unpack_from("<IIII", data, optional + size + 40 * number + 8)
        for number in range(count)
    ]

    def place(address: int) -> int:
        for length, start, stored, offset in sections:
            if start <= address < start + max(length, stored):
                return offset + address - start
        raise ValueError(f"no section holds the address {address:#x}")

    for number, step, name_at in _TABLES:
        (address,) = struct.unpack_from("<I", data, optional + 112 + 8 * number)
        at = place(address) if address else len(data)
        while at < len(data):
            (name,) = struct.unpack_from("<I", data, at + name_at)
            if not name:
                break
            start = place(name)
            yield data[start : data.index(b"\0", start)].decode("ascii")
            at += step


def imports_in(folder: Path) -> dict[str, list[str]]:
    """The libraries that Windows must bring, in lower case, each with the files that ask."""
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in {".exe", ".dll", ".pyd"} and path.is_file()
    ]
    inside = {path.name.lower() for path in files}
    asked: dict[str, list[str]] = {}
    for path in files:
        for name in map(str.lower, imports_of(path)):
            if name not in inside:
                asked.setdefault(name, []).append(path.relative_to(folder).as_posix())
    return asked
