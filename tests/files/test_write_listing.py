"""Listings for people: the same tables as workbook, CSV, web page and text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.errors import WriteFailed
from app.files.write_listing import WRITERS, Listing, Table, write_listing

NAMES = ["=1+1.txt", "𠮷祥镇<b>2023</b>.docx", "坏\x01字.pdf"]
LISTING = Listing(
    "导入报告",
    "2026-03-01 12:00，共 3 个文件",
    [
        Table("小结", [("结果", 20), ("份数", 8)], [("已导入", 2), ("无法读取", 1)]),
        Table("文件", [("文件", 40), ("字数", 8)], [(n, k) for k, n in enumerate(NAMES)], True),
    ],
)


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_format_names_every_file(suffix: str, tmp_path: Path) -> None:
    path = write_listing(LISTING, tmp_path / f"报告{suffix}")
    data = path.read_bytes()
    if suffix == ".xlsx":
        pages = load_workbook(io.BytesIO(data)).worksheets
        text = "\n".join(str(c.value) for page in pages for row in page.rows for c in row)
        text += "".join(page.title for page in pages)
        assert pages[1]["A2"].data_type == "s"
    else:
        text = data.decode("utf-8-sig")
    assert "1+1.txt" in text
    assert "𠮷祥镇" in text
    assert "坏\ufffd字.pdf" in text or suffix == ".csv"
    assert ("小结" in text) == (suffix != ".csv")


def test_a_name_never_becomes_a_formula_or_a_tag(tmp_path: Path) -> None:
    page = write_listing(LISTING, tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<b>2023" not in page
    table = write_listing(LISTING, tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert [row[0] for row in rows[:2]] == ["文件", "'=1+1.txt"]


def test_an_unknown_suffix_is_text(tmp_path: Path) -> None:
    assert "导入报告" in write_listing(LISTING, tmp_path / "a.log").read_text(encoding="utf-8-sig")


def test_what_cannot_be_written_leaves_nothing_half(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed):
        write_listing(LISTING, tmp_path / "没有" / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
