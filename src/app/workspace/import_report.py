"""The report of an import: what became of every file, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.workspace.importing import ImportResult, Status

if TYPE_CHECKING:
    from app.files.write_listing import Listing, Table

ORDER = (
    Status.FAILED,
    Status.CANCELLED,
    Status.SKIPPED,
    Status.DUPLICATE,
    Status.VERSION,
    Status.ADDED,
)
"""What a person has to do something about stands first."""

SUFFIXES = (".xlsx", ".csv", ".html", ".txt")
"""Of the files a report can be saved as, in the order in which they are offered."""

_TABLE: tuple[tuple[str, str, str], ...] = (
    ("title", "导入报告", "Report of an import"),
    ("about", "{when}，共 {count} 个文件", "{when}, {count} files"),
    ("summary", "小结", "Summary"),
    ("reasons", "原因和办法", "Reasons"),
    ("files", "文件", "Files"),
    ("outcome", "结果", "Outcome"),
    ("count", "份数", "Files"),
    ("reason", "原因和办法", "Reason and what to do"),
    ("which", "文件", "Files"),
    ("file", "文件", "File"),
    ("report_title", "标题", "Title"),
    ("organisation", "单位", "Organisation"),
    ("year", "报告年度", "Year"),
    ("characters", "字数", "Characters"),
    ("sections", "章节", "Sections"),
    ("notes", "读取说明", "Notes"),
    ("report_id", "报告编号", "Report id"),
    ("added", "已导入", "added"),
    ("version", "用作新文本", "new text of a report"),
    ("duplicate", "重复", "already there"),
    ("skipped", "未选，跳过", "left out"),
    ("failed", "无法读取", "failed"),
    ("cancelled", "未处理", "not reached"),
    ("more", "等 {count} 份", "… {count} in all"),
)

WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {key: chinese for key, chinese, _ in _TABLE},
    "en": {key: english for key, _, english in _TABLE},
}
"""By language (`zh`, `en`), then by key; both the window and the command line write it."""

_NAMED = 12
"""Files named beside a reason; the table of files has them all."""


@dataclass(frozen=True, slots=True)
class Group:
    """Files of which the same is to be said.

    Attributes:
        reason: why they could not be read; empty where nothing went wrong.
    """

    status: Status
    reason: str
    results: tuple[ImportResult, ...]


def grouped(results: Sequence[ImportResult]) -> list[Group]:
    """The files by what became of them and why: what wants an act first, many before few."""
    groups: dict[tuple[Status, str], list[ImportResult]] = {}
    for result in results:
        reason = result.error.reason if result.error else ""
        groups.setdefault((result.status, reason), []).append(result)
    found = [Group(status, reason, tuple(of)) for (status, reason), of in groups.items()]
    return sorted(found, key=lambda g: (ORDER.index(g.status), -len(g.results), g.reason))


def save_report(
    results: Sequence[ImportResult],
    target: Path,
    when: datetime,
    *,
    language: str,
    word_error: Callable[[UnreadableFile], str],
    word_note: Callable[[Note], str],
) -> Path:
    """Write the report; the suffix of the target says how, see SUFFIXES.

    Args:
        when: the import was done, in local time.
        word_error, word_note: sentences in the language.

    Raises:
        WriteFailed: nothing half-written is left.
    """
    from app.files.write_listing import Listing, write_listing

    words = WORDS[language]
    about = words["about"].format(when=f"{when:%Y-%m-%d %H:%M}", count=len(results))
    tables = report_tables(results, language, word_error, word_note)
    listing: Listing = Listing(words["title"], about, tables)
    return write_listing(listing, target)


def report_tables(
    results: Sequence[ImportResult],
    language: str,
    word_error: Callable[[UnreadableFile], str],
    word_note: Callable[[Note], str],
) -> list[Table]:
    """Summary, reasons, and every file."""
    words = WORDS[language]
    return [
        _summary(results, words),
        *_reasons(results, words, word_error),
        _files(results, words, word_error, word_note),
    ]


def _summary(results: Sequence[ImportResult], words: Mapping[str, str]) -> Table:
    from app.files.write_listing import Table

    counts = {status: sum(r.status is status for r in results) for status in reversed(ORDER)}
    rows = [(words[status.value], count) for status, count in counts.items() if count]
    return Table(words["summary"], [(words["outcome"], 24), (words["count"], 10)], rows)


def _reasons(
    results: Sequence[ImportResult],
    words: Mapping[str, str],
    word_error: Callable[[UnreadableFile], str],
) -> list[Table]:
    from app.files.write_listing import Table

    rows: list[tuple[str, int, str]] = []
    for group in grouped(results):
        error = group.results[0].error
        if error is None:
            continue
        names = "、".join(r.file for r in group.results[:_NAMED])
        if len(group.results) > _NAMED:
            names += words["more"].format(count=len(group.results))
        rows.append((said_of(error, word_error), len(group.results), names))
    columns = [(words["reason"], 60), (words["count"], 10), (words["which"], 60)]
    return [Table(words["reasons"], columns, rows)] if rows else []


def _files(
    results: Sequence[ImportResult],
    words: Mapping[str, str],
    word_error: Callable[[UnreadableFile], str],
    word_note: Callable[[Note], str],
) -> Table:
    from app.files.write_listing import Table

    widths = {
        "file": 40,
        "outcome": 12,
        "reason": 44,
        "report_title": 40,
        "organisation": 22,
        "year": 10,
        "characters": 10,
        "sections": 8,
        "notes": 60,
        "report_id": 38,
    }
    rows: list[tuple[str | int | None, ...]] = []
    for result in results:
        report = result.report
        about = (
            (
                report.metadata.title.value,
                report.metadata.organisation.value,
                report.year,
                report.characters,
                report.sections,
            )
            if report
            else (None,) * 5
        )
        rows.append(
            (
                result.file,
                words[result.status.value],
                said_of(result.error, word_error) if result.error else None,
                *about,
                "；".join(word_note(note) for note in result.notes) or None,
                str(report.id) if report else None,
            )
        )
    columns = [(words[key], width) for key, width in widths.items()]
    return Table(words["files"], columns, rows, is_main=True)


def said_of(error: UnreadableFile, word_error: Callable[[UnreadableFile], str]) -> str:
    """The sentence of an error without the name of the file, which stands beside it."""
    return word_error(error).removeprefix(error.file_name).lstrip("：: ")
