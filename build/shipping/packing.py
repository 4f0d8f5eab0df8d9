"""Trees of files that are packed, and packed so that the same tree gives the same bytes.

Archives are written here and not by dpkg-deb or tar: their result depends on their version,
on the number of processors and on the times and owners of the files.
"""

from __future__ import annotations

import io
import lzma
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

PROGRAM, PLAIN = 0o755, 0o644

# dpkg of Debian 10 reads xz and no zstd. The filter makes calls in code alike. Measured on the
# program (110 MB): preset 6 36.5 MB in 62 s, with the filter 34.7 in 58 s, preset 9 with it 34.0 in 77 s.
XZ_FILTERS = (
    {"id": lzma.FILTER_X86},
    {"id": lzma.FILTER_LZMA2, "preset": 9},
)


QUICK_FILTERS = ({"id": lzma.FILTER_LZMA2, "preset": 0},)
"""For what nobody is given: large, and packed in seconds."""

Filters = Sequence[Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Item:
    """One file or link of a tree.

    Attributes:
        content: bytes, or the file that holds them; nothing for a link.
        link: the target of a symbolic link.
    """

    content: bytes | Path = b""
    link: str = ""
    mode: int = PLAIN

    def read(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    @property
    def size(self) -> int:
        if self.link:
            return 0
        if isinstance(self.content, bytes):
            return len(self.content)
        return self.content.stat().st_size


Tree = Mapping[str, Item]
"""By the path in the archive, relative, with / between its parts; folders follow from them."""


def text(words: str, mode: int = PLAIN) -> Item:
    return Item(words.encode("utf-8"), mode=mode)


def folder_tree(folder: Path, place: str) -> dict[str, Item]:
    """A folder as part of a tree; a file is a program when its owner may run it."""
    found: dict[str, Item] = {}
    for path in sorted(folder.rglob("*")):
        name = f"{place}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            found[name] = Item(link=str(path.readlink()))
        elif path.is_file():
            runs = path.read_bytes()[:4] == b"\x7fELF" and ".so" not in path.name
            runs = runs or path.suffix == ".sh"
            found[name] = Item(path, mode=PROGRAM if runs else PLAIN)
    return found


def folders_of(tree: Tree) -> list[str]:
    """Every folder that holds something, parents first."""
    found = {str(above) for name in tree for above in PurePosixPath(name).parents}
    return sorted(found - {"."})


def write_tar_xz(
    out: BinaryIO, tree: Tree, *, epoch: int, prefix: str = "", filters: Filters = XZ_FILTERS
) -> None:
    """Write a tree as .tar.xz: owned by root, all times the same, in the order of the names.

    Args:
        epoch: seconds since 1970 that every file bears.
        prefix: put before each name; `./` in a package of Debian.
    """
    with (
        lzma.open(out, "wb", format=lzma.FORMAT_XZ, filters=filters) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as tar,
    ):
        folders = folders_of(tree)
        if prefix:
            tar.addfile(_entry(prefix, tarfile.DIRTYPE, PROGRAM, epoch))
        for name in sorted([*folders, *tree]):
            if name not in tree:
                tar.addfile(_entry(f"{prefix}{name}", tarfile.DIRTYPE, PROGRAM, epoch))
                continue
            item = tree[name]
            kind = tarfile.SYMTYPE if item.link else tarfile.REGTYPE
            entry = _entry(f"{prefix}{name}", kind, 0o777 if item.link else item.mode, epoch)
            if item.link:
                entry.linkname = item.link
                tar.addfile(entry)
            else:
                data = item.read()
                entry.size = len(data)
                tar.addfile(entry, io.BytesIO(data))


def _entry(name: str, kind: bytes, mode: int, epoch: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.mode, entry.mtime = kind, mode, epoch
    entry.uname = entry.gname = "root"
    return entry


def write_ar(out: BinaryIO, members: Mapping[str, bytes], *, epoch: int) -> None:
    """Write an ar archive in the common format, as packages of Debian are (deb(5))."""
    out.write(b"!<arch>\n")
    for name, data in members.items():
        out.write(f"{name:<16}{epoch:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode())
        out.write(data)
        if len(data) % 2:
            out.write(b"\n")
