"""OpenDocument texts: what LibreOffice shows is what is read."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from files.reading_fixtures import package, raw_of, reason_of, text

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("svg", "svg-compatible"),
    )
) + ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'  # fmt: skip


def style(name: str, *levels: tuple[str, str, str], more: str = "") -> str:
    """A list style; each level has prefix, format and suffix."""
    inside = "".join(
        f'<text:list-level-style-number text:level="{place}" style:num-prefix="{prefix}" '
        f'style:num-format="{format_}" style:num-suffix="{suffix}" {more}/>'
        for place, (prefix, format_, suffix) in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{inside}</text:list-style>'


LISTS = style("L", ("", "一, 二, 三, ...", "、"), ("（", "一, 二, 三, ...", "）"), ("", "1", "."))


def content(body: str, styles: str = LISTS) -> str:
    return (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def odt(body: str, styles: str = LISTS, *more: tuple[str, str]) -> bytes:
    mimetype = ("mimetype", "application/vnd.oasis.opendocument.text")
    return package([mimetype, ("content.xml", content(body, styles)), *more])


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def item(inside: str, more: str = "") -> str:
    return f"<text:list-item {more}>{inside}</text:list-item>"


def listed(inside: str, more: str = 'text:style-name="L"') -> str:
    return f"<text:list {more}>{inside}</text:list>"


def lines_of(body: str, styles: str = LISTS) -> list[str]:
    return raw_of(odt(body, styles)).text.split("\n")


def test_paragraphs_come_out_one_by_one() -> None:
    body = "".join(p(escape(line)) for line in text().split("\n"))
    raw = raw_of(odt(body))
    assert raw.text == text()
    assert raw.notes == ()


def test_a_file_of_one_xml_document_is_read() -> None:
    flat = content(p("正文")).replace("office:document-content", "office:document")
    assert raw_of(f'<?xml version="1.0"?>{flat}'.encode()).text == "正文"


# --- numbers ---------------------------------------------------------------------------


def test_chinese_list_numbers_are_computed_level_by_level() -> None:
    deepest = listed(item(p("丙")) + item(p("丁")), "")
    inner = listed(item(p("乙") + deepest) + item(p("戊")), "")
    raw = raw_of(odt(listed(item(p("甲") + inner) + item(p("己")))))
    assert raw.text.split("\n") == ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "二、己"]
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("automatic_numbers", {"count": 6})]


def test_lists_go_on_only_when_they_say_so() -> None:
    same = 'text:style-name="L" text:continue-numbering="true"'
    named = 'text:style-name="L" text:continue-list="a"'
    first = listed(item(p("甲")), 'text:style-name="L" xml:id="a"')
    rest = (
        listed(item(p("乙")), same) + p("段") + listed(item(p("丙"))) + listed(item(p("丁")), named)
    )
    assert lines_of(first + rest) == ["一、甲", "二、乙", "段", "一、丙", "三、丁"]


def test_a_deeper_list_goes_on_after_a_paragraph_between() -> None:
    first = listed(item(p("甲") + listed(item(p("乙")), "")))
    going = listed(
        item(listed(item(p("丙")), "")), 'text:style-name="L" text:continue-numbering="true"'
    )
    assert lines_of(first + p("段") + going) == ["一、甲", "（一）乙", "段", "（二）丙"]


def test_start_values_of_styles_and_items_count() -> None:
    started = style("S", ("", "1", ")"), more='text:start-value="5"')
    items = item(p("甲")) + item(p("乙"), 'text:start-value="9"') + item(p("丙"))
    assert lines_of(listed(items, 'text:style-name="S"'), started) == ["5)甲", "9)乙", "10)丙"]


def test_only_the_first_paragraph_of_an_item_has_the_number() -> None:
    header = "<text:list-header><text:p>头</text:p></text:list-header>"
    assert lines_of(listed(header + item(p("甲") + p("续")) + item(p("")) + item(p("乙")))) == [
        "头", "一、甲", "续", "三、乙",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("format_", "label"),
    [("1", "3"), ("a", "c"), ("I", "III"), ("壹, 贰, 叁, ...", "叁"), ("①, ②, ③, ...", "③"),
     ("甲, 乙, 丙, ...", "丙"), ("１, ２, ３, ...", "３"), ("", "")],
)  # fmt: skip
def test_number_formats(format_: str, label: str) -> None:
    only = style("S", ("", format_, ""), more='text:start-value="3"')
    assert lines_of(listed(item(p("题")), 'text:style-name="S"'), only) == [f"{label}题"]


def test_a_number_may_show_the_levels_above() -> None:
    both = style("S", ("", "1", "."), ("", "1", ""), more='text:display-levels="2"')
    patterned = style("S", ("", "一", ""), ("", "1", ""), more='loext:num-list-format="%1%-%2%"')
    body = listed(item(p("甲") + listed(item(p("乙")), "")), 'text:style-name="S"')
    assert lines_of(body, both) == ["1.甲", "1.1乙"]
    assert lines_of(body, patterned)[1] == "一-1乙"


def test_numbered_headings_count_for_themselves() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
        'style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:outline-level-style '
        'text:level="2" style:num-format=""/></text:outline-style>'
    )
    one, two = (f'<text:h text:outline-level="{n}">题</text:h>' for n in (1, 2))
    assert lines_of(one + two + one, outline) == ["一、题", "题", "二、题"]


def test_a_number_that_the_file_holds_is_taken() -> None:
    assert lines_of(p("<text:number>第五条</text:number>内容")) == ["第五条内容"]


def test_a_number_does_not_run_into_a_figure() -> None:
    number = style("S", ("", "1", "."))
    assert lines_of(listed(item(p("2023年")), 'text:style-name="S"'), number) == ["1. 2023年"]


# --- what stands in a paragraph --------------------------------------------------------


def test_white_space_is_what_the_file_means() -> None:
    body = p(
        '  a\n  b <text:s text:c="3"/>c<text:tab/>d<text:line-break/> e <text:span> f</text:span>'
    )
    assert lines_of(body) == ["a b    c\td", "e f"]


def test_deletions_are_left_out_and_insertions_kept() -> None:
    gone = (
        '<text:tracked-changes><text:changed-region xml:id="c1"><text:deletion>'
        "<office:change-info/><text:p>删</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    raw = raw_of(
        odt(
            gone + p('前<text:change text:change-id="c1"/><text:change-start/>增<text:change-end/>')
        )
    )
    assert raw.text == "前增"
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("tracked_changes", {"count": 1})]


def test_notes_stand_at_the_end_and_comments_nowhere() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>注的</text:p><text:p>内容</text:p></text:note-body></text:note>"
    )
    comment = "<office:annotation><text:p>批语</text:p></office:annotation>"
    assert lines_of(p(f"正{note}文{comment}") + p("尾")) == ["正[注1]文", "尾", "[注1] 注的 内容"]


def test_text_boxes_come_once_after_their_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box><svg:title>图</svg:title></draw:frame>"
    shape = "<draw:custom-shape><text:p>形内</text:p></draw:custom-shape>"
    assert lines_of(p(f"前{box}后{shape}") + box) == ["前后", "框内", "形内", "框内"]


def test_sections_and_contents_are_walked_and_templates_are_not() -> None:
    contents = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>目录"
        "</text:index-title-template></text:table-of-content-source><text:index-body>"
        "<text:index-title><text:p>目 录</text:p></text:index-title><text:p>一、甲</text:p>"
        "</text:index-body></text:table-of-content>"
    )
    assert lines_of(contents + f"<text:section>{p('正文')}</text:section>") == [
        "目 录", "一、甲", "正文",
    ]  # fmt: skip


def cell(*lines: str) -> str:
    return f"<table:table-cell>{''.join(map(p, lines))}</table:table-cell>"


def rows(*rows: tuple[str, ...]) -> str:
    inside = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    return f"<table:table>{inside}</table:table>"


def test_tables_become_rows_with_tabs() -> None:
    head = f"<table:table-header-rows><table:table-row>{cell('指标')}{cell('数量')}</table:table-row></table:table-header-rows>"
    table = rows((cell("许可", "网上"), cell("3,412")), (cell(""), "<table:covered-table-cell/>"))
    assert lines_of(table.replace("<table:table>", f"<table:table>{head}")) == [
        "指标\t数量", "许可 网上\t3,412",
    ]  # fmt: skip


def test_nested_tables_and_cells_of_prose_are_walked() -> None:
    inner = rows((cell("1"), cell("2")))
    long = "深化改革" * 20
    outer = rows((f"<table:table-cell>{p('前')}{inner}</table:table-cell>", cell("旁")))
    assert lines_of(outer + rows((cell(long, long), cell("尾")))) == [
        "前", "1\t2", "旁", long, long, "尾",
    ]  # fmt: skip


# --- what cannot be read ---------------------------------------------------------------


def test_an_encrypted_file_is_named() -> None:
    manifest = ("META-INF/manifest.xml", "<m><encryption-data/></m>")
    assert reason_of(odt(p("x"), LISTS, manifest)) == "encrypted"


@pytest.mark.parametrize(("part", "kind"), [("spreadsheet", "ods"), ("presentation", "odp")])
def test_other_documents_are_named(part: str, kind: str) -> None:
    other = content("").replace("office:text", f"office:{part}")
    with pytest.raises(UnreadableFile) as caught:
        raw_of(package([("content.xml", other)]))
    assert (caught.value.reason, caught.value.values) == ("unsupported", {"kind": kind})


def test_entities_broken_xml_and_empty_files_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]>' + content(p("&b;"))
    assert reason_of(package([("content.xml", bomb)])) == "suspicious"
    assert (
        reason_of(bomb.replace("office:document-content", "office:document").encode())
        == "suspicious"
    )
    assert reason_of(package([("content.xml", content(p("x"))[:-9])])) == "damaged"
    assert reason_of(odt(p(""))) == "no_text"
    assert reason_of(package([("content.xml", "<x/>")])) == "damaged"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=12))
def test_every_item_is_numbered_whatever_the_order_of_levels(levels: list[int]) -> None:
    """One list per item, as LibreOffice writes where paragraphs stand between."""
    body = ""
    for number, level in enumerate(levels):
        inside = item(p(f"题{number}"))
        for _ in range(level - 1):
            inside = item(listed(inside, ""))
        body += listed(inside, 'text:style-name="L" text:continue-numbering="true"') + p("段")
    found = lines_of(body)
    assert [line.partition("题")[2] for line in found[::2]] == [str(n) for n in range(len(levels))]
    assert found[1::2] == ["段"] * len(levels)
