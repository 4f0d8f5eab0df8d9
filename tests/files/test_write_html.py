"""The printable page as a browser reads it."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import html

from app.files.writing import Export, write
from files.write_samples import TEXT, WORDS_ZH, make_export


def tree(tmp_path: Path, export: Export) -> html.HtmlElement:
    [path] = write("html", export, tmp_path / "a.html", WORDS_ZH)
    return html.document_fromstring(path.read_bytes().decode("utf-8"))


def test_the_page_is_self_contained(tmp_path: Path) -> None:
    page = tree(tmp_path, make_export(2))
    assert page.get("lang") == "zh-CN"
    assert page.xpath("string(//meta/@charset)") == "utf-8"
    assert not page.xpath("//script | //link | //img | //iframe")
    assert all(h.startswith("#") for h in page.xpath("//a/@href"))


def test_every_link_leads_to_a_place_on_the_page_and_no_id_is_there_twice(tmp_path: Path) -> None:
    page = tree(tmp_path, make_export(3))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in page.xpath("//a/@href")} <= set(ids)
    assert len(page.xpath("//nav//li")) == 3


def test_a_passage_stands_under_every_annotation_that_covers_it(tmp_path: Path) -> None:
    export = make_export()
    page = tree(tmp_path, export)
    for row in export.rows:
        marked = "".join(
            m.text_content()
            for m in page.xpath("//mark")
            if str(row.annotation.id) in m.get("data-ids")
        )
        in_text = row.quote and row.quote != "版权所有"
        assert marked == (row.quote.replace("\n", "") if in_text else "")


def test_the_text_is_whole_and_without_furniture(tmp_path: Path) -> None:
    [text] = tree(tmp_path, make_export()).xpath("//div[@class='text']")
    lines = [line.strip() for line in TEXT.split("\n")[1:-2] if line.strip()]
    rows = [row[-1] if row.tag == "div" else row for row in text]
    assert [row.text_content() for row in rows] == lines


def test_comments_and_citations_stand_with_their_quotes(tmp_path: Path) -> None:
    page = tree(tmp_path, make_export())
    [note] = page.xpath("//article[.//div[@class='comment']/p[.='第一段']]")
    assert [p.text for p in note.xpath(".//div[@class='comment']/p")] == ["第一段", "第二段 <b>&"]
    assert "云岭区人民政府·2023年度·一、主要举措和成效·第1段" in note.text_content()
    assert [t.text for t in note.xpath(".//*[starts-with(@class,'tag ')]")] == [
        "矛盾纠纷化解/行政复议",
        "空话套话",
    ]
    assert note.xpath("string(.//time/@datetime)") == "2026-03-01T20:01:00"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x>', "a & b"])
def test_names_are_words_never_markup(tmp_path: Path, name: str) -> None:
    page = tree(tmp_path, make_export(library=name))
    assert page.xpath("string(//h1)") == name
    assert not page.xpath("//script | //img")


def test_without_pages_only_the_annotations_are_written(tmp_path: Path) -> None:
    page = tree(tmp_path, make_export(with_pages=False))
    assert len(page.xpath("//article")) == 8
    assert not page.xpath("//div[@class='text'] | //article//a")


def test_the_page_allows_itself_nothing_but_its_own_style(tmp_path: Path) -> None:
    page = tree(tmp_path, make_export())
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    style = page.xpath("string(//style)")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digest}'" in policy
    assert not page.xpath("//@style")


def test_a_note_stands_with_the_paragraph_in_which_its_passage_begins(tmp_path: Path) -> None:
    export = make_export()
    page = tree(tmp_path, export)
    across = export.rows[3].annotation
    [row] = page.xpath(f"//div[@class='row'][aside/article[@id='a-{across.id}']]")
    assert "全年办理行政复议案件" in row[-1].text_content()
    assert "一是开展检查" not in row[-1].text_content()


def test_passages_and_notes_are_numbered_alike_and_lead_to_each_other(tmp_path: Path) -> None:
    page = tree(tmp_path, make_export())
    numbers = {a.get("href"): a.get("data-n") for a in page.xpath("//a[@class='ref']")}
    notes = {
        f"#{n.get('id')}": n.xpath("string(.//a[@class='n'])") for n in page.xpath("//article")
    }
    assert numbers == {href: number for href, number in notes.items() if number}
    assert len(set(numbers.values())) == len(numbers) == 6
    assert not page.xpath("//a[@class='ref']/text()"), "the text can be copied without numbers"


def test_highlights_that_cross_are_underlined_at_different_depths(tmp_path: Path) -> None:
    page = tree(tmp_path, make_export())
    [both] = page.xpath("//mark[.='改革😀，mixed']")
    depths = [span.get("class").split()[0] for span in both.xpath(".//span")]
    assert sorted(depths) == ["l1", "l2"]
    lines = {span.get("class").split()[1] for span in both.xpath(".//span")}
    assert lines == {"k-blue", "k-plum"}
    assert "over" in both.get("class").split()


def test_several_reports_are_shown_with_their_texts_unless_told_otherwise(tmp_path: Path) -> None:
    export = make_export(3)
    assert len(tree(tmp_path, export).xpath("//div[@class='text']")) == 3
    bare = tree(tmp_path, replace(export, options={"texts": "no"}))
    assert not bare.xpath("//div[@class='text']")
    assert len(bare.xpath("//article")) == len(export.rows)


def test_what_is_settled_can_stay_away(tmp_path: Path) -> None:
    export = make_export()
    settled = replace(export.rows[2], annotation=replace(export.rows[2].annotation, resolved=True))
    rows = [settled if row is export.rows[2] else row for row in export.rows]
    pages = [replace(export.pages[0], rows=tuple(rows))]
    page = tree(tmp_path, replace(export, rows=rows, pages=pages, options={"resolved": "no"}))
    assert not page.xpath(f"//*[@id='a-{settled.annotation.id}']")
    assert len(page.xpath("//article")) == len(rows) - 1


def test_the_contents_of_a_single_report_are_its_headings(tmp_path: Path) -> None:
    page = tree(tmp_path, make_export())
    listed = [a.text_content() for a in page.xpath("//nav//a")]
    assert listed[1:] == ["一、主要举措和成效", "（一）深化“放管服”改革", "二、存在的不足"]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_chromium_prints_every_text_and_note_on_a4(tmp_path: Path) -> None:
    [path] = write("html", make_export(2), tmp_path / "a.html", WORDS_ZH)
    subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer"),
            *(f"--print-to-pdf={tmp_path / 'a.pdf'}", path.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pdf = pdfium.PdfDocument(tmp_path / "a.pdf")
    sizes = {tuple(round(side) for side in page.get_size()) for page in pdf}
    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert sizes == {(595, 842)}
    assert said.count("𠮷祥街道率先完成") == 4, "in the text and in the note of each report"
    assert said.count("第二段<b>&") == 2
    pdf.close()
