"""The parts of a Word package: where they are, and what its styles say.

Source: ECMA-376 part 2, 9 (relationships); part 1, 11.3 (parts), 17.7 (styles).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.files.docx_numbers import W, is_on, value_of
from app.files.zip_parts import Element, Package

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
"""Files saved as Strict Open XML differ in their namespaces only."""

_MAX_STYLE_CHAIN = 20
_BODY_TEXT = 9
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


class Parts:
    """The main part and those it leads to, found by its relations and not by their names."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = "word/document.xml"
        for kind, target in self._relations("_rels/.rels", ""):
            if kind == "officeDocument":
                self._main = target
                break
        self._folder, name = posixpath.split(self._main)
        self._targets: dict[str, str] = {}
        relations = posixpath.join(self._folder, "_rels", f"{name}.rels")
        for kind, target in self._relations(relations, self._folder):
            self._targets.setdefault(kind, target)

    def main(self) -> Element | None:
        return self._package.xml(self._main, _STRICT)

    def of(self, kind: str) -> Element | None:
        """`numbering`, `styles`, `footnotes`…; files without relations keep the usual names."""
        usual = posixpath.join(self._folder, f"{kind}.xml")
        return self._package.xml(self._targets.get(kind, usual), _STRICT)

    def _relations(self, name: str, folder: str) -> Iterator[tuple[str, str]]:
        """Last word of the type, and the target as a name in the package."""
        relations = self._package.xml(name)
        for relation in relations if relations is not None else ():
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            target = str(relation.get("Target", ""))
            if relation.get("TargetMode") != "External":
                yield kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; None where it says nothing."""

    base: str | None
    name: str
    number: str | None = None
    level: str | None = None
    outline: str | None = None
    hidden: bool | None = None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        for element in root.iter(f"{W}style") if root is not None else ():
            id_ = element.get(f"{W}styleId") or ""
            self._styles[id_] = _style(element)
            is_paragraph = element.get(f"{W}type") in (None, "paragraph")
            if is_paragraph and element.get(f"{W}default") in ("1", "true"):
                self._default = id_

    def chain(self, name: str | None, *, or_default: bool = False) -> Iterator[tuple[str, Style]]:
        """A style and what it is based on, with their ids."""
        next_ = name or (self._default if or_default else None)
        for _ in range(_MAX_STYLE_CHAIN):
            style = None if next_ is None else self._styles.get(next_)
            if style is None or next_ is None:
                return
            yield next_, style
            next_ = style.base

    def depth(self, name: str | None) -> int:
        """Depth of the headings of a paragraph style, 1 to 9; 0 when it is for body text."""
        for _, style in self.chain(name):
            if style.outline is not None:
                return outline_depth(style.outline)
            if named := _HEADING_NAME.fullmatch(style.name):
                return int(named[1])
        return 0

    def hides(self, name: str | None, *, or_default: bool = False) -> bool:
        """Whether text of a style is hidden."""
        said = (style.hidden for _, style in self.chain(name, or_default=or_default))
        return next((hidden for hidden in said if hidden is not None), False)


def _style(element: Element) -> Style:
    properties = element.find(f"{W}pPr")
    numbers = None if properties is None else properties.find(f"{W}numPr")
    return Style(
        base=value_of(element, "basedOn"),
        name=(value_of(element, "name") or "").strip(),
        number=value_of(numbers, "numId"),
        level=value_of(numbers, "ilvl"),
        outline=value_of(properties, "outlineLvl"),
        hidden=hidden_by(element.find(f"{W}rPr")),
    )


def outline_depth(value: str) -> int:
    """From an outline level of the file, which counts from 0 and calls body text 9."""
    return int(value) + 1 if value.isdigit() and int(value) < _BODY_TEXT else 0


def hidden_by(properties: Element | None) -> bool | None:
    """Whether run properties hide text; None when they do not say."""
    if properties is None or properties.find(f"{W}vanish") is None:
        return None
    return is_on(properties, "vanish")
