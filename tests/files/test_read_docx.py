"""Word documents: what Word shows is what is read."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.files.docx_numbers import chinese_number, formatted
from app.files.reading import read_report
from files.reading_fixtures import (
    WORD,
    docx,
    level,
    package,
    paragraph,
    paragraphs,
    raw_of,
    reason_of,
    table,
    text,
)

LEVELS = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircleChinese", "%4"),
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="9">{"".join(LEVELS)}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="9"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def lines_of(body: str, **parts: str) -> list[str]:
    return raw_of(docx(body, **parts)).text.split("\n")


def numbered(*levels: int, list_: int = 1, numbering: str = NUMBERING) -> list[str]:
    body = "".join(paragraph("题", (list_, place)) for place in levels)
    return lines_of(body, numbering=numbering)


def test_plain_paragraphs_come_out_one_by_one() -> None:
    body = "".join(paragraph(line) for line in text().split("\n"))
    raw = raw_of(docx(body))
    assert raw.text == text()
    assert raw.notes == ()


def test_a_file_of_another_library_is_read() -> None:
    document = python_docx.Document()
    document.add_heading("标题", 0)
    for line in paragraphs():
        document.add_paragraph(line)
    document.core_properties.title = "模板的标题"
    document.sections[0].header.paragraphs[0].text = "页眉"
    buffer = io.BytesIO()
    document.save(buffer)
    raw = raw_of(buffer.getvalue())
    assert raw.text.split("\n") == ["标题", *paragraphs()]
    assert raw.hints == {}


# --- list numbers ---------------------------------------------------------------------


def test_chinese_list_numbers_are_computed_level_by_level() -> None:
    assert numbered(0, 1, 2, 3, 3, 2, 1, 0, 1) == [
        "一、题", "（一）题", "1.题", "①题", "②题", "2.题", "（二）题", "二、题", "（一）题",
    ]  # fmt: skip


def test_computed_numbers_are_counted_in_a_note() -> None:
    raw = raw_of(docx(paragraph("甲", (1, 0)) + paragraph("乙", (1, 1)), numbering=NUMBERING))
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("automatic_numbers", {"count": 2})]


def test_numbers_go_on_past_ten() -> None:
    assert numbered(*[0] * 21)[9:12] == ["十、题", "十一、题", "十二、题"]
    assert numbered(*[0] * 21)[-1] == "二十一、题"


def test_a_start_override_restarts_the_list_once() -> None:
    body = "".join(paragraph("题", (list_, 0)) for list_ in (1, 1, 2, 2))
    assert lines_of(body, numbering=NUMBERING) == ["一、题", "二、题", "一、题", "二、题"]


def test_a_level_can_be_told_not_to_restart() -> None:
    going_on = level(2, "decimal", "%3.", '<w:lvlRestart w:val="0"/>')
    levels = "".join((*LEVELS[:2], going_on))
    numbering = (
        f'<w:abstractNum w:abstractNumId="9">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    )
    assert numbered(0, 1, 2, 2, 1, 2, numbering=numbering)[-1] == "3.题"


def test_legal_levels_show_all_places_in_digits() -> None:
    legal = level(1, "decimal", "%1.%2", "<w:isLgl/>")
    numbering = (
        f'<w:abstractNum w:abstractNumId="9">{LEVELS[0]}{legal}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    )
    assert numbered(0, 1, 1, numbering=numbering) == ["一、题", "1.1题", "1.2题"]


def test_an_override_may_replace_a_whole_level() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="9">{LEVELS[0]}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'chineseLegalSimplified', '第%1章')}</w:lvlOverride></w:num>"
    )
    assert numbered(0, 0, numbering=numbering) == ["第壹章题", "第贰章题"]


def test_numbers_come_through_the_chain_of_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", style="H1") + paragraph("乙", style="H2") + paragraph("丙", style="Own")
    assert lines_of(body, numbering=NUMBERING, styles=styles) == ["一、甲", "（一）乙", "二、丙"]


def test_a_level_is_found_by_the_style_it_names() -> None:
    named = level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
    numbering = (
        f'<w:abstractNum w:abstractNumId="9">{LEVELS[0]}{named}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    assert lines_of(paragraph("乙", style="H2"), numbering=numbering, styles=styles) == ["（一）乙"]


def test_list_zero_takes_the_number_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    body = paragraph("甲", (0, 0), style="H1") + paragraph("乙", style="H1")
    assert lines_of(body, numbering=NUMBERING, styles=styles) == ["甲", "一、乙"]


def test_a_style_names_its_level_before_the_style_it_is_based_on() -> None:
    first = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
    second = level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
    numbering = (
        f'<w:abstractNum w:abstractNumId="9">{first}{second}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
    )
    body = paragraph("甲", style="H1") + paragraph("乙", style="H2")
    assert lines_of(body, numbering=numbering, styles=styles) == ["一、甲", "（一）乙"]


def test_a_level_without_a_start_begins_at_zero() -> None:
    bare = LEVELS[2].replace('<w:start w:val="1"/>', "")
    numbering = (
        f'<w:abstractNum w:abstractNumId="9">{bare}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    )
    assert lines_of(paragraph("甲", (1, 2)), numbering=numbering) == ["0.甲"]


def test_bullets_are_shown_and_not_counted_as_numbers() -> None:
    bullets = "".join(level(n, "bullet", t) for n, t in enumerate(("\uf06c", "—", "l")))
    numbering = (
        f'<w:abstractNum w:abstractNumId="9">{bullets}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    )
    raw = raw_of(docx("".join(paragraph("项", (1, n)) for n in range(3)), numbering=numbering))
    assert raw.text == "•项\n—项\n•项"
    assert raw.notes == ()


def test_a_number_does_not_run_into_a_figure() -> None:
    tabbed = NUMBERING.replace('<w:suff w:val="nothing"/>', "")
    body = paragraph("2023年工作", (1, 2)) + paragraph("工作", (1, 2))
    assert lines_of(body, numbering=tabbed) == ["1. 2023年工作", "2.工作"]


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"),
     (101, "一百零一"), (110, "一百一十"), (111, "一百一十一"), (1001, "一千零一"), (1010, "一千零一十"),
     (12345, "12345")],
)  # fmt: skip
def test_numbers_in_words(number: int, words: str) -> None:
    assert chinese_number(number) == words


@pytest.mark.parametrize(
    ("format_", "labels"),
    [
        ("decimal", ["1", "2", "21"]),
        ("japaneseCounting", ["一", "二", "二十一"]),
        ("ideographDigital", ["一", "二", "二一"]),
        ("chineseLegalSimplified", ["壹", "贰", "贰拾壹"]),
        ("decimalEnclosedCircle", ["①", "②", "21"]),
        ("decimalEnclosedParen", ["⑴", "⑵", "(21)"]),
        ("decimalFullWidth", ["１", "２", "２１"]),
        ("decimalZero", ["01", "02", "21"]),
        ("ideographTraditional", ["甲", "乙", "甲"]),
        ("upperRoman", ["I", "II", "XXI"]),
        ("lowerLetter", ["a", "b", "u"]),
        ("ordinal", ["1st", "2nd", "21st"]),
        ("numberInDash", ["- 1 -", "- 2 -", "- 21 -"]),
        ("ideographEnclosedCircle", ["㈠", "㈡", "21"]),
        ("decimalEnclosedCircleChinese", ["①", "②", "21"]),
        ("decimalEnclosedFullstop", ["⒈", "⒉", "21."]),
        ("chineseCountingThousand", ["一", "二", "二十一"]),
        ("chineseCounting", ["一", "二", "二十一"]),
        ("ideographZodiac", ["子", "丑", "申"]),
        ("lowerRoman", ["i", "ii", "xxi"]),
        ("upperLetter", ["A", "B", "U"]),
        ("hex", ["1", "2", "15"]),
        ("none", ["", "", ""]),
        ("neverHeardOf", ["1", "2", "21"]),
    ],
)
def test_number_formats(format_: str, labels: list[str]) -> None:
    assert [formatted(number, format_) for number in (1, 2, 21)] == labels


def test_headings_are_named_by_level_style_chain_or_name(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="我的标题"/><w:basedOn w:val="a3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a6"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="heading 3"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    prose = paragraph(
        "全区各级各部门坚持以习近平法治思想为指导，扎实推进法治政府建设各项工作，成效明显。"
    )
    own = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>明年打算</w:t></w:r></w:p>'
    body = paragraph("云岭区2023年度法治政府建设情况报告", style="a3") + prose
    for words_, style in (("成效", "a4"), ("放管服", "a5"), ("双公示", "a6"), ("不是标题", "a7")):
        body += paragraph(words_, style=style) + prose
    data = docx(body + own + prose, styles=styles)
    assert raw_of(data).headings == ((0, 1), (2, 1), (4, 2), (6, 2), (10, 1))
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    assert [(s.level, s.heading, s.confidence > 0.8) for s in read_report(path).sections] == [
        (1, "成效", True), (2, "放管服", True), (2, "双公示", True), (1, "明年打算", True),
    ]  # fmt: skip


def test_numbers_outrank_the_headings_that_a_file_names(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="heading 1"/></w:style>'
    body = "".join(paragraph(line) for line in text().split("\n")) + paragraph("附言", style="a3")
    path = tmp_path / "报告.docx"
    path.write_bytes(docx(body, styles=styles))
    assert "附言" not in [s.heading for s in read_report(path).sections]


# --- what stands in a paragraph --------------------------------------------------------


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def words(content: str) -> str:
    return run(f"<w:t>{content}</w:t>")


def test_tracked_insertions_stay_and_deletions_go() -> None:
    body = (
        "<w:p>" + words("原有") + f"<w:ins w:id='1'>{words('插入')}</w:ins>"
        "<w:del w:id='2'><w:r><w:delText>删除</w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3'>{words('移走')}</w:moveFrom><w:moveTo w:id='4'>{words('移来')}</w:moveTo></w:p>"
    )
    raw = raw_of(docx(body))
    assert raw.text == "原有插入移来"
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("tracked_changes", {"count": 2})]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{words('前半')}</w:p>"
    assert lines_of(first + paragraph("后半")) == ["前半后半"]


def test_a_text_box_is_read_once() -> None:
    inner = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    box = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{inner}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert lines_of(f"<w:p>{words('段落')}{run(box)}</w:p>") == ["段落", "框内"]


def test_a_text_box_in_a_cell_and_a_box_in_a_box_are_read_once() -> None:
    inner = f"<w:txbxContent>{paragraph('里')}</w:txbxContent>"
    box = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{inner}</w:drawing></mc:Choice>"
        f"<mc:Choice Requires='wpg'><w:drawing>{inner}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    outer = f"<w:txbxContent><w:p>{words('外')}{run(box)}</w:p></w:txbxContent>"
    body = f"<w:p>{words('格')}{run(f'<w:drawing>{outer}</w:drawing>')}</w:p>"
    assert lines_of(body) == ["格", "外", "里"]
    assert lines_of(table([[body, "右"]])) == ["格 外 里\t右"]


def test_a_box_with_the_old_form_only_is_read() -> None:
    inner = f"<w:txbxContent>{paragraph('旧式')}</w:txbxContent>"
    box = f"<mc:AlternateContent><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert lines_of(f"<w:p>{run(box)}</w:p>") == ["旧式"]


def test_content_controls_and_links_are_read() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('控件里')}</w:sdtContent></w:sdt>"
        f"<w:p><w:sdt><w:sdtContent>{words('行内')}</w:sdtContent></w:sdt>"
        f"<w:hyperlink>{words('链接')}</w:hyperlink></w:p>"
    )
    assert lines_of(body) == ["控件里", "行内链接"]


def test_fields_show_their_result_only() -> None:
    body = (
        "<w:p>" + words("第") + run("<w:fldChar w:fldCharType='begin'/>")
        + run("<w:instrText> PAGE </w:instrText>") + run("<w:fldChar w:fldCharType='separate'/>")
        + words("7") + run("<w:fldChar w:fldCharType='end'/>") + words("页") + "</w:p>"
    )  # fmt: skip
    assert lines_of(body) == ["第7页"]


def character(kind: str) -> str:
    return run(f"<w:fldChar w:fldCharType='{kind}'/>")


def test_the_code_of_a_field_is_not_text_whatever_it_holds() -> None:
    inner = character("begin") + run("<w:instrText>REF x</w:instrText>") + character("separate")
    inner += words("甲") + character("end")
    outer = character("begin") + run("<w:instrText>IF </w:instrText>") + inner
    outer += character("separate") + words("结果") + character("end")
    assert lines_of(f"<w:p>{words('前')}{outer}{words('后')}</w:p>") == ["前结果后"]


def test_a_field_over_several_paragraphs_keeps_its_result() -> None:
    first = (
        f"<w:p>{character('begin')}{run('<w:instrText>TOC</w:instrText>')}{character('separate')}"
    )
    body = f"{first}{words('一、甲')}</w:p>{paragraph('二、乙')}<w:p>{character('end')}{words('后')}</w:p>"
    assert lines_of(body) == ["一、甲", "二、乙", "后"]


def test_a_field_without_an_end_hides_nothing() -> None:
    body = f"<w:p>{words('前')}{character('begin')}{words('后')}</w:p>" + paragraph("续")
    assert lines_of(body) == ["前后", "续"]
    deleted_end = f"<w:del w:id='1'>{character('end')}</w:del>"
    body = f"<w:p>{words('前')}{character('begin')}{words('后')}{deleted_end}</w:p>" + paragraph(
        "续"
    )
    assert lines_of(body) == ["前后", "续"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r"eq \o\ac(○,1)", "①"),
        (r" EQ \o\ac(○,二)", "㊁"),
        (r"eq \o\ac(□,√)", "√"),
        (r"EQ \* jc2 \o\ad(\s\up 11(fǎ),法)", "法"),
        ("TC x", ""),
    ],
)
def test_a_character_drawn_by_a_field_is_not_lost(code: str, shown: str) -> None:
    field = character("begin") + run(f"<w:instrText>{code}</w:instrText>") + character("end")
    assert lines_of(f"<w:p>{words('前')}{field}{words('后')}</w:p>") == [f"前{shown}后"]


def test_hidden_text_is_left_out_and_counted() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
    shown = (
        "<w:r><w:rPr><w:rStyle w:val='Secret'/><w:vanish w:val='0'/></w:rPr><w:t>显示</w:t></w:r>"
    )
    styled = "<w:r><w:rPr><w:rStyle w:val='Secret'/></w:rPr><w:t>样式</w:t></w:r>"
    styles = (
        "<w:style w:type='character' w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='Gone'><w:rPr><w:vanish/></w:rPr></w:style>"
    )
    body = f"<w:p>{words('前')}{hidden}{hidden}{words('中')}{styled}{shown}</w:p>"
    raw = raw_of(docx(body + paragraph("整段", style="Gone"), styles=styles))
    assert raw.text == "前中显示"
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("hidden_text", {"count": 3})]


def test_a_hidden_or_moved_paragraph_mark_joins_two_paragraphs() -> None:
    for mark in ("<w:vanish/>", "<w:moveFrom w:id='1'/>"):
        first = f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{words('前半')}</w:p>"
        assert lines_of(first + paragraph("后半")) == ["前半后半"]
        assert lines_of(table([[first + paragraph("后半"), "右"]])) == ["前半后半\t右"]


def test_embedded_files_and_drawings_are_said_to_be_unread() -> None:
    drawing = (
        "<w:r><w:drawing><d:relIds xmlns:d='http://schemas.openxmlformats.org/drawingml/2006/diagram'/>"
        "</w:drawing></w:r>"
    )
    raw = raw_of(docx(f"<w:altChunk r='1'/><w:p>{words('正文')}{drawing}</w:p>"))
    assert raw.text == "正文"
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("embedded", {"count": 2})]


def test_comments_are_not_text() -> None:
    mark = run("<w:commentReference w:id='1'/>")
    body = f"<w:p><w:commentRangeStart w:id='1'/>{words('正文')}{mark}</w:p>"
    assert lines_of(body, comments=f"<w:comment w:id='1'>{paragraph('意见')}</w:comment>") == [
        "正文"
    ]


def test_line_breaks_of_the_source_are_not_breaks_of_the_text() -> None:
    assert lines_of(f"<w:p>{words('甲' + chr(10) + '  乙')}</w:p>") == ["甲   乙"]


def test_breaks_tabs_and_hyphens_are_kept() -> None:
    body = (
        "<w:p>"
        + words("甲")
        + run("<w:br/>")
        + words("乙")
        + run("<w:tab/>")
        + words("丙")
        + "</w:p>"
    )
    assert lines_of(body) == ["甲", "乙\t丙"]


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("脚注内容")}</w:footnote>'
    )
    body = (
        "<w:p>"
        + words("正文")
        + run('<w:footnoteReference w:id="2"/>')
        + "</w:p>"
        + paragraph("后")
    )
    assert lines_of(body, footnotes=notes) == ["正文[注1]", "后", "[注1] 脚注内容"]


def test_a_note_of_several_paragraphs_is_one_line() -> None:
    note = f'<w:footnote w:id="2">{paragraph("一段")}{paragraph("二段")}</w:footnote>'
    end = f'<w:endnote w:id="2">{paragraph("尾注")}</w:endnote>'
    body = (
        "<w:p>" + run('<w:endnoteReference w:id="2"/>') + words("正文")
        + run('<w:footnoteReference w:id="2"/>') + "</w:p>"
    )  # fmt: skip
    assert lines_of(body, footnotes=note, endnotes=end) == [
        "[注1]正文[注2]", "[注1] 尾注", "[注2] 一段 二段",
    ]  # fmt: skip


def test_deletions_inside_a_note_are_left_out() -> None:
    deleted = "<w:del w:id='2'><w:r><w:delText>删除</w:delText></w:r></w:del>"
    note = f'<w:footnote w:id="2"><w:p>{words("留下")}{deleted}</w:p></w:footnote>'
    body = f"""<w:p>{words("正文")}{run('<w:footnoteReference w:id="2"/>')}</w:p>"""
    assert lines_of(body, footnotes=note) == ["正文[注1]", "[注1] 留下"]


def test_symbols_of_a_picture_font_are_named_or_counted() -> None:
    known = run('<w:sym w:font="Wingdings" w:char="F0FE"/>')
    unknown = run('<w:sym w:font="Own" w:char="F123"/>')
    raw = raw_of(docx(f"<w:p>{known}{unknown}</w:p>"))
    assert raw.text == "☑\ufffd"
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("replaced", {"count": 1})]


# --- tables ----------------------------------------------------------------------------


def test_rows_become_tab_separated_lines() -> None:
    assert lines_of(table([["项目", "件数"], ["复议", "70"], ["", ""]])) == [
        "项目\t件数",
        "复议\t70",
    ]


def test_a_nested_table_stays_in_its_cell() -> None:
    inner = table([["内甲", "内乙"]])
    assert lines_of(table([["外", inner + paragraph("后")]])) == ["外\t内甲 内乙 后"]


def test_a_report_inside_a_table_keeps_its_paragraphs() -> None:
    cell = "".join(paragraph(line) for line in paragraphs())
    assert lines_of(table([[cell]])) == paragraphs()


def test_merged_cells_and_cells_in_controls_keep_their_places() -> None:
    merged = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('')}</w:tc>"
    control = f"<w:sdt><w:sdtContent><w:tc>{paragraph('乙')}</w:tc></w:sdtContent></w:sdt>"
    rows = f"<w:tr><w:tc>{paragraph('甲')}</w:tc>{control}</w:tr><w:tr>{merged}<w:tc>{paragraph('丙')}</w:tc></w:tr>"
    wide = f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('合计')}</w:tc>"
    row = f"<w:sdt><w:sdtContent><w:tr>{wide}</w:tr></w:sdtContent></w:sdt>"
    assert lines_of(f"<w:tbl>{rows}{row}</w:tbl>") == ["甲\t乙", "\t丙", "合计"]


def test_a_deleted_row_is_left_out() -> None:
    row = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{paragraph('删')}</w:tc></w:tr>"
    assert lines_of(f"<w:tbl><w:tr><w:tc>{paragraph('留')}</w:tc></w:tr>{row}</w:tbl>") == ["留"]


# --- packages --------------------------------------------------------------------------


def test_the_main_part_is_found_by_its_relation() -> None:
    assert raw_of(docx(paragraph("正文"), main="docs/main.xml")).text == "正文"


def test_parts_are_found_by_relations_and_not_by_names() -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = (
        f'<Relationships xmlns="{space}"><Relationship Id="a" Type="{kinds}numbering" Target="../n/n2.xml"/>'
        f'<Relationship Id="b" Type="{kinds}styles" Target="/s.xml"/></Relationships>'
    )
    style = '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    root = f'<Relationships xmlns="{space}"><Relationship Type="{kinds}officeDocument" Target="word/d2.xml"/></Relationships>'
    whole = (
        f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("甲", style="H")}</w:body></w:document>'
    )
    data = package([
        ("[Content_Types].xml", "<Types>wordprocessingml</Types>"),
        ("_rels/.rels", root), ("word/d2.xml", whole), ("word/_rels/d2.xml.rels", relations),
        ("n/n2.xml", f'<w:numbering xmlns:w="{WORD}">{NUMBERING}</w:numbering>'),
        ("s.xml", f'<w:styles xmlns:w="{WORD}">{style}</w:styles>'),
    ])  # fmt: skip
    assert raw_of(data, "报告.docm").text == "一、甲"


def test_strict_open_xml_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{paragraph("严格")}</w:body></w:document>'
    assert raw_of(package([("word/document.xml", body)])).text == "严格"


def test_a_document_type_is_refused_in_every_encoding() -> None:
    lol = '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    assert reason_of(docx(paragraph("甲"), prolog=lol)) == "suspicious"
    external = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert reason_of(docx(paragraph("甲"), prolog=external)) == "suspicious"
    whole = f'{lol}<w:document xmlns:w="{WORD}"><w:body/></w:document>'
    assert reason_of(package([("word/document.xml", whole.encode("utf-16"))])) == "suspicious"


def test_a_zip_bomb_is_refused_by_its_declared_size() -> None:
    assert reason_of(package([("word/document.xml", b" " * 60_000_000)])) == "suspicious"


def test_a_zip_bomb_that_lies_about_its_size_is_stopped() -> None:
    data = package([("word/document.xml", b" " * 60_000_000)])
    size = (60_000_000).to_bytes(4, "little")
    assert reason_of(data.replace(size, (99).to_bytes(4, "little"))) in ("damaged", "suspicious")


def test_absurd_nesting_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000
    assert reason_of(docx(deep)) == "suspicious"


def test_deeply_nested_tables_are_read() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 60
    assert lines_of(deep) == ["底"]


def test_names_that_climb_out_are_only_names() -> None:
    body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("正文")}</w:body></w:document>'
    data = package([("../../x", "1"), ("C:\\a", "2"), ("word/document.xml", body)])
    assert raw_of(data).text == "正文"


def test_a_document_without_a_body_is_damaged() -> None:
    data = package([("word/document.xml", f'<w:document xmlns:w="{WORD}"/>')])
    assert reason_of(data) == "damaged"


def test_an_empty_document_has_no_text() -> None:
    assert reason_of(docx(paragraph(" "))) == "no_text"


RICH = (
    paragraph("甲", (1, 0)) + paragraph("乙", (1, 1), style="H") + table([["一", "二"]])
    + f"<w:p>{character('begin')}{run('<w:instrText>eq x</w:instrText>')}{character('separate')}"
    + words("果") + character("end") + run('<w:footnoteReference w:id="2"/>') + "</w:p>"
)  # fmt: skip
RICH_PARTS = {
    "numbering": NUMBERING,
    "styles": '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>',
    "footnotes": f'<w:footnote w:id="2">{paragraph("注")}</w:footnote>',
}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_flipped_bytes_of_its_parts_give_a_value_or_a_reason(data: st.DataObject) -> None:
    whole = zipfile.ZipFile(io.BytesIO(docx(RICH, **RICH_PARTS)))
    name = data.draw(st.sampled_from([n for n in whole.namelist() if n.startswith("word/")]))
    part = bytearray(whole.read(name))
    flips = st.tuples(st.integers(0, len(part) - 1), st.sampled_from(b'<>/"w:0123456789ablpr &'))
    for place, value in data.draw(st.lists(flips, max_size=6)):
        part[place] = value
    parts = [(n, bytes(part) if n == name else whole.read(n)) for n in whole.namelist()]
    try:
        raw = raw_of(package(parts))
    except UnreadableFile:
        return
    assert raw.text.strip()


def test_a_damaged_twin_never_passes_for_the_file() -> None:
    dice = random.Random(5)
    whole = docx("".join(paragraph(line) for line in text().split("\n")))
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(20):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            reason = reason_of(bytes(data))
        except AssertionError:
            assert raw_of(bytes(data)).text.startswith(text()[:9])
        else:
            assert reason in (
                "damaged",
                "truncated",
                "encrypted",
                "suspicious",
                "unsupported",
                "binary",
            )


def test_a_comment_in_the_middle_of_a_word_ends_nothing() -> None:
    runs = "<w:r><w:t>依法<!-- c -->行<?x y?>政<![CDATA[，𠮷]]>祥</w:t></w:r>"
    assert raw_of(docx(paragraph(runs))).text == "依法行政，𠮷祥"
