"""Signature blocks: who signs, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.text.chrome import is_chrome
from app.text.dates import find_date, is_date, trailing_date
from app.text.labels import has_label
from app.text.lines import Line, Page, without_blanks
from app.text.numbering import number_at
from app.text.organisations import continues_name, is_unit_name

MAX_NAME = 36  # one line of a signature, in code points
MAX_LINES = 3  # lines of names above the date

_NOT_A_NAME = re.compile(r"[。:;,、!?“”《》|]|^附|^此|^特此|^抄|^联系|报告$|总结$|情况$|\d{3}")
_MONTH = re.compile(
    r"(?:(?:19|20)\d\d|[二一][〇○零o0九八七六五四三二一]{3})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
)
_STAMP = re.compile(r"[(（](?:盖章|印章|公章)[)）]$")


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block.

    Attributes:
        organisation: the name as written, joined over its lines; None when a date stands alone.
        signed_on: YYYY-MM-DD; None when a name stands alone at the end or its date has no day.
        first, last: indices of its first and last line.
    """

    organisation: str | None
    signed_on: str | None
    first: int
    last: int


def find_signatures(page: Page, lines: Sequence[int]) -> list[Signature]:
    """Signature blocks among the given lines, in text order.

    A date alone in its line, below one to three short lines without
    punctuation, or above one; name and date may share a line. Lines may be blank between.
    """
    found: list[Signature] = []
    for position, index in enumerate(lines):
        line = page.lines[index]
        signed_on = find_date(line.folded) if len(line.compact) <= MAX_NAME * 2 else None
        if signed_on is None and _MONTH.fullmatch(line.compact):
            found += _signed_in_month(page, lines[max(0, position - MAX_LINES) : position], index)
        if signed_on is None or has_label(line):
            continue
        if is_date(line.compact):
            above = _names_above(page, lines[max(0, position - MAX_LINES) : position])
            below = [] if above else _name_below(page, lines[position + 1 : position + 2])
            names = [page.source(page.lines[i]) for i in above or below]
            block = (*above, index, *below)
            found.append(Signature(_joined(names), signed_on, block[0], block[-1]))
        else:
            date = trailing_date(line.compact)
            name = line.compact[:date] if date else ""
            if name and is_unit_name(name):
                source = without_blanks(page.source(line))[: len(name)]
                found.append(Signature(_joined([source]), signed_on, index, index))
    return found


def undated_signature(page: Page, lines: Sequence[int]) -> Signature | None:
    """A unit's name alone at the very end of the given lines."""
    above = _names_above(page, lines[-MAX_LINES:])
    if not above or above[-1] != lines[-1]:
        return None
    names = [page.source(page.lines[i]) for i in above]
    return Signature(_joined(names), None, above[0], above[-1])


def _names_above(page: Page, lines: Sequence[int]) -> list[int]:
    names: list[int] = []
    for index in reversed(lines):
        line = page.lines[index]
        if not _may_be_name(line):
            break
        names.insert(0, index)
    while names and not is_unit_name("".join(page.lines[i].compact for i in names)):
        names.pop(0)  # a short last line of the text above the name
    return names


def _signed_in_month(page: Page, above: Sequence[int], index: int) -> list[Signature]:
    """A signature whose date has no day: names above it are needed to tell it from text."""
    names = _names_above(page, above)
    whole = _joined([page.source(page.lines[i]) for i in names])
    return [Signature(whole, None, names[0], index)] if names else []


def _name_below(page: Page, following: Sequence[int]) -> list[int]:
    """The line below a date that no name stands above, when it is a name."""
    return [
        index
        for index in following
        if _may_be_name(page.lines[index]) and is_unit_name(page.lines[index].compact)
    ]


def _may_be_name(line: Line) -> bool:
    return (
        len(line.compact) <= MAX_NAME
        and not _NOT_A_NAME.search(line.compact)
        and not is_chrome(line)
        and not is_date(line.compact)
        and number_at(line.folded) is None
    )


def _joined(names: Sequence[str]) -> str | None:
    """One name from its lines; several complete names are separated by 、."""
    whole = ""
    for name in names:
        part = _STAMP.sub("", without_blanks(name))
        both_complete = is_unit_name(whole) and is_unit_name(part) and not continues_name(part)
        whole += ("、" if whole and both_complete else "") + part
    return whole or None
