"""The data of ICU in a bundle for Linux: what Qt asks of it, in Chinese and English.

Qt brings ICU's data for all languages, 32 MB and a quarter of the whole bundle. libQt6Core
is the only one that calls ICU, and asks it for three things alone (the symbols it needs
say so): the order of words, the names of time zones, and old encodings. So the data of
everything else (breaking lines, units, currencies, transliteration), and of languages
that the program does not speak, is taken out; the rest is untouched. Where ICU finds no
data for a language, it takes what holds for all (its root), as for any unknown language.

The form of the data: the "ToC" of unicode/ucmndata.h (ICU 73): a header, a table of names
and places in the order of the names, then each item on a boundary of 16 bytes.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from shipping.elf import Damaged

FORMAT = b"CmnD"
LANGUAGES = ("en", "zh")
FOLDERS = ("", "coll", "zone")
"""Encodings and what holds for all languages; the order of words; the names of time zones."""

_LOCALE = re.compile(r"(?!res_index)([a-z]{2,3})(_\w+)?\.res")
_ALIGNED = 16
_PAGE = 0x1000


def is_kept(name: str) -> bool:
    """Whether an item of the data, such as icudt73l/coll/zh.res, is asked for by Qt."""
    folder, _, item = name.partition("/")[2].rpartition("/")
    locale = _LOCALE.fullmatch(item)
    return folder in FOLDERS and (locale is None or locale[1] in LANGUAGES)


def items_of(data: bytes) -> dict[str, bytes]:
    """The items of ICU's data by name, in their order.

    Raises:
        Damaged: it is no data of that form.
    """
    toc = _toc(data)
    (count,) = struct.unpack_from("<I", data, toc)
    entries = [struct.unpack_from("<II", data, toc + 4 + 8 * number) for number in range(count)]
    ends = [start for _, start in entries[1:]] + [len(data) - toc]
    found: dict[str, bytes] = {}
    for (name, start), end in zip(entries, ends, strict=True):
        text = data[toc + name : data.index(b"\0", toc + name)].decode("ascii")
        found[text] = data[toc + start : toc + end]
    return found


def data_of(header: bytes, items: Mapping[str, bytes]) -> bytes:
    """ICU's data of these items; they must be in the order of their names."""
    names = b"".join(name.encode("ascii") + b"\0" for name in items)
    names_at = 4 + 8 * len(items)
    names += b"\0" * (-(len(header) + names_at + len(names)) % _ALIGNED)
    table, bodies = struct.pack("<I", len(items)), b""
    name_at, body_at = names_at, names_at + len(names)
    parts: list[bytes] = []
    for name, body in items.items():
        table += struct.pack("<II", name_at, body_at)
        name_at += len(name) + 1
        padded = body + b"\0" * (-len(body) % _ALIGNED)
        parts.append(padded)
        body_at += len(padded)
    bodies = b"".join(parts)
    return header + table + names + bodies


def _toc(data: bytes) -> int:
    (length,) = struct.unpack_from("<H", data, 0)
    if data[12:16] != FORMAT:
        raise Damaged("this is no data of ICU")
    return length


def slim(library: Path) -> int:
    """Take out of a libicudata what is not kept; returns the bytes saved.

    The file stays the same library with less in it: a run of whole pages is cut out of
    its read-only segment, and what lies behind keeps its address.

    Raises:
        Damaged: the file is not laid out as ICU's own build lays it out.
    """
    whole = library.read_bytes()
    symbol, start, size = _symbol(whole)
    data = whole[start : start + size]
    kept = {name: body for name, body in items_of(data).items() if is_kept(name)}
    smaller = data_of(data[: _toc(data)], kept)
    cut = (size - len(smaller)) // _PAGE * _PAGE
    if cut <= 0:
        return 0
    padding = b"\0" * (size - cut - len(smaller))
    slimmer = bytearray(whole[:start] + smaller + padding + whole[start + size :])
    struct.pack_into("<Q", slimmer, symbol + 16, size - cut)
    _moved(slimmer, whole, start, cut)
    library.write_bytes(slimmer)
    return cut


def _symbol(whole: bytes) -> tuple[int, int, int]:
    """Where the library's one symbol is described, and where its data begins and how long it is."""
    for _, kind, offset, length in _sections(whole):
        if kind == 11:  # SHT_DYNSYM: the first entry is empty by definition
            value, size = struct.unpack_from("<QQ", whole, offset + 24 + 8)
            if length == 48 and whole[value + 12 : value + 16] == FORMAT:
                # The first segment of a library is loaded at its offset.
                return offset + 24, value, size
    raise Damaged("the library holds more than ICU's data, or it lies elsewhere than expected")


def _sections(whole: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Place of the header, kind, offset and size of each section."""
    (table,) = struct.unpack_from("<Q", whole, 40)
    size, count = struct.unpack_from("<HH", whole, 58)
    for at in (table + size * number for number in range(count)):
        (kind,) = struct.unpack_from("<I", whole, at + 4)
        yield at, kind, *struct.unpack_from("<QQ", whole, at + 24)


def _moved(slimmer: bytearray, whole: bytes, start: int, cut: int) -> None:
    """Say in the tables of the file that `cut` bytes behind `start` are gone."""

    def say(at: int, offset: int, *sizes: int) -> None:
        """Where an offset stands, and the sizes of what begins there."""
        if offset > start:
            struct.pack_into("<Q", slimmer, at, offset - cut)
            return
        for size_at in sizes:
            (size,) = struct.unpack_from("<Q", slimmer, size_at)
            if offset + size > start:
                struct.pack_into("<Q", slimmer, size_at, size - cut)

    (segments,) = struct.unpack_from("<Q", whole, 32)
    size, count = struct.unpack_from("<HH", whole, 54)
    for at in range(segments, segments + size * count, size):
        (offset,) = struct.unpack_from("<Q", whole, at + 8)
        say(at + 8, offset, at + 32, at + 40)
    for at, _, offset, _ in _sections(whole):
        say(at - cut + 24, offset, at - cut + 32)
    (table,) = struct.unpack_from("<Q", whole, 40)
    struct.pack_into("<Q", slimmer, 40, table - cut)


_TRIAL = """
import ctypes, sys
core, order = (ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL) for path in sys.argv[1:3])
version, status = sys.argv[3], ctypes.c_int(0)
opening = order[f"ucol_open_{version}"]
opening.restype = ctypes.c_void_p
collator = ctypes.c_void_p(opening(b"zh_CN", ctypes.byref(status)))
if status.value > 0 or status.value == -127:  # an error, or the order of all languages
    print("ICU has no order of Chinese words")
else:
    words = [word.encode("utf-16-le") for word in ("李", "张")]
    sizes = [len(word) // 2 for word in words]
    if order[f"ucol_strcoll_{version}"](collator, words[0], sizes[0], words[1], sizes[1]) != -1:
        print("ICU does not order Chinese words by their sound")
for name in (b"gb18030", b"gbk", b"big5", b"windows-1252", b"iso-8859-1", b"utf-16"):
    status.value = 0
    core[f"ucnv_open_{version}"](name, ctypes.byref(status))
    if status.value > 0:
        print("ICU does not know the encoding " + name.decode())
"""


def faults_of(folder: Path) -> list[str]:
    """What ICU, as it lies in a folder, cannot do of what Qt asks of it."""
    found = sorted(folder.glob("libicuuc.so.*"))
    if not found:
        return [f"there is no ICU in {folder.name}"]
    version = found[0].suffix.removeprefix(".")
    order = folder / f"libicui18n.so.{version}"
    tried = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", _TRIAL, str(found[0]), str(order), version],
        env={**os.environ, "LD_LIBRARY_PATH": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if tried.returncode != 0:
        return [f"ICU does not run: {(tried.stderr.splitlines() or ['it crashed'])[-1]}"]
    return tried.stdout.splitlines()
