"""Reports inside a zip archive: listed by names a person can read, read one by one.

Nothing is unpacked to the disk, so the names inside can lead nowhere. An archive in an
archive is gone through as well, and no deeper.
"""

from __future__ import annotations

import functools
import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.saved_pages import belongs_to_page, is_page
from app.files.sniffing import BROKEN_ZIP, kind_of_members
from app.files.suffixes import REPORT_SUFFIXES, SUFFIXES
from app.files.zip_parts import refuse_bomb

MAX_DEPTH = 2
"""Archives, the outermost included."""

_CHUNK = 1 << 20
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075  # extra field of Info-ZIP, also written by WinRAR and 7-Zip
_ENTRY_BYTES = 700
_CONTROL = dict.fromkeys((*range(32), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029), "\ufffd")
_SKIPPED_FOLDERS = frozenset({"__macosx"})

Way = tuple[str, ...]
"""Names from the outermost archive inwards; see Incoming.members."""


def list_members(path: Path) -> list[Way] | None:
    """The reports in an archive, in the order of their names; None when it is no archive.

    Raises:
        UnreadableFile: `truncated`, `damaged`, `suspicious`, `encrypted`, `no_members`,
            `no_access`, `not_found`.
    """
    archive = _opened(*_identity(path), ())
    if archive is None:
        return None
    ways = [way for way, _ in zip(_ways(archive, 1), range(limits.ZIP_MEMBERS + 1), strict=False)]
    if len(ways) > limits.ZIP_MEMBERS:
        raise UnreadableFile(path.name, "suspicious", detail="members")
    if not ways:
        raise UnreadableFile(path.name, "no_members")
    if all(len(way) == 1 and archive.is_locked(way[0]) for way in ways):
        raise UnreadableFile(path.name, "encrypted")
    return ways


def read_member(path: Path, way: Way, file_name: str) -> bytes:
    """The bytes of one member.

    Raises:
        UnreadableFile: also `not_found`, and `nested_archives` for an archive too deep.
    """
    archive = _containing(path, way, file_name)
    data = archive.read(way[-1], file_name)
    if len(way) >= MAX_DEPTH and data.startswith(b"PK") and _kind(data) is None:
        raise UnreadableFile(file_name, "nested_archives")
    return data


def companion(path: Path, way: Way, reference: str) -> bytes | None:
    """What was saved together with a page of the archive; `reference` is a name in it."""
    archive = _containing(path, way, path.name)
    raw = archive.find(reference)
    return None if raw is None else archive.read(raw, path.name)


class Archive:
    """One zip archive with its members under names that are text."""

    def __init__(self, source: IO[bytes], file_name: str, rest: _Reopened | None = None) -> None:
        """Raises UnreadableFile: `damaged`, `suspicious`."""
        self.file_name = file_name
        self._rest = rest
        try:
            self.package = zipfile.ZipFile(source)
        except BROKEN_ZIP as error:
            raise UnreadableFile(file_name, "damaged") from error
        refuse_bomb(self.package, file_name)
        self.members: dict[str, zipfile.ZipInfo] = {}
        for member in self.package.infolist():
            if not member.filename.endswith("/"):  # is_dir() fails on an empty name
                self.members[self._free_name(_name_of(member))] = member
        self._pages = frozenset(name.lower() for name in self.members if is_page(name))

    def _free_name(self, name: str) -> str:
        """Two members may have one name; the later ones are counted."""
        stem, suffix = posixpath.splitext(name)
        number = 1
        free = name
        while free in self.members:
            number += 1
            free = f"{stem} ({number}){suffix}"
        return free

    def reports(self) -> list[str]:
        """Names of members that may be reports: no system files, no parts of saved pages."""
        return sorted(name for name in self.members if self._may_be_report(name))

    def _may_be_report(self, name: str) -> bool:
        parts = name.split("/")
        if any(part.startswith((".", "~$")) or part.lower() in _SKIPPED_FOLDERS for part in parts):
            return False
        if posixpath.splitext(name)[1].lower() not in REPORT_SUFFIXES:
            return False
        return not (is_page(name) and belongs_to_page(name, self._pages))

    def is_locked(self, name: str) -> bool:
        return bool(self.members[name].flag_bits & _ENCRYPTED)

    def find(self, name: str) -> str | None:
        return name if name in self.members else None

    def read(self, name: str, shown: str) -> bytes:
        """One member, counted while it is unpacked, whatever its header says.

        Raises:
            UnreadableFile
        """
        member = self.members.get(name)
        if member is None:
            raise UnreadableFile(shown, "not_found")
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableFile(shown, "encrypted")
        limits.refuse_larger(shown, member.file_size, limits.FILE_BYTES)
        chunks: list[bytes] = []
        size = 0
        try:
            with self.package.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    limits.refuse_larger(shown, size, limits.FILE_BYTES)
                    chunks.append(chunk)
        except NotImplementedError as error:
            raise UnreadableFile(shown, "unsupported", kind="archive") from error
        except BROKEN_ZIP as error:
            raise UnreadableFile(shown, "damaged") from error
        finally:
            if self._rest is not None:
                self._rest.rest()
        return b"".join(chunks)


# --- which archive ------------------------------------------------------------------------


def _ways(archive: Archive, depth: int) -> Iterator[Way]:
    for name in archive.reports():
        if depth < MAX_DEPTH and name.lower().endswith(SUFFIXES["archive"]):
            yield from _inner_ways(archive, name, depth)
        else:
            yield (name,)


def _inner_ways(archive: Archive, name: str, depth: int) -> Iterator[Way]:
    """The way to each report of an archive in an archive; itself when it cannot be opened."""
    try:
        data = archive.read(name, archive.file_name)
        inner = None if _kind(data) else Archive(io.BytesIO(data), archive.file_name)
        ways = [] if inner is None else list(_ways(inner, depth + 1))
    except UnreadableFile:
        ways = []  # reading it will say why
    yield from ((name, *way) for way in ways) if ways else ((name,),)


def _containing(path: Path, way: Way, file_name: str) -> Archive:
    archive = _opened(*_identity(path), way[:-1])
    if archive is None:
        raise UnreadableFile(file_name, "not_found")
    return archive


def _identity(path: Path) -> tuple[Path, int, int]:
    """A file and what would be different if it were another one.

    Raises:
        UnreadableFile: `not_found`, `no_access`.
    """
    try:
        if not path.is_file():
            raise UnreadableFile(path.name, "not_found")
        found = path.stat()
    except OSError:
        raise UnreadableFile(path.name, "no_access") from None
    return path, found.st_mtime_ns, found.st_size


@functools.lru_cache(maxsize=2)
def _opened(path: Path, _changed: int, size: int, way: Way) -> Archive | None:
    """The archive at the end of a way; the last ones are kept, for their members come in turn."""
    if way:
        outer = _opened(path, _changed, size, way[:-1])
        if outer is None:
            return None
        data = outer.read(way[-1], path.name)
        return None if _kind(data) else Archive(io.BytesIO(data), path.name)
    limits.refuse_larger(path.name, size, limits.ARCHIVE_BYTES)
    source = _Reopened(path)
    try:
        if source.read(2) != b"PK":
            return None
        _refuse_long_directory(source, size, path.name)
        with zipfile.ZipFile(cast("IO[bytes]", source)) as package:
            if kind_of_members(package) is not None:
                return None
        return Archive(cast("IO[bytes]", source), path.name, source)
    except BROKEN_ZIP as error:
        cut = source.tail(70_000).find(b"PK\x05\x06") < 0
        raise UnreadableFile(path.name, "truncated" if cut else "damaged") from error
    finally:
        source.rest()


def _kind(data: bytes) -> str | None:
    """The kind of document a package is; None for an archive, `damaged` when it is neither."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return kind_of_members(package)
    except BROKEN_ZIP:
        return "damaged"


def _refuse_long_directory(source: _Reopened, size: int, file_name: str) -> None:
    """Refuse a directory that would take minutes to read, by the length it says it has."""
    tail = source.tail(70_000)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 20:
        return
    count, length = struct.unpack_from("<HI", tail, end + 10)
    if count > limits.ZIP_MEMBERS or length > min(size, limits.ZIP_MEMBERS * _ENTRY_BYTES):
        raise UnreadableFile(file_name, "suspicious", detail="members")


class _Reopened:
    """A file that is closed between reads: an open one could not be moved on Windows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._position = 0
        self.mode = "rb"
        self.name = path.name

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            self._file = self._path.open("rb")
            self._file.seek(self._position)
        return self._file

    def read(self, size: int = -1) -> bytes:
        data = self._opened().read(size)
        self._position = self._opened().tell()
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        self._position = self._opened().seek(offset, whence)
        return self._position

    def tell(self) -> int:
        return self._position

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        self.rest()

    def rest(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def tail(self, size: int) -> bytes:
        end = self.seek(0, 2)
        self.seek(max(0, end - size))
        return self.read(size)


# --- names -------------------------------------------------------------------------------


def _name_of(member: zipfile.ZipInfo) -> str:
    """The member's name as text, with / between folders and nothing that leads elsewhere."""
    name = _decoded_name(member).replace("\\", "/")
    parts = [part for part in name.split("/") if part.strip() not in ("", ".", "..")]
    return "/".join(parts).translate(_CONTROL) or "\ufffd"


def _decoded_name(member: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names in GBK and does not say so; zipfile then takes them for cp437."""
    if member.flag_bits & _UTF8_NAMES:
        return member.orig_filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.orig_filename
    if given := _unicode_path(member.extra, raw):
        return given
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.orig_filename


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in UTF-8 that stands beside the plain one, when it is of the same name."""
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, position)
        field = extra[position + 4 : position + 4 + length]
        is_name = kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1
        if is_name and int.from_bytes(field[1:5], "little") == zlib.crc32(raw):
            return field[5:].decode("utf-8", "replace")
        position += 4 + length
    return ""
