"""The workbook, read as XML and by openpyxl's reader."""

from __future__ import annotations

import time
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
from lxml import etree
from openpyxl.utils import range_boundaries

from app.domain.colours import colour_of
from app.files.workbook import sheet_title
from app.files.writing import Export, write
from files.write_samples import (
    EMPTY,
    FORMULAS,
    REPLY,
    REVIEWER,
    WORDS_ZH,
    make_export,
)

NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def written(tmp_path: Path, export: Export) -> Path:
    [path] = write("xlsx", export, tmp_path / "a.xlsx", WORDS_ZH)
    return path


def with_comments(comments: list[str]) -> Export:
    export = make_export()
    first = export.rows[0]
    rows = [replace(first, annotation=replace(first.annotation, comment=c)) for c in comments]
    return replace(export, rows=rows)


def column(path: Path, sheet: str, title: str) -> list[object]:
    page = openpyxl.load_workbook(path)[sheet]
    titles = [cell.value for cell in page[1]]
    return [row[titles.index(title)] for row in page.iter_rows(min_row=2, values_only=True)]


def test_there_are_four_sheets_with_frozen_filtered_titles(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, make_export(2)))
    assert book.sheetnames == ["批注", "标签 × 报告", "报告", "标签体系"]
    for page in book.worksheets:
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions


def test_every_annotation_is_a_row_with_its_words_and_ids(tmp_path: Path) -> None:
    export = make_export(2)
    path = written(tmp_path, export)
    assert column(path, "批注", "摘录") == [row.quote or None for row in export.rows]
    assert column(path, "批注", "annotation_id") == [str(r.annotation.id) for r in export.rows]
    assert column(path, "批注", "year") == [2023] * 16


def test_times_are_real_dates_in_local_time(tmp_path: Path) -> None:
    path = written(tmp_path, make_export())
    times = column(path, "批注", "edited")
    assert times[0] == datetime(2026, 3, 1, 20, 1)  # noqa: DTZ001 - Excel knows no zones
    assert column(path, "报告", "published_on") == [datetime(2024, 2, 20)]  # noqa: DTZ001
    assert column(path, "报告", "signed_on") == ["not a date"]


def test_the_matrix_counts_tags_by_report(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, make_export(2)))["标签 × 报告"]
    rows = {row[0]: row[1:] for row in page.iter_rows(min_row=2, values_only=True)}
    assert rows["矛盾纠纷化解/行政复议"] == (3, 3, 6)
    assert rows["矛盾纠纷化解"] == (1, 1, 2)
    assert rows["无标签"] == (2, 2, 4)


def test_the_codebook_lists_every_tag_with_its_count(tmp_path: Path) -> None:
    path = written(tmp_path, make_export())
    assert column(path, "标签体系", "tag") == ["矛盾纠纷化解", "矛盾纠纷化解/行政复议", "空话套话"]
    assert column(path, "标签体系", "count") == [0, 3, 1]
    assert column(path, "标签体系", "retired") == [None, None, "yes"]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    texts = [*FORMULAS, "{=1}", "_x0041_"]
    path = written(tmp_path, with_comments(texts))
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    assert not root.xpath("//s:f", namespaces=NS)
    found = [
        "".join(c.itertext())
        for c in root.xpath("//s:row[@r>1]/s:c[starts-with(@r,'F')]", namespaces=NS)
    ]
    assert found == [*FORMULAS, "{=1}", "_x005F_x0041_"]  # Excel reads _x0041_ as A
    kinds = set(root.xpath("//s:row/s:c[starts-with(@r,'F')]/@t", namespaces=NS))
    assert kinds == {"inlineStr"}


def test_what_a_cell_cannot_hold_is_replaced_or_cut_with_a_mark(tmp_path: Path) -> None:
    path = written(tmp_path, with_comments(["甲\x0b乙\x1f", "𠮷" * 20_000, "长" * 32_767]))
    odd, long, full = column(path, "批注", "comment")
    assert odd == "甲\ufffd乙\ufffd"
    assert isinstance(long, str)
    assert long.endswith("𠮷…（已截断）")
    assert len(long.encode("utf-16-le")) // 2 <= 32_767
    assert full == "长" * 32_767


def test_rows_are_as_high_as_their_wrapped_texts_need(tmp_path: Path) -> None:
    path = written(tmp_path, with_comments(["短", "长" * 100, "行\n" * 10, "长" * 9999]))
    page = openpyxl.load_workbook(path)["批注"]
    assert [page.row_dimensions[n].height for n in (2, 3, 4, 5)] == [32, 96, 176, 400]


def test_the_title_row_is_as_high_as_the_titles_of_the_reports_need(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, make_export(2)))["标签 × 报告"]
    longest = max(2 * len(str(cell.value)) // 14 for cell in page[1])
    assert (page.row_dimensions[1].height or 0) >= 16 * longest


def test_reports_without_annotations_are_listed_and_counted(tmp_path: Path) -> None:
    export = make_export(2)
    path = written(tmp_path, replace(export, rows=[], pages=[], listed=export.reports))
    assert column(path, "报告", "annotations") == [0, 0]
    page = openpyxl.load_workbook(path)["标签 × 报告"]
    assert len(list(page[1])) == 4


def test_the_colour_of_a_tag_lies_behind_the_tag(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, make_export()))["批注"]
    titles = [cell.value for cell in page[1]]
    colours = {
        str(row[titles.index("tags")].value): row[titles.index("tags")].fill.fgColor.rgb
        for row in page.iter_rows(min_row=2)
    }
    assert len(set(colours.values())) > 1
    assert all(row[0].fill.fill_type is None for row in page.iter_rows(min_row=2))


def test_ids_and_places_are_not_printed(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, make_export()))["批注"]
    _, _, last, _ = range_boundaries(str(page.print_area).rpartition("!")[2])
    assert page.cell(1, last).value == "reviewer"


def test_many_reports_stand_below_each_other_in_the_matrix(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, make_export(51)))["标签 × 报告"]
    head, *rows = page.iter_rows(values_only=True)
    assert head == ("标题", "矛盾纠纷化解", "矛盾纠纷化解/行政复议", "空话套话", "无标签", "total")
    assert {row[1:] for row in rows} == {(1, 3, 3, 2, 9)}
    assert len(rows) == 51


def test_the_matrix_can_be_left_out(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        written(tmp_path, replace(make_export(), options={"matrix": "no"}))
    )
    assert book.sheetnames == ["批注", "报告", "标签体系"]


def test_every_row_says_what_it_stands_on_and_what_is_around(tmp_path: Path) -> None:
    export = make_export()
    path = written(tmp_path, export)
    assert column(path, "批注", "scope")[3:6] == ["on_passage", "针对章节", "针对全文"]
    quotes = [r.annotation.anchor.quote if r.annotation.anchor else None for r in export.rows]
    assert column(path, "批注", "prefix") == [q.prefix if q else None for q in quotes]
    assert column(path, "批注", "suffix") == [q.suffix if q else None for q in quotes]
    assert column(path, "批注", "tag_ids")[0] == f"{REPLY.id}; {EMPTY.id}"
    assert set(column(path, "批注", "reviewer_id")) == {str(REVIEWER.id)}


def test_the_citation_is_in_the_form_that_was_chosen(tmp_path: Path) -> None:
    chosen = replace(make_export(), cite=lambda row: f"【{row.paragraph}】")
    assert column(written(tmp_path, chosen), "批注", "citation")[:2] == ["【1】", "【2】"]


def test_the_codebook_names_the_colours(tmp_path: Path) -> None:
    colours = column(written(tmp_path, make_export()), "标签体系", "colour")
    assert [colour_of(str(colour)) for colour in colours] == ["teal", "blue", "plum"]


def test_titles_of_sheets_are_valid_and_never_the_same() -> None:
    taken: set[str] = set()
    titles = [sheet_title(t, taken) for t in ("甲[乙]:*?/\\", "", "''", "A" * 40, "a" * 40)]
    assert titles == ["甲 乙", "-", "- (2)", "A" * 31, "a" * 27 + " (2)"]
    assert all(len(title) <= 31 for title in titles)


def test_an_empty_export_is_a_workbook_with_titles_only(tmp_path: Path) -> None:
    export = replace(make_export(), rows=[], pages=[], tags=[])
    book = openpyxl.load_workbook(written(tmp_path, export))
    assert [page.max_row for page in book.worksheets] == [1, 2, 1, 1]


def test_25_000_rows_are_written_within_three_seconds(tmp_path: Path) -> None:
    export = make_export()
    rows = [export.rows[n % 8] for n in range(25_000)]
    started = time.process_time()
    written(tmp_path, replace(export, rows=rows))
    assert time.process_time() - started < 3
