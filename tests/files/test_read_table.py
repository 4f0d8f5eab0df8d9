"""Annotations from anybody's tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.annotation import Scope
from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought
from app.files.bringing import BRINGERS, bringer_of
from app.files.read_table import columns_of, read_table

QUOTE = "𠮷祥街道率先完成改革"


def read(tmp_path: Path, text: str, name: str = "意见.csv", encoding: str = "utf-8") -> Brought:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    assert bringer_of(path) == "table"
    return BRINGERS["table"].read(path)


def workbook(tmp_path: Path, fill: Callable[[Any], None]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    fill(book)
    path = tmp_path / "意见.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "，"])
def test_separator_and_encoding_are_found_out(tmp_path: Path, encoding: str, sign: str) -> None:
    rows = [
        ["报告", "原文摘录", "标签", "审阅意见", "审阅人"],
        ["云岭区2023年度法治政府建设情况报告", QUOTE, "行政复议", "请核对数字", "李老师"],
        ["松溪县2022年度法治政府建设年度报告", "全年办理行政复议案件70件", "", "", "王评估"],
    ]
    text = "\n".join(sign.join(row) for row in rows)
    brought = read(tmp_path, text, encoding=encoding)
    first, second = brought.annotations
    assert (first.quote, first.comment) == (QUOTE, "请核对数字")
    assert [source.name for source in brought.sources] == [rows[1][0], rows[2][0]]
    assert [tag.name for tag in brought.tags] == ["行政复议"]
    assert [one.name for one in brought.reviewers] == ["李老师", "王评估"]
    assert second.tags == ()


def test_the_report_is_named_by_title_file_or_unit_and_year(tmp_path: Path) -> None:
    text = "单位,年度,文件名,摘录\n云岭区人民政府,2023年度,,甲乙丙\n,,云岭区.docx,丁戊\n,,,己庚\n"
    brought = read(tmp_path, text)
    first, second = brought.sources
    assert (first.name, first.metadata) == (
        "云岭区人民政府2023",
        {"organisation": "云岭区人民政府", "year": "2023"},
    )
    assert (second.name, second.file_name) == ("云岭区.docx", "云岭区.docx")
    assert brought.annotations[2].source == ""
    assert [note.code for note in brought.repairs] == ["row_without_report"]


def test_tags_of_a_cell_are_parted_by_semicolons_or_else_by_commas(tmp_path: Path) -> None:
    def tags(cells: list[str]) -> list[list[str]]:
        rows = "".join(f'甲,"{cell}"\n' for cell in cells)
        brought = read(tmp_path, f"原文,标签\n{rows}")
        names = {tag.key: tag.name for tag in brought.tags}
        return [[names[key] for key in one.tags] for one in brought.annotations]

    assert tags(["复议；检查", "决策、执行"]) == [["复议", "检查"], ["决策、执行"]]
    assert tags(["复议、检查，宣传"]) == [["复议", "检查", "宣传"]]
    assert tags(["复议\n检查; 复议"]) == [["复议", "检查"]]
    assert tags(["矛盾化解/复议"]) == [["复议"]]


def test_times_are_read_as_people_and_spreadsheets_write_them(tmp_path: Path) -> None:
    told = ["2024-03-01T10:00:00Z", "2024年3月1日 8:30", "2024/3/1", "45352.5", "昨天"]
    rows = "".join(f"甲{n},{when}\n" for n, when in enumerate(told))
    brought = read(tmp_path, f"原文,时间\n{rows}")
    found = [one.created for one in brought.annotations]
    local = datetime(2024, 3, 1, 8, 30).astimezone(UTC)
    assert found[0] == datetime(2024, 3, 1, 10, tzinfo=UTC)
    assert found[1] == local
    assert [one and one.astimezone().strftime("%d %H:%M") for one in found[2:]] == [
        *("01 00:00", "01 12:00", None),
    ]
    assert [note.code for note in brought.repairs] == ["row_time", "row_without_report"]


def test_a_workbook_gives_dates_serial_days_merged_cells_and_values_of_formulas(
    tmp_path: Path,
) -> None:
    when = datetime(2024, 3, 1, 8, 30)  # noqa: DTZ001 - a table has no zone

    def fill(book: Any) -> None:
        page = book.active
        page.append(["法治政府建设年度报告审阅意见汇总表"])
        page.append(["序号", "报告名称", "原文", "意见", "批注时间", "起始位置", "结束位置"])
        page.append([1, "云岭区报告", QUOTE, "=1+1", when, 5, 15])
        page.append([2, None, "复议案件", "二", 45352.5, 20.0, "x"])
        page.merge_cells("A1:G1")
        page.merge_cells("B3:B4")

    brought = read_table(workbook(tmp_path, fill))
    first, second = brought.annotations
    assert first.source == second.source == "云岭区报告|"
    assert (first.start, first.end, second.start) == (5, 15, None)
    local = datetime(2024, 3, 1, 8, 30).astimezone(UTC)
    assert first.created == local
    assert second.created is not None
    assert second.created.astimezone().hour == 12
    assert first.comment == ""
    assert [note.code for note in brought.repairs] == ["formula_unknown", "row_positions"]


def test_a_line_without_words_is_a_remark_on_the_report_or_left_out(tmp_path: Path) -> None:
    brought = read(tmp_path, "报告,原文,意见\n甲报告,,整体不错\n甲报告,,\n")
    [one] = brought.annotations
    assert (one.scope, one.comment) == (Scope.REPORT, "整体不错")
    assert [(note.code, note.where) for note in brought.rejects] == [
        ("row_without_words", "意见!A3")
    ]


def test_the_same_table_gives_the_same_keys_every_time(tmp_path: Path) -> None:
    text = "报告,原文,意见\n甲,复议,一\n甲,复议,一\n甲,复议,二\n"
    once = read(tmp_path, text)
    more = read(tmp_path, text + "甲,检查,三\n")
    assert len({one.key for one in once.annotations}) == 3
    assert [a.key for a in more.annotations][:3] == [a.key for a in once.annotations]


def test_guards_against_formulas_are_undone(tmp_path: Path) -> None:
    brought = read(tmp_path, "报告,原文,意见\n甲,'=SUM(A1),'说明'\n")
    [one] = brought.annotations
    assert (one.quote, one.comment) == ("=SUM(A1)", "'说明'")


def test_columns_that_nobody_understands_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "怪.csv"
    path.write_text("甲列,乙列,丙列\n云岭区报告,复议案件,请核对\n", encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_table(path)
    assert caught.value.reason == "no_columns"
    assert [(c.header, c.means, c.examples) for c in columns_of(path)] == [
        ("甲列", "", ("云岭区报告",)),
        ("乙列", "", ("复议案件",)),
        ("丙列", "", ("请核对",)),
    ]
    [one] = read_table(path, {"title": 0, "quote": 1, "comment": 2}).annotations
    assert (one.quote, one.comment) == ("复议案件", "请核对")


def with_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(out, "w") as changed:
        for member in package.namelist():
            content = package.read(member)
            changed.writestr(member, change(content) if member == name else content)
    path.write_bytes(out.getvalue())
    return path


def small(book: Any) -> None:
    book.active.append(["报告", "原文"])
    book.active.append(["甲", "复议"])


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_that_claims_a_million_rows_is_read_for_what_it_holds(tmp_path: Path) -> None:
    path = workbook(tmp_path, small)
    far = (
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )
    with_part(path, SHEET, lambda xml: xml.replace(b"</sheetData>", far).replace(
        b'ref="A1:B2"', b'ref="A1:XFD1048576"'))  # fmt: skip
    assert len(read_table(path).annotations) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml, "suspicious"),
        (lambda xml: xml[: len(xml) // 2], "damaged"),
        (lambda xml: xml.replace(b"</sheetData>", b"<row><c>" * 5000 + b"</sheetData>"), "damaged"),
        (lambda _: b"<worksheet>" + b" " * (70 << 20), "suspicious"),
    ],
)
def test_hostile_workbooks_are_refused(
    tmp_path: Path, change: Callable[[bytes], bytes], reason: str
) -> None:
    path = with_part(workbook(tmp_path, small), SHEET, change)
    with pytest.raises(UnreadableFile) as caught:
        read_table(path)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (b"PK\x03\x04" + b"x" * 40, "truncated"),
        ("第一章\n没有表头的文字\n".encode(), "no_columns"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "坏.csv"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_table(path)
    assert caught.value.reason == reason
