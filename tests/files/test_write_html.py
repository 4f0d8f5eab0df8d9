"""The printable page as a browser reads it."""

from __future__ import annotations

from pathlib import Path

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
    shown = [p.text_content() for p in text if p.tag != "h3"]
    assert shown == lines


def test_comments_and_citations_stand_with_their_quotes(tmp_path: Path) -> None:
    page = tree(tmp_path, make_export())
    note = page.xpath("//article")[0]
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
