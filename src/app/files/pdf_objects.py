"""The objects of a PDF that Qt wrote: read, changed, and written anew.

Only what Qt's writer makes is understood: one table of places, streams whose length is
a number or an object, no encryption. What cannot be reached from the root is left out,
and the objects are numbered in the order in which they are reached, so that the order in
which Qt happened to write them (it follows a random seed) does not show.

Source: ISO 32000-1, 7.3 (objects) and 7.5 (file structure).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias, Union, cast


class Name(str):
    """A name, without its solidus."""

    __slots__ = ()


class Raw(str):
    """A number or a keyword, as it stands in the file."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object by its number."""

    number: int


@dataclass(slots=True)
class Stream:
    """A stream: its dictionary without the length, and its bytes as they lie in the file.

    Those of the file read are not copied: a document of many reports is large.
    """

    about: Dictionary
    data: bytes | memoryview


Dictionary: TypeAlias = "dict[str, Value]"
Value: TypeAlias = Union[Name, Raw, Ref, Stream, bytes, "list[Value]", Dictionary]

_TOKEN = re.compile(
    rb"\s*(?:(?P<ref>(\d+)\s+\d+\s+R\b)|(?P<name>/[^\s()<>\[\]{}/%]*)|(?P<open><<)|(?P<close>>>)"
    rb"|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<text>\()|(?P<list>\[)|(?P<end>\])"
    rb"|(?P<raw>[^\s()<>\[\]{}/%]+))"
)
_SPECIAL = re.compile(rb"[()\\]")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Pdf:
    """The objects of a file; change what `of` gives, then write."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        start = int(data[data.rindex(b"startxref") + 9 :].split(None, 1)[0])
        table = data.index(b"trailer", start)
        self._places = _places(data[start:table])
        trailer, _ = _value(data, table + len(b"trailer"))
        self._known: dict[int, Value] = {}
        self._next = max(self._places, default=0) + 1
        self.root: Dictionary = self.dictionary(cast("Dictionary", trailer)["Root"])

    def of(self, value: Value) -> Value:
        """The value itself, whatever it is referred by; the same object each time."""
        while isinstance(value, Ref):
            value = self._object(value.number)
        return value

    def dictionary(self, value: Value) -> Dictionary:
        found = self.of(value)
        assert isinstance(found, dict)
        return found

    def items(self, value: Value) -> list[Value]:
        found = self.of(value)
        assert isinstance(found, list)
        return found

    def stream(self, value: Value) -> Stream:
        found = self.of(value)
        assert isinstance(found, Stream)
        return found

    def add(self, value: Value) -> Ref:
        """A new object."""
        ref = Ref(self._next)
        self._known[ref.number] = value
        self._next += 1
        return ref

    @property
    def pages(self) -> list[Ref]:
        """The pages in their order; Qt keeps them in one list."""
        kids = self.items(self.dictionary(self.root["Pages"])["Kids"])
        return [kid for kid in kids if isinstance(kid, Ref)]

    def drop_page(self, number: int) -> None:
        """Take a page out; what only it shows will not be written."""
        pages = self.dictionary(self.root["Pages"])
        kids = self.items(pages["Kids"])
        del kids[number]
        pages["Count"] = Raw(str(len(kids)))

    def write(self, out: BinaryIO, info: Dictionary) -> None:
        """Write the file.

        Args:
            info: about the document; it becomes a part of the trailer.
        """
        numbers: dict[int, int] = {}
        order: list[Value] = []

        def number_of(ref: Ref) -> int:
            if ref.number not in numbers:
                order.append(self._object(ref.number))
                numbers[ref.number] = len(order)
            return numbers[ref.number]

        root, about = self.add(self.root), self.add(info)
        first = number_of(root), number_of(about)
        part = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
        hashed, at, places = hashlib.sha256(part), len(part), list[int]()
        out.write(part)
        for number, value in enumerate(order, 1):  # it grows while it is gone through
            part = b"%d 0 obj\n%s\nendobj\n" % (number, _written(value, number_of))
            places.append(at)
            out.write(part)
            hashed.update(part)
            at += len(part)
        mark = hashed.hexdigest()[:32]
        lines = "".join(f"{place:010d} 00000 n \n" for place in places)
        out.write(
            f"xref\n0 {len(order) + 1}\n0000000000 65535 f \n{lines}"
            f"trailer\n<</Size {len(order) + 1}/Root {first[0]} 0 R/Info {first[1]} 0 R"
            f"/ID[<{mark}><{mark}>]>>\nstartxref\n{at}\n%%EOF\n".encode()
        )

    def _object(self, number: int) -> Value:
        if number not in self._known:
            data = self._data
            value, at = _value(data, data.index(b"obj", self._places[number]) + 3)
            follows = data[at : at + 9].lstrip()
            if isinstance(value, dict) and follows.startswith(b"stream"):
                start = data.index(b"\n", data.index(b"stream", at)) + 1
                length = self.of(value.pop("Length"))
                assert isinstance(length, Raw)
                value = Stream(value, memoryview(data)[start : start + int(length)])
            self._known[number] = value
        return self._known[number]


def words(text: str) -> bytes:
    """Text for people, as a string of a PDF."""
    return b"\xfe\xff" + text.encode("utf-16-be", errors="replace")


def numbers(*values: float) -> list[Value]:
    """A list of numbers, of a hundredth of their unit."""
    return [number(value) for value in values]


def number(value: float) -> Raw:
    return Raw(f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value)))


def _places(table: bytes) -> dict[int, int]:
    """Where each object begins; the table has one stretch, of lines of one length."""
    lines = table.split(b"\n")[2:]
    return {number: int(line[:10]) for number, line in enumerate(lines) if line[17:18] == b"n"}


def _value(data: bytes, at: int) -> tuple[Value, int]:
    """The value that begins at a place, and where it ends."""
    token = _TOKEN.match(data, at)
    assert token is not None, data[at : at + 40]
    at = token.end()
    match token.lastgroup:
        case "ref":
            return Ref(int(token.group(2))), at
        case "name":
            return Name(token.group("name")[1:].decode("latin-1")), at
        case "open":
            return _dictionary(data, at)
        case "list":
            items: list[Value] = []
            while (end := _TOKEN.match(data, at)) is not None and end.lastgroup != "end":
                item, at = _value(data, at)
                items.append(item)
            assert end is not None
            return items, end.end()
        case "hex":
            return bytes.fromhex(token.group("hex")[1:-1].decode()), at
        case "text":
            return _text(data, at)
        case _:
            return Raw(token.group("raw").decode("latin-1")), at


def _dictionary(data: bytes, at: int) -> tuple[Dictionary, int]:
    found: Dictionary = {}
    while (end := _TOKEN.match(data, at)) is not None and end.lastgroup != "close":
        key, at = _value(data, at)
        assert isinstance(key, Name)
        found[str(key)], at = _value(data, at)
    assert end is not None
    return found, end.end()


def _text(data: bytes, at: int) -> tuple[bytes, int]:
    """A string in parentheses; `at` is behind the first of them."""
    parts: list[bytes] = []
    depth = 1
    while True:
        special = _SPECIAL.search(data, at)
        assert special is not None
        parts.append(data[at : special.start()])
        sign, at = special.group(), special.end()
        if sign == b"\\":
            escaped = data[at : at + 1]
            parts.append(_ESCAPES.get(escaped, escaped))
            at += 1
            continue
        depth += 1 if sign == b"(" else -1
        if not depth:
            return b"".join(parts), at
        parts.append(sign)


def _written(value: Value, number_of: Callable[[Ref], int]) -> bytes:
    match value:
        case Ref():
            return b"%d 0 R" % number_of(value)
        case Name():
            return b"/" + value.encode("latin-1")
        case Raw():
            return value.encode("latin-1")
        case bytes():
            return b"<" + value.hex().encode() + b">"
        case list():
            return b"[" + b" ".join(_written(one, number_of) for one in value) + b"]"
        case Stream():
            about = {**value.about, "Length": Raw(str(len(value.data)))}
            head = _written(about, number_of)
            return b"".join((head, b"\nstream\n", value.data, b"\nendstream"))
        case dict():
            inner = b"".join(
                b"/%s %s" % (key.encode("latin-1"), _written(one, number_of))
                for key, one in value.items()
            )
            return b"<<" + inner + b">>"
