"""The Word document, read as XML and by python-docx."""

from __future__ import annotations

import time
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import docx
import pytest
from lxml import etree

from app.domain.anchor import Anchor, AnchorState, Span
from app.domain.annotation import Scope
from app.files.docx_comments import initials
from app.files.writing import ReportPage, write
from files.write_samples import (
    REPLY,
    TEXT,
    WORDS_ZH,
    make_export,
    make_page,
    row,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(tmp_path: Path, page: ReportPage) -> Path:
    export = replace(make_export(), pages=[page], rows=page.rows)
    [path] = write("docx", export, tmp_path / "a.docx", WORDS_ZH)
    return path


def parts(path: Path) -> tuple[etree._Element, etree._Element]:
    with zipfile.ZipFile(path) as package:
        return tuple(
            etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "comments")
        )


def commented(path: Path) -> dict[str, str]:
    """The text between the range marks of each comment, by comment number."""
    document, _ = parts(path)
    open_now: set[str] = set()
    texts: dict[str, str] = {}
    for element in document.iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_now.add(number)
            texts[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_now.remove(number)
        elif element.tag in {f"{W}t", f"{W}tab"}:
            for one in open_now:
                texts[one] += element.text if element.tag == f"{W}t" else "\t"
    assert not open_now
    return texts


def words_of(path: Path) -> dict[str, list[str]]:
    _, comments = parts(path)
    return {
        c.get(f"{W}id"): ["".join(p.itertext()) for p in c.iter(f"{W}p")]
        for c in comments.iter(f"{W}comment")
    }


def test_every_comment_stands_at_exactly_its_passage(tmp_path: Path) -> None:
    page = make_page()
    path = written(tmp_path, page)
    texts = sorted(commented(path).values())
    title = "云岭区2023年度法治政府建设情况报告"
    inside = [r.quote.replace("\n", "") for r in page.rows if r.quote not in {"", "版权所有"}]
    assert texts == sorted([*inside, title, title])


def test_a_comment_on_a_section_or_the_report_says_so(tmp_path: Path) -> None:
    page = make_page()
    words = words_of(written(tmp_path, page))
    scopes = {Scope.REPORT: "on_report", Scope.SECTION: "on_section"}
    for scope, key in scopes.items():
        expected = sum(r.annotation.scope is scope for r in page.rows)
        assert expected
        assert sum(WORDS_ZH[key] in lines for lines in words.values()) == expected


def test_every_comment_has_one_range_and_one_reference(tmp_path: Path) -> None:
    document, comments = parts(written(tmp_path, make_page()))
    numbers = [c.get(f"{W}id") for c in comments.iter(f"{W}comment")]
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(e.get(f"{W}id") for e in document.iter(W + tag)) == sorted(numbers)
    assert len(numbers) == 8


def test_a_comment_says_tags_then_words_with_author_and_local_time(tmp_path: Path) -> None:
    path = written(tmp_path, make_page())
    by_range = {text: words_of(path)[n] for n, text in commented(path).items()}
    assert by_range["𠮷祥街道率先完成改革😀，mixed"] == [
        "矛盾纠纷化解/行政复议; 空话套话",
        "第一段",
        "第二段 <b>&",
    ]
    assert by_range["复议"] == ["（标记）"]
    _, comments = parts(path)
    first = comments.find(f"{W}comment")
    assert first.get(f"{W}author") == "李老师"
    assert first.get(f"{W}initials") == "李老师"
    assert first.get(f"{W}date") == "2026-03-01T20:06:00"


def test_python_docx_reads_the_comments_and_headings_back(tmp_path: Path) -> None:
    document = docx.Document(str(written(tmp_path, make_page())))
    assert len(list(document.comments)) == 8
    assert {c.timestamp.replace(tzinfo=None) for c in document.comments} >= {
        datetime(2026, 3, 1, 20, 6)  # noqa: DTZ001 - Word knows no zones
    }
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["一、主要举措和成效"] == "Heading 1"
    assert styles["建设情况报告"] == "Title"
    assert styles["一是法治意识有待提升。二是执法力量不足。"] == "Body Text"


def test_the_body_is_whole_and_without_furniture(tmp_path: Path) -> None:
    document = docx.Document(str(written(tmp_path, make_page())))
    lines = [line.strip() for line in TEXT.split("\n")[1:-2] if line.strip()]
    assert [p.text for p in document.paragraphs] == lines


def test_a_run_in_heading_is_bold_and_in_the_outline(tmp_path: Path) -> None:
    document, _ = parts(written(tmp_path, make_page()))
    [paragraph] = [p for p in document.iter(f"{W}p") if "放管服" in "".join(p.itertext())]
    assert paragraph.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "1"
    bold = [r for r in paragraph.iter(f"{W}r") if r.find(f"{W}rPr/{W}b") is not None]
    assert ["".join(r.itertext()) for r in bold] == ["（一）深化“放管服”改革"]


def test_headings_have_outline_levels_and_chinese_fonts(tmp_path: Path) -> None:
    path = written(tmp_path, make_page())
    with zipfile.ZipFile(path) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
    [one] = [s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Heading1"]
    assert one.find(f".//{W}outlineLvl").get(f"{W}val") == "0"
    fonts = {f.get(f"{W}eastAsia") for f in styles.iter(f"{W}rFonts")}
    assert fonts == {"宋体", "黑体"}
    assert not styles.xpath("//@*[contains(local-name(), 'Theme')]")


def test_a_report_without_a_title_line_gets_one(tmp_path: Path) -> None:
    page = make_page(title="另一个标题")
    path = written(tmp_path, page)
    assert docx.Document(str(path)).paragraphs[0].text == "另一个标题"
    assert list(commented(path).values()).count("另一个标题") == 2


@pytest.mark.parametrize("state", [AnchorState.LOST, AnchorState.TO_CONFIRM])
def test_an_unsure_passage_is_quoted_at_the_title_not_placed(
    tmp_path: Path, state: AnchorState
) -> None:
    page = make_page()
    unsure = replace(page.rows[2].annotation, state=state)
    path = written(tmp_path, replace(page, rows=(row(page.report, unsure),)))
    assert commented(path) == {"0": "云岭区2023年度法治政府建设情况报告"}
    assert words_of(path)["0"][0] == "原文中未找到：行政复议案件70件"


def test_a_quote_that_the_text_contradicts_is_not_placed(tmp_path: Path) -> None:
    page = make_page()
    old = page.rows[2].annotation
    anchor = Anchor(Span(old.anchor.span.start + 1, old.anchor.span.end), old.anchor.quote)
    wrong = row(page.report, replace(old, anchor=anchor), (REPLY,))
    assert words_of(written(tmp_path, replace(page, rows=(wrong,))))["0"][0].startswith("原文中")


def test_characters_that_xml_forbids_do_not_break_the_document(tmp_path: Path) -> None:
    page = make_page()
    text = page.text.replace("率先", "率\x0c")
    path = written(tmp_path, replace(page, text=text, rows=()))
    assert "率\ufffd完成" in "".join(p.text for p in docx.Document(str(path)).paragraphs)


def test_the_file_says_nothing_of_the_tools_that_made_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, make_page())) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"python-docx" not in everything
    assert "云岭区人民政府" in docx.Document(str(tmp_path / "a.docx")).core_properties.author


@pytest.mark.parametrize(
    ("name", "short"),
    [("李老师", "李老师"), ("Ann Lee", "AL"), ("", ""), ("欧阳审阅人甲", "欧阳审阅")],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_500_comments_are_written_within_a_second(tmp_path: Path) -> None:
    report = make_page().report
    text = "一、情况\n" + "\n".join(f"第{n}件行政复议案件已经审结并公开。" for n in range(500))
    base = make_page().rows[2].annotation
    rows = []
    for n in range(500):
        start = text.index(f"第{n}件")
        end = min(start + 12 + (n % 3) * 15, len(text))  # some cross into the next paragraphs
        anchor = Anchor.at(text, Span(start, end))
        rows.append(row(report, replace(base, id=UUID(int=n), anchor=anchor), (REPLY,)))
    page = ReportPage(report, text, (), (), Span(0, len(text)), tuple(rows))
    started = time.process_time()
    path = written(tmp_path, page)
    assert time.process_time() - started < 1
    assert len(commented(path)) == 500
