"""Bytes of a web page as an element tree, with a watch on what the parser loses.

libxml2 gives up silently: past 256 levels, and past 10 MB in one text node, it returns
what it has, which may be nothing. So what came out is counted against a plain strip
of the tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from app.domain.errors import UnreadableFile
from app.files.encodings import Decoded, decode, decode_as, decode_declared

Element = Any
"""An lxml element; its stubs do not know what iteration yields."""

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DECLARED = re.compile(
    rb"<(?:meta\b[^<>]{0,200}?charset\s*=\s*[\"']?\s*|\?xml\b[^<>]{0,80}?encoding\s*=\s*[\"'])"
    rb"([\w.:-]{2,30})",
    re.IGNORECASE,
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PIECES = r"""(?:[\s/]++|[^\s/"'<>]++|"[^"]*+"|'[^']*+')"""
_OVERLOADED_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9:]*+){_PIECES}{{600}}{_PIECES}*+[\"']?>?")
"""A start tag of some 300 attributes or more: the time libxml2 needs grows with their square."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CODE = re.compile(
    r"<!--(?:.*?-->|.*\Z)|<(script|style)\b[^<>]*>(?:.*?</\1\s*>|.*\Z)", re.IGNORECASE | re.DOTALL
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h\d|li|ul|ol|dl|dt|dd|tr|table|section|article|title|center|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
_CELL_TAG = re.compile(r"</t[dh]\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_LEAST_KEPT = 0.6
_WORTH_COUNTING = 20

NOT_TEXT = frozenset({"script", "style", "head"})


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    Attributes:
        root: the html element; None when the parser lost so much that only the
            plain strip of the tags can be used.
        source: the decoded page.
        kept: percent of the Chinese characters that the parser kept.
        han: Chinese characters of the page by the plain strip of its tags.
    """

    root: Element | None
    source: str
    decoded: Decoded
    kept: int
    han: int

    def is_short_of(self, found: int) -> bool:
        """Whether that many Chinese characters are too few to be what the page says."""
        return self.han >= _WORTH_COUNTING and found < _LEAST_KEPT * self.han


def parse(data: bytes, file_name: str, encoding: str | None = None) -> Page:
    """Decode and parse; nothing the page refers to is ever loaded.

    Args:
        encoding: what a person says it is in; by default it is found out.

    Raises:
        UnreadableFile: `binary`.
    """
    decoded = decode_as(data, encoding) if encoding else _decoded(data)
    if decoded is None:
        raise UnreadableFile(file_name, "binary")
    source = _CONTROL.sub(" ", decoded.text)
    root, complained = _root(_OVERLOADED_TAG.sub(r"<\1>", source))
    wanted = han_count(_TAG.sub("", _CODE.sub("", source)))
    found = 0 if root is None else sum(han_count(text) for text in _texts(root))
    kept = 100 if not wanted else min(100, round(100 * found / wanted))
    if (complained or wanted >= _WORTH_COUNTING) and found < _LEAST_KEPT * wanted:
        root = None
    return Page(root, source, decoded, kept, wanted)


def han_count(text: str) -> int:
    return 0 if text.isascii() else len(_HAN.findall(text))


def stripped_lines(source: str) -> list[str]:
    """The page without its tags: what is left when the parser fails."""
    text = _CODE.sub("", source)
    text = _CELL_TAG.sub("\t", _BLOCK_TAG.sub("\n", text.replace("\n", " ")))
    lines = (" ".join(line.split(" ")) for line in html.unescape(_TAG.sub("", text)).split("\n"))
    return [line.strip() for line in lines if line.strip()]


def _decoded(data: bytes) -> Decoded | None:
    """The page's own label counts only if every byte agrees with it."""
    if not data.startswith(_MARKS):
        label = _DECLARED.search(data, 0, 1 << 14)
        if label and not label[1].lower().startswith((b"utf-16", b"iso-8859", b"us-ascii")):
            decoded = decode_declared(data, label[1].decode("ascii"))
            if decoded is not None:
                return decoded
    return decode(data)


def _root(source: str) -> tuple[Element | None, bool]:
    """The html element and whether the parser reached one of its limits."""
    parser: Any = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None, True
    complaints = (str(entry.message) for entry in parser.error_log)
    limited = any("Excessive depth" in c or "limit exceeded" in c for c in complaints)
    return root, limited


def _texts(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tail:
            yield element.tail
        if element.text and element.tag not in NOT_TEXT:
            yield element.text
