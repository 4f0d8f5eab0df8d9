"""Links in every format that can carry them."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from app.domain.link import Link, LinkKind
from app.domain.rows import LinkRow
from app.files.writing import Export, write
from app.workspace.labels import LABELS
from builders import NOON
from files.write_samples import REVIEWER, make_export

WORDS = LABELS["zh"]


@pytest.fixture
def linked() -> Export:
    """Two reports; a passage of the second is copied from one of the first."""
    export = make_export(2)
    origin, target = export.rows[10], export.rows[2]
    link = Link(
        UUID(int=77),
        origin.annotation.id,
        target.annotation.id,
        LinkKind.COPIED,
        "一字不差 <&",
        REVIEWER.id,
        NOON,
    )
    return replace(export, links=(LinkRow(link, origin, target),))


def test_the_workbook_has_a_sheet_of_links_and_a_column(linked: Export, tmp_path: Path) -> None:
    [path] = write("xlsx", linked, tmp_path / "a.xlsx", WORDS)
    book = load_workbook(path)
    titles, line = list(book["链接"].iter_rows(values_only=True))
    told = dict(zip(titles, line, strict=True))
    assert (told["起点原文"], told["关系"], told["终点原文"], told["说明"]) == (
        "行政复议案件70件",
        "抄自",
        "行政复议案件70件",
        "一字不差 <&",
    )
    column = [cell.value for cell in book["批注"][1]].index("链接")
    cells = [row[column].value for row in list(book["批注"].rows)[1:]]
    assert str(cells[10]).startswith("链接：抄自 云岭区人民政府·2023年度")
    assert str(cells[2]).startswith("链接：被抄 云岭区人民政府·2023年度")
    assert sum(cell is not None for cell in cells) == 2


def test_a_workbook_without_links_has_no_sheet_for_them(tmp_path: Path) -> None:
    [path] = write("xlsx", make_export(), tmp_path / "a.xlsx", WORDS)
    assert "链接" not in load_workbook(path).sheetnames


def test_json_links_two_targets(linked: Export, tmp_path: Path) -> None:
    [path] = write("json", linked, tmp_path / "a.json", WORDS)
    collection: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 17
    (link,) = [item for item in items if item["motivation"] == "linking"]
    assert [target["source"] for target in link["target"]] == [
        f"urn:uuid:{row.report.id}" for row in (linked.rows[10], linked.rows[2])
    ]
    assert link["target"][0]["selector"][0]["exact"] == "行政复议案件70件"
    assert (link["piyue:linkKind"], link["body"]["value"]) == ("copied", "一字不差 <&")
    assert link["piyue:origin"] in {item["id"] for item in items}


def test_the_page_leads_from_end_to_end(linked: Export, tmp_path: Path) -> None:
    [path] = write("html", linked, tmp_path / "a.html", WORDS)
    page = path.read_text(encoding="utf-8")
    link = linked.links[0].link
    assert f'<p class="link"><a href="#a-{link.target}">链接：抄自 ' in page
    assert f'<p class="link"><a href="#a-{link.origin}">链接：被抄 ' in page
    assert "一字不差 &lt;&amp;" in page


def test_an_end_that_is_not_on_the_page_is_told_without_an_anchor(
    linked: Export, tmp_path: Path
) -> None:
    some = replace(linked, rows=linked.rows[8:], pages=linked.pages[1:])
    [path] = write("html", some, tmp_path / "a.html", WORDS)
    assert '<p class="link">链接：抄自 ' in path.read_text(encoding="utf-8")


def test_the_word_comment_tells_the_link(linked: Export, tmp_path: Path) -> None:
    one = replace(linked, pages=linked.pages[:1], rows=linked.rows[:8])
    [path] = write("docx", one, tmp_path / "a.docx", WORDS)
    with zipfile.ZipFile(path) as package:
        comments = package.read("word/comments.xml").decode()
    assert "链接：被抄 云岭区人民政府·2023年度" in comments
    assert "“行政复议案件70件” 一字不差 &lt;&amp;" in comments
