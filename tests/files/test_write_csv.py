"""CSV as a spreadsheet and as a script read it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.citation import row_citation
from app.domain.link import Link, LinkKind
from app.domain.rows import ROW_COLUMNS, LinkRow, row_values
from app.files.write_csv import CSV_COLUMNS, guarded, is_risky, unguarded
from app.files.writing import Export, write
from builders import NOON
from files.write_samples import FORMULAS, WORDS_ZH, make_export


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def with_comments(export: Export, comments: tuple[str, ...]) -> Export:
    first = export.rows[0]
    rows = [replace(first, annotation=replace(first.annotation, comment=c)) for c in comments]
    return replace(export, rows=rows)


def test_a_csv_file_carries_a_bom_and_crlf_for_excel(tmp_path: Path) -> None:
    [path] = write("csv", make_export(), tmp_path / "批注.csv", WORDS_ZH)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfannotation,report,title")
    assert raw.count(b"\r\n") == len(make_export().rows) + 1


def test_every_row_comes_back_under_the_row_columns(tmp_path: Path) -> None:
    export = make_export(2)
    [path] = write("csv", export, tmp_path / "a.csv", WORDS_ZH)
    header, *lines = read(path)
    assert tuple(header) == CSV_COLUMNS
    assert header[:2] == ["annotation", "report"]
    expected = [
        [
            f"'{v}"
            if isinstance(v, str) and is_risky(v)
            else ""
            if v is None
            else str(int(v) if isinstance(v, bool) else v)
            for v in (*row_values(row).values(), "", row_citation(row))
        ]
        for row in export.rows
    ]
    assert lines == expected


@pytest.mark.parametrize("comment", FORMULAS)
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(tmp_path: Path, comment: str) -> None:
    [path] = write("csv", with_comments(make_export(), (comment,)), tmp_path / "a.csv", WORDS_ZH)
    [cell] = [line[ROW_COLUMNS.index("comment")] for line in read(path)[1:]]
    assert cell == f"'{comment}"


def test_positions_are_plain_numbers_and_harmless_text_is_untouched(tmp_path: Path) -> None:
    export = with_comments(make_export(), ("a=b", "1-2", "𠮷😀", "第一\n第二", '"引"', "a,b"))
    [path] = write("csv", export, tmp_path / "a.csv", WORDS_ZH)
    lines = read(path)[1:]
    at = ROW_COLUMNS.index
    assert [line[at("comment")] for line in lines] == [r.annotation.comment for r in export.rows]
    assert lines[0][at("start")] == str(export.rows[0].annotation.anchor.span.start)


def test_a_link_is_told_at_both_its_ends_by_the_id_of_the_other(tmp_path: Path) -> None:
    export = make_export()
    one, two = export.rows[:2]
    ids = one.annotation.id, two.annotation.id
    link = Link(UUID(int=77), *ids, LinkKind.COPIED, "见\n附件", one.reviewer.id, NOON)
    linked = replace(export, links=[LinkRow(link, one, two)])
    [path] = write("csv", linked, tmp_path / "a.csv", WORDS_ZH)
    told = [line[CSV_COLUMNS.index("links")] for line in read(path)[1:]]
    assert told[:3] == [f"copied {ids[1]}: 见 附件", f"copied_by {ids[0]}: 见 附件", ""]


def test_the_citation_is_in_the_form_that_was_chosen(tmp_path: Path) -> None:
    chosen = replace(make_export(), cite=lambda row: f"【{row.paragraph}】")
    [path] = write("csv", chosen, tmp_path / "a.csv", WORDS_ZH)
    assert [line[-1] for line in read(path)[1:3]] == ["【1】", "【2】"]


@given(st.text("'=+-@＝ \t\n甲𠮷1", max_size=6))
def test_what_was_guarded_comes_back_and_is_no_formula(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not is_risky(cell)
