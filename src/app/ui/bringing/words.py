"""Words of the sheet that brings files in: formats, counts, questions, where reports go."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.errors import UnreadableFile
from app.domain.exchange import Offsets
from app.ui.bringing.note_words import NoteWords
from app.workspace.bringing_plan import Answer, Asked, Plan, Question, SourcePlan, Way


class BringingWords(QObject):
    """Makes the sentences."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes = NoteWords(self)
        self.note = self._notes.note

    def format(self, key: str) -> str:
        names = {
            "qdpx": self.tr("质性分析项目（REFI-QDA）"),
            "qdc": self.tr("标签体系（REFI-QDA）"),
            "json": self.tr("W3C 批注（JSON-LD）"),
            "piyuepack": self.tr("批注包"),
            "table": self.tr("批注表或标签表"),
            "annotation_table": self.tr("批注表"),
            "codebook_table": self.tr("标签表"),
            "codebook_json": self.tr("标签体系（JSON）"),
            "taguette": self.tr("Taguette 项目"),
            "qualcoder": self.tr("QualCoder 项目"),
            "cas": self.tr("UIMA CAS"),
            "brat": self.tr("brat 标注"),
        }
        return names.get(key, key)

    def origin(self, plan: Plan) -> str:
        """The format, and the program that wrote it."""
        name = self.format(plan.brought.format)
        origin = plan.brought.origin
        return (
            self.tr("{format}，由 {program} 写出").format(format=name, program=origin)
            if origin
            else name
        )

    def refused(self, error: UnreadableFile) -> str:
        """Why an exchange file cannot be read, and the way out; empty when any file's words fit."""
        sentences = {
            "suspicious": self.tr(
                "文件的内部结构异常，可能有害，已停止读取。请在原来的软件里重新导出，并向提供者核实。"
            ),
            "damaged": self.tr("文件已损坏或不合格式，无法读取。请在原来的软件里重新导出。"),
            "truncated": self.tr("文件不完整。请重新复制，或在原来的软件里重新导出。"),
            "too_large": self.tr("文件超过上限（{limit} {unit}）。请在原来的软件里分几次导出。"),
            "timeout": self.tr("读取超过 {limit} 秒，已停止。请在原来的软件里分几次导出。"),
            "memory": self.tr("读取需要的内存太多，已停止。请在原来的软件里分几次导出。"),
            "unsupported": self.tr(
                "这不是批阅认得的交换格式。请在原来的软件里导出 REFI-QDA（.qdpx）或表格。"
            ),
            "no_text": self.tr("文件里没有可以导入的批注或标签。"),
            "encrypted": self.tr("文件有密码保护。请去掉密码后再导入。"),
        }
        values = {"limit": "—", "unit": "", **error.values}
        said = sentences.get(error.reason, "").format(**values)
        return self.tr("{said}报告库没有改动。").format(said=said) if said else ""

    # --- counts -------------------------------------------------------------------------

    def kinds(self) -> dict[str, str]:
        return {
            "reports": self.tr("报告"),
            "tags": self.tr("标签"),
            "reviewers": self.tr("审阅人"),
            "annotations": self.tr("批注"),
            "replies": self.tr("回复"),
            "links": self.tr("链接"),
            "things": self.tr("其他"),
        }

    def heads(self) -> tuple[str, ...]:
        return (
            self.tr("文件里"),
            self.tr("新增"),
            self.tr("已有"),
            self.tr("不同"),
            self.tr("不导入"),
        )

    def places(self, plan: Plan) -> str:
        """How sure the places are of what is added; empty when nothing is."""
        places, count = plan.places, plan.annotations
        if count.total and count.rejected == count.total:
            return self.tr(
                "库中没有这些批注所在的报告，批注都不能导入。请先导入报告，再导入这个文件。"
            )
        if not plan.annotations.added and not plan.taken:
            return ""
        said = self.tr("{sure} 条批注的位置已确定").format(sure=places.exact + places.moved)
        if places.to_confirm:
            said += self.tr("，{count} 条待您确认").format(count=places.to_confirm)
        if places.lost:
            said += self.tr("，{count} 条在报告里找不到原文").format(count=places.lost)
        if places.to_confirm or places.lost:
            return said + self.tr("。导入后可以逐条确认。")
        return said + self.tr("。")

    def offsets(self, offsets: Offsets) -> str:
        """How the file counts its positions, in plain words, and what speaks for it."""
        units = {
            "code_points": self.tr("每个字算一个"),
            "utf16": self.tr("生僻字和表情符号算两个"),
            "utf8": self.tr("一个汉字算三个（UTF-8 字节）"),
        }
        line_ends = {
            "as_is": self.tr("换行照文件"),
            "crlf_as_one": self.tr("回车加换行算一个"),
            "lf_as_two": self.tr("换行算两个"),
        }
        ends = {"exclusive": self.tr("不含终点"), "inclusive": self.tr("含终点")}
        return self.tr(
            "文件没有写明位置怎么数，按证据取：{unit}，{line}，{end}（{total} 处里有 {fits} 处相符）。"
        ).format(
            unit=units.get(offsets.unit, offsets.unit),
            line=line_ends.get(offsets.line_ends, offsets.line_ends),
            end=ends.get(offsets.end, offsets.end),
            total=offsets.total,
            fits=offsets.fits,
        )

    # --- where reports go -----------------------------------------------------------------

    def source(self, source: SourcePlan) -> str:
        """How the report was found, and how many annotations stand on it."""
        ways = {
            Way.ID: self.tr("库中的《{title}》"),
            Way.TEXT: self.tr("库中的《{title}》"),
            Way.FORMER: self.tr("库中的《{title}》，这是它以前的文本"),
            Way.WORDS: self.tr("库中的《{title}》，只差空白"),
            Way.ALIKE: self.tr("与库中的《{title}》相似（{percent}%）"),
            Way.NAME: self.tr("按名称对应库中的《{title}》"),
            Way.NEW: self.tr("新报告"),
            Way.NONE: self.tr("库中没有，文件里也没有文本：请先导入这份报告"),
        }
        where = ways[source.way].format(title=source.title, percent=round(source.likeness * 100))
        count = self.tr("{count} 条批注").format(count=f"{source.annotations:,}")
        return self.tr("{where} · {count}").format(where=where, count=count)

    # --- questions ------------------------------------------------------------------------

    def question(self, question: Question) -> str:
        sentences = {
            Asked.SOURCE: self.tr("与库中的《{other}》相似（{percent}%）"),
            Asked.TAG: self.tr("库中已有标签“{other}”"),
            Asked.TAG_FIELDS: self.tr("库中的“{other}”不同：{fields}"),
            Asked.REVIEWER: self.tr("库中有同名的审阅人"),
            Asked.ANNOTATION: self.tr("与库中的批注不同：{fields}"),
        }
        return sentences[question.asked].format(
            other=question.other_name,
            percent=round(question.likeness * 100),
            fields=self._notes.named(",".join(question.differs)),
        )

    def asked(self, asked: Asked) -> str:
        return {
            Asked.SOURCE: self.tr("报告"),
            Asked.TAG: self.tr("标签"),
            Asked.TAG_FIELDS: self.tr("标签"),
            Asked.REVIEWER: self.tr("审阅人"),
            Asked.ANNOTATION: self.tr("批注"),
        }[asked]

    def answer(self, asked: Asked, answer: Answer) -> str:
        if answer is Answer.KEEP:
            return self.tr("保留库中的")
        if answer is Answer.TAKE:
            return self.tr("用文件里的")
        same, new = {
            Asked.SOURCE: (self.tr("当作同一份"), self.tr("另存一份")),
            Asked.TAG: (self.tr("当作同一个"), self.tr("另建一个")),
            Asked.REVIEWER: (self.tr("是同一人"), self.tr("是两个人")),
        }[asked]
        return same if answer is Answer.SAME else new

    # --- afterwards -----------------------------------------------------------------------

    def done(self, name: str, plan: Plan) -> str:
        """What came in, in one line."""
        parts = [
            words.format(count=f"{count:,}")
            for words, count in (
                (self.tr("{count} 份新报告"), plan.reports.added),
                (self.tr("{count} 条批注"), plan.annotations.added),
                (self.tr("{count} 个标签"), plan.tags.added),
                (self.tr("{count} 条回复"), plan.replies.added),
                (self.tr("{count} 处链接"), plan.links.added),
                (self.tr("改动 {count} 处"), plan.taken),
            )
            if count
        ]
        came = self.tr("、").join(parts) or self.tr("其他内容")
        said = self.tr("已从“{name}”导入：{came}").format(name=name, came=came)
        waiting = plan.places.to_confirm + plan.places.lost
        if waiting:
            said += self.tr("；{count} 条的位置要确认").format(count=waiting)
        return said


def other_answer(answer: Answer) -> Answer:
    """The other one of the two that a question has."""
    pairs = {
        Answer.SAME: Answer.NEW,
        Answer.NEW: Answer.SAME,
        Answer.KEEP: Answer.TAKE,
        Answer.TAKE: Answer.KEEP,
    }
    return pairs[answer]
