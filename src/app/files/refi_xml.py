"""REFI-QDA as text: elements written one after the other, without a tree in memory."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

from app.domain.colours import RGB
from app.domain.tag import Tag
from app.files.export import Words, readable
from app.files.refi import description

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MARKUP = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
)


def attribute(value: str) -> str:
    """A value between double quotes that comes back as it is but for what XML cannot hold."""
    return readable(value).translate(_IN_ATTRIBUTE) if _MARKUP.search(value) else value


def content(value: str) -> str:
    """The same between tags."""
    return readable(value).translate(_IN_TEXT) if _MARKUP.search(value) else value


def element(name: str, text: str) -> str:
    """An element of text, or nothing when there is none."""
    return f"<{name}>{content(text)}</{name}>" if text else ""


def moment(value: datetime) -> str:
    """xsd:dateTime in UTC, with a fraction only where there is one."""
    value = value.astimezone(UTC)
    form = "%Y-%m-%dT%H:%M:%S.%fZ" if value.microsecond else "%Y-%m-%dT%H:%M:%SZ"
    return value.strftime(form)


class Written:
    """Text on its way into a file, kept as bytes: they take less room than characters."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def __bool__(self) -> bool:
        return bool(self._bytes)

    def write(self, text: str) -> None:
        self._bytes += text.encode("utf-8")

    def view(self) -> memoryview:
        return memoryview(self._bytes)


class Codes:
    """The codebook as nested elements, in the order given."""

    def __init__(self, tags: list[tuple[Tag, int]], words: Words) -> None:
        """Take the codebook.

        Args:
            tags: in tree order, each with the number of its annotations.
        """
        self.tags = {tag.id: tag for tag, _ in tags}
        self._used = {tag.id for tag, count in tags if count}
        self._below: dict[UUID | None, list[Tag]] = {}
        self._filled: dict[UUID | None, int] = {}
        for tag, _ in tags:
            parent = tag.parent if tag.parent in self.tags else None
            self._below.setdefault(parent, []).append(tag)
        self._words = words
        self.places: dict[UUID, tuple[UUID | None, int]] = {}
        """What stands above each tag in the file, and its place among its siblings there."""

    def write(self, out: Written) -> None:
        out.write("<Codes>")
        for tag in self._below.get(None, ()):
            self._code(tag, None, out)
        for tag in self.tags.values():  # on a circle, out of reach from the top
            if tag.id not in self.places:
                self._code(tag, None, out)
        out.write("</Codes>")

    def _code(self, tag: Tag, above: UUID | None, out: Written) -> None:
        place = self._filled.get(above, 0)
        self._filled[above] = place + 1
        self.places[tag.id] = (above, place)
        below = [child for child in self._below.get(tag.id, ()) if child.id not in self.places]
        # Programs show a code that none may be given as a group, a folder, a category.
        codable = "false" if below and tag.id not in self._used else "true"
        colour = RGB.get(tag.colour)
        out.write(f'<Code guid="{tag.id}" name="{attribute(tag.name)}" isCodable="{codable}"')
        out.write(f' color="#{colour}">' if colour else ">")
        out.write(element("Description", description(tag, self._words)))
        for child in below:
            self._code(child, tag.id, out)
        out.write("</Code>\n")
