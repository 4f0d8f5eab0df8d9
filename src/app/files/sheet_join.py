"""From the lines of pages to paragraphs, by geometry alone; knows no format of file.

A line belongs to the paragraph before it when it is not indented and the line before
was full. Running heads and page numbers stay in the text as furniture: each is put
after the paragraph that runs across the page break, so that the paragraph stays whole.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.files.pdf_glyphs import repaired
from app.files.raw import Line
from app.files.sheets import Sheet, SheetLine
from app.text.fold import fold
from app.text.numbering import ENUMERATING, number_at

_BAND = 0.1
_BAND_LINES = 2
_RUNNING_SHARE = 0.4
"""Less than half: left and right pages may have heads of their own."""

_RUNNING_PAGES = 2
_PLACE = 8.0
_FAR = 10_000.0
_INDENT_EM = 1.3
_FULL_EM = 1.7
"""A line so much short of the margin is full; more, when what follows is carried over whole."""

_FEW_LINES = 20
_SIZE_DIFFERENCE = 0.25
_PAGE_NUMBER = re.compile(
    r"^[\s—\-–－·.•]*(?:第\s*)?[\d一二三四五六七八九十]{1,4}(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[\s—\-–－·.•]*$"
)
_EVIDENCE = 3
"""Lines that end at a margin, at least, before it is believed."""

_SHORT_EM = 10
_LONGEST_LABEL = 6
_TAB = "\t"
_LARGEST_PITCH = 5.0
_PITCH_GROWTH = 1.25
_MOST_APART = 0.6
"""If more lines than this stand apart, their pitch is what the page simply has."""

_STOPS = "。！？：:"
_UNBREAKABLE = re.compile(
    r"[“‘《〈「『（(〔\[]*(?:[!-~]+|[^!-~])[。，、；：！？”’》〉」』）)〕\]%％]*"
)
_DIGITS = re.compile(r"[\d\s]+")
_CJK = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”]"
_TYPOGRAPHIC_GAP = re.compile(rf"(?<={_CJK}) +(?=[\w.%+(])|(?<=[\w.%+)]) +(?={_CJK})", re.ASCII)
_INDENT = "\u3000 \xa0"


def paragraphs(pages: Sequence[Sheet]) -> list[Line]:
    """Paragraphs and hidden running lines of all pages, in reading order."""
    running = _running_heads(pages)
    joiner = _Joiner()
    fullest = max(pages, key=lambda page: len(page.lines), default=None)
    for page in pages:
        band = _in_band(page)
        hidden = {
            line
            for line in band
            if _PAGE_NUMBER.match(line.text) or not running.isdisjoint(_keys(page, line))
        }
        joiner.add(page, hidden, fullest.lines if fullest else ())
    return joiner.finished()


def _running_heads(pages: Sequence[Sheet]) -> set[tuple[str, int]]:
    """Lines, digits masked, that stand in one place at the edge of several pages.

    By place, not by order: in the file, a footer often comes first.
    """
    counts = Counter(
        key for page in pages for key in {k for x in _in_band(page) for k in _keys(page, x)}
    )
    wanted = max(_RUNNING_PAGES, _RUNNING_SHARE * len(pages))
    return {key for key, count in counts.items() if count >= wanted}


def _in_band(page: Sheet) -> set[SheetLine]:
    highest = sorted(page.lines, key=lambda line: -line.top)[:_BAND_LINES]
    lowest = sorted(page.lines, key=lambda line: line.bottom)[:_BAND_LINES]
    top, bottom = (1 - _BAND) * page.height, _BAND * page.height
    return {line for line in (*highest, *lowest) if line.top > top or line.bottom < bottom}


def _keys(page: Sheet, line: SheetLine) -> tuple[tuple[str, int], tuple[str, int]]:
    """What a line says, and where: two places, lest a small shift cross a border."""
    text = _DIGITS.sub("#", line.text.strip())
    at_top = line.middle > page.height / 2
    place = page.height - line.middle if at_top else line.middle + _FAR
    return (text, int(place / _PLACE)), (text, -int(place / _PLACE + 0.5))


class _Joiner:
    """Builds paragraphs line by line, across pages."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._current = ""
        self._pending: list[Line] = []
        self._gap_before = 0.0
        self._before_size = 0.0

    def add(
        self, page: Sheet, hidden: Iterable[SheetLine], models: Sequence[SheetLine] = ()
    ) -> None:
        """Add a page; where it has few lines, those of `models` show its margins."""
        hidden = set(hidden)
        own = [line for line in page.lines if line not in hidden]
        edges = _Edges([*own, *models] if len(own) < _FEW_LINES else own)
        apart = _set_apart(own)
        for line in page.lines:
            if line in hidden:
                self._pending.append(Line(_tidy(repaired(line.text)), furniture=True))
                continue
            self._add_line(line, edges, line in apart)

    def finished(self) -> list[Line]:
        self._end_paragraph()
        return [line for line in self._lines if line.text]

    def _add_line(self, line: SheetLine, edges: _Edges, is_apart: bool) -> None:
        text = repaired(line.text).rstrip()
        left, right = edges.around(line)
        indented = line.left - left > _INDENT_EM * line.size or text[:1] == "\u3000"
        same_size = abs(self._before_size - line.size) < _SIZE_DIFFERENCE * line.size
        shown = _without_label_tab(text.strip(_INDENT))
        goes_on = same_size and not indented and not is_apart
        goes_on = goes_on and not _begins_section(self._current, shown)
        if _TAB in shown or _TAB in self._current:  # a row of a table is a line of its own
            goes_on = False
        if self._current and goes_on and self._gap_before < _FULL_EM + _carried_over(shown):
            self._current += _between(self._current, shown) + shown
        else:
            self._end_paragraph()
            self._current = shown
        self._gap_before = (right - line.right) / line.size
        if not edges.are_shown(line, right) and _looks_ended(line, shown):
            self._gap_before = math.inf
        self._before_size = line.size

    def _end_paragraph(self) -> None:
        if self._current:
            self._lines.append(Line(_tidy(self._current)))
            self._current = ""
        self._lines += self._pending
        self._pending.clear()


def _set_apart(lines: Sequence[SheetLine]) -> set[SheetLine]:
    """Lines with more room above than the lines of the page mostly have."""
    below: list[tuple[SheetLine, float]] = []
    for before, line in pairwise(lines):
        gap = (before.middle - line.middle) / line.size
        same_size = abs(before.size - line.size) < _SIZE_DIFFERENCE * line.size
        if same_size and 0 < gap < _LARGEST_PITCH and line.left < before.right:
            below.append((line, gap))
    if len(below) < _EVIDENCE:
        return set()
    pitch = sorted(gap for _, gap in below)[len(below) // 4]
    apart = {line for line, gap in below if gap > _PITCH_GROWTH * pitch}
    return apart if len(apart) < _MOST_APART * len(below) else set()


class _Edges:
    """Left and right margin of the column that a line stands in."""

    def __init__(self, lines: Sequence[SheetLine]) -> None:
        self._lines = lines
        self._known: dict[tuple[int, int], tuple[float, float]] = {}
        self._ending: dict[int, int] = {}

    def around(self, line: SheetLine) -> tuple[float, float]:
        key = (round(line.left), round(line.right))
        if key not in self._known:
            near = [x for x in self._lines if x.left < line.right and x.right > line.left]
            lefts = sorted(x.left for x in near) or [line.left]
            rights = sorted(x.right for x in near) or [line.right]
            self._known[key] = (lefts[len(lefts) // 6], rights[int(len(rights) * 0.85)])
        return self._known[key]

    def are_shown(self, line: SheetLine, right: float) -> bool:
        """Whether lines enough end at a right margin to say that there is one."""
        key = round(right)
        if key not in self._ending:
            near = sum(
                abs(x.right - right) < _FULL_EM * line.size
                and x.right - x.left >= _SHORT_EM * x.size
                for x in self._lines
            )
            self._ending[key] = near
        return self._ending[key] >= _EVIDENCE


def _without_label_tab(text: str) -> str:
    """The line, where its one tab only stands behind a section number."""
    label, tab, rest = text.partition(_TAB)
    number = number_at(fold(label + rest)) if tab and _TAB not in rest else None
    return label + rest if number is not None and len(label) <= _LONGEST_LABEL else text


def _looks_ended(line: SheetLine, text: str) -> bool:
    """Whether a line is a paragraph's last where no margin shows how long lines are."""
    return text[-1:] in _STOPS or line.right - line.left < _SHORT_EM * line.size


def _between(before: str, after: str) -> str:
    """A space between Latin words that stood on two lines, nothing between Chinese."""
    return " " if before[-1:].isascii() and before[-1:].isalpha() and _is_latin(after) else ""


def _is_latin(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha()


def _tidy(text: str) -> str:
    return _TYPOGRAPHIC_GAP.sub("", text).strip(_INDENT)


def _carried_over(text: str) -> float:
    """Width in characters of what stands first in a line and could not be broken off it."""
    run = _UNBREAKABLE.match(text)
    return sum(0.5 if character.isascii() else 1.0 for character in run.group()) if run else 0.0


def _begins_section(before: str, text: str) -> bool:
    """Whether a line begins a numbered section, whatever the line before left free."""
    number = number_at(fold(text))
    if number is None or number.style in ENUMERATING:
        return False
    return before[-1:] in _STOPS or (number_at(fold(before)) is not None and "。" not in before)
