"""CSV as a spreadsheet and as a script read it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.rows import ROW_COLUMNS, row_values
from app.files.write_csv import is_risky
from app.files.writing import Export, write
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
    assert tuple(header) == ROW_COLUMNS
    expected = [
        [
            f"'{v}"
            if isinstance(v, str) and is_risky(v)
            else ""
            if v is None
            else str(int(v) if isinstance(v, bool) else v)
            for v in row_values(row).values()
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
