"""A bundle made up for the tests of the gates: a few small files that pass all of them."""

from __future__ import annotations

import marshal
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from shipping import contents
from shipping.archive import COOKIE, ENTRY, MAGIC

BASE = 0x1000
"""The address that the made-up library says it is loaded at."""


def little_elf(
    needed: Sequence[str] = (),
    *,
    soname: str = "",
    search: str = "",
    asks: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """An ELF64 file with a dynamic section and nothing else.

    Args:
        asks: by library the versions that are asked of it, such as GLIBC_2.28.
    """
    strings = bytearray(b"\0")

    def text(word: str) -> int:
        strings.extend(word.encode() + b"\0")
        return len(strings) - len(word.encode()) - 1

    entries = [(1, text(name)) for name in needed]
    entries += [(14, text(soname))] if soname else []
    entries += [(29, text(search))] if search else []
    asked = [(text(file), [text(v) for v in names]) for file, names in (asks or {}).items()]
    verneed = b""
    for number, (file, names) in enumerate(asked):
        last = number == len(asked) - 1
        size = 16 + 16 * len(names)
        verneed += struct.pack("<HHIII", 1, len(names), file, 16, 0 if last else size)
        for place, name in enumerate(names):
            step = 0 if place == len(names) - 1 else 16
            verneed += struct.pack("<IHHII", 0, 0, 2, name, step)
    head = 64 + 2 * 56
    dynamic_at = head
    count = len(entries) + 1 + (2 if asked else 0) + 1
    strings_at = dynamic_at + 16 * count
    verneed_at = strings_at + len(strings)
    entries.append((5, BASE + strings_at))
    if asked:
        entries += [(0x6FFFFFFE, BASE + verneed_at), (0x6FFFFFFF, len(asked))]
    entries.append((0, 0))
    dynamic = b"".join(struct.pack("<QQ", *entry) for entry in entries)
    length = verneed_at + len(verneed)
    header = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + struct.pack(
        "<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0
    )
    load = struct.pack("<IIQQQQQQ", 1, 5, 0, BASE, BASE, length, length, 0x1000)
    segment = struct.pack(
        "<IIQQQQQQ", 2, 6, dynamic_at, BASE + dynamic_at, 0, len(dynamic), len(dynamic), 8
    )
    return header + load + segment + dynamic + bytes(strings) + verneed


def little_pe(imports: Sequence[str] = (), *, delayed: Sequence[str] = ()) -> bytes:
    """A PE32+ file with a table of imports, one of delayed imports, and nothing else."""
    start, offset = 0x1000, 0x400
    tables = {1: (imports, 20, 12), 13: (delayed, 32, 4)}
    body, places = bytearray(), {}
    names = bytearray()
    sizes = sum((len(words) + 1) * step for words, step, _ in tables.values())
    for number, (words, step, name_at) in tables.items():
        places[number] = start + len(body) if words else 0
        for word in words:
            entry = bytearray(step)
            struct.pack_into("<I", entry, name_at, start + sizes + len(names))
            names += word.encode() + b"\0"
            body += entry
        body += bytes(step)
    body += names
    directories = b"".join(struct.pack("<II", places.get(n, 0), 0) for n in range(16))
    optional = struct.pack("<H", 0x20B).ljust(112, b"\0") + directories
    head = b"PE\0\0" + struct.pack("<HH12xHH", 0x8664, 1, len(optional), 0)
    section = b".rdata\0\0" + struct.pack("<IIII16x", len(body), start, len(body), offset)
    dos = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    return (dos + head + optional + section).ljust(offset, b"\0") + bytes(body)


def executable(modules: Mapping[str, bytes], start: bytes | None = None) -> bytes:
    """A start program with an archive of modules behind it, as PyInstaller lays it."""
    start = start or little_elf(["libc.so.6"], asks={"libc.so.6": ["GLIBC_2.17"]})
    packed, places = b"", []
    head = b"PYZ\0" + b"\0\0\0\0"
    for name, code in modules.items():
        body = zlib.compress(code)
        places.append((name, (0, 12 + len(packed), len(body))))
        packed += body
    inner = head + struct.pack("!I", 12 + len(packed)) + packed + marshal.dumps(places)
    name = b"PYZ.pyz\0"
    table = ENTRY.pack(ENTRY.size + len(name), 0, len(inner), len(inner), 0, b"z") + name
    length = len(inner) + len(table) + COOKIE.size
    cookie = COOKIE.pack(MAGIC, length, len(inner), len(table), 311, b"libpython3.11.so")
    return start + inner + table + cookie


MODULES = {"app": b"", "app.main": b"code of main", "zipfile": b"code"}


def made_up(folder: Path) -> Path:
    """A small bundle for Linux that passes every gate."""
    root = folder / "piyue"
    inside = root / "_internal"
    for wanted in contents.needed(windows=False):
        write(inside / wanted.replace(".*", ".0"), b"")
    write(root / "piyue", executable(MODULES))
    write(inside / "PySide6/Qt/lib/libQt6Core.so.6", little_elf(["libc.so.6"], search="$ORIGIN"))
    (inside / "libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    with zipfile.ZipFile(inside / "base_library.zip", "w") as package:
        package.writestr("os.pyc", b"code")
        package.writestr("re/__init__.pyc", b"code")
    return root


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o755)
    return path
