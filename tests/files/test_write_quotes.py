"""The Word document of quotes: real headings, a true table of contents, every quote whole."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import unescape

import pytest
from docx import Document
from lxml import etree

import exchange_samples
from app.domain.anchor import Anchor, Quote, Span
from app.domain.colours import RGB
from app.files.digest import quote_lines
from app.files.docx_styles import W
from app.files.export import Export
from app.files.write_quotes import write_quotes
from app.workspace.labels import LABELS
from files.office_samples import saved_by_libreoffice
from files.write_samples import make_export

WORDS = LABELS["zh"]


def written(export: Export, **options: str) -> BytesIO:
    out = BytesIO()
    write_quotes(replace(export, options=options), out, WORDS, lambda *_: None)
    out.seek(0)
    return out


def lines(file: BytesIO, style: str) -> list[str]:
    return [p.text for p in Document(file).paragraphs if p.style and p.style.name == style]


def headings(file: BytesIO) -> list[tuple[str, str]]:
    return [
        (p.style.name, p.text)
        for p in Document(file).paragraphs
        if p.style and p.style.name.startswith("Heading")
    ]


def part(file: BytesIO | Path, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(file) as package:
        return package.read(name).decode("utf-8")


# --- order ---------------------------------------------------------------------------


def test_headings_follow_the_tree_of_the_codebook_and_count_what_is_under_them() -> None:
    assert headings(written(make_export())) == [
        ("Heading 1", "G 矛盾纠纷化解（4）"),
        ("Heading 2", "G1 行政复议（3）"),
        ("Heading 1", "V3 空话套话（3）"),
        ("Heading 1", "未加标签（2）"),
    ]


def test_a_quote_with_several_tags_stands_under_each_unless_asked_otherwise() -> None:
    both, first = written(make_export()), written(make_export(), repeat="no")
    quote = "𠮷祥街道率先完成改革😀，mixed"
    assert lines(both, "Quote").count(quote) == 2
    assert lines(first, "Quote").count(quote) == 1
    assert ("Heading 1", "V3 空话套话（2）") in headings(first)
    assert "另有标签：空话套话" in lines(first, "Quote Source")


def test_by_report_reports_and_their_sections_are_headings() -> None:
    found = headings(written(make_export(2), order="report"))
    assert found[:2] == [
        ("Heading 1", "云岭区2023年度法治政府建设情况报告（8）"),
        ("Heading 2", "一、主要举措和成效（8）"),
    ]
    assert len(found) == 4


# --- what stands under a quote -------------------------------------------------------


def test_every_quote_has_all_its_paragraphs_and_its_source() -> None:
    export = make_export()
    found = written(export, order="report")
    assert lines(found, "Quote") == [
        line for row in export.rows for line in quote_lines(row, WORDS)
    ]
    sources = [line for line in lines(found, "Quote Source") if line.startswith("—— ")]
    assert sources == [f"—— {export.cite(row)}" for row in export.rows]


def test_comments_replies_links_and_signs_are_told(tmp_path: Path) -> None:
    workspace = exchange_samples.make(tmp_path)
    exchange_samples.fill(workspace)
    rows = workspace.annotating.rows()
    [target] = workspace.exporting.export(
        "quotes", tmp_path / "a.docx", options={"order": "report"}
    )
    workspace.close()
    file = BytesIO(target.read_bytes())
    sources = lines(file, "Quote Source")
    assert sum("（已解决）" in line for line in sources) == sum(r.annotation.resolved for r in rows)
    assert sum(line.startswith("链接：") for line in sources) == sum(row.links for row in rows)
    assert len(lines(file, "Quote Reply")) == sum(len(r.replies) for r in rows) * 3 // 2
    assert "Smith & 𠮷（2026-03-01）：第一段𠮷" in lines(file, "Quote Remark")


def test_without_comments_only_quotes_and_sources_are_written() -> None:
    found = written(make_export(), comments="no")
    assert lines(found, "Quote Remark") == lines(found, "Quote Reply") == []
    assert lines(found, "Quote") == lines(written(make_export()), "Quote")


def test_the_bar_beside_a_quote_has_the_colour_of_the_tag_it_stands_under() -> None:
    tree = etree.fromstring(part(written(make_export())).encode())
    bars = Counter(bar.get(f"{{{W}}}color") for bar in tree.iter(f"{{{W}}}left"))
    assert set(bars) == {RGB[name] for name in ("teal", "blue", "plum", "amber")}


def test_hostile_characters_leave_the_document_whole() -> None:
    export = make_export()
    bad = 'a\x00<b>&"\ud800]]>\x0b𠮷'
    row = export.rows[0]
    anchor = Anchor(Span(0, len(bad)), Quote(bad))
    annotation = replace(row.annotation, anchor=anchor, comment=bad)
    found = written(replace(export, rows=[replace(row, annotation=annotation)]))
    assert lines(found, "Quote")[0] == 'a\ufffd<b>&"\ufffd]]>\ufffd𠮷'


def test_an_export_without_annotations_is_a_title_page() -> None:
    found = written(replace(make_export(), rows=[]))
    assert headings(found) == []
    assert lines(found, "Title") == ["示范报告库 摘录汇编"]


# --- contents ------------------------------------------------------------------------


def entries(xml: str) -> list[tuple[str, str, int]]:
    """Bookmark, words and page of each line of the contents."""
    found: list[tuple[str, str, int]] = []
    for link in re.finditer(r'<w:hyperlink w:anchor="(\w+)".*?</w:hyperlink>', xml):
        *texts, page = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", link.group())
        found.append((link.group(1), "".join(texts), int(page)))
    return found


def test_the_contents_are_a_field_with_an_entry_for_each_heading() -> None:
    file = written(make_export())
    xml = part(file)
    assert ' TOC \\o "1-3" \\h \\z \\u ' in xml
    assert [words for _, words, _ in entries(xml)] == [words for _, words in headings(file)]
    marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>', xml)
    assert [mark for mark, _, _ in entries(xml)] == marks
    assert all(f" PAGEREF {mark} \\h " in xml for mark in marks)
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"') == len(marks) + 1


def test_word_is_not_told_to_ask_about_fields() -> None:
    assert "updateFields" not in part(written(make_export()), "word/settings.xml")
    assert "dirty" not in part(written(make_export()))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this machine")
def test_the_pages_in_the_contents_are_those_of_the_laid_out_document_or_one_off(
    tmp_path: Path,
) -> None:
    workspace = exchange_samples.make(tmp_path)
    exchange_samples.fill(workspace)
    [target] = workspace.exporting.export("quotes", tmp_path / "a.docx")
    workspace.close()
    pdf = tmp_path / "b.pdf"
    pdf.write_bytes(
        saved_by_libreoffice({"b": target.read_bytes()}, ("pdf",), tmp_path)["b", "pdf"]
    )
    flat = "".join
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode("utf-8")
    pages = [flat(page.split()) for page in text.split("\f")]
    front = next(number for number, page in enumerate(pages) if page.endswith("—1—"))
    body = pages[front:]
    assert front == 1, "the contents stand on a page of their own, numbered I"
    assert pages[0].endswith("—I—")
    exact = 0
    for _, words, page in entries(part(target)):
        title = flat(unescape(words).split())
        assert any(title in other for other in body[max(0, page - 2) : page + 1]), (words, page)
        exact += title in body[page - 1]
    # LibreOffice gives · less room than Word does, where it is as wide as a character.
    assert exact >= 4


# --- the package ---------------------------------------------------------------------


def test_the_package_holds_only_what_it_names() -> None:
    file = written(make_export())
    with zipfile.ZipFile(file) as package:
        names = package.namelist()
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            etree.fromstring(package.read(name))
    assert names[0] == "[Content_Types].xml"
    types = part(file, "[Content_Types].xml")
    overrides = set(re.findall(r'PartName="/([^"]+)"', types))
    assert overrides == {name for name in names if not name.endswith((".rels", "Types].xml"))}


def test_the_source_is_cited_as_asked(tmp_path: Path) -> None:
    workspace = exchange_samples.make(tmp_path)
    exchange_samples.fill(workspace)
    export: Callable[..., list[Path]] = workspace.exporting.export
    [target] = export("quotes", tmp_path / "a.docx", options={"cite": "gbt7714"})
    workspace.close()
    sources = lines(BytesIO(target.read_bytes()), "Quote Source")
    assert "—— 云岭区人民政府. 云岭区2023年度法治政府建设情况报告[R]. 第2段." in sources
