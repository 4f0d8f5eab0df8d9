"""Which lines of a copied page are the report and which are the page's own furniture.

Furniture is hidden, never deleted. When in doubt a line is the report's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.anchor import Span
from app.text.chrome import (
    begins_other_articles,
    is_chrome,
    is_contact,
    is_head_matter,
    is_masthead,
    is_page_number,
    is_prose,
    is_remark,
)
from app.text.labels import is_label_alone
from app.text.lines import Line, Page
from app.text.numbering import Style, number_at
from app.text.organisations import is_unit_name
from app.text.signatures import Signature, find_signatures, undated_signature
from app.text.titles import Title, find_known_title, find_title, head_lines

_ATTACHMENT = re.compile(r"附[件表]\d{0,2}")
"""The line above an attachment itself; a site's list of them has a colon."""
_CHAPTERS = frozenset({Style.PART, Style.CHINESE})
MAX_STRAY = 14  # a short line beside a footer, in code points
MAX_VALUE = 40  # a value below its label, in code points
LAST_SIGNATURES = 5  # signature blocks from the end among which the closing one is sought


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a page.

    Attributes:
        head: filled lines before the text proper, in which title and data stand.
        title: where the title stands, if one was found.
        signatures: signature blocks of the body, in text order.
        body: from the title (or first line) to the last line of the report.
        furniture: sorted, disjoint spans of whole lines.
        foot: filled lines below the body.
        hidden_lines: how many filled lines are furniture.
    """

    head: tuple[int, ...]
    title: Title | None
    signatures: tuple[Signature, ...]
    body: Span
    furniture: tuple[Span, ...]
    foot: tuple[int, ...]
    hidden_lines: int


def find_furniture(text: str, hints: Sequence[Span] = ()) -> tuple[Span, tuple[Span, ...]]:
    """The report's body and the furniture of its page.

    Args:
        text: canonical text.
        hints: spans whose lines the reader of the file already knows to be furniture.

    Returns:
        The body span and the furniture: sorted, disjoint spans of whole lines
        including their LF.
    """
    layout = layout_of(Page.of(text), hints)
    return layout.body, layout.furniture


def layout_of(page: Page, hints: Sequence[Span] = (), known_title: str | None = None) -> Layout:
    """The parts of a page; `known_title` is what a tag of the file says."""
    known = frozenset(_lines_of(page, hints))
    head = head_lines(page, known)
    told = find_known_title(page, head, known_title)
    if told is not None:  # a heading above the article that the reader took for its frame
        known -= frozenset(range(told.first, told.last + 1))
    title = told or find_title(page, [i for i in head if i not in known])
    shown = [i for i in page.filled if i not in known]
    first = _first_line(page, shown, head, title)
    inner = _before_other_articles(page, [i for i in shown if first <= i])
    below_title = [i for i in inner if title is None or i > title.last]
    solid = max((i for i in inner if _is_solid(page.lines[i])), default=-1)
    # A date without a name is a signature's only where the text has ended.
    signatures = [
        s for s in find_signatures(page, below_title) if s.organisation or s.first > solid
    ]
    last = _last_line(page, inner, solid, signatures)
    if not signatures:
        closing = undated_signature(page, [i for i in below_title if solid < i <= last])
        signatures = [closing] if closing else []
    hidden = known | _head_chrome(page, [i for i in head if first <= i and i not in known], title)
    hidden |= {i for i in inner if is_page_number(page.lines[i])}
    outside = {i for i in page.filled if i < first or i > last}
    if len(outside | hidden) == len(page.filled):  # nothing but furniture: hide nothing
        outside = set[int]()
        hidden = frozenset[int]()
        first, last = (page.filled[0], page.filled[-1]) if page.filled else (0, -1)
    body = (
        Span(page.lines[first].full_start, page.lines[last].end)
        if last >= first
        else Span(0, len(page.text))
    )
    return Layout(
        head=tuple(head),
        title=title,
        signatures=tuple(s for s in signatures if s.last <= last),
        body=body,
        furniture=_spans(page, first, last, hidden, outside),
        foot=tuple(i for i in page.filled if i > last),
        hidden_lines=len(outside | hidden),
    )


def _lines_of(page: Page, hints: Sequence[Span]) -> Iterable[int]:
    for span in hints:
        for index in page.within(span):
            line = page.lines[index]
            if not line.is_blank and span.start <= line.start and line.end <= span.end:
                yield index


def _before_other_articles(page: Page, lines: list[int]) -> list[int]:
    """Without what a site recommends below: prose, but not the report's."""
    begun = [position for position, i in enumerate(lines) if begins_other_articles(page.lines[i])]
    for position in begun:
        before, after = lines[:position], lines[position + 1 :]
        numbers = (number_at(page.lines[i].folded) for i in after)
        goes_on = any(number and number.style in _CHAPTERS for number in numbers)
        if not goes_on and any(is_prose(page.lines[i]) for i in before):
            return before
    return lines


def _first_line(page: Page, shown: Sequence[int], head: Sequence[int], title: Title | None) -> int:
    """The report's first line: masthead or title, or what is not furniture at the top."""
    if title is not None:
        first = title.first
        for index in reversed([i for i in head if i < first]):
            if not is_masthead(page.lines[index]):
                break
            first = index
        return first
    value_follows = False
    for index in shown:
        line = page.lines[index]
        is_value = value_follows and len(line) <= MAX_VALUE and not is_prose(line)
        if not (is_value or is_chrome(line) or is_head_matter(line)):
            return index
        value_follows = is_label_alone(line)
    return shown[0] if shown else 0


def _head_chrome(page: Page, head: Sequence[int], title: Title | None) -> frozenset[int]:
    """Tool bars and labelled data between the title and the text."""
    hidden: set[int] = set()
    value_follows = False
    for index in head:
        line = page.lines[index]
        if title is not None and index <= title.last:
            continue
        is_value = value_follows and len(line) <= MAX_VALUE and line.compact[-1] not in ":。"
        is_button = len(line) == 1 and index - 1 in hidden
        if is_value or is_button or is_chrome(line) or is_head_matter(line):
            hidden.add(index)
        value_follows = is_label_alone(line)
    return frozenset(hidden)


def _last_line(
    page: Page, lines: Sequence[int], solid: int, signatures: Sequence[Signature]
) -> int:
    """The report's last line; -1 when there is none.

    Args:
        page: the text as lines.
        lines: filled lines from the report's first.
        solid: the last of them that is certainly the report's.
        signatures: signature blocks among them.
    """
    for signature in signatures[: -LAST_SIGNATURES - 1 : -1]:
        end = _end_of_remarks(page, signature.last, [i for i in lines if i > signature.last])
        if end >= solid:
            return end
    below = [i for i in lines if i > solid]
    for position, index in enumerate(below):
        if is_chrome(page.lines[index]) or is_contact(page.lines[index]):
            kept = [i for i in below[:position] if not (signatures and _is_stray(page.lines[i]))]
            return kept[-1] if kept else solid
    return lines[-1] if lines else -1


def _is_solid(line: Line) -> bool:
    """Certainly the report's: running text or a numbered line."""
    if is_chrome(line) or is_contact(line):
        return False
    return is_prose(line) or number_at(line.folded) is not None


def _is_stray(line: Line) -> bool:
    """A logo's name beside the footer of a page whose report is signed elsewhere."""
    return len(line) <= MAX_STRAY and line.compact[-1] not in "。;:)"


def _end_of_remarks(page: Page, last: int, below: Sequence[int]) -> int:
    """Where the attachments, copies and remarks below a signature end."""
    in_list = in_attachment = False
    for index in below:
        line = page.lines[index]
        in_attachment = in_attachment or _ATTACHMENT.fullmatch(line.compact) is not None
        if in_attachment and not (is_chrome(line) or is_contact(line)):
            last = index
            continue
        if is_chrome(line) or not (is_remark(line) or (in_list and _is_listed(line))):
            if in_list and not is_chrome(line) and is_unit_name(line.compact):
                continue  # the printing office above its 印发 line
            break
        in_list = True
        last = index
    return last


def _is_listed(line: Line) -> bool:
    return number_at(line.folded) is not None or line.folded[:1].isdigit()


def _spans(
    page: Page, first: int, last: int, hidden: frozenset[int], outside: set[int]
) -> tuple[Span, ...]:
    """Furniture as spans: all above, all below, and runs of hidden lines in between."""
    spans: list[Span] = []
    if any(i < first for i in outside):
        spans.append(Span(0, page.lines[first].full_start))
    for index in sorted(i for i in hidden if first <= i <= last):
        line = page.lines[index]
        between = page.text[spans[-1].end : line.full_start] if spans else "."
        if spans and spans[-1].end >= page.lines[first].full_start and not between.strip():
            spans[-1] = Span(spans[-1].start, line.full_end)
        else:
            spans.append(Span(line.full_start, line.full_end))
    if any(i > last for i in outside):
        spans.append(Span(page.lines[last].full_end, len(page.text)))
    return tuple(spans)
