"""How well the report is cut out of a web page: characters and lines, named and blind."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.domain.report import ParsedReport
from app.files.reading import read_raw
from app.text.canonical import canonical
from app.text.understand import understand
from reading_quality import SETS, UNSEEN, Score
from web_pages import SHORT, SHORT_ONES, TEMPLATES, Text, blind, neutral_lines, squeezed

PER_TEMPLATE = 2
"""Reports of each half of the unseen set around which a template is filled."""

_TABLE_INSIDE = ("项目\t上年\t本年", "规章（件）\t0\t1", "行政规范性文件（件）\t12\t9")


@dataclass(frozen=True, slots=True)
class Cut:
    """What came out of one page.

    Attributes:
        shown: characters of the report against characters shown.
        lines: paragraphs that came out as exactly one line.
        wrong: lines shown that are none of the report; `lost`: paragraphs that are not one line.
        named: title and organisation as read, right or not.
    """

    template: str
    text: Text
    shown: Score
    lines: Score
    wrong: tuple[str, ...]
    lost: tuple[str, ...]
    named: Score


@cache
def texts(name: str) -> tuple[Text, ...]:
    """The reports of one half of the unseen set, without the frames they were saved with."""
    folder, truth = SETS[name]
    rows = json.loads(truth.read_text(encoding="utf-8"))
    return tuple(
        _text(row, (folder / file).read_text(encoding="utf-8").split("\n"))
        for file, row in rows.items()
    )


def _text(row: dict[str, object], lines: list[str]) -> Text:
    first, last = row["body_lines"]  # type: ignore[misc]
    neutral = {n for a, b in row["neutral_lines"] for n in range(a, b + 1)}  # type: ignore[misc,union-attr]
    body = [lines[n - 1] for n in range(first, last + 1) if n not in neutral]
    kept = [re.sub(r"[^\S\t]+", " ", line).strip() for line in body if line.strip()]
    title, wanted = "", squeezed(str(row["title"]))
    while kept and squeezed(title) != wanted and wanted.startswith(squeezed(title)):
        title += kept.pop(0)
    return Text(str(row["title"]), str(row["organisation"]), tuple(kept))


def pages(name: str) -> list[tuple[str, Text, str]]:
    """Template, report and page of one half: each template around different reports."""
    found = texts(name)
    return [
        (template, text, make(text))
        for i, (template, make) in enumerate(TEMPLATES.items())
        for text in (
            [SHORT] if template in SHORT_ONES else
            [found[(i * PER_TEMPLATE + k) % len(found)] for k in range(PER_TEMPLATE)]
        )
    ]  # fmt: skip


def read(page: bytes) -> ParsedReport:
    """A page as its file is read."""
    _, raw = read_raw(page, "下载.html")
    text, _ = canonical(raw.text)
    return understand(
        text,
        file_name="下载.html",
        file_sha256="0" * 64,
        media_type="text/html",
        hints=raw.hints,
        furniture_hints=raw.furniture_hints,
    )


def read_copied(page: bytes) -> ParsedReport:
    """All words of a page as a person copies them into a text file."""
    text, _ = canonical(read_raw(page, "下载.html")[1].text)
    return understand(
        text,
        file_name="新建文本文档.txt",
        file_sha256="0" * 64,
        media_type="text/plain",
        may_be_wrapped=True,
    )


def visible_lines(report: ParsedReport) -> list[str]:
    """The lines that are not hidden, without blanks."""
    found: list[str] = []
    at = 0
    for line in report.text.split("\n"):
        if line.strip() and not any(s.start <= at < s.end for s in report.furniture):
            found.append(squeezed(line))
        at += len(line) + 1
    return found


def cut(template: str, text: Text, page: str, *, is_copied: bool = False) -> Cut:
    """Read a page and compare what it shows with the report it was made around."""
    report = (read_copied if is_copied else read)(page.encode())
    rows = _TABLE_INSIDE if template == "table of figures inside" else ()
    wanted = [squeezed(line) for line in (text.title, *text.paragraphs, *rows)]
    neutral = neutral_lines(text)
    shown = [line for line in visible_lines(report) if line not in neutral]
    visible = "\n".join(shown)
    wrong = tuple(_wrong(shown, wanted))
    lost = tuple(p for p in wanted if p not in shown)
    found = sum(len(p) for p in wanted if p in visible)
    size = sum(map(len, wanted))
    return Cut(
        template,
        text,
        Score(found + sum(map(len, wrong)), size, found),
        Score(len(wanted), len(wanted), len(wanted) - len(lost)),
        wrong,
        lost,
        Score(2, 2, _named(report, text)),
    )


def _named(report: ParsedReport, text: Text) -> int:
    """How many of title and organisation are those of the report."""
    title = squeezed(report.metadata.title.value or "")
    is_titled = title == squeezed(text.title)
    return is_titled + (report.metadata.organisation.value == text.organisation)


def _wrong(shown: list[str], wanted: list[str]) -> Iterator[str]:
    """Lines shown that are none of the report, and copies of those that are."""
    whole, left = "\n".join(wanted), Counter(wanted)
    for line in shown:
        left[line] -= 1
        is_copy = line in wanted and left[line] < 0
        if is_copy or (line not in whole and not any(p in line for p in wanted)):
            yield line


@cache
def cuts(name: str, *, is_blind: bool) -> tuple[Cut, ...]:
    """Every page of one half of the unseen set."""
    return tuple(
        cut(template, text, blind(page) if is_blind else page)
        for template, text, page in pages(name)
    )


@cache
def copied_cuts(name: str) -> tuple[Cut, ...]:
    """Every page as text; what is shown on narrow screens only is not copied."""
    return tuple(
        cut(template, text, page, is_copied=True)
        for template, text, page in pages(name)
        if template != "twice, for two screens"
    )


def show(*, failures: bool = False) -> str:
    lines: list[str] = []
    for name in UNSEEN:
        for is_blind in (False, True):
            found = cuts(name, is_blind=is_blind)
            shown = sum((c.shown for c in found), Score())
            whole = sum((c.lines for c in found), Score())
            lines.append(
                f"{name}{', blind' * is_blind}: {len(found)} pages, recall {shown.recall:.4f} "
                f"precision {shown.precision:.4f} lines {whole.recall:.4f}"
            )
            if failures:
                lines += [
                    f"  {c.template} R {c.shown.recall:.3f} P {c.shown.precision:.3f} L {c.lines.recall:.3f}"
                    f" {c.text.title[:20]}\n    wrong {c.wrong[:12]}\n    lost {[p[:40] for p in c.lost[:6]]}"
                    for c in found
                    if c.wrong or c.lost
                ]
    return "\n".join(lines)
