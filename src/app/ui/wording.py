"""Wording: errors, actions, notes and names as sentences for people.

What happened, what is safe, what to do (house style 7). Lower rooms raise with
fields; here they become words, in the language of the interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import (
    Ambiguous,
    Cancelled,
    Invalid,
    LibraryError,
    NotFound,
    PiyueError,
    UnreadableFile,
    WriteFailed,
)
from app.domain.report import METADATA_FIELDS, Field, Level, Note, ReadingStatus, Report, Source

if TYPE_CHECKING:
    from app.workspace.field_history import FieldValue


class Wording(QObject):
    """Sentences; every method is pure."""

    # --- errors ---------------------------------------------------------------

    def problem(self, problem: BaseException) -> str:
        """The sentence for anything that went wrong in a way a person can understand."""
        match problem:
            case UnreadableFile():
                return self.unreadable(problem)
            case LibraryError():
                return self.library(problem)
            case WriteFailed():
                return self.write_failed(problem)
            case Invalid():
                return self.invalid(problem)
            case NotFound():
                return self._not_found(problem)
            case Ambiguous():
                return self.tr("有 {count} 个都叫“{name}”。请选定其中一个。").format(
                    count=len(problem.candidates), name=problem.name
                )
            case Cancelled():
                return self.tr("已停止。已保存的内容完好。")
            case PiyueError():
                return self.tr("没有完成（{name}）。已保存的内容完好。").format(
                    name=type(problem).__name__
                )
            case _:
                return self.tr(
                    "程序内部出错（{name}）。已保存的内容完好。可复制详情，交给维护人员。"
                ).format(name=type(problem).__name__)

    def unreadable(self, error: UnreadableFile) -> str:
        """Why an outside file did not become a report, naming the file."""
        sentences = {
            "empty": self.tr("文件是空的。请检查是否下载完整。"),
            "binary": self.tr("不是文字文件。请另存为 DOCX、PDF 或 TXT 后再导入。"),
            "encrypted": self.tr("文件有密码保护。请去掉密码后再导入。"),
            "scanned": self.tr(
                "只有图片，没有文字。装有 Tesseract 时可以“识别文字”；"
                "也可先用别的文字识别软件处理后再导入。"
            ),
            "no_recogniser": self.tr(
                "没有找到文字识别程序。请安装 Tesseract 和简体中文模型（chi_sim）后再识别。"
            ),
            "garbled_fonts": self.tr(
                "字体没有文字映射，取不出正确的文字。请用原始的 DOCX，或先做文字识别。"
            ),
            "truncated": self.tr("文件不完整，后面的内容缺失。请重新下载。"),
            "damaged": self.tr("文件已损坏，无法读取。请重新取得该文件。"),
            "no_text": self.tr("没有找到文字。请在原来的软件里打开看看，或换一份文件。"),
            "unsupported": self._unsupported(str(error.values.get("kind", ""))),
            "copy_protected": self.tr("这本电子书有版权保护，读不出文字。请换一份没有保护的。"),
            "frames_missing": self.tr(
                "网页的正文在框架里，没有一起存下来。请把同名的文件夹放在网页旁边，"
                "或在浏览器里另存为单个文件（MHTML）再导入。"
            ),
            "no_members": self.tr("压缩包里没有能导入的报告。请解压后看看里面是什么。"),
            "library": self.tr(
                "这是报告库，不是报告。请用“打开报告库”打开；要并入其中的批注，"
                "先在那个库里导出成批阅交换包（.piyuepack），再导入交换包。"
            ),
            "no_columns": self.tr(
                "没有看懂表头。批注表要有“原文”一列，最好还有“报告”或“单位”“年度”；"
                "标签体系表要有“标签”或“名称”一列。请改好表头再导入。"
            ),
            "nested_archives": self.tr("压缩包一层套一层，超过两层的没有打开。请先解压再导入。"),
            "newer_version": self.tr(
                "由更新版本的批阅写成（格式 {found}），本机版本只认识到 {known}。"
                "报告库未改动。请升级后再导入。"
            ),
            "too_old": self.tr(
                "这是 Word 95 或更早的格式。请用 Word 或 WPS 打开，另存为 DOCX 后再导入。"
            ),
            "too_large": self.tr("文件超过上限（{limit} {unit}）。请拆分后再导入。"),
            "suspicious": self.tr("内部结构异常，可能有害，已停止读取。请向来源单位另要一份。"),
            "timeout": self.tr("读取超过 {limit} 秒，已停止。其他文件不受影响。"),
            "memory": self.tr("读取时内存不足。其他文件不受影响。请拆分后再导入。"),
            "crashed": self.tr("读取程序意外中断。其他文件不受影响。"),
            "not_found": self.tr("找不到这个文件。可能已被移动或改名。"),
            "no_access": self.tr("没有读取权限。请检查文件权限，或先复制到自己的文件夹。"),
        }
        units = {
            "pages": self.tr("页"),
            "parts": self.tr("个部件"),
            "characters": self.tr("字"),
            "rows": self.tr("行"),
            "cells": self.tr("个单元格"),
        }
        unit = str(error.values.get("unit", ""))
        values = {**error.values, "unit": units.get(unit, unit)}
        reason = _filled(sentences[error.reason], values)
        return self.tr("{file}：{reason}").format(file=error.file_name, reason=reason)

    def _unsupported(self, kind: str) -> str:
        """What to do with a file of a kind that is no report."""
        if kind == "archive":
            return self.tr("这种压缩包打不开（只能直接打开 ZIP）。请先解压，再导入解出的文件夹。")
        if kind in ("xls", "xlsx", "ods"):
            return self.tr("这是电子表格。需要其中的内容，请另存为 PDF 后再导入。")
        if kind in ("ppt", "pptx", "odp"):
            return self.tr("这是演示文稿。需要其中的内容，请另存为 PDF 后再导入。")
        if kind == "image":
            return self.tr("这是图片。请先用文字识别软件转成 DOCX 或 TXT，或合成 PDF 后再导入。")
        return self.tr("暂不支持这种格式。请另存为 DOCX、PDF、HTML 或 TXT 后再导入。")

    def library(self, error: LibraryError) -> str:
        """Why a library cannot be opened or written, and that nothing was harmed."""
        sentences = {
            "not_found": self.tr("找不到报告库“{name}”。它可能已被移动、改名，或在未插上的U盘里。"),
            "exists": self.tr("“{name}”已经存在，没有改动它。请换一个名字。"),
            "not_a_library": self.tr("“{name}”不是批阅的报告库。文件未改动。"),
            "newer_version": self.tr(
                "“{name}”由更新版本的批阅创建（结构 {found}），"
                "本机版本只认识到 {known}。文件未改动。请升级后再打开。"
            ),
            "in_use": self.tr(
                "“{name}”已经在另一个批阅窗口里打开。两个窗口看不到彼此的改动，"
                "请到那个窗口继续，或在这里只读打开。"
            ),
            "not_alone": self.tr(
                "“{name}”要先升级才能用本版本打开，而另一个程序（可能是旧版批阅）正开着它。"
                "文件未改动。请先在那边关闭，再试一次。"
            ),
            "locked": self.tr("另一个程序正在使用“{name}”。本次操作没有保存。请稍后再试。"),
            "read_only": self.tr(
                "“{name}”是只读的，不能修改。可另存一份副本到能写入的文件夹再操作。"
            ),
            "disk_full": self.tr("磁盘已满，本次操作没有保存。以前的内容完好。请腾出空间后再试。"),
            "damaged": self.tr("“{name}”已损坏，无法安全打开。文件未改动。请用备份恢复。"),
            "no_access": self.tr("没有权限打开“{name}”。请检查文件和所在文件夹的权限。"),
            "input_output": self.tr(
                "读写“{name}”时设备出错。以前保存的内容未改动。请检查磁盘或U盘。"
            ),
        }
        name = Path(error.path).stem
        return _filled(sentences[error.reason], {"name": name, **error.values})

    def write_failed(self, error: WriteFailed) -> str:
        """Why an export was not written."""
        sentences = {
            "no_access": self.tr("不能写入“{name}”。请检查文件夹是否存在、是否可写。"),
            "disk_full": self.tr("磁盘已满，“{name}”没有写出。请腾出空间后再试。"),
            "is_open": self.tr("“{name}”正被其他程序打开，没有写出。请关闭后再试。"),
            "input_output": self.tr("设备出错，“{name}”没有写出。"),
        }
        sentence = sentences.get(error.reason, self.tr("“{name}”没有写出。"))
        kept = self.tr("没有留下不完整的文件。")
        return _filled(sentence, {"name": Path(error.path).name}) + kept

    def invalid(self, error: Invalid) -> str:
        """Why a request was refused; nothing was changed."""
        sentences = {
            "empty_span": self.tr("没有选中文字。"),
            "span_outside": self.tr("选中的位置超出了正文。"),
            "not_joinable": self.tr("只有同一审阅人在同一份报告里相连的批注可以合并。"),
            "not_a_passage": self.tr("章节或整份报告上的批注没有可移动的起止点。"),
            "name_empty": self.tr("名称不能为空。"),
            "name_taken": self.tr("已有同名的标签：{name}。"),
            "bad_value": self.tr("“{value}”不合格式：年度写四位数字，日期写成 2024-03-28。"),
            "reply_empty": self.tr("回复没有内容。"),
            "not_own": self.tr("这条回复是{reviewer}写的，只能由本人修改。"),
            "one_place": self.tr("请先在旁边再打开一份报告。"),
            "place_outside": self.tr("要对齐的位置超出了正文。"),
            "no_heading": self.tr("这里没有标题，目录可能刚刚改动过。请再试一次。"),
            "no_line": self.tr("空行和隐藏的行不能设为标题。"),
            "heading_long": self.tr("标题最多 {limit} 个字。请只选中标题的文字。"),
            "one_file": self.tr("更换文本要选一个文件。"),
            "same_text": self.tr("这份文本已经是另一份报告：{report}。"),
            "no_doubt": self.tr("这条批注的位置没有疑问。"),
            "no_candidate": self.tr("这条批注还没有可以接受的位置，请在正文中选定。"),
            "is_heading": self.tr("这一行已经是标题。"),
            "no_level": self.tr("这个标题不能再升级或降级：前面没有可以归入的标题。"),
            "no_next": self.tr("后面没有可以合并的内容。"),
            "nothing_left": self.tr("不能把正文全部隐藏。"),
            "stale": self.tr("内容在此期间已被改动，这一步没有执行。请再试一次。"),
            "nothing_to_undo": self.tr("没有可以撤销的操作。"),
            "nothing_to_redo": self.tr("没有可以重做的操作。"),
            "merge_self": self.tr("标签不能并入它自己，请另选一个。"),
            "split_self": self.tr("拆分时请选别的标签，或新建一个。"),
            "short_name_long": self.tr("简称最多 {limit} 个字。"),
            "circle": self.tr("不能把标签移到它自己的下级。"),
            "unknown_option": self.tr("这种格式没有选项“{name}”。未导出文件。"),
            "bad_option": self.tr("选项 {name} 不能是“{value}”，可用的有 {choices}。未导出文件。"),
            "no_chinese_font": self.tr(
                "没有找到中文字体，画不出 PDF。请安装 fonts-noto-cjk 后再导出。未写出文件。"
            ),
            "own_library": self.tr("这就是正在使用的报告库，请换一个名字。未导出文件。"),
            "no_reports": self.tr("没有符合条件的报告，未导出文件。"),
            "no_tags": self.tr("还没有任何标签，未导出文件。"),
            "link_self": self.tr("一处文字不能链接到它自己。请选另一处。"),
            "link_exists": self.tr("这两处之间已有同样的链接，没有重复添加。"),
            "no_terms": self.tr("请写出要找的字。"),
            "bad_pattern": self.tr("正则表达式“{pattern}”有错，在第 {position} 个字：{reason}。"),
            "slow_pattern": self.tr(
                "这个正则表达式太费时，找了 {seconds} 秒还没有结果，已停下。请改得简单些。"
            ),
            "failed_pattern": self.tr("按正则表达式查找时意外中断。内容未改动。请再试一次。"),
        }
        sentence = sentences.get(error.what, self.tr("不能这样做（{what}）。内容未改动。"))
        values = {"what": error.what, **error.values}
        if error.what == "bad_pattern":
            values["reason"] = self._pattern_reason(str(error.values["reason"]))
        return _filled(sentence, values)

    def _pattern_reason(self, said: str) -> str:
        """What is wrong with a regular expression; Python says it in English only."""
        reasons = (
            ("missing )", self.tr("左括号没有配上右括号")),
            ("unbalanced parenthesis", self.tr("右括号多了一个")),
            ("unterminated character set", self.tr("左方括号没有配上右方括号")),
            ("nothing to repeat", self.tr("重复符号前面没有可重复的内容")),
            ("multiple repeat", self.tr("两个重复符号连在一起")),
            ("min repeat greater", self.tr("最少次数大于最多次数")),
            ("bad character range", self.tr("方括号里的范围前后颠倒")),
            ("bad escape", self.tr("反斜杠后面的字没有意义")),
            ("look-behind requires", self.tr("向前看的部分长度必须固定")),
            ("invalid group reference", self.tr("引用了没有的括号")),
            ("unknown extension", self.tr("问号后面的写法不认识")),
        )
        return next((words for start, words in reasons if said.startswith(start)), said)

    def _not_found(self, error: NotFound) -> str:
        things = {
            "report": self.tr("报告"),
            "annotation": self.tr("批注"),
            "tag": self.tr("标签"),
            "reviewer": self.tr("审阅人"),
            "reply": self.tr("回复"),
            "link": self.tr("链接"),
            "rule": self.tr("规则"),
        }
        return self.tr("这{thing}已经不在报告库里。").format(
            thing=things.get(error.what, self.tr("一项内容"))
        )

    # --- actions and notes ------------------------------------------------------

    def action(self, action: str) -> str:
        """What a recorded change did: `撤销：标记`."""
        names = {
            "annotate": self.tr("标记"),
            "comment": self.tr("写批注"),
            "tag": self.tr("加标签"),
            "untag": self.tr("去掉标签"),
            "retag": self.tr("改标签"),
            "span": self.tr("移动起止点"),
            "join": self.tr("合并批注"),
            "delete_annotations": self.tr("删除批注"),
            "reply": self.tr("回复"),
            "edit_reply": self.tr("修改回复"),
            "delete_reply": self.tr("删除回复"),
            "resolve": self.tr("标为已解决"),
            "reopen": self.tr("重新打开"),
            "create_tag": self.tr("新建标签"),
            "rename_tag": self.tr("标签改名"),
            "recolour_tag": self.tr("标签改色"),
            "redefine_tag": self.tr("改标签说明"),
            "move_tag": self.tr("移动标签"),
            "retire_tag": self.tr("停用标签"),
            "unretire_tag": self.tr("重新启用标签"),
            "merge_tags": self.tr("合并标签"),
            "split_tag": self.tr("拆分标签"),
            "offer_groups": self.tr("选用标签组"),
            "restore_tags": self.tr("补回默认标签"),
            "delete_tag": self.tr("删除标签"),
            "slot": self.tr("设数字键"),
            "autotag": self.tr("按规则标记"),
            "rename_rule": self.tr("规则改名"),
            "delete_rule": self.tr("删除规则"),
            "link": self.tr("链接"),
            "edit_link": self.tr("改链接"),
            "unlink": self.tr("删除链接"),
            "correct": self.tr("更正报告信息"),
            "confirm_fields": self.tr("确认报告信息"),
            "restore_field": self.tr("恢复识别值"),
            "status": self.tr("改阅读状态"),
            "import": self.tr("导入报告"),
            "copy": self.tr("复制自另一个报告库"),
            "bring_in": self.tr("导入批注"),
            "replace_text": self.tr("更换报告文本"),
            "reanchor": self.tr("确认批注位置"),
            "give_up": self.tr("批注记为找不到"),
            "heading": self.tr("设为标题"),
            "promote": self.tr("标题升级"),
            "demote": self.tr("标题降级"),
            "confirm_heading": self.tr("确认标题"),
            "plain": self.tr("取消标题"),
            "split_section": self.tr("拆分章节"),
            "merge_section": self.tr("合并章节"),
            "merge_line": self.tr("标题并入下一行"),
            "hide_lines": self.tr("隐藏为页面杂项"),
            "show_lines": self.tr("恢复为正文"),
            "restore_outline": self.tr("恢复识别结果"),
            "remove_reports": self.tr("移出报告"),
            "pin": self.tr("手动对齐"),
            "part": self.tr("取消章节对应"),
            "unpin": self.tr("取消手动对齐"),
            "codebook": self.tr("建立标签体系"),
            "reviewer": self.tr("审阅人改名"),
            "undo": self.tr("撤销"),
            "redo": self.tr("重做"),
        }
        return names.get(action, self.tr("操作"))

    def note(self, note: Note) -> str:
        """What the reader should know about how a text was made."""
        sentences = {
            "encoding": self.tr("文字编码：{name}"),
            "replaced": self.tr("有 {count} 个字符无法识别，显示为 �"),
            "furniture": self.tr("隐藏了 {lines} 行页面杂项（导航、页脚等）"),
            "unwrapped": self.tr("识别章节时跳过了 {lines} 处硬换行，原文未改动"),
            "text_loss": self.tr("可能缺少约 {percent}% 的文字，已改用简单读取"),
            "unhidden": self.tr("网页把大部分文字设为不显示，已全部读入"),
            "automatic_numbers": self.tr("补上了 {count} 个自动编号"),
            "mixed_scan": self.tr("有 {pages} 页只有图片，没有文字{which}"),
            "recognised": self.tr(
                "{pages} 页是识别所得的文字，平均把握 {confidence}%，{doubtful} 处存疑，请与原件核对"
            ),
            "no_outline": self.tr("没有识别出章节标题"),
            "tracked_changes": self.tr("略去 {count} 处修订中删除的文字"),
            "hidden_text": self.tr("略去 {count} 处隐藏文字（原文件里设为不显示）"),
            "embedded": self.tr("有 {count} 处嵌入的内容（图表、对象、别的文件）没有读"),
            "frames": self.tr("并入了网页里 {count} 个框架的内容"),
            "frames_missing": self.tr("网页里有 {count} 个框架没有一起存下来，内容可能不全"),
            "address": self.tr("网址：{url}"),
            "parts_missing": self.tr("缺少 {count} 章（目录里有，文件里没有）"),
            "converted_by": self.tr("由 {name} 转换后读取"),
            "not_converted": self.tr("LibreOffice 没有转换成功或转换后缺字，已按内置方式读取"),
            "uncounted": self.tr("文件里另有 {count} 个字不属于文档的任何部分，没有读"),
            "numbers_missing": self.tr("自动编号可能缺失，请对照原文件"),
        }
        numbers = str(note.values.get("numbers", "")).replace(",", self.tr("、"))
        which = self.tr("（第 {numbers} 页）").format(numbers=numbers) if numbers else ""
        return _filled(sentences.get(note.code, note.code), {**note.values, "which": which})

    # --- names --------------------------------------------------------------------

    def levels(self) -> dict[str, str]:
        """Short names of the administrative levels, by value."""
        return {
            Level.PROVINCE: self.tr("省级"),
            Level.CITY: self.tr("市级"),
            Level.COUNTY: self.tr("区县"),
            Level.TOWNSHIP: self.tr("乡镇街道"),
            Level.DEPARTMENT: self.tr("部门"),
            Level.ZONE: self.tr("功能区"),
        }

    def statuses(self) -> dict[ReadingStatus, str]:
        return {
            ReadingStatus.UNREAD: self.tr("未读"),
            ReadingStatus.READING: self.tr("在读"),
            ReadingStatus.READ: self.tr("已阅"),
            ReadingStatus.DOUBTFUL: self.tr("存疑"),
        }

    def fields(self) -> dict[str, str]:
        """Names of the metadata fields, in the order in which they are shown."""
        names = (
            self.tr("标题"),
            self.tr("单位"),
            self.tr("地区"),
            self.tr("层级"),
            self.tr("报告年度"),
            self.tr("发布日期"),
            self.tr("成文日期"),
            self.tr("报送日期"),
            self.tr("索引号"),
        )
        return dict(zip(METADATA_FIELDS, names, strict=True))

    def source(self, field: Field) -> str:
        """Where a value came from."""
        if field.value is None and field.source is Source.USER:
            return self.tr("您说没有")
        if field.value is None or field.source is None:
            return self.tr("没有找到")
        return {
            Source.META: self.tr("来自网页或文件的属性"),
            Source.TABLE: self.tr("来自文首的表格或标注"),
            Source.TEXT: self.tr("来自正文"),
            Source.GUESS: self.tr("推定，请看一眼"),
            Source.USER: self.tr("您改的"),
        }[field.source]

    def former(self, name: str, value: FieldValue) -> str:
        """A value that a field had, since when, and by whom."""
        shown = value.field.value or self.tr("没有")
        shown = self.levels().get(shown, shown) if name == "level" else shown
        who = value.reviewer or self.tr("导入时识别")
        if value.field.source is Source.USER and not value.reviewer:
            who = self.tr("人工更正")
        when = value.at.astimezone().strftime("%Y-%m-%d %H:%M")
        return f"{when}　{who}：{shown}"

    def sync_modes(self) -> dict[str, str]:
        return {
            "section": self.tr("按章节"),
            "proportional": self.tr("按比例"),
            "off": self.tr("关"),
        }

    def themes(self) -> dict[str, str]:
        return {
            "light": self.tr("浅色"),
            "dark": self.tr("深色"),
            "eyecare": self.tr("护眼"),
            "contrast": self.tr("高对比"),
            "system": self.tr("跟随系统"),
        }

    def standing(self, report: Report) -> str:
        """The place, and before it that the text was guessed by a machine where it was."""
        is_guessed = any(note.code == "recognised" for note in report.notes)
        parts = (self.tr("识别所得，请核对") if is_guessed else "", self.place(report))
        return " · ".join(part for part in parts if part)

    def place(self, report: Report) -> str:
        """Region and level: `重庆 · 区县`."""
        level = self.levels().get(report.metadata.level.value or "", "")
        return " · ".join(part for part in (report.metadata.region.value, level) if part)


class _Values(dict[str, object]):
    """Values of a sentence; one that is missing leaves a dash, not a crash."""

    def __missing__(self, key: str) -> str:
        return "—"


def _filled(sentence: str, values: Mapping[str, object]) -> str:
    return sentence.format_map(_Values(values))
