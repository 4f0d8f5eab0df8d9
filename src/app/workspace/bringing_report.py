"""The report of a brought file: counts, decisions, and every mended or left-out thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.exchange import ExchangeNote
from app.workspace.bringing_plan import Counted, Delivered, Fate, Plan

if TYPE_CHECKING:
    from app.files.write_listing import Table

_TABLE: tuple[tuple[str, str, str], ...] = (
    ("title", "批注导入报告", "Report of annotations brought in"),
    ("about", "{when}", "{when}"),
    ("summary", "小结", "Summary"),
    ("file", "文件", "File"),
    ("format", "格式", "Format"),
    ("origin", "来自", "Program"),
    ("kind", "内容", "What"),
    ("total", "文件里", "In the file"),
    ("added", "新增", "Added"),
    ("present", "已有", "Already there"),
    ("conflicts", "与库中不同", "Different here"),
    ("rejected", "没有导入", "Left out"),
    ("reports", "报告", "Reports"),
    ("tags", "标签", "Tags"),
    ("reviewers", "审阅人", "Reviewers"),
    ("annotations", "批注", "Annotations"),
    ("replies", "回复", "Replies"),
    ("links", "链接", "Links"),
    ("things", "其他", "Other things"),
    ("to_confirm", "位置待确认", "Place to confirm"),
    ("lost", "原文找不到", "Passage not found"),
    ("notes", "处理说明", "What was mended or left out"),
    ("rejects", "没有导入", "Left out"),
    ("repairs", "处理过", "Mended"),
    ("said", "说明", "What and why"),
    ("each", "批注", "Annotations"),
    ("outcome", "结果", "Outcome"),
    ("state", "位置", "Place"),
    ("quote", "原文", "Quote"),
    ("report", "报告", "Report"),
    ("id", "文件里的编号", "Id in the file"),
    ("state_exact", "确定", "sure"),
    ("state_moved", "确定（移动过）", "sure (moved)"),
    ("state_to_confirm", "待确认", "to confirm"),
    ("state_lost", "找不到", "not found"),
    ("failed", "没有导入：{reason}", "failed: {reason}"),
)

WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {key: chinese for key, chinese, _ in _TABLE},
    "en": {key: english for key, _, english in _TABLE},
}
"""By language (`zh`, `en`), then by key; both the window and the command line write it."""

KINDS = ("reports", "tags", "reviewers", "annotations", "replies", "links")


def counted(plan: Plan) -> list[tuple[str, Counted]]:
    """The counts of each kind of thing that the file holds, `things` last."""
    found = [(kind, getattr(plan, kind)) for kind in KINDS]
    things = list(plan.things.values())
    if things:
        sums = (
            sum(getattr(c, n) for c in things)
            for n in ("added", "present", "conflicts", "rejected")
        )
        found.append(("things", Counted(*sums)))
    return [(kind, count) for kind, count in found if count.total]


def save_bringing_report(
    files: Sequence[Delivered],
    target: Path,
    when: datetime,
    *,
    language: str,
    word_note: Callable[[ExchangeNote], str],
    word_error: Callable[[Delivered], str],
    before: Iterable[Table] = (),
) -> Path:
    """Write the report; the suffix of the target says how: .xlsx, .csv, .html or .txt.

    Args:
        when: local time.
        word_note, word_error: sentences in the language.
        before: tables of what else was imported.

    Raises:
        WriteFailed: nothing half-written is left.
    """
    from app.files.write_listing import Listing, write_listing

    words = WORDS[language]
    about = words["about"].format(when=f"{when:%Y-%m-%d %H:%M}")
    tables = [*before, *report_tables(files, words, word_note, word_error)]
    return write_listing(Listing(words["title"], about, tables), target)


def report_tables(
    files: Sequence[Delivered],
    words: Mapping[str, str],
    word_note: Callable[[ExchangeNote], str],
    word_error: Callable[[Delivered], str],
) -> list[Table]:
    """Counts, what was mended or left out, and every annotation, of all files."""
    from app.files.write_listing import Table

    columns = {"file": 40, "kind": 12, "total": 10, "added": 10, "present": 10, "conflicts": 12}
    columns |= {"rejected": 12, "to_confirm": 14, "lost": 14, "said": 40}
    rows: list[tuple[str | int | None, ...]] = []
    for file in files:
        if file.plan is None:
            rows.append((file.file, *(None,) * 8, word_error(file)))
            continue
        for kind, count in counted(file.plan):
            places = file.plan.places
            doubts = (places.to_confirm, places.lost) if kind == "annotations" else (None, None)
            rows.append(
                (
                    file.file,
                    words[kind],
                    count.total,
                    count.added,
                    count.present,
                    count.conflicts,
                    count.rejected,
                    *doubts,
                    None,
                )
            )
    tables = [Table(words["summary"], _columns(words, columns), rows)]
    notes = list(_notes(files, words, word_note))
    if notes:
        heads = {"file": 40, "outcome": 12, "said": 100}
        tables.append(Table(words["notes"], _columns(words, heads), notes))
    heads = {
        "file": 40,
        "outcome": 14,
        "state": 16,
        "quote": 60,
        "report": 40,
        "said": 24,
        "id": 40,
    }
    tables.append(
        Table(words["each"], _columns(words, heads), list(_each(files, words)), is_main=True)
    )
    return tables


def _columns(words: Mapping[str, str], widths: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(words[key], width) for key, width in widths.items()]


def _notes(
    files: Sequence[Delivered], words: Mapping[str, str], word_note: Callable[[ExchangeNote], str]
) -> Iterable[tuple[str, str, str]]:
    for file in files:
        if file.plan is not None:
            for note in file.plan.rejects:
                yield file.file, words["rejects"], word_note(note)
            for note in file.plan.repairs:
                yield file.file, words["repairs"], word_note(note)


_FATES = {
    Fate.ADDED: "added",
    Fate.PRESENT: "present",
    Fate.CONFLICT: "conflicts",
    Fate.REJECTED: "rejected",
}


def _each(files: Sequence[Delivered], words: Mapping[str, str]) -> Iterable[tuple[str | None, ...]]:
    for file in files:
        if file.plan is None:
            continue
        titles = {source.report: source.title for source in file.plan.sources}
        for plan in file.plan.each:
            state = words[f"state_{plan.state}"] if plan.state else None
            title = titles.get(plan.report) if plan.report else None
            outcome = words[_FATES[plan.fate]]
            yield file.file, outcome, state, plan.quote, title, plan.why or None, plan.key
