"""Word documents that are one XML file: Flat OPC, and the WordprocessingML of Word 2003.

Both are put into a package in memory and read by the reader of Word documents, which
knows numbers, tracked changes, notes and text boxes. Files of the second kind are common
under the name .doc: web systems made them from templates.

Source: [MS-OFFDI] flat OPC; "Overview of WordprocessingML" of the Office 2003 XML
reference schemas.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from app.domain.errors import UnreadableFile
from app.files.doc_lists import FORMATS
from app.files.docx_numbers import W
from app.files.raw import Raw
from app.files.read_docx import read as read_docx
from app.files.zip_parts import Element, xml_root

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_BINARY = re.compile(rb"<(\w{1,20}:)?(binaryData|binData)\b[^<>]*>[^<]*</(?:\w{1,20}:)?\2>")
"""Pictures, as long lines of letters; without them the parser's limits hold for text."""

_OLD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_NEW = W.strip("{}").encode()
_HINT = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_NOTES = {f"{W}footnote": "footnote", f"{W}endnote": "endnote"}
_DROPPED = frozenset({f"{W}{name}" for name in ("docPr", "hdr", "ftr", "binData", "fonts")})
_KEPT_SPACES = (W, "{http://schemas.openxmlformats.org/", "{urn:schemas-microsoft-com:vml}")


def read_flat_opc(data: bytes, file_name: str) -> Raw:
    """Read a Word document whose parts stand one after the other in one XML file.

    Raises:
        UnreadableFile: `damaged`, `suspicious`, `no_text`.
    """
    root = xml_root(_BINARY.sub(b"", data), file_name)
    parts: dict[str, bytes] = {}
    for part in root.iter(f"{_PKG}part"):
        content = part.find(f"{_PKG}xmlData")
        if content is not None and len(content):
            parts[str(part.get(f"{_PKG}name") or "").lstrip("/")] = etree.tostring(content[0])
    return read_docx(_package(parts), file_name)


def read_word_2003(data: bytes, file_name: str) -> Raw:
    """Read a document in the XML of Word 2003.

    Raises:
        UnreadableFile: `damaged`, `suspicious`, `no_text`.
    """
    root = xml_root(_BINARY.sub(b"", data).replace(_OLD, _NEW), file_name)
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableFile(file_name, "damaged", detail="body")
    notes: dict[str, Any] = {kind: etree.Element(f"{W}{kind}s") for kind in ("footnote", "endnote")}
    document: Any = etree.Element(f"{W}document")
    _mend(body, notes)
    document.append(body)
    parts = {"word/document.xml": etree.tostring(document)}
    for kind, element in notes.items():
        parts[f"word/{kind}s.xml"] = etree.tostring(element)
    styles = root.find(f"{W}styles")
    if styles is not None:
        for properties in styles.iter(f"{W}pPr"):
            _number(properties)
        parts["word/styles.xml"] = etree.tostring(styles)
    lists = root.find(f"{W}lists")
    if lists is not None:
        parts["word/numbering.xml"] = etree.tostring(_numbering(lists))
    return read_docx(_package(parts), file_name)


def _package(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


# --- what Word 2003 wrote differently -----------------------------------------------------


def _mend(body: Element, notes: Mapping[str, Any]) -> None:
    """Turn a body of 2003 into one of today; what is unknown gives way to what it holds."""
    for element in list(body.iter()):
        tag = str(element.tag)
        if element is body or element.getparent() is None:
            continue
        if tag in _DROPPED:
            _remove(element)
        elif tag == f"{_AML}annotation":
            _mend_annotation(element)
        elif tag == f"{W}pPr":
            _number(element)
        elif tag in _NOTES:
            _move_note(element, notes[_NOTES[tag]], _NOTES[tag])
        elif not tag.startswith(_KEPT_SPACES):
            _unwrap(element)


def _mend_annotation(element: Element) -> None:
    """Deletions are marked as such, comments go, insertions give way to their text."""
    kind = element.get(f"{W}type")
    if kind == "Word.Deletion":
        element.tag = f"{W}del"
    elif kind == "Word.Comment":
        _remove(element)
    else:
        _unwrap(element)


def _number(properties: Element) -> None:
    """The list of a paragraph; the number that Word wrote beside it is taken as it is."""
    listing = properties.find(f"{W}listPr")
    if listing is None:
        return
    shown = listing.find(f"{_HINT}t")
    label = "" if shown is None else str(shown.get(f"{_HINT}val") or "").strip()
    paragraph = properties.getparent()
    if label and paragraph.tag == f"{W}p":
        run: Any = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = label
        first = next((t.text for t in paragraph.iter(f"{W}t") if t.text), "") or ""
        if first[:1].isascii() and first[:1].isalnum():
            run[0].text = f"{label} "
        properties.addnext(run)
        properties.remove(listing)
        return
    listing.tag = f"{W}numPr"
    for use in listing.findall(f"{W}ilfo"):
        use.tag = f"{W}numId"


def _move_note(element: Element, notes: Any, kind: str) -> None:
    number = str(len(notes) + 1)
    mark: Any = etree.Element(f"{W}{kind}Reference")
    mark.set(f"{W}id", number)
    mark.tail, element.tail = element.tail, None
    element.getparent().replace(element, mark)
    element.set(f"{W}id", number)
    element.attrib.pop(f"{W}type", None)
    notes.append(element)
    _mend(element, {"footnote": notes, "endnote": notes})


def _numbering(lists: Element) -> Any:
    numbering: Any = etree.Element(f"{W}numbering")
    for definition in lists.iter(f"{W}listDef"):
        definition.tag = f"{W}abstractNum"
        definition.set(f"{W}abstractNumId", definition.get(f"{W}listDefId") or "")
        for format_ in definition.iter(f"{W}nfc"):
            code = format_.get(f"{W}val") or ""
            format_.tag = f"{W}numFmt"
            format_.set(f"{W}val", FORMATS.get(int(code) if code.isdigit() else 0, "decimal"))
        for gap in definition.iter(f"{W}suff"):
            gap.set(f"{W}val", (gap.get(f"{W}val") or "").lower())
        numbering.append(definition)
    for use in lists.findall(f"{W}list"):
        use.tag = f"{W}num"
        use.set(f"{W}numId", use.get(f"{W}ilfo") or "")
        for which in use.findall(f"{W}ilst"):
            which.tag = f"{W}abstractNumId"
        numbering.append(use)
    return numbering


def _unwrap(element: Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place, child)
    parent.remove(element)


def _remove(element: Element) -> None:
    element.getparent().remove(element)
