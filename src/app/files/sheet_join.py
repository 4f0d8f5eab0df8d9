"""From the lines of pages to paragraphs, by geometry alone; knows no format of file.

A line belongs to the paragraph before it when it is not indented and the line before
was full. Running heads and page numbers stay in the text as furniture: each is put
after the paragraph that runs across the page break, so that the paragraph stays whole.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
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
_SIZE_DIFFERENCE = 0.15
_SIZE_DIFFERENCE_OF_FEW = 0.3
_FEW_CHARACTERS = 6
_PAGE_NUMBER = re.compile(
    r"^[\s—\-–－·.•]*(?:第\s*)?[\d一二三四五六七八九十]{1,4}(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[\s—\-–－·.•]*$"
)
_EVIDENCE = 3
"""Lines that end at a margin, at least, before it is believed."""

_SHORT_EM = 10
_LONGEST_LABEL = 6
_CENTRED_EM = 0.6
_CENTRED_FULL_EM = 5.0
_CENTRED_FREE_EM = 2.6
"""On both sides: more than any indent."""

_TITLE = 60
_TAB = "\t"
_SOFT_HYPHEN = "\xad"
_MOSTLY = 4
_LARGEST_PITCH = 5.0
_PITCH_GROWTH = 1.25
_MOST_APART = 0.6
"""If more lines than this stand apart, their pitch is what the page simply has."""

_NOTE_SIZE = 0.92
_NOTES_BELOW = 0.5
_NOTE_MARK = re.compile(r"[①-⑳⑴-⒇*＊※]|\[\d{1,2}\]|\d{1,2}(?=[ \u3000\u4e00-\u9fff《“])|注[:：\d]")
_STOPS = "。！？：:"
_PRINTED_BY_BROWSER = re.compile(
    r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? +(?:[上下]午)?\d{1,2}:\d\d(?: ?[AP]M)?(?:\s.*)?$"
    r"|^(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?$|^\d{1,4}/\d{1,4}$",
    re.IGNORECASE,
)
"""Date and title above, address and page number below."""

_UNIT = r"[“‘《〈「『（(〔\[]*(?:[!-~]+|[^!-~])[。，、；：！？”’》〉」』）)〕\]%％]*"
_UNBREAKABLE = re.compile(rf"{_UNIT}(?:(?=[“‘]){_UNIT}|(?<=[”’]){_UNIT}){{0,3}}")
"""What stands first in a line; browsers do not break before “ nor behind ” either."""

_DIGITS = re.compile(r"[\d\s]+")
_CJK = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”]"
_TYPOGRAPHIC_GAP = re.compile(rf"(?<={_CJK}) +(?=[\w.%+(])|(?<=[\w.%+)]) +(?={_CJK})", re.ASCII)
_INDENT = "\u3000 \xa0"


def paragraphs(pages: Sequence[Sheet]) -> list[Line]:
    """Paragraphs and hidden running lines of all pages, in reading order."""
    running = _running_heads(pages)
    fullest = max(pages, key=lambda page: len(page.lines), default=None)
    models = fullest.lines if fullest else ()
    leaves = [_Leaf.of(page, running, models) for page in pages]
    joiner = _Joiner(numbers_are_indented=_are_numbers_indented(leaves))
    for leaf in leaves:
        joiner.add(leaf)
    return joiner.finished()


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page and what is known of its lines before any are joined."""

    page: Sheet
    hidden: frozenset[SheetLine]
    notes: tuple[SheetLine, ...]
    apart: frozenset[SheetLine]
    edges: _Edges

    @classmethod
    def of(cls, page: Sheet, running: set[tuple[str, int]], models: Sequence[SheetLine]) -> _Leaf:
        """Where a page has few lines, those of `models` show its margins."""
        hidden = frozenset(
            line
            for line in _in_band(page)
            if _PAGE_NUMBER.match(line.text)
            or _PRINTED_BY_BROWSER.match(line.text)
            or not running.isdisjoint(_keys(page, line))
        )
        own = [line for line in page.lines if line not in hidden]
        notes = tuple(_foot_notes(own, page.height))
        edges = _Edges([*own, *models] if len(own) < _FEW_LINES else own)
        return cls(page, hidden, notes, frozenset(_set_apart(own)), edges)

    def is_indented(self, line: SheetLine) -> bool:
        left, _ = self.edges.around(line)
        return line.left - left > _INDENT_EM * line.size or line.text[:1] == "\u3000"


def _are_numbers_indented(leaves: Sequence[_Leaf]) -> bool:
    """Whether numbered paragraphs of this file begin with an indent, so that a number at
    the margin is only where a line happened to break."""
    indented = flush = 0
    for leaf in leaves:
        for line in leaf.page.lines:
            if number_at(fold(line.text.strip(_INDENT))) is not None and line not in leaf.hidden:
                is_indented = leaf.is_indented(line)
                indented, flush = indented + is_indented, flush + (not is_indented)
    return indented >= _EVIDENCE and indented > _MOSTLY * flush


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

    def __init__(self, *, numbers_are_indented: bool) -> None:
        self._numbers_are_indented = numbers_are_indented
        self._lines: list[Line] = []
        self._current = ""
        self._pending: list[Line] = []
        self._gap_before = 0.0
        self._before_size = 0.0
        self._before: SheetLine | None = None

    def add(self, leaf: _Leaf) -> None:
        for line in leaf.page.lines:
            if line in leaf.notes:
                self._add_note(line)
            elif line in leaf.hidden:
                self._pending.append(Line(_tidy(repaired(line.text)), furniture=True))
            else:
                self._add_line(line, leaf)

    def finished(self) -> list[Line]:
        self._end_paragraph()
        return [line for line in self._lines if line.text]

    def _add_line(self, line: SheetLine, leaf: _Leaf) -> None:
        text = repaired(line.text).rstrip(_INDENT)
        edges = leaf.edges
        left, right = edges.around(line)
        indented = leaf.is_indented(line)
        if indented and self._goes_on_centred(line, left, right):
            indented = False
            self._gap_before = 0.0
        same_size = _are_alike(self._before_size, line.size, self._current, text)
        shown = _without_label_tab(text.strip(_INDENT))
        goes_on = same_size and not indented and line not in leaf.apart
        if not self._numbers_are_indented and _begins_section(self._current, shown):
            goes_on = False
        if _TAB in shown or _TAB in self._current:  # a row of a table is a line of its own
            goes_on = False
        if self._current and goes_on and self._gap_before < _FULL_EM + _carried_over(shown):
            self._current = _continued(self._current, shown)
        else:
            self._end_paragraph()
            self._current = shown
        self._gap_before = (right - line.right) / line.size
        if not edges.are_shown(line, right) and _looks_ended(line, shown):
            self._gap_before = math.inf
        self._before_size = line.size
        self._before = line

    def _add_note(self, line: SheetLine) -> None:
        """Keep a note at the foot of the page for after the paragraph that runs on."""
        text = _tidy(repaired(line.text))
        last = self._pending[-1] if self._pending else None
        if last is None or last.furniture or _NOTE_MARK.match(text):
            self._pending.append(Line(text))
        else:
            self._pending[-1] = Line(_tidy(_continued(last.text, text)))

    def _goes_on_centred(self, line: SheetLine, left: float, right: float) -> bool:
        """Whether a line is the rest of a title that is set in the middle."""
        before = self._before
        if before is None or self._current[-1:] in _STOPS:
            return False
        middle = (left + right) / 2
        off = max(abs((x.left + x.right) / 2 - middle) for x in (before, line))
        longer = before.right - before.left > line.right - line.left
        free = min(line.left - left, right - line.right) > _CENTRED_FREE_EM * line.size
        return (
            longer
            and free
            and self._gap_before < _CENTRED_FULL_EM
            and off < _CENTRED_EM * line.size
            and len(self._current) < _TITLE
        )

    def _end_paragraph(self) -> None:
        if self._current:
            self._lines.append(Line(_tidy(self._current)))
            self._current = ""
        self._lines += self._pending
        self._pending.clear()


def _foot_notes(lines: Sequence[SheetLine], height: float) -> list[SheetLine]:
    """The last lines of a page that are set smaller and begin with the mark of a note."""
    if len(lines) < _EVIDENCE:
        return []
    body = sorted(line.size for line in lines)[len(lines) // 2]
    notes: list[SheetLine] = []
    for line in reversed(lines):
        if line.size > _NOTE_SIZE * body or line.top > _NOTES_BELOW * height:
            break
        notes.insert(0, line)
    while notes and not _NOTE_MARK.match(notes[0].text.strip(_INDENT)):
        notes.pop(0)
    return notes


def _are_alike(one: float, other: float, first: str, second: str) -> bool:
    """Whether two lines are set in one size, as far as their ink tells: of few characters, less."""
    few = min(len(first), len(second)) < _FEW_CHARACTERS
    allowed = _SIZE_DIFFERENCE_OF_FEW if few else _SIZE_DIFFERENCE
    return abs(one - other) < allowed * max(one, other)


def _set_apart(lines: Sequence[SheetLine]) -> set[SheetLine]:
    """Lines with more room above than the lines of the page mostly have."""
    below: list[tuple[SheetLine, float]] = []
    for before, line in pairwise(lines):
        gap = (before.middle - line.middle) / max(before.size, line.size)
        if (
            _are_alike(before.size, line.size, before.text, line.text)
            and 0 < gap < _LARGEST_PITCH
            and line.left < before.right
        ):
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


def _continued(before: str, after: str) -> str:
    """Two lines as one: a space between Latin words, a word that was divided made whole."""
    if before.endswith(_SOFT_HYPHEN):
        return before[:-1] + ("" if after[:1].islower() else "-") + after
    apart = before[-1:].isascii() and before[-1:].isalpha() and _is_latin(after)
    return before + " " * apart + after


def _is_latin(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha()


def _tidy(text: str) -> str:
    return _TYPOGRAPHIC_GAP.sub("", text.replace(_SOFT_HYPHEN, "-")).strip(_INDENT)


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
