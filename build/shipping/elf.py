"""What a Linux library or program asks of the system, read from the file itself.

A small reader of ELF64 little-endian files (System V ABI, chapters 4 and 5; the tables of
versions: Linux Standard Base, "Symbol Versioning"). It needs no tool of the system, so
that a bundle is judged the same wherever the judge runs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_MAGIC = b"\x7fELF\x02\x01"
_LOAD, _DYNAMIC = 1, 2
_NEEDED, _STRTAB, _SONAME, _RPATH, _RUNPATH = 1, 5, 14, 15, 29
_VERNEED, _VERNEEDNUM = 0x6FFFFFFE, 0x6FFFFFFF
_PACKED_RELOCATIONS, _PACKED_SINCE = "GLIBC_ABI_DT_RELR", (2, 36)
"""A name that stands for a version of the loader, and that version."""

Version = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Elf:
    """What the loader reads of one file.

    Attributes:
        needed: sonames of the libraries that it is linked with.
        soname: its own, or empty.
        search: the folders of its RPATH and RUNPATH, as written.
        versions: the highest version asked for by family, such as GLIBC and GLIBCXX.
    """

    needed: tuple[str, ...] = ()
    soname: str = ""
    search: tuple[str, ...] = ()
    versions: Mapping[str, Version] = field(default_factory=dict)


class Damaged(ValueError):
    """A file that begins as an ELF file and is none."""


def read_elf(path: Path) -> Elf | None:
    """What the file asks for; None when it is no 64-bit little-endian ELF file.

    Raises:
        Damaged: its tables do not hold together.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return None
    data = path.read_bytes()
    try:
        return _read(data)
    except (struct.error, IndexError, ValueError) as problem:
        raise Damaged(f"{path}: {problem}") from problem


class _Tables:
    """Where the loader's tables lie in the bytes of a file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (table,) = struct.unpack_from("<Q", data, 32)
        size, count = struct.unpack_from("<HH", data, 54)
        segments = [struct.unpack_from("<IIQQQQ", data, table + n * size) for n in range(count)]
        self._loads = [
            (at, offset, length) for kind, _, offset, at, _, length in segments if kind == _LOAD
        ]
        self.dynamic, self.entries = 0, list[tuple[int, int]]()
        for kind, _, offset, _, _, length in segments:
            if kind == _DYNAMIC:
                self.dynamic = offset
                self.entries = list(struct.iter_unpack("<QQ", data[offset : offset + length]))
        self.values = dict(self.entries)
        self._strings = self.place(self.values[_STRTAB]) if _STRTAB in self.values else 0

    def place(self, address: int) -> int:
        """The offset in the file of what is loaded at an address."""
        for start, offset, length in self._loads:
            if start <= address < start + length:
                return offset + address - start
        raise ValueError(f"no segment holds the address {address:#x}")

    def string(self, offset: int) -> tuple[int, str]:
        """A text of the table of strings, and where it begins in the file."""
        start = self._strings + offset
        return start, self._data[start : self._data.index(b"\0", start)].decode()


def _read(data: bytes) -> Elf:
    tables = _Tables(data)

    def texts(*tags: int) -> tuple[str, ...]:
        return tuple(tables.string(value)[1] for tag, value in tables.entries if tag in tags)

    versions: dict[str, Version] = {}
    if _VERNEED in tables.values:
        first, count = tables.place(tables.values[_VERNEED]), tables.values[_VERNEEDNUM]
        for name in _versions(data, first, count):
            family, version = _parted(tables.string(name)[1])
            if version:
                versions[family] = max(version, versions.get(family, ()))
    return Elf(
        needed=texts(_NEEDED),
        soname="".join(texts(_SONAME)),
        search=tuple(part for line in texts(_RPATH, _RUNPATH) for part in line.split(":")),
        versions=versions,
    )


def forget_search_outside(path: Path) -> bool:
    """Let a library look for others in the bundle only; returns whether it did not before.

    A Python that was built for a folder of its own names that folder in all its libraries.
    The entry goes, and the text of it up to its last part, which other names may share
    as their end. A list that names folders inside and outside is left to a gate.
    """
    elf = read_elf(path)
    if elf is None or not elf.search or any(place.startswith("$ORIGIN") for place in elf.search):
        return False
    data = bytearray(path.read_bytes())
    tables = _Tables(bytes(data))
    kept: list[tuple[int, int]] = []
    for tag, value in tables.entries:
        if tag not in {_RPATH, _RUNPATH}:
            kept.append((tag, value))
            continue
        start, text = tables.string(value)
        data[start : start + text.rfind("/")] = b"." * text.rfind("/")
    kept += [(0, 0)] * (len(tables.entries) - len(kept))
    for number, entry in enumerate(kept):
        struct.pack_into("<QQ", data, tables.dynamic + 16 * number, *entry)
    path.write_bytes(data)
    return True


def _versions(data: bytes, offset: int, count: int) -> Iterator[int]:
    """Offsets of the names of all versions asked for."""
    for _ in range(count):
        _, names, _, first, following = struct.unpack_from("<HHIII", data, offset)
        at = offset + first
        for _ in range(names):
            _, _, _, name, step = struct.unpack_from("<IHHII", data, at)
            yield name
            at += step
        offset += following


def _parted(name: str) -> tuple[str, Version]:
    """GLIBC_2.28 as its family and its version; no version where the name has none."""
    if name == _PACKED_RELOCATIONS:
        return "GLIBC", _PACKED_SINCE
    family, _, number = name.rpartition("_")
    parts = number.split(".")
    return (family, version_of(number)) if all(part.isdigit() for part in parts) else (name, ())


def version_of(text: str) -> Version:
    return tuple(int(part) for part in text.split("."))


def spelled(version: Version) -> str:
    return ".".join(map(str, version))


def elves_in(folder: Path) -> dict[str, Elf]:
    """Every ELF file of a tree by its name relative to it; links are not followed.

    Raises:
        Damaged: one of them cannot be read.
    """
    found: dict[str, Elf] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        elf = read_elf(path)
        if elf is not None:
            found[path.relative_to(folder).as_posix()] = elf
    return found


def needing(folder: Path, elves: Mapping[str, Elf] | None = None) -> dict[str, list[str]]:
    """The libraries that the system must bring, each with the files that ask for it."""
    elves = elves_in(folder) if elves is None else elves
    inside = {path.name for path in folder.rglob("*.so*")} | {elf.soname for elf in elves.values()}
    asked: dict[str, list[str]] = {}
    for name, elf in elves.items():
        for soname in elf.needed:
            if soname not in inside:
                asked.setdefault(soname, []).append(name)
    return asked


def needed_of(folder: Path) -> set[str]:
    """The sonames of the libraries that the system must bring."""
    return set(needing(folder))


def highest(elves: Mapping[str, Elf]) -> dict[str, Version]:
    """The highest version asked for by any file, by family."""
    found: dict[str, Version] = {}
    for elf in elves.values():
        for family, version in elf.versions.items():
            found[family] = max(version, found.get(family, ()))
    return found
