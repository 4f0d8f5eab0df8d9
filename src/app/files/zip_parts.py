"""Members of a zip package, read in memory within limits; nothing is unpacked to disk."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.sniffing import BROKEN_ZIP

Element = Any
"""An lxml element; its stubs do not know what iteration yields."""

_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_CHUNK = 1 << 20
_NO_MEMORY = 2  # ERR_NO_MEMORY of libxml2


class Package:
    """A zip file whose declared sizes are sane.

    Every member is counted while it is unpacked, whatever its header says.
    """

    def __init__(self, data: bytes, file_name: str, *, any_case: bool = False) -> None:
        """Open a package.

        Args:
            data: the file.
            file_name: for errors.
            any_case: whether the letter case of names is nothing to go by.

        Raises:
            UnreadableFile: `truncated`, `damaged`, `suspicious`, `encrypted`.
        """
        self._file_name = file_name
        self._any_case = any_case
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise UnreadableFile(file_name, "damaged") from error
        refuse_bomb(self._zip, file_name)
        members = self._zip.infolist()
        self._members = {self._key(m.filename): m for m in members}

    def _key(self, name: str) -> str:
        plain = name.replace("\\", "/").lstrip("/")
        return plain.lower() if self._any_case else plain

    def has(self, name: str) -> bool:
        return self._key(name) in self._members

    def read(self, name: str) -> bytes | None:
        """One member, or None when the package has none of that name.

        Raises:
            UnreadableFile
        """
        member = self._members.get(self._key(name))
        if member is None:
            return None
        if member.flag_bits & 0x1:
            raise UnreadableFile(self._file_name, "encrypted")
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limits.PART_BYTES:
                        raise UnreadableFile(self._file_name, "suspicious", detail="zip_bomb")
                    chunks.append(chunk)
        except BROKEN_ZIP as error:
            raise UnreadableFile(self._file_name, "damaged") from error
        return b"".join(chunks)

    def xml(self, name: str, replacing: tuple[tuple[bytes, bytes], ...] = ()) -> Element | None:
        """The root of one XML member, or None when there is no such member.

        A document type has no place in an office file; it is where entity bombs and
        references to local files live, so it is refused before parsing.

        Args:
            replacing: pairs of byte strings, such as one namespace by another.

        Raises:
            UnreadableFile
        """
        data = self.read(name)
        if data is None:
            return None
        for old, new in replacing:
            data = data.replace(old, new)
        return xml_root(data, self._file_name)


def refuse_bomb(
    package: zipfile.ZipFile,
    file_name: str,
    most: int = limits.ZIP_MEMBERS,
    size: int = limits.ZIP_BYTES,
) -> None:
    """Raise `suspicious` when the declared sizes of a zip are not those of documents.

    Args:
        most: how many members there may be.
        size: bytes that they may have together.
    """
    members = package.infolist()
    packed_well = any(
        m.file_size > limits.ZIP_RATIO_FROM
        and m.file_size > limits.ZIP_RATIO * max(1, m.compress_size)
        for m in members
    )
    total = sum(m.file_size for m in members)
    if len(members) > most or total > size or packed_well:
        raise UnreadableFile(file_name, "suspicious", detail="zip_bomb")


def xml_root(data: bytes, file_name: str) -> Element:
    """The root of an XML document of an office program.

    Raises:
        UnreadableFile: `damaged`, or `suspicious` when it has a document type or
            nests too deeply.
    """
    refuse_doctype(data, file_name)
    # A comment in the middle of a word would end the text before it.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise xml_fault(error, file_name) from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding of its own
        raise UnreadableFile(file_name, "suspicious", detail="doctype")
    return root


def refuse_doctype(data: bytes, file_name: str) -> None:
    """Raise `suspicious` when an XML document has a document type, as far as its bytes show."""
    if any(mark in data for mark in _DOCTYPE):
        raise UnreadableFile(file_name, "suspicious", detail="doctype")


def xml_fault(error: etree.XMLSyntaxError, file_name: str) -> UnreadableFile:
    """What a fault of the XML parser means.

    Raises:
        MemoryError: that was the fault.
    """
    if getattr(error, "code", None) == _NO_MEMORY:
        raise MemoryError from error
    deep = "depth" in str(error) or "limit" in str(error)
    return UnreadableFile(file_name, "suspicious" if deep else "damaged", detail="xml")
