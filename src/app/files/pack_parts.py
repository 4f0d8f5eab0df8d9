"""The files of a package, each read only when its account is right."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.pack import FORMAT, MANIFEST, OPS, VERSION, object_of
from app.files.sniffing import BROKEN_ZIP
from app.files.zip_parts import refuse_bomb

_MANIFEST_BYTES = 64 * limits.MEGABYTE
_ZIP_END = 70_000
"""The directory's end lies within so many bytes of the file's end."""

_LINE_BYTES = 64 * limits.MEGABYTE


class PackParts:
    """An open package whose names, sizes and manifest are sane.

    Attributes:
        manifest: what the package says of itself.
    """

    def __init__(self, path: Path) -> None:
        """Open a package.

        Raises:
            UnreadableFile: `newer_version` (found, known), `damaged`, `truncated`,
                `suspicious`, `encrypted`, `not_found`, `no_access`, and `unsupported`
                when it is no package at all.
        """
        self._name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise UnreadableFile(path.name, "not_found") from error
        except PermissionError as error:
            raise UnreadableFile(path.name, "no_access") from error
        except BROKEN_ZIP as error:
            raise UnreadableFile(path.name, _broken(path)) from error
        try:
            self._members = self._checked_members()
            self.manifest = self._checked_manifest()
            self._files = self._checked_files()
        except BaseException:
            self._zip.close()
            raise

    def close(self) -> None:
        self._zip.close()

    def has(self, name: str) -> bool:
        return name in self._files

    def names(self) -> list[str]:
        return sorted(self._files)

    def read(self, name: str) -> bytes:
        """One file, whole; `damaged` when it is not what the manifest says."""
        digest, data = hashlib.sha256(), bytearray()
        with self._open(name) as stream:
            while chunk := self._next(stream, limits.MEGABYTE):
                if len(data) > limits.PART_BYTES:
                    raise self._refused("suspicious", "zip_bomb")
                digest.update(chunk)
                data += chunk
        self._compare(name, digest.hexdigest(), len(data))
        return bytes(data)

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file; that it is what the manifest says is known at its end."""
        digest, size = hashlib.sha256(), 0
        with self._open(name) as stream:
            while line := self._line(stream):
                digest.update(line)
                size += len(line)
                if line.strip():
                    yield line
        self._compare(name, digest.hexdigest(), size)

    # --- checks -------------------------------------------------------------------

    def _checked_members(self) -> dict[str, zipfile.ZipInfo]:
        refuse_bomb(self._zip, self._name, limits.PACK_MEMBERS, limits.PACK_BYTES)
        found: dict[str, zipfile.ZipInfo] = {}
        for member in self._zip.infolist():
            name = member.filename
            if name in found or _leads_outside(name):
                raise self._refused("suspicious", "names")
            if member.flag_bits & 0x1:
                raise UnreadableFile(self._name, "encrypted")
            found[name] = member
        return found

    def _checked_manifest(self) -> dict[str, Any]:
        if MANIFEST not in self._members or self._members[MANIFEST].file_size > _MANIFEST_BYTES:
            raise UnreadableFile(self._name, "unsupported")
        with self._open(MANIFEST) as stream:
            text = b"".join(iter(lambda: self._next(stream, limits.MEGABYTE), b""))
        try:
            manifest = object_of(json.loads(text)) or {}
        except (ValueError, RecursionError) as error:
            raise self._refused("damaged", "manifest") from error
        if manifest.get("format") != FORMAT:
            raise UnreadableFile(self._name, "unsupported")
        version: Any = manifest.get("version")
        if isinstance(version, bool) or not isinstance(version, int) or version < 1:
            raise self._refused("damaged", "manifest")
        if version > VERSION:
            raise UnreadableFile(self._name, "newer_version", found=version, known=VERSION)
        return manifest

    def _checked_files(self) -> dict[str, tuple[str, int]]:
        listed: Any = self.manifest.get("files")
        try:
            files = {str(n): (str(f["sha256"]), int(f["bytes"])) for n, f in listed.items()}
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise self._refused("damaged", "manifest") from error
        if set(files) != set(self._members) - {MANIFEST} or OPS not in files:
            raise self._refused("damaged", "missing")
        return files

    # --- reading ------------------------------------------------------------------

    def _open(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(self._members[name])
        except BROKEN_ZIP as error:
            raise self._refused("damaged", name) from error

    def _next(self, stream: IO[bytes], size: int) -> bytes:
        try:
            return stream.read(size)
        except BROKEN_ZIP as error:
            raise self._refused("damaged", "zip") from error

    def _line(self, stream: IO[bytes]) -> bytes:
        try:
            line = stream.readline(_LINE_BYTES + 1)
        except BROKEN_ZIP as error:
            raise self._refused("damaged", "zip") from error
        if len(line) > _LINE_BYTES:
            raise self._refused("suspicious", "line")
        return line

    def _compare(self, name: str, digest: str, size: int) -> None:
        if self._files[name] != (digest, size):
            raise self._refused("damaged", "hash")

    def _refused(self, reason: str, detail: str) -> UnreadableFile:
        return UnreadableFile(self._name, reason, detail=detail)


def _broken(path: Path) -> str:
    """What is wrong with a package that does not open: without its end it was cut off."""
    with path.open("rb") as file:
        begins = file.read(4) == b"PK\x03\x04"
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _ZIP_END))
        return "truncated" if begins and b"PK\x05\x06" not in file.read() else "damaged"


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
