"""Columns of tables: what their headers are called, in Chinese and English, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.files.table_files import Cell, Sheet
from app.files.write_csv import is_risky
from app.text.fold import fold

HEADER_ROWS = 20
"""The header stands among so many first rows; titles and notes may stand above it."""

ANNOTATION_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "annotation_id": ("批注编号", "批注id", "标注编号", "annotation", "annotationid", "id", "编号"),
    "report_id": ("报告编号", "报告id", "report", "reportid"),
    "title": (
        *("标题", "报告", "报告名称", "报告标题", "文档", "文档名称", "文档标题", "来源", "材料"),
        *("title", "document", "documentname", "doc", "source", "reporttitle"),
    ),
    "file_name": ("文件名", "文件名称", "文件", "原文件", "filename", "file"),
    "organisation": (
        *("单位", "机关", "部门", "单位名称", "报告单位", "报送单位", "发文单位", "发文机关"),
        *("责任单位", "被评单位", "organisation", "organization", "unit", "agency"),
    ),
    "region": ("地区", "区域", "region"),
    "report_level": ("层级", "level"),
    "year": ("报告年度", "年度", "年份", "年", "year"),
    "quote": (
        *("原文", "摘录", "引文", "原文摘录", "原文内容", "摘录内容", "引用内容", "选中文字"),
        *("标注内容", "标记内容", "编码段", "编码片段", "片段", "文本", "段落", "原文表述"),
        *("quote", "quotation", "quotationcontent", "excerpt", "passage", "segment"),
        *("codedsegment", "selection", "selectedtext", "highlight", "text", "exact"),
    ),
    "prefix": ("前文", "上文", "prefix"),
    "suffix": ("后文", "下文", "suffix"),
    "tags": (
        *("标签", "标签名称", "编码", "代码", "类别", "分类", "问题类型", "主题"),
        *("tags", "tag", "code", "codes", "category", "labels", "label"),
    ),
    "tag_ids": ("各标签编号", "标签编号", "tagids"),
    "comment": (
        *("批注", "批注内容", "批注意见", "意见", "审阅意见", "评语", "评论", "备注", "说明"),
        *("问题", "问题描述", "comment", "comments", "note", "notes", "memo", "remark", "remarks"),
    ),
    "replies": ("回复", "答复", "replies", "reply"),
    "state": ("状态", "state", "status"),
    "resolved": ("已解决", "是否解决", "resolved"),
    "reviewer": (
        *("审阅人", "评阅人", "审核人", "批注人", "标注人", "编码员", "编码者", "作者", "姓名"),
        *("reviewer", "author", "coder", "creator", "annotator", "createdby", "user", "username"),
    ),
    "reviewer_id": ("审阅人编号", "reviewerid"),
    "created": (
        *("创建时间", "批注时间", "标注时间", "时间", "日期"),
        *("created", "createdat", "creationdate", "date", "time", "timestamp"),
    ),
    "edited": ("修改时间", "更新时间", "edited", "modified", "modifiedat", "updated", "updatedat"),
    "start": (
        *("起点", "起始", "开始", "起始位置", "开始位置", "起", "start", "begin", "startposition"),
        *("startoffset", "from"),
    ),
    "end": (
        *("终点", "结束", "结束位置", "终止位置", "止", "end", "endposition", "endoffset", "to"),
    ),
    "scope": ("对象", "范围", "scope", "standson"),
}
"""Of a table of annotations, the likeliest names first."""

CODEBOOK_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "tag_id": ("标签编号", "tagid", "guid", "uuid"),
    "path": ("路径", "标签路径", "完整路径", "全路径", "path", "fullpath"),
    "name": (
        *("标签", "名称", "标签名称", "标签名", "编码名称", "代码名称", "节点", "节点名称"),
        *("类目", "指标", "指标名称", "tag", "name", "label", "codename", "tagname"),
    ),
    "code": ("编码", "代码", "编号", "code", "id", "no"),
    "parent": (
        *("上级", "父级", "上级标签", "父级标签", "父标签", "上级名称", "父节点", "上级编码"),
        *("父级编码", "上级代码", "所属", "所属类别", "所属标签", "大类", "组"),
        *("parent", "parentcode", "parentname", "parentid", "group"),
    ),
    "level": ("层级", "级别", "级次", "级", "level", "depth"),
    "colour": ("颜色", "色", "color", "colour"),
    "kind": ("类型", "种类", "kind", "type"),
    "short_name": ("简称", "短名", "shortname"),
    "english": ("英文", "英文名", "英文名称", "english", "englishname"),
    "definition": (
        *("定义", "说明", "描述", "释义", "含义", "解释", "备注", "编码说明"),
        *("definition", "description", "memo", "comment", "note"),
    ),
    "keywords": ("关键词", "关键字", "检索词", "keywords", "keyword"),
    "slot": ("数字键", "快捷键", "slot", "numberkey"),
    "retired": ("已停用", "停用", "是否停用", "retired", "inactive"),
    "position": ("顺序", "排序", "position", "order"),
    "level_1": ("一级", "1级", "level1"),
    "level_2": ("二级", "2级", "level2"),
    "level_3": ("三级", "3级", "level3"),
    "level_4": ("四级", "4级", "level4"),
    "level_5": ("五级", "5级", "level5"),
}
"""Of a codebook; the columns of levels may also be called 一级标签, 一级编码, 一级指标…"""

LINK_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "link_id": ("链接编号", "linkid"),
    "origin_id": ("起点批注编号", "annotationidoftheorigin"),
    "target_id": ("终点批注编号", "annotationidofthetarget"),
    "kind": ("关系", "relation"),
    "comment": ("说明", "note"),
    "created": ("创建时间", "created"),
    "reviewer": ("审阅人", "reviewer"),
    "reviewer_id": ("审阅人编号", "reviewerid"),
}
"""Of the links in a workbook of ours; a relation has no other table that we know of."""

REPLY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "reply_id": ("回复编号", "replyid"),
    "annotation_id": ("批注编号", "annotationid"),
    "text": ("回复", "reply"),
    "created": ("创建时间", "created"),
    "edited": ("修改时间", "edited"),
    "reviewer": ("审阅人", "reviewer"),
    "reviewer_id": ("审阅人编号", "reviewerid"),
}
"""Of the answers in a workbook of ours."""

LEVELS = tuple(name for name in CODEBOOK_COLUMNS if name.startswith("level_"))
_LEVEL_WORD = re.compile(
    r"([一二三四五1-5])级(?:标签|编码|代码|指标|类目|分类|类别|主题|名称|节点)"
)
_NOISE = re.compile(r"[\s_\-/.:*()（）\[\]【】“”\"'、，,·]+")
_IN_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_SERIAL_DAYS = (20_000, 80_000)  # 1954 to 2119, as Excel counts days
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a table has no zone
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d{1,12})?")
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T\s]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?)?秒?分?)?"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of which it is known what stands where.

    Attributes:
        header: number of the row of the header, from 0; -1 when there is none.
        columns: by the name of a field the number of its column, from 0.
    """

    sheet: Sheet
    header: int
    columns: Mapping[str, int] = field(default_factory=dict[str, int])

    def rows(self) -> list[tuple[int, list[Cell]]]:
        """The rows below the header that are not blank, each with its number, from 1."""
        first = self.header + 1
        rows = enumerate(self.sheet.rows[first:], first + 1)
        return [(number, row) for number, row in rows if any(cell is not None for cell in row)]

    def where(self, number: int) -> str:
        """A row as spreadsheets name it."""
        return f"{self.sheet.name}!A{number}"

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        column = self.columns.get(name)
        return row[column] if column is not None and column < len(row) else None

    def text(self, row: Sequence[Cell], name: str) -> str:
        """What stands in a field of a row, as a person reads it; blanks around it kept."""
        return text_of(self.cell(row, name), has_guards=self.sheet.has_guards)


def match(sheet: Sheet, known: Mapping[str, tuple[str, ...]]) -> Table:
    """The row of a sheet that looks most like a header of these columns, and what it names."""
    best = Table(sheet, -1)
    for number, row in enumerate(sheet.rows[:HEADER_ROWS]):
        columns = _named(row, known)
        if len(columns) > len(best.columns):
            best = Table(sheet, number, columns)
    return best


def _named(row: Sequence[Cell], known: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Every field goes to the column with its likeliest name, every column to one field."""
    headers = [header_key(text_of(cell)) for cell in row]
    wanted = sorted(
        (rank, position, name, headers.index(alias))
        for position, (name, aliases) in enumerate(known.items())
        for rank, alias in enumerate(aliases)
        if alias in headers
    )
    columns: dict[str, int] = {}
    for _, _, name, column in wanted:
        if name not in columns and column not in columns.values():
            columns[name] = column
    return columns


def header_key(text: str) -> str:
    """A header as the aliases are written: folded, without blanks, signs and brackets."""
    plain = fold(text)
    key = _NOISE.sub("", _IN_BRACKETS.sub("", plain)) or _NOISE.sub("", plain)
    level = _LEVEL_WORD.fullmatch(key)
    return f"{level.group(1)}级" if level else key


def header_row(sheet: Sheet) -> int:
    """The first row with at least two texts, for a person to say what is what; else the first."""
    for number, row in enumerate(sheet.rows[:HEADER_ROWS]):
        if sum(cell is not None for cell in row) > 1:
            return number
    return 0


# --- cells --------------------------------------------------------------------------------


def text_of(cell: Cell, *, has_guards: bool = False) -> str:
    """A cell as text: whole numbers without a point, days without a time."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    if isinstance(cell, datetime):
        is_day = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.strftime("%Y-%m-%d" if is_day else "%Y-%m-%d %H:%M:%S")
    if isinstance(cell, int):
        return str(cell)
    # An apostrophe that keeps a spreadsheet from running a text is not the text's own.
    return cell[1:] if has_guards and cell[:1] == "'" and is_risky(cell[1:]) else cell


def number_of(cell: Cell) -> int | None:
    """A whole number from 0 on; None when the cell holds none."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool | datetime):
        return None
    if isinstance(cell, int):
        return cell if 0 <= cell <= 10**9 else None
    text = fold(text_of(cell)).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def moment_of(cell: Cell) -> datetime | None:
    """A moment: a date, a serial day of a spreadsheet, ISO 8601, or 2024年3月1日 8:30.

    What says no zone is in that of this computer, as a spreadsheet shows it.
    """
    try:
        if isinstance(cell, datetime):
            return cell.astimezone(UTC)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            low, high = _SERIAL_DAYS
            if not low <= cell <= high:
                return None
            day = _DAY_ZERO + timedelta(seconds=round(cell * 86_400))
            return day.astimezone(UTC)
        return _told_moment(fold(text_of(cell, has_guards=True)).strip())
    except (ValueError, OverflowError, OSError):
        return None


def _told_moment(text: str) -> datetime | None:
    if not text:
        return None
    if _SERIAL.fullmatch(text):
        return moment_of(float(text))
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except ValueError:
        pass
    if (found := _DATE.fullmatch(text)) is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - see moment_of
    return local.astimezone(UTC)


_TRUE = frozenset({"1", "是", "yes", "y", "true", "已解决", "已停用", "停用", "√", "✓", "v", "x"})


def truth_of(text: str) -> bool:
    return fold(text).strip() in _TRUE
