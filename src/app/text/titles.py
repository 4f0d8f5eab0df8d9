"""The title of a report among the first lines of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.text.chrome import (
    is_chrome,
    is_head_matter,
    is_masthead,
    is_page_clock,
    is_prose,
    is_stamp,
)
from app.text.labels import as_simplified, has_label
from app.text.lines import BLANKS, Line, Page, without_blanks
from app.text.numbering import Style, number_at
from app.text.organisations import is_unit_name, unit_in_title

# Lengths in code points, scores in points; expect new texts to move them.
HEAD_LINES = 150  # filled lines within which a title stands
MIN_TITLE, MAX_TITLE = 8, 90
MAX_PART = 44  # one line of a title broken over several
MAX_PARTS = 3
MIN_SCORE = 4.0
GENRE_POINTS = 4.0
REPORT_POINTS = 1.0
SUBJECT_POINTS = 3.0
YEAR_POINTS = 2.0
UNIT_POINTS = 2.0
UNBALANCED_POINTS = -4.0
LINE_POINTS = -0.02  # each filled line further down

_GENRE = re.compile(
    r"(?:报告|总结|公报|公告|通报|汇报|白皮书|自查|情况|说明|要点|通知|方案|意见|函|年报|计划|发言|讲话|工作)(?:[)》]|\([^()]*\))*$"
)
_REPORT = re.compile(r"(?:报告|总结|公报)(?:[)》]|\([^()]*\))*$")
_SUBJECT = re.compile(r"法治|依法行政|依法治|年度报告|工作报告|情况(?:的)?报告|总结")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_OPEN = re.compile(r"(?:关于|报送|呈报|上报|印发|转发|公布|的|和|及|与|《)$")
_UNFINISHED = re.compile(r"(?:度|年|工作|政府|建设|推进|落实|情况)$")
_NO_TITLE = re.compile(r"[。;!?]|^现将|^根据|^按照|:$|^附件|^目录$|^抄送")
_YEAR_ALONE = re.compile(r"\((?:19|20)\d\d年度?\)")
"""A line below the title that says no more than which year it is about."""

_HEAD_MOTTO = re.compile("[一-鿿“”、]{6,40}")
_INNER_BLANK = re.compile(f"[{BLANKS}]+")
_NOTE_SIGN = re.compile(r"\[注\d+\]")  # as readers of office files write them


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the lines it stands in.

    Attributes:
        value: as written, without blanks between Han characters.
        first, last: indices of its first and last line.
    """

    value: str
    first: int
    last: int


def head_lines(page: Page, hidden: frozenset[int] = frozenset()) -> list[int]:
    """The filled lines before the text proper begins: frame, labelled data, title."""
    head: list[int] = []
    seen = 0
    for index in page.filled:
        if index not in hidden:
            seen += 1
            if seen > HEAD_LINES or _begins_text(page.lines[index]):
                break
        head.append(index)
    return head


def find_known_title(page: Page, head: Sequence[int], known: str | None) -> Title | None:
    """The title that a tag of the file gives, where it is shown among the head lines."""
    wanted = without_blanks(known) if known else ""
    for title, _ in _candidates(page, head):
        if wanted and without_blanks(title.value) == wanted:
            return _repeated(page, head, title)
    return None


def find_title(page: Page, head: Sequence[int]) -> Title | None:
    """The title among the head lines, by its words; the last of several equal ones."""
    best: tuple[float, Title] | None = None
    for title, points in _candidates(page, head):
        if best is None or points > best[0]:
            best = (points, title)
    return _repeated(page, head, best[1]) if best and best[0] >= MIN_SCORE else None


def tidy(title: str) -> str:
    """A title in one line: blanks only where two Latin words meet, no sign of a footnote."""

    def blank(match: re.Match[str]) -> str:
        before, after = title[: match.start()][-1:], title[match.end() :][:1]
        return " " if before.isascii() and after.isascii() and before and after else ""

    title = _NOTE_SIGN.sub("", title).strip(BLANKS)
    return _INNER_BLANK.sub(blank, title)


def _begins_text(line: Line) -> bool:
    if is_prose(line) and not is_chrome(line) and not has_label(line):
        return True
    number = number_at(line.folded)
    return number is not None and number.style in (Style.CHINESE, Style.PART)


def _candidates(page: Page, head: Sequence[int]) -> Iterator[tuple[Title, float]]:
    for position, index in enumerate(head):
        parts: list[int] = []
        for following in head[position : position + MAX_PARTS]:
            line = page.lines[following]
            if parts and (following - parts[-1] > 2 or not _joins(page, parts, line)):
                break
            if not _may_be_title(line):
                break
            parts.append(following)
            source = tidy("".join(page.source(page.lines[i]) for i in parts))
            points = _points("".join(page.lines[i].compact for i in parts))
            if points is not None:
                yield Title(source, index, following), points + LINE_POINTS * position


def _may_be_title(line: Line) -> bool:
    return not (
        _NO_TITLE.search(line.compact)
        or is_chrome(line)
        or is_head_matter(line)
        or is_masthead(line)
        or is_page_clock(line)
        or is_stamp(line)
        or number_at(line.folded)
    )


def _joins(page: Page, parts: Sequence[int], line: Line) -> bool:
    """Whether a line continues the title that the parts begin."""
    before = "".join(page.lines[i].compact for i in parts)
    if line.compact.startswith("—"):  # the plain title below a motto
        return _HEAD_MOTTO.fullmatch(before) is not None
    if _YEAR_ALONE.fullmatch(line.compact):
        return _GENRE.search(before) is not None
    if len(page.lines[parts[-1]]) > MAX_PART or len(line) > MAX_PART:
        return False
    if before.count("《") > before.count("》") or _OPEN.search(before):
        return True
    if _GENRE.search(before) and not before.endswith(("工作", "情况")):
        return False
    if is_unit_name(before):
        return unit_in_title(line.compact) is None or line.compact.startswith(
            ("关于", "法治", "依法")
        )
    return _UNFINISHED.search(before) is not None and unit_in_title(line.compact) is None


def _points(compact: str) -> float | None:
    if not MIN_TITLE <= len(compact) <= MAX_TITLE:
        return None
    compact = as_simplified(compact)
    points = 0.0
    points += GENRE_POINTS if _GENRE.search(compact) else 0
    points += REPORT_POINTS if _REPORT.search(compact) else 0
    points += SUBJECT_POINTS if _SUBJECT.search(compact) else 0
    points += YEAR_POINTS if _YEAR.search(compact) else 0
    points += UNIT_POINTS if compact.startswith("关于") or unit_in_title(compact) else 0
    points += UNBALANCED_POINTS if compact.count("《") != compact.count("》") else 0
    return points


def _repeated(page: Page, head: Sequence[int], title: Title) -> Title:
    """The same title where it stands last before the text; pages print it several times."""
    wanted = without_blanks(title.value)
    for other, _ in _candidates(page, [i for i in head if i > title.last]):
        if without_blanks(other.value) == wanted:
            title = other
    return title
