"""An OFD package: which parts it names, where they lie, in the order of its pages.

OFD is the page format of GB/T 33190-2016. Names of elements are compared without their
prefix and names of parts without their letter case, for producers differ in both.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.zip_parts import Element, Package

_A4 = (0.0, 0.0, 210.0, 297.0)
_LARGEST = 1e7
_DIRECT_MEMBERS = "Content.xml"


@dataclass(frozen=True, slots=True)
class OfdPage:
    """One page: its own content and those of the templates below and above it.

    Attributes:
        number: from 0, over all documents of the file.
        box: left, top, width and height of the paper, in millimetres.
    """

    number: int
    contents: tuple[Element, ...]
    box: tuple[float, ...]
    resources: Resources


@dataclass(slots=True)
class Resources:
    """What a document's objects refer to by number.

    Attributes:
        images: the part of each picture.
        units: elements of composite graphic units, drawn by reference.
    """

    images: dict[str, str] = field(default_factory=dict[str, str])
    units: dict[str, Element] = field(default_factory=dict[str, Element])


class OfdPackage:
    """The parts of one OFD file."""

    def __init__(self, data: bytes, file_name: str) -> None:
        """Raises UnreadableFile: also `encrypted`."""
        self._file_name = file_name
        self._package = Package(data, file_name, any_case=True)
        root = self._package.xml("OFD.xml")
        if root is None:
            raise UnreadableFile(file_name, "damaged", detail="OFD.xml")
        if self._package.has("Encryptions.xml"):
            raise UnreadableFile(file_name, "encrypted")
        self._root: Element = root

    def info(self) -> dict[str, str]:
        """What the first document says of itself: Title, Author, CreationDate…"""
        for element in descendants(self._root, "DocInfo"):
            return {
                local_name(child): (child.text or "").strip()
                for child in element
                if (child.text or "").strip()
            }
        return {}

    def pages(self) -> Iterator[OfdPage]:
        """All pages of all documents, in order.

        Raises:
            UnreadableFile: `damaged` when a page that is named is not there.
        """
        number = 0
        for body in descendants(self._root, "DocRoot"):
            location = (body.text or "").strip()
            base = _absolute("", location)
            document = self._package.xml(base)
            if document is None:
                raise UnreadableFile(self._file_name, "damaged", detail="Document.xml")
            templates = {
                element.get("ID"): self._part(base, element.get("BaseLoc"))
                for element in descendants(document, "TemplatePage")
                if element.get("BaseLoc")
            }
            resources = self._resources(document, base)
            paper = _box(document)
            pages = next(descendants(document, "Pages"), None)
            for element in descendants(pages, "Page") if pages is not None else ():
                limits.refuse_more(self._file_name, number + 1, limits.PDF_PAGES, "pages")
                yield self._page(number, element, base, templates, resources, paper)
                number += 1

    def read(self, part: str) -> bytes | None:
        return self._package.read(part)

    def _page(
        self,
        number: int,
        element: Element,
        base: str,
        templates: dict[str | None, str],
        resources: Resources,
        paper: tuple[float, ...] | None,
    ) -> OfdPage:
        location = self._part(base, element.get("BaseLoc"))
        content = self._package.xml(location)
        if content is None:
            content = self._package.xml(posixpath.join(location, _DIRECT_MEMBERS))
        if content is None:
            raise UnreadableFile(self._file_name, "damaged", detail=f"page {number + 1}")
        own = self._page_resources(content, location, resources)
        contents = [content]
        box = _box(content)
        for use in descendants(content, "Template"):
            part = templates.get(use.get("TemplateID"))
            template = self._package.xml(part) if part else None
            if template is not None:
                contents.append(template)
                box = box or _box(template)
        return OfdPage(number, tuple(contents), box or paper or _A4, own)

    def _page_resources(self, content: Element, base: str, known: Resources) -> Resources:
        if next(descendants(content, "PageRes"), None) is None:
            return known
        own = Resources(dict(known.images), dict(known.units))
        self._add_resources(content, ("PageRes",), base, own)
        return own

    def _resources(self, document: Element, base: str) -> Resources:
        found = Resources()
        self._add_resources(document, ("PublicRes", "DocumentRes"), base, found)
        return found

    def _add_resources(
        self, element: Element, names: tuple[str, ...], base: str, found: Resources
    ) -> None:
        for name in names:
            for named in descendants(element, name):
                part = self._part(base, named.text)
                root = self._package.xml(part)
                if root is not None:
                    self._collect(root, part, found)

    def _collect(self, root: Element, part: str, found: Resources) -> None:
        folder = _absolute(part, root.get("BaseLoc") or ".")
        for media in descendants(root, "MultiMedia"):
            file = next(descendants(media, "MediaFile"), None)
            if file is not None and file.text:
                found.images[media.get("ID") or ""] = self._part(f"{folder}/.", file.text)
        for unit in descendants(root, "CompositeGraphicUnit"):
            found.units[unit.get("ID") or ""] = unit

    def _part(self, base: str, location: str | None) -> str:
        """The part a location means; some producers leave out the / of the root."""
        part = _absolute(base, location)
        from_root = _absolute("", location)
        return from_root if not self._package.has(part) and self._package.has(from_root) else part


def _absolute(base: str, location: str | None) -> str:
    """The part that a location means: from the root, or from the folder of `base`."""
    name = (location or "").strip().replace("\\", "/")
    if not name.startswith("/"):
        name = posixpath.join(posixpath.dirname(base), name)
    return posixpath.normpath(name).lstrip("/")


def _box(element: Element) -> tuple[float, ...] | None:
    """The paper that a page or document names, if it is one."""
    for name in ("PhysicalBox", "ApplicationBox", "CropBox"):
        for box in descendants(element, name):
            values = tuple(numbers(box.text))
            if len(values) == len(_A4) and values[2] > 0 and values[3] > 0:
                return values
    return None


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Elements below of one local name, in document order."""
    for child in element.iter():
        if local_name(child) == name:
            yield child


def local_name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def numbers(text: str | None) -> list[float]:
    """The numbers in a list of numbers; what is none is left out."""
    found: list[float] = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            continue
        if abs(value) < _LARGEST:
            found.append(value)
    return found
