"""Packages of the REFI-QDA standard: the project and the files it names, read in memory.

Nothing is unpacked to the disk and nothing outside the package is ever opened. Seen in
the wild: `Project.qde`, `<name>.qde`, everything inside one more folder, `Sources/`,
other files lying about, media of gigabytes that nobody asks for.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
from pathlib import Path

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.sniffing import BROKEN_ZIP

PACKAGE_BYTES = 4096 * limits.MEGABYTE
"""Of the package on the disk; sound and pictures in it are never read."""

MEMBERS = 100_000
PROJECT_BYTES = 256 * limits.MEGABYTE
TEXT_BYTES = limits.ZIP_BYTES
"""Of all texts of a package together, unpacked."""

_RATIO_FROM = 1 << 20
_PROJECT = re.compile(r"[^/]+\.qde", re.IGNORECASE)
_INTERNAL = re.compile(r"internal:/{1,3}(?P<name>[^/\\]+)\Z", re.IGNORECASE)
_CHUNK = 1 << 20
_TAIL = 70_000
_ENTRY_BYTES = 700


def is_project(path: Path, head: bytes) -> bool:
    """Whether a file is a project, by its name or, of a zip by another one, by what is in it."""
    suffix = path.suffix.lower()
    if suffix in (".qdpx", ".qde") or b"urn:QDA-XML:project" in head:
        return True
    if not head.startswith(b"PK") or suffix != ".zip":
        return False
    try:
        if path.stat().st_size > limits.ARCHIVE_BYTES:
            return False
        with zipfile.ZipFile(path) as package:
            return any(_PROJECT.fullmatch(name) for name in package.namelist()[:MEMBERS])
    except BROKEN_ZIP:
        return False


class QdaPackage:
    """A `.qdpx` file, or a `.qde` file alone, with what lies in it."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            UnreadableFile: `truncated`, `damaged`, `suspicious`, `encrypted`, `too_large`,
                `unsupported` when there is no project in it, `not_found`, `no_access`.
        """
        self._name = path.name
        self._path = path
        self._left = TEXT_BYTES
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._by_name: dict[str, str] = {}
        self.project_name = path.name
        try:
            if not path.is_file():
                raise UnreadableFile(path.name, "not_found")
            size = path.stat().st_size
            with path.open("rb") as file:
                is_zip = file.read(2) == b"PK"
                file.seek(max(0, size - _TAIL))
                tail = file.read(_TAIL)
        except OSError:
            raise UnreadableFile(path.name, "no_access") from None
        if not size:
            raise UnreadableFile(path.name, "empty")
        limits.refuse_larger(path.name, size, PACKAGE_BYTES)
        self._zip = self._opened(size, tail) if is_zip else None
        if self._zip is None:
            limits.refuse_larger(path.name, size, PROJECT_BYTES)

    def close(self) -> None:
        if self._zip is not None:
            self._zip.close()

    def _opened(self, size: int, tail: bytes) -> zipfile.ZipFile:
        self._refuse_long_directory(size, tail)
        try:
            package = zipfile.ZipFile(self._path)
        except BROKEN_ZIP as error:
            reason = "damaged" if b"PK\x05\x06" in tail else "truncated"
            raise UnreadableFile(self._name, reason) from error
        try:
            self._look_through(package)
        except UnreadableFile:
            package.close()
            raise
        return package

    def _refuse_long_directory(self, size: int, tail: bytes) -> None:
        """Refuse a directory that would take minutes to read, by the length it says it has."""
        end = tail.rfind(b"PK\x05\x06")
        if end < 0 or len(tail) < end + 20:
            return
        count, length = struct.unpack_from("<HI", tail, end + 10)
        if length != 0xFFFFFFFF and length > min(size, MEMBERS * _ENTRY_BYTES):
            raise UnreadableFile(self._name, "suspicious", detail="members")
        del count  # of 16 bits: says nothing of long directories

    def _look_through(self, package: zipfile.ZipFile) -> None:
        if len(package.infolist()) > MEMBERS:
            raise UnreadableFile(self._name, "suspicious", detail="members")
        projects: list[str] = []
        for member in package.infolist():
            name = member.filename.replace("\\", "/")
            parts = name.split("/")
            if ".." in parts or name.startswith("/") or re.match("[A-Za-z]:", name):
                raise UnreadableFile(self._name, "suspicious", detail="path")
            if name.endswith("/"):
                continue
            self._members[name] = member
            if _PROJECT.fullmatch(parts[-1]) and not parts[-1].startswith("."):
                projects.append(name)
        if not projects:
            raise UnreadableFile(self._name, "unsupported", detail="no_project")
        # The shallowest, the one of the proper name first.
        usual = {"project.qde": 0}
        projects.sort(key=lambda n: (n.count("/"), usual.get(posixpath.basename(n).lower(), 1), n))
        self.project_name = projects[0]
        folder = posixpath.dirname(self.project_name)
        for name in self._members:  # what lies in sources/ beside the project wins
            near = name.lower().startswith(posixpath.join(folder, "sources/").lower())
            key = posixpath.basename(name).casefold()
            if near or key not in self._by_name:
                self._by_name[key] = name

    def project(self) -> bytes:
        """The project itself.

        Raises:
            UnreadableFile
        """
        if self._zip is None:
            return self._path.read_bytes()
        data = self._read(self._members[self.project_name], PROJECT_BYTES)
        if data is None:
            raise UnreadableFile(self._name, "damaged")
        return data

    def find(self, reference: str) -> str | None:
        """The member that `internal://name` means; None when there is none.

        A reference of any other form leads out of the package and is never followed.
        """
        found = _INTERNAL.match(reference.strip())
        return self._by_name.get(found["name"].casefold()) if found else None

    def read(self, name: str) -> bytes | None:
        """The bytes of a member that `find` named; None when they are broken.

        Raises:
            UnreadableFile: `suspicious` or `too_large` for a package that unpacks to too
                much, `encrypted`.
        """
        data = self._read(self._members[name], limits.PART_BYTES)
        if data is not None:
            self._left -= len(data)
            if self._left < 0:
                raise UnreadableFile(self._name, "suspicious", detail="zip_bomb")
        return data

    def _read(self, member: zipfile.ZipInfo, limit: int) -> bytes | None:
        if self._zip is None:
            return None
        if member.flag_bits & 0x1:
            raise UnreadableFile(self._name, "encrypted")
        packed = max(1, member.compress_size)
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit or (size > _RATIO_FROM and size > limits.ZIP_RATIO * packed):
                        raise UnreadableFile(self._name, "suspicious", detail="zip_bomb")
                    chunks.append(chunk)
        except BROKEN_ZIP:
            return None
        return b"".join(chunks)
