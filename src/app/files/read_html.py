"""Saved web pages: the whole page as lines, with what is not the report hidden.

Nothing is dropped for being page furniture: menus and footers stay in the text as
hidden lines, so that a wrong guess costs one click.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.html_frames import Framed, Frames
from app.files.html_main import BLOCKS, is_chrome_line, main_element
from app.files.html_tree import Element, Page, han_count, parse, stripped_lines
from app.files.page_address import address_of
from app.files.raw import Line, Raw, joined
from app.text.fold import fold
from app.text.lines import without_blanks
from app.text.organisations import is_unit_name

_NOT_SHOWN = frozenset({
    "head", "script", "style", "noscript", "template", "textarea", "select", "iframe", "object",
    "embed", "svg", "video", "audio", "input", "link", "meta", "map",
})  # fmt: skip
_AS_TYPED = frozenset({"pre", "textarea", "xmp", "listing", "plaintext"})
_NEVER_TEXT = frozenset({"head", "script", "style", "link", "meta", "input"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_KEEPING_BREAKS = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_BLANKS = re.compile("[ \t\r\n\f\xa0\u2002\u2003\u200b\u3000\ufeff]+")
_SOURCE_BREAK = re.compile("[ \t]*[\r\n]+[ \t]*")
_PUNCTUATION = re.compile(r"\W")
_LABELS = re.compile(
    r"索\s*引\s*号|发布(?:机构|单位|日期|时间)|发文(?:字号|机关|日期)|成文日期|公开日期|生成日期"
    r"|(?:信息)?来源\s*[:：]|主题分类|^文\s*号"
)
_TITLE_WORDS = re.compile("报告|总结|情况|公报|要点|方案")
_PUBLISHED = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_NO_ISSUER = re.compile("网$|网站|管理员|投稿|未知|原创|编辑|^本")

_CELL_HAN = 120
_LARGE_CELL_HAN = 400
_LARGE_CELL_SHARE = 0.2
_HEAD_LINES = 25
_TAIL_LINES = 40
_LABEL_LINES = 60
_TITLE_LENGTH = 80
_COPIED_LINE = 40  # the longest line of a report that stands twice
_COPIED_LINES = 5
_COPIED_SHARE = 0.8
_REPORT_HAN = 300
"""Chinese characters to be seen from which on a page is taken to show its report."""


@dataclass(slots=True)
class _Found:
    """One line of the page and where it stood."""

    text: str
    inside: bool  # in the element that holds the report
    chrome: bool  # in a block that never belongs to a report
    linked: bool  # all of it is a link


def read(
    data: bytes, file_name: str, encoding: str | None = None, frames: Frames | None = None
) -> Raw:
    """Read a page.

    Args:
        encoding: what a person says it is in; by default it is found out.
        frames: finds the pages that were saved together with this one.

    Raises:
        UnreadableFile: `binary`, `no_text`, `frames_missing`.
    """
    page = parse(data, file_name, encoding)
    notes = [Note("encoding", {"name": page.decoded.encoding})]
    if address := address_of(page.root, page.source):
        notes.append(Note("address", {"url": address}))
    if page.decoded.replaced:
        notes.append(Note("replaced", {"count": page.decoded.replaced}))
    if page.root is None:
        lines = [Line(text, is_chrome_line(text)) for text in stripped_lines(page.source)]
        hints: dict[str, str] = {}
        notes.append(Note("text_loss", {"percent": 100 - page.kept}))
    else:
        notes += Framed(frames, file_name).fill(page.root)
        hints, title = _declared(page.root)
        lines = _lines(page.root, title)
        if page.is_short_of(_han(lines) + _head_han(page.root)):
            lines, more = _with_hidden(page, page.root, title, lines)
            notes += more
    text, furniture = joined(lines)
    if not text.strip():
        raise UnreadableFile(file_name, "no_text")
    return Raw(text, hints, furniture, tuple(notes))


def all_lines(data: bytes, file_name: str) -> tuple[list[str], list[Note]]:
    """All lines of a page of which everything is text, such as a chapter of a book.

    Raises:
        UnreadableFile: `binary`.
    """
    page = parse(data, file_name)
    notes: list[Note] = []
    if page.decoded.replaced:
        notes.append(Note("replaced", {"count": page.decoded.replaced}))
    if page.root is None:
        notes.append(Note("text_loss", {"percent": 100 - page.kept}))
        return stripped_lines(page.source), notes
    body = next((e for e in page.root.iter("body")), page.root)
    skipped = {e for e in body.iter() if _is_not_shown(e)}
    lines = [line.text for line in _Walk(skipped, body, set()).lines(body)]
    if page.is_short_of(sum(map(han_count, lines)) + _head_han(page.root)):
        skipped = {e for e in skipped if _is_never_text(e)}
        lines = [line.text for line in _Walk(skipped, body, set()).lines(body)]
        notes.append(Note("unhidden"))
    return lines, notes


# --- what the page says of itself ----------------------------------------------------


def _declared(root: Element) -> tuple[dict[str, str], str]:
    """Metadata of the page's own tags, and the title to look for among its lines.

    The names are those of the 2017 guide for government websites; of a name that
    stands twice, the first value that is not empty counts.
    """
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = str(element.get("name") or element.get("property") or "").strip().lower()
        value = _BLANKS.sub(" ", element.get("content") or "").strip()
        if name and value:
            metas.setdefault(name, value)
    hints: dict[str, str] = {}
    marked = next((e for e in root.iter("ucaptitle")), None)
    shown = "" if marked is None else _BLANKS.sub(" ", "".join(marked.itertext())).strip()
    if title := metas.get("articletitle") or shown:
        hints["title"] = title
    published = metas.get("pubdate") or metas.get("publishdate") or ""
    if date := _PUBLISHED.search(published):
        year, month, day = (int(part) for part in date.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            hints["published_on"] = f"{year:04}-{month:02}-{day:02}"
    if site := metas.get("sitename"):
        hints["site"] = site
    issuer = metas.get("contentsource", "")
    if 3 <= len(issuer) <= 40 and not _NO_ISSUER.search(issuer):
        hints["organisation"] = issuer
    window = next((e for e in root.iter("title")), None)
    named = "" if window is None else _BLANKS.sub(" ", "".join(window.itertext())).strip()
    return hints, title or re.split(r"\s*[_|｜]|\s+-+\s+|--", named)[0].strip()


# --- lines ---------------------------------------------------------------------------


class _Hidden(Enum):
    """What is done with what the page does not show."""

    LEFT_OUT = auto()
    FURNITURE = auto()
    TEXT = auto()


def _with_hidden(
    page: Page, root: Element, title: str, lines: list[Line]
) -> tuple[list[Line], list[Note]]:
    """The lines of a page that hides a good part of its words until its scripts run.

    Where a report is to be seen, the rest joins the furniture; else it is read as if
    it were shown. What then still is missing is got by stripping the tags.
    """
    if _han(line for line in lines if not line.furniture) >= _REPORT_HAN:
        more, notes = _lines(root, title, _Hidden.FURNITURE), list[Note]()
    else:
        more, notes = _lines(root, title, _Hidden.TEXT), [Note("unhidden")]
    found = _han(more) + _head_han(root)
    if not page.is_short_of(found):
        return more, notes
    stripped = [Line(text, is_chrome_line(text)) for text in stripped_lines(page.source)]
    return stripped, [Note("text_loss", {"percent": round(100 - 100 * found / page.han)})]


def _han(lines: Iterable[Line]) -> int:
    return sum(han_count(line.text) for line in lines)


def _head_han(root: Element) -> int:
    """What the tags surround, but the page shows in no line: its title."""
    return sum(han_count("".join(title.itertext())) for title in root.iter("title"))


def _lines(root: Element, title: str, hidden: _Hidden = _Hidden.LEFT_OUT) -> list[Line]:
    body = next((e for e in root.iter("body")), root)
    skipped = {e for e in body.iter() if _is_not_shown(e)}
    unseen = skipped
    if hidden is not _Hidden.LEFT_OUT:
        skipped = {e for e in skipped if _is_never_text(e)}
    main, chrome = main_element(body, skipped if hidden is _Hidden.TEXT else unseen)
    if hidden is _Hidden.FURNITURE:
        chrome |= unseen - skipped
    found = _Walk(skipped, main, chrome).lines(body)
    visible = _visible(found, title)
    return [Line(line.text, not shown) for line, shown in zip(found, visible, strict=True)]


def _is_not_shown(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return True
    if element.tag in _NOT_SHOWN or element.get("hidden") is not None:
        return True
    return bool(_HIDING.search(element.get("style") or ""))


def _is_never_text(element: Element) -> bool:
    return not isinstance(element.tag, str) or element.tag in _NEVER_TEXT


def _keeps_breaks(element: Element) -> bool:
    """Whether a line break in the source is one on the page."""
    return element.tag in _AS_TYPED or bool(_KEEPING_BREAKS.search(element.get("style") or ""))


class _Walk:
    """A walk through a page in document order, without recursion: pages nest deeply."""

    def __init__(self, skipped: set[Element], main: Element, chrome: set[Element]) -> None:
        self._skipped = skipped
        self._main = main
        self._chrome = chrome
        self._found: list[_Found] = []
        self._pieces: list[str] = []
        self._inside = 0
        self._in_chrome = 0
        self._in_link = 0
        self._in_pre = 0
        self._first: tuple[bool, bool] | None = None
        self._all_linked = True

    def lines(self, body: Element) -> list[_Found]:
        todo: list[tuple[str, Element]] = [("enter", body)]
        while todo:
            step, item = todo.pop()
            if step == "text":
                self._add(item)
            elif step == "leave":
                self._leave(item)
            elif item not in self._skipped:
                self._enter(item, todo)
        self._end_line()
        return self._found

    def _enter(self, element: Element, todo: list[tuple[str, Element]]) -> None:
        if element.tag in ("br", "hr"):
            self._end_line()
            return
        if element.tag in BLOCKS:
            self._end_line()
        self._inside += element is self._main
        self._in_chrome += element in self._chrome
        self._in_link += element.tag == "a"
        self._in_pre += _keeps_breaks(element)
        todo.append(("leave", element))
        if element.tag == "img":
            return
        if element.tag == "table" and self._is_data_table(element):
            for row in element.iter("caption", "tr"):
                self._add_row(row)
            return
        for child in reversed(element):
            if child.tail:
                todo.append(("text", child.tail))
            todo.append(("enter", child))
        if element.text:
            todo.append(("text", element.text))

    def _leave(self, element: Element) -> None:
        if element.tag in BLOCKS:
            self._end_line()
        self._inside -= element is self._main
        self._in_chrome -= element in self._chrome
        self._in_link -= element.tag == "a"
        self._in_pre -= _keeps_breaks(element)

    def _add(self, text: str) -> None:
        if not self._in_pre:
            self._add_piece(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._end_line()
            self._add_piece(line)

    def _add_piece(self, text: str) -> None:
        # A line break in the source is none on the page; between Latin words it is a space.
        text = _SOURCE_BREAK.sub(_source_break, text)
        if not text:
            return
        if _BLANKS.sub("", text):
            if self._first is None:
                self._first = (self._inside > 0, self._in_chrome > 0)
            self._all_linked = self._all_linked and self._in_link > 0
        self._pieces.append(text)

    def _end_line(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._pieces)).strip()
        if text:
            inside, chrome = self._first or (False, False)
            self._found.append(_Found(text, inside, chrome, self._all_linked))
        self._pieces.clear()
        self._first = None
        self._all_linked = True

    # --- tables ---

    def _is_data_table(self, table: Element) -> bool:
        """Rows of short cells, not a table that only arranges the page, and nothing beside."""
        if next(table.iterdescendants("table"), None) is not None:
            return False
        rows = [_cells(row) for row in table.iter("tr")]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            return False
        sizes = [han_count(self._cell_text(cell)) for row in rows for cell in row]
        beside = [han_count(self._cell_text(caption)) for caption in table.iter("caption")]
        if sum(sizes) + sum(beside) != han_count(self._cell_text(table)):
            return False  # words outside the cells: as rows of cells they would be lost
        large = sum(size > _CELL_HAN for size in sizes)
        return max(sizes) <= _LARGE_CELL_HAN and large <= _LARGE_CELL_SHARE * len(sizes)

    def _add_row(self, row: Element) -> None:
        inner = [row] if row.tag == "caption" else _cells(row)
        cells = [self._cell_text(cell) for cell in inner]
        if any(cells):
            place = (self._inside > 0, self._in_chrome > 0)
            self._found.append(_Found("\t".join(cells), *place, linked=False))

    def _cell_text(self, cell: Element) -> str:
        pieces: list[str] = []
        todo: list[Element] = [cell]
        while todo:
            item = todo.pop()
            if isinstance(item, str):
                pieces.append(item)
            elif item not in self._skipped:
                if item.tag in BLOCKS or item.tag == "br":
                    pieces.append(" ")
                for child in reversed(item):
                    todo.extend((child.tail or "", child))
                todo.append(item.text or "")
        return _BLANKS.sub(" ", "".join(pieces)).strip()


def _cells(row: Element) -> list[Element]:
    """Of a table that holds no other; a form may stand between the row and its cells."""
    return list(row.iter("td", "th"))


def _source_break(match: re.Match[str]) -> str:
    text = match.string
    before = text[match.start() - 1] if match.start() else "\n"
    after = text[match.end()] if match.end() < len(text) else "\n"
    return " " if before.isascii() and after.isascii() else ""


# --- what is hidden ------------------------------------------------------------------


def _visible(found: list[_Found], title: str) -> list[bool]:
    """For each line, whether it is part of the report or of its own head."""
    shown = [line.inside and not line.chrome for line in found]
    if not any(shown):
        return [True] * len(found)
    _hide_copy(found, shown)
    _hide_foot(found, shown)
    if not any(shown):
        return [line.inside and not line.chrome for line in found]
    _show_head(found, shown, title)
    return shown


def _hide_copy(found: list[_Found], shown: list[bool]) -> None:
    """The second of two copies of a report: one for wide screens, one for telephones."""
    lines = [index for index, is_shown in enumerate(shown) if is_shown]
    texts = [without_blanks(found[index].text) for index in lines]
    longest = max(texts, key=len)
    if len(longest) < _COPIED_LINE or texts.count(longest) != 2:
        return
    first = texts.index(longest)
    shift = texts.index(longest, first + 1) - first
    copied = [i for i in range(shift, len(texts)) if texts[i] == texts[i - shift]]
    if len(copied) < max(_COPIED_LINES, _COPIED_SHARE * (copied[-1] - copied[0] + 1)):
        return
    start = copied[0]  # above it its title again, without the data below the first one
    while start > first and texts[start - 1] in texts[: copied[0] - shift]:
        start -= 1
    for i in (*range(start, copied[0]), *copied):
        shown[lines[i]] = False


def _hide_foot(found: list[_Found], shown: list[bool]) -> None:
    """Lines such as 上一篇 or ICP备 end the report when nothing but their like follows."""
    lines = [index for index, is_shown in enumerate(shown) if is_shown]
    for index in lines:
        if is_chrome_line(found[index].text):
            shown[index] = False
    foot = [i for i in lines[-_TAIL_LINES:] if not shown[i]]
    for start in foot:
        rest = [found[i].text for i in lines if i > start]
        if all(len(text) < 60 and "。" not in text for text in rest) and len(rest) <= 12:
            for index in lines:
                shown[index] = shown[index] and index < start
            return


def _show_head(found: list[_Found], shown: list[bool], title: str) -> None:
    """The title, the line below it and the table of metadata often stand apart."""
    first = shown.index(True)
    start = _title_line(found, title, first, shown)
    if start is not None:
        above = found[start - 1] if start else None
        if above and not (above.chrome or above.linked) and _is_unit(above.text):
            start -= 1  # the title is broken after the unit's name
        for index in range(min(start, first), max(start, first)):
            line = found[index]
            if start < first:
                shown[index] = not (line.chrome or is_chrome_line(line.text) or line.linked)
            elif line.linked:
                shown[index] = False  # a menu; what else stands above a title may be part of it
        first = min(start, first) if start < first else start
    for index in range(max(0, first - _LABEL_LINES), first):
        line = found[index]
        if not line.chrome and not line.linked and _LABELS.search(line.text):
            shown[index] = True


def _is_unit(text: str) -> bool:
    return is_unit_name(without_blanks(fold(text)))


def _title_line(found: list[_Found], title: str, first: int, shown: list[bool]) -> int | None:
    """The last line before the text that is the title, else one among its first lines."""
    wanted = _PUNCTUATION.sub("", title)
    last = min(len(found), first + _HEAD_LINES)
    best: int | None = None
    is_exact = False
    for index in range(max(0, first - _HEAD_LINES), last):
        line = found[index]
        if line.linked and not shown[index]:
            continue
        plain = _PUNCTUATION.sub("", line.text)
        if wanted and plain == wanted and not (is_exact and index > first):
            best, is_exact = index, True
        elif best is None and _resembles(plain, wanted):
            best = index
    return best


def _resembles(plain: str, wanted: str) -> bool:
    """Whether a line is a part of the title, as where it is broken, or holds all of it."""
    if len(plain) >= 8 and plain in wanted:
        return bool(_TITLE_WORDS.search(plain))
    return len(wanted) >= 8 and wanted in plain and len(plain) < _TITLE_LENGTH
