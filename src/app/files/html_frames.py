"""Pages made of frames: the text of each frame put where the frame stands.

What a frame refers to is looked for only among what was saved together with the page
(the folder beside it, the parts of the same file); nothing else is ever opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files import limits
from app.files.html_tree import Element, han_count, parse, stripped_lines

Frames = Callable[[str, str], "tuple[str, bytes] | None"]
"""From the place of a page (empty for the outermost) and a reference in it to the place
and the bytes of another page; None when that was not saved."""

_FRAMES = ("frame", "iframe")
_MAX_FRAMES = 40
_MAX_DEPTH = 4
_NOTHING = ("about:", "javascript:", "data:")
_CODE = frozenset({"script", "style", "title", "noscript", "noframes", "textarea"})
_EMPTY_HAN = 10
_SHELL_HAN = 200
"""A page that has less text of its own than this is made of its frames."""


class Framed:
    """Fills in the frames of one page and counts what was not there."""

    def __init__(self, frames: Frames | None, file_name: str) -> None:
        self._frames = frames
        self._file_name = file_name
        self._left = limits.HTML_BYTES
        self._seen: set[str] = set()
        self._filled = 0
        self._missing = 0

    def fill(self, root: Element) -> list[Note]:
        """Put the content of each frame that was saved into the tree of the page.

        Returns:
            What a person should know. A page with text of its own may lack frames
            without a word: they hold advertisements and counters.

        Raises:
            UnreadableFile: `frames_missing` when all of the text is in frames that
                were not saved.
        """
        is_set = next(root.iter("frameset"), None) is not None
        self._fill(root, "", 0)
        notes: list[Note] = []
        if self._filled:
            notes.append(Note("frames", {"count": self._filled}))
        if self._missing:
            own = han_count("".join(_shown_texts(root)))
            if not self._filled and own < _EMPTY_HAN:
                raise UnreadableFile(self._file_name, "frames_missing", count=self._missing)
            if is_set or own < _SHELL_HAN:
                notes.append(Note("frames_missing", {"count": self._missing}))
        return notes

    def _fill(self, root: Element, place: str, depth: int) -> None:
        filled = self._filled
        for frame in list(root.iter(*_FRAMES)):
            source = str(frame.get("src") or "").strip()
            inner = frame.get("srcdoc")
            if inner:
                self._put(frame, str(inner).encode(), place, depth)
            elif source and not source.lower().startswith(_NOTHING):
                found = self._open(place, source) if depth < _MAX_DEPTH else None
                if found is None:
                    self._missing += 1
                else:
                    self._put(frame, found[1], found[0], depth)
        if self._filled > filled:
            for instead in list(root.iter("noframes")):
                instead.clear(keep_tail=True)

    def _open(self, place: str, source: str) -> tuple[str, bytes] | None:
        if self._frames is None or self._filled >= _MAX_FRAMES:
            return None
        found = self._frames(place, source)
        if found is None or found[0] in self._seen or len(found[1]) > self._left:
            return None
        self._seen.add(found[0])
        self._left -= len(found[1])
        return found

    def _put(self, frame: Element, data: bytes, place: str, depth: int) -> None:
        try:
            page = parse(data, self._file_name)
        except UnreadableFile:
            self._missing += 1
            return
        self._filled += 1
        content: Any = etree.Element("div")
        if page.root is None:
            for line in stripped_lines(page.source):
                etree.SubElement(content, "p").text = line
        else:
            self._fill(page.root, place, depth + 1)
            body = next(page.root.iter("body"), page.root)
            content.text = body.text
            content.extend([child for child in body if child.tag != "head"])
        content.tail, frame.tail = frame.tail, None
        frame.getparent().replace(frame, content)


def _shown_texts(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.text and element.tag not in _CODE:
            yield element.text
        if element.tail:
            yield element.tail
