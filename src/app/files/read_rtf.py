"""Rich Text Format: what Word shows of it, list numbers and notes included.

Written afresh: what there is drops text boxes and footnotes, keeps deleted revisions,
loses a character whose second byte is written plainly, and takes bytes of pictures for
text. One pass over the bytes, without recursion: groups nest as deep as a file likes.

Source: Rich Text Format specification 1.9.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.raw import Line, Raw, joined
from app.files.rtf_paragraphs import Paragraphs
from app.files.rtf_words import (
    BREAKS,
    CHARACTERS,
    CHARSETS,
    CHINESE,
    HAS_CHINESE,
    MUTE,
    PAGES,
    PICTURES,
    SKIPPED,
    STARRED,
    SYMBOL_CHARSET,
    SYMBOLS,
    WESTERN,
)
from app.files.word_symbols import symbol_text

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>.)|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|.",
    re.DOTALL,
)
_BRACE_OR_BIN = re.compile(rb"[{}]|\\bin(\d{1,10}) ?|\\.", re.DOTALL)
_MAX_GROUPS = 4_000

_SURROGATE = re.compile("[\ud800-\udfff]")


def read(data: bytes, file_name: str) -> Raw:
    """Read a Rich Text document.

    Raises:
        UnreadableFile: `damaged`, `truncated`, `suspicious`, `no_text`.
    """
    reader = _Reader(data, file_name)
    text, _ = joined(Line(line) for line in reader.lines())
    if not text.strip():
        raise UnreadableFile(file_name, "no_text")
    return Raw(text, notes=tuple(reader.notes()))


@dataclass(frozen=True, slots=True)
class _Group:
    """What a group inherits and its end restores.

    Attributes:
        shows: whether its text is the document's.
        skip: fallback characters that follow each `\\u`.
        table: how deep in tables its paragraphs stand.
        ends: what its closing brace completes: `note`, `box`, `label`, `fonts` or nothing.
    """

    shows: bool = False
    font: int = -1
    skip: int = 1
    deleted: bool = False
    hidden: bool = False
    table: int = 0
    ends: str = ""


class _Reader:
    """One document on its way to lines."""

    def __init__(self, data: bytes, file_name: str) -> None:
        self._data = data
        self._file_name = file_name
        self._sinks = [Paragraphs()]
        self._notes: list[str] = []
        self._group: _Group = _Group()
        self._outer: list[_Group] = []
        self._bytes = bytearray()  # undecoded, all in one font
        self._fallback = 0  # characters still to be passed over after \u
        self._labels: list[str] = []
        self._in_label = 0
        self._starred = False
        self._fresh = False  # the group has just been opened
        self._page = ""
        self._default_font = -1
        self._charsets: dict[int, int] = {}
        self._names: dict[int, str] = {}  # of fonts
        self._in_fonts = False
        self._font_named = -1
        self._numbered = 0
        self._deletions = 0
        self._hidden = 0
        self._dropping = False
        self._replaced = 0

    def lines(self) -> list[str]:
        self._read()
        body = self._sinks[0]
        self._end_paragraph()
        notes = [f"[注{number}] {note}" for number, note in enumerate(self._notes, 1)]
        return [_whole(line) for line in (*body.lines, *notes)]

    def notes(self) -> Iterator[Note]:
        if self._numbered:
            yield Note("automatic_numbers", {"count": self._numbered})
        if self._deletions:
            yield Note("tracked_changes", {"count": self._deletions})
        if self._hidden:
            yield Note("hidden_text", {"count": self._hidden})
        if self._replaced:
            yield Note("replaced", {"count": self._replaced})

    # --- tokens ---

    def _read(self) -> None:
        data = self._data
        position = data.find(b"{")
        while (match := _TOKEN.match(data, position)) is not None:
            position = match.end()
            kind = match.lastgroup
            if kind == "text":
                self._fresh = False
                if self._outer:
                    self._add_bytes(match["text"])
            elif kind == "brace":
                if match["brace"] == b"{":
                    self._open()
                else:
                    self._close()
                    if not self._outer and not self._goes_on(position):
                        return
            elif kind == "hex":
                self._add_bytes(bytes((int(match["hex"], 16),)))
            elif kind == "symbol":
                self._symbol(match["symbol"].decode("latin-1"))
            elif match["word"] is not None:
                word = match["word"].decode("ascii")
                number = None if match["number"] is None else int(match["number"])
                position = self._word(word, number, position)
        if self._outer:
            raise UnreadableFile(self._file_name, "truncated")

    def _goes_on(self, position: int) -> bool:
        """Whether another document follows the one that has been closed.

        Raises:
            UnreadableFile: `damaged` when it was closed too early.
        """
        if self._data[position : position + 4096].lstrip(b"\0\r\n\t ").startswith(b"{"):
            return True
        if self._data.find(b"\\par", position) >= 0:
            raise UnreadableFile(self._file_name, "damaged", detail="groups")
        return False

    def _open(self) -> None:
        self._flush()
        self._fallback = 0
        self._starred, self._fresh = False, True
        self._outer.append(self._group)
        if len(self._outer) > _MAX_GROUPS:
            raise UnreadableFile(self._file_name, "suspicious", detail="depth")
        if self._group.ends:
            self._group = replace(self._group, ends="")

    def _close(self) -> None:
        self._flush()
        self._fallback = 0
        self._starred = False
        if not self._outer:
            return
        match self._group.ends:
            case "note":
                self._end_note()
            case "box":
                self._end_box()
            case "label":
                self._end_label()
            case "fonts":
                self._in_fonts = False
            case _:
                pass
        self._group = self._outer.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._flush()
            self._end_paragraph()
        elif self._fallback:
            self._fallback -= 1
        elif symbol in SYMBOLS:
            if symbol.isascii() and self._pends_lead_byte():
                self._bytes += symbol.encode("ascii")  # the second byte of a character
            else:
                self._put(SYMBOLS[symbol])

    def _word(self, word: str, number: int | None, position: int) -> int:
        """Obey a control word; returns where reading goes on."""
        starred, self._starred = self._starred, False
        fresh, self._fresh = self._fresh, False
        if word == "bin":
            self._flush()
            return position + max(0, number or 0)
        if word == "u":
            self._unicode(number or 0)
            return position
        if self._fallback and word in CHARACTERS:
            self._fallback -= 1
            return position
        self._flush()
        self._fallback = 0
        if word in PICTURES or (fresh and self._is_skipped(word, starred=starred)):
            return self._skip_group(position)
        if fresh:
            self._destination(word)
        self._property(word, number)
        if self._group.shows or word == "nestrow":
            self._content(word)
        return position

    def _is_skipped(self, word: str, *, starred: bool) -> bool:
        if starred and word not in STARRED:
            return True
        return word in SKIPPED or (word == "footnote" and self._group.deleted)

    def _skip_group(self, position: int) -> int:
        """Where the group that holds this word ends; its brace is left to be read."""
        depth = 0
        while (match := _BRACE_OR_BIN.search(self._data, position)) is not None:
            if match[1] is not None:
                position = match.end() + int(match[1])
                continue
            if match[0] == b"}":
                if not depth:
                    return match.start()
                depth -= 1
            depth += match[0] == b"{"
            position = match.end()
        return len(self._data)

    # --- words ---

    def _destination(self, word: str) -> None:
        group = self._group
        if word == "rtf":
            self._group = replace(group, shows=True)
        elif word == "fonttbl":
            self._in_fonts = True
            self._group = replace(group, shows=False, ends="fonts")
        elif word in MUTE:
            self._group = replace(group, shows=False)
        elif word == "ud":
            self._group = replace(group, shows=True)
        elif word in ("shptxt", "dptxbxtext"):
            self._sinks.append(Paragraphs())
            self._group = replace(group, shows=True, table=0, ends="box")
        elif word == "footnote" and group.shows:
            self._put(f"[注{len(self._notes) + 1}]")
            self._sinks.append(Paragraphs(note=len(self._notes)))
            self._notes.append("")
            self._group = replace(group, table=0, ends="note")
        elif word in ("listtext", "pntext") and group.shows:
            self._labels.clear()
            self._in_label += 1
            self._group = replace(group, ends="label")

    def _property(self, word: str, number: int | None) -> None:
        group = self._group
        match word:
            case "uc":
                self._group = replace(group, skip=min(max(0, number or 0), 16))
            case "deleted":
                self._group = replace(group, deleted=number != 0)
            case "v":
                self._group = replace(group, hidden=number != 0)
            case "plain":
                self._group = replace(group, font=-1, deleted=False, hidden=False)
            case "pard":
                self._group = replace(group, table=0)
            case "intbl":
                self._group = replace(group, table=max(1, group.table))
            case "itap":
                self._group = replace(group, table=max(0, 1 if number is None else number))
            case _:
                self._font_property(word, number)

    def _font_property(self, word: str, number: int | None) -> None:
        font = -1 if number is None else number
        if word == "f" and self._in_fonts:
            self._font_named = font
        elif word == "f":
            self._group = replace(self._group, font=font)
        elif word == "fcharset":
            self._charsets.setdefault(self._font_named, number or 0)
        elif word == "deff":
            self._default_font = font
        elif word == "ansicpg":
            self._page = PAGES.get(number or 0, f"cp{number or 1252}")

    def _content(self, word: str) -> None:
        sink = self._sinks[-1]
        if word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif word in BREAKS:
            self._end_paragraph()
        elif word == "cell":
            self._end_paragraph(1)
            sink.end_cell()
        elif word == "row":
            sink.end_row()
        elif word == "nestcell":
            self._end_paragraph(2)
            sink.end_inner_cell()
        elif word == "nestrow":
            sink.end_inner_row()

    def _unicode(self, number: int) -> None:
        self._flush()
        self._put(chr(number % 0x10000))
        self._fallback = self._group.skip

    # --- text ---

    def _add_bytes(self, data: bytes) -> None:
        if self._fallback:
            passed = min(self._fallback, len(data))
            self._fallback -= passed
            data = data[passed:]
        if self._in_fonts:
            name = self._names.get(self._font_named, "") + data.decode("latin-1")
            self._names[self._font_named] = name.strip(" ;")
        elif self._group.shows:
            self._bytes += data

    def _pends_lead_byte(self) -> bool:
        """Whether the bytes so far end in the first half of a double-byte character."""
        if self._codec() not in ("gb18030", "big5hkscs", "cp932", "cp949"):
            return False
        count = 0
        while count < len(self._bytes) and self._bytes[-1 - count] > 0x80:
            count += 1
        return count % 2 == 1

    def _font(self) -> int:
        return self._group.font if self._group.font >= 0 else self._default_font

    def _charset(self) -> int | None:
        return self._charsets.get(self._font())

    def _codec(self) -> str:
        return CHARSETS.get(self._charset() or 0, "") or self._page

    def _flush(self) -> None:
        """Decode the bytes gathered in one font."""
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        if self._charset() == SYMBOL_CHARSET:
            font = self._names.get(self._font(), "")
            codes = (byte if byte < 0x80 else 0xF000 + byte for byte in data)
            self._put("".join(symbol_text(code, font) for code in codes), counted=True)
        elif data.isascii():
            self._put(data.decode("ascii"))
        else:
            self._put(self._decoded(data), counted=True)

    def _decoded(self, data: bytes) -> str:
        codec = self._codec() or "cp1252"
        western = codec in WESTERN
        if western and HAS_CHINESE.search(data) and CHINESE.fullmatch(data):
            codec = "gb18030"  # a Chinese program that forgot to say so
        try:
            return data.decode(codec, "replace")
        except LookupError:
            return data.decode("cp1252", "replace")

    def _put(self, text: str, *, counted: bool = False) -> None:
        group = self._group
        if not group.shows:
            return
        if group.deleted or group.hidden:
            if text.strip() and not self._dropping:
                self._deletions += group.deleted
                self._hidden += not group.deleted
                self._dropping = True
            return
        self._dropping = False
        if counted:
            self._replaced += text.count("\ufffd")
        (self._labels if self._in_label else self._sinks[-1].pieces).append(text)

    # --- paragraphs ---

    def _end_paragraph(self, depth: int | None = None) -> None:
        depth = self._group.table if depth is None else depth
        self._numbered += self._sinks[-1].end_paragraph(depth)

    def _end_note(self) -> None:
        sink = self._end_inner_sink()
        self._notes[sink.note] = " ".join(" ".join(sink.lines).split())

    def _end_box(self) -> None:
        lines = self._end_inner_sink().lines
        self._sinks[-1].boxes.extend(lines)

    def _end_inner_sink(self) -> Paragraphs:
        self._end_paragraph(0)
        sink = self._sinks.pop()
        sink.end_row()
        return sink

    def _end_label(self) -> None:
        self._in_label -= 1
        label = "".join(self._labels).strip()
        self._labels.clear()
        if len(label) == 1 and not label.isalnum() and not label.isnumeric():
            label = "•"
        sink = self._sinks[-1]
        sink.label = sink.label or label


def _whole(line: str) -> str:
    """Halves of characters beyond U+FFFF, written one after the other, made whole."""
    if not _SURROGATE.search(line):
        return line
    return line.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
