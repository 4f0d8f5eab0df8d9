"""Sentences about files on their way in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.errors import UnreadableFile
from app.domain.report import METADATA_FIELDS
from app.ui.importing.item import ReviewItem, Verdict
from app.ui.wording import Wording
from app.workspace.import_report import Group, said_of
from app.workspace.importing import ImportResult, Status

ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}

QUIET = frozenset({"encoding", "address"})
"""Codes of notes that stand in the details of a file, and not in its row."""


class ReviewWords(QObject):
    """What the table of an import says; every method is pure."""

    def __init__(
        self,
        wording: Wording,
        title_of: Callable[[UUID], str] = lambda _: "",
        parent: QObject | None = None,
    ) -> None:
        """
        Args:
            title_of: the title of a report of the library.
        """
        super().__init__(parent)
        self.wording, self.title_of = wording, title_of
        self.levels: Mapping[str, str] = wording.levels()

    def column(self, name: str) -> str:
        """The head of a column."""
        fields = self.wording.fields()
        if name in fields:
            return self.tr("年度") if name == "year" else fields[name]
        return {
            "chosen": self.tr("导入"),
            "file": self.tr("文件"),
            "headings": self.tr("章节"),
            "characters": self.tr("字数"),
            "encoding": self.tr("编码"),
            "notes": self.tr("读取说明"),
            "result": self.tr("结果"),
        }[name]

    def text(self, item: ReviewItem, column: str) -> str:
        """What stands in a cell; empty where nothing is known."""
        if column in METADATA_FIELDS:
            value = item.value(column).value or ""
            return self.levels.get(value, value) if column == "level" else value
        parsed = item.parsed
        match column:
            case "file":
                return item.name
            case "result":
                return self.verdict(item)
            case "headings":
                return str(item.headings) if parsed else ""
            case "characters":
                return f"{len(parsed.text):,}" if parsed else ""
            case "encoding":
                return self.encoding(item)
            case "notes":
                return self.notes(item)
            case _:
                return ""

    def encoding(self, item: ReviewItem) -> str:
        name = str(item.noted("encoding", "name") or "")
        return ENCODING_NAMES.get(name, name.upper())

    def notes(self, item: ReviewItem) -> str:
        """All that is to be said of how the text was made, but its encoding and address."""
        semicolon = self.tr("；")
        return semicolon.join(
            self.wording.note(note) for note in item.notes if note.code not in QUIET
        )

    def error(self, error: UnreadableFile) -> str:
        """Why a file cannot be read, without its name, which stands beside."""
        return said_of(error, self.wording.unreadable)

    def verdict(self, item: ReviewItem) -> str:
        """What is to be said of a file, in one line."""
        words = self._verdict(item)
        if item.is_remembered and item.result is None:
            return self.tr("{words}（按您上次的决定）").format(words=words)
        return words

    def _verdict(self, item: ReviewItem) -> str:
        found = item.examined
        if item.result is not None:
            return {
                Status.ADDED: self.tr("已导入"),
                Status.VERSION: self.tr("已用作新文本"),
                Status.DUPLICATE: self.tr("库中已有，没有再存"),
            }.get(item.result.status, self.tr("已导入"))
        if item.is_busy:
            return self.tr("正在处理…")
        if found.error is not None:
            return self.error(found.error)
        if found.duplicate_of is not None:
            return self.tr("与库中一份内容相同，跳过")
        if item.twin is not None:
            return self.tr("与本次的“{file}”内容相同，跳过").format(file=item.twin.name)
        if item.can_import and not item.chosen:
            return self.tr("不导入")
        if item.uncertain or item.alarms:
            return self._question(item)
        if found.version_of is not None:
            return self.tr("修订稿，另存一份") if item.apart else self.tr("修订稿，用作新文本")
        return self._ready(item)

    def advice(self, item: ReviewItem) -> str:
        """What is said above the values of a file: its verdict, and what a person may do."""
        words = self.verdict(item)
        if item.can_import and item.examined.version_of is not None and not item.is_busy:
            return self._kinship(item)
        return words

    def _kinship(self, item: ReviewItem) -> str:
        title, kinship = self.version_title(item), item.examined.kinship
        if item.is_former:
            return self.tr("是库中《{title}》以前的文本，没有选上。请定：").format(title=title)
        if item.is_foreign:
            return self.tr(
                "与库中《{title}》很像，但单位或年度不同，先定为另存一份。请看一看："
            ).format(title=title)
        if kinship is None:
            return self.tr("可能是库中《{title}》的修订稿。请定：").format(title=title)
        return self.tr(
            "可能是库中《{title}》的修订稿：{percent}% 相同，改 {changed} 段，"
            "增 {added} 段，删 {removed} 段。请定："
        ).format(
            title=title,
            percent=min(99, round(100 * kinship.likeness)),  # the same text is another case
            changed=kinship.changed,
            added=kinship.added,
            removed=kinship.removed,
        )

    def version_title(self, item: ReviewItem) -> str:
        """The report of which a file seems to be a corrected version."""
        id_ = item.examined.version_of
        return (self.title_of(id_) if id_ else "") or item.value("title").value or item.name

    def _question(self, item: ReviewItem) -> str:
        """What a person should look at: values, and what the reading warns of."""
        said: list[str] = []
        if item.uncertain:
            names = self.wording.fields() | {"year": self.tr("年度")}
            listed = self.tr("、").join(names[name] for name in item.uncertain)
            said.append(self.tr("{fields}需确认").format(fields=listed))
        said += [self.wording.note(note) for note in item.alarms]
        return " · ".join(said)

    def _ready(self, item: ReviewItem) -> str:
        said: list[str] = []
        if lines := item.noted("furniture", "lines"):
            said.append(self.tr("隐藏页面杂项 {lines} 行").format(lines=lines))
        return " · ".join((self.tr("可导入"), *said))

    def filter(self, name: str, count: int) -> str:
        """A choice of rows, with how many it shows."""
        names = {
            "all": self.tr("全部 {count}"),
            "uncertain": self.tr("需确认 {count}"),
            "failed": self.tr("无法读取 {count}"),
            "duplicate": self.tr("重复 {count}"),
            "version": self.tr("新文本 {count}"),
            "ready": self.tr("可导入 {count}"),
            "done": self.tr("已导入 {count}"),
        }
        return names[name].format(count=count)

    def counts(self, counts: Mapping[Verdict, int]) -> str:
        """How many files there are of each kind, in one sentence."""
        names = (
            (Verdict.READY, self.tr("{count} 份可直接导入")),
            (Verdict.UNCERTAIN, self.tr("{count} 份需确认")),
            (Verdict.VERSION, self.tr("{count} 份修订稿")),
            (Verdict.DUPLICATE, self.tr("{count} 份重复")),
            (Verdict.FAILED, self.tr("{count} 份无法读取")),
            (Verdict.DONE, self.tr("{count} 份已导入")),
        )
        parts = [words.format(count=counts[v]) for v, words in names if counts.get(v)]
        total = self.tr("{count} 份文件：").format(count=sum(counts.values()))
        return total + self.tr("，").join(parts) if parts else ""

    # --- the report ---

    def total(self, results: Sequence[ImportResult]) -> str:
        """All of an import in one line; the numbers add up to the files."""
        names = (
            (Status.ADDED, self.tr("新增 {count} 份")),
            (Status.VERSION, self.tr("新文本 {count} 份")),
            (Status.DUPLICATE, self.tr("重复 {count} 份")),
            (Status.SKIPPED, self.tr("跳过 {count} 份")),
            (Status.CANCELLED, self.tr("尚未导入 {count} 份")),
            (Status.FAILED, self.tr("无法读取 {count} 份")),
        )
        found = Counter(result.status for result in results)
        parts = [words.format(count=found[status]) for status, words in names if found[status]]
        total = self.tr("{count} 份文件：").format(count=len(results))
        return total + self.tr("，").join(parts) if parts else self.tr("还没有导入任何文件")

    def group(self, group: Group) -> str:
        """The head of a group of files, with why and what to do."""
        error = group.results[0].error
        names = {
            Status.FAILED: self.tr("无法读取"),
            Status.CANCELLED: self.tr("尚未导入"),
            Status.SKIPPED: self.tr("您选了不导入"),
            Status.DUPLICATE: self.tr("内容相同，没有再存"),
            Status.VERSION: self.tr("用作库中报告的新文本"),
            Status.ADDED: self.tr("已导入"),
        }
        said = self.error(error) if error is not None else names[group.status]
        return self.tr("{count} 份 · {words}").format(count=len(group.results), words=said)

    def outcome(self, result: ImportResult) -> str:
        """What is to be said of one file of the report."""
        semicolon = self.tr("；")
        notes = [self.wording.note(n) for n in result.notes if n.code not in QUIET]
        title = (result.report.metadata.title.value or "") if result.report else ""
        if result.status is Status.DUPLICATE and title:
            return self.tr("库中已有：{title}").format(title=title)
        return semicolon.join(part for part in (title, *notes) if part)
