"""Saved pages of government sites: the report visible, the page kept but hidden."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.files.reading import read_report
from files.reading_fixtures import (
    INFO,
    LABELS,
    METAS,
    PAGES,
    TITLE,
    foot,
    links,
    menu,
    page,
    paragraphs,
    raw_of,
    reason_of,
    squeezed,
    text,
    visible_lines,
    wrapped,
)

BODY = page(menu() + f'<h1>{TITLE}</h1>{INFO}<div id="zoom">{wrapped("<p>{}</p>")}</div>' + foot())


def codes(data: bytes) -> list[str]:
    return [note.code for note in raw_of(data, "a.html").notes]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_paragraph_comes_out_as_one_visible_line(name: str) -> None:
    visible = [squeezed(line) for line in visible_lines(raw_of(PAGES[name].encode()))]
    assert [squeezed(p) for p in paragraphs() if squeezed(p) not in visible] == []
    assert squeezed(TITLE) in visible


@pytest.mark.parametrize("name", sorted(PAGES))
def test_menus_and_footers_are_hidden(name: str) -> None:
    visible = "\n".join(visible_lines(raw_of(PAGES[name].encode())))
    for word in ("政务服务", "网站标识码", "扫一扫", "打印本页", "安全生产工作会议", "不是正文"):
        assert word not in visible


@pytest.mark.parametrize("name", sorted(PAGES))
def test_nothing_of_the_page_is_dropped(name: str) -> None:
    text = raw_of(PAGES[name].encode()).text
    assert "网站标识码：5001110015" in text
    assert "TRS_Editor P" not in text
    assert "var 统计" not in text


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_saved_page_is_understood_as_its_report(tmp_path: Path, name: str) -> None:
    path = tmp_path / "下载.html"
    path.write_text(PAGES[name], encoding="utf-8")
    parsed = read_report(path)
    assert parsed.metadata.title.value == TITLE
    assert parsed.metadata.year.value == "2023"
    assert parsed.metadata.signed_on.value == "2024-02-10"
    assert [s.label for s in parsed.sections if s.level == 1] == ["一、", "二、", "三、"]
    hidden = "".join(span.of(parsed.text) for span in parsed.furniture)
    assert "网站标识码" in hidden
    assert not any(paragraph in hidden for paragraph in paragraphs()[:-2])


def test_hints_are_spans_of_whole_lines() -> None:
    raw = raw_of(BODY.encode())
    assert raw.furniture_hints
    for before, after in zip(raw.furniture_hints, raw.furniture_hints[1:], strict=False):
        assert before.end < after.start
    for span in raw.furniture_hints:
        assert span.start == 0 or raw.text[span.start - 1] == "\n"
        assert span.end == len(raw.text) or raw.text[span.end] == "\n"


def test_meta_tags_become_hints() -> None:
    raw = raw_of(PAGES["trs_editor"].encode())
    assert raw.hints == {
        "title": TITLE,
        "published_on": "2024-02-15",
        "organisation": "云岭区人民政府",
        "site": "云岭区人民政府网",
    }


def test_a_source_that_is_no_issuer_is_no_hint() -> None:
    for source in ("本网", "超级管理员", "云岭新闻网", "网友投稿"):
        head = f'<meta name="contentSource" content="{source}">'
        assert "organisation" not in raw_of(page("<p>正文内容</p>", head).encode()).hints


def test_the_title_above_the_text_and_its_line_of_data_stay_visible() -> None:
    visible = visible_lines(raw_of(BODY.encode()))
    assert visible[0] == TITLE
    assert visible[1].startswith("发布时间：2024-02-15")


def test_the_table_of_metadata_stays_visible_row_by_row() -> None:
    body = page(menu() + LABELS + f"<h1>{TITLE}</h1><div id=zoom>{wrapped('<p>{}</p>')}</div>")
    visible = visible_lines(raw_of(body.encode()))
    assert visible[0] == "[ 索引号 ]\t11500111/2024-00019\t[ 发布机构 ]\t云岭区人民政府"


def test_a_data_table_in_the_text_becomes_rows_of_cells() -> None:
    table = (
        "<table border=1><tr><th>信息内容</th><th>制发件数</th></tr>"
        "<tr><td>行政规范性文件<br>（现行有效）</td><td>12</td></tr></table>"
    )
    body = page(f"<div id=zoom>{wrapped('<p>{}</p>')}{table}</div>")
    lines = raw_of(body.encode()).text.split("\n")
    assert "信息内容\t制发件数" in lines
    assert "行政规范性文件 （现行有效）\t12" in lines


def test_a_table_that_arranges_the_page_is_walked() -> None:
    body = page(
        f"<table><tr><td>栏目</td><td>导航</td></tr><tr><td>左</td><td>{wrapped('<p>{}</p>')}</td></tr></table>"
    )
    lines = raw_of(body.encode()).text.split("\n")
    assert set(paragraphs()) <= set(lines)


def test_hidden_blocks_and_forms_are_not_text() -> None:
    hidden = (
        '<div style="display: none">隐藏摘要</div><textarea>模板</textarea>'
        "<select><option>外交部</option></select><template>模子</template><p hidden>藏</p>"
    )
    text = raw_of(page(hidden + f"<div>{wrapped('<p>{}</p>')}</div>尾注").encode()).text
    for word in ("隐藏摘要", "模板", "外交部", "模子", "藏"):
        assert word not in text
    assert "尾注" in text


def test_a_line_break_in_the_source_joins_chinese_and_parts_english() -> None:
    text = raw_of(page("<p>法治\n    政府 rule of\n law</p>").encode()).text
    assert text == "法治政府 rule of law"


@pytest.mark.parametrize("label", ["gb2312", "GBK", "gb18030"])
def test_a_page_labelled_gb2312_is_read_as_gb18030(label: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    data = page(f"<div id=zoom>{wrapped('<p>{}</p>')}</div>", head).encode("gb18030")
    raw = raw_of(data)
    assert raw.notes[0].values == {"name": "gb18030"}
    assert "𠮷祥街道" in raw.text


def test_a_wrong_label_does_not_win_over_the_bytes() -> None:
    head = '<meta charset="utf-8">'
    raw = raw_of(page(f"<div>{wrapped('<p>{}</p>')}</div>", head).encode("gb18030"))
    assert raw.notes[0].values == {"name": "gb18030"}
    assert paragraphs()[0] in raw.text


def test_a_page_without_a_label_is_detected() -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert paragraphs()[0] in raw_of(PAGES["br_in_one_cell"].encode(encoding)).text


def test_a_paged_report_in_sibling_containers_is_one() -> None:
    half = len(paragraphs()) // 2
    parts = [
        "".join(f"<p>{p}</p>" for p in side) for side in (paragraphs()[:half], paragraphs()[half:])
    ]
    body = "".join(f'<div class="TRS_Editor">{part}</div>' for part in parts)
    visible = visible_lines(raw_of(page(menu() + f"<div>{body}</div>" + foot()).encode()))
    assert set(paragraphs()) <= set(visible)


def test_a_very_short_report_is_found_among_many_links() -> None:
    short = [
        "2023年，区医保局认真履行职责。",
        "一、主要做法",
        "加强领导，落实责任。",
        "区医疗保障局",
    ]
    body = "".join(f"<p>{line}</p>" for line in short)
    html = page(menu() + f"<h1>{TITLE}</h1><div>{body}</div>" + links(50) + foot())
    visible = visible_lines(raw_of(html.encode()))
    assert [line for line in visible if line in short] == short
    assert "我区召开第三季度安全生产工作会议" not in visible


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000 + "{}",
        "<span>" * 20_000 + "{}",
        "<p>" + "政府，" * 3_600_000 + "</p>{}",
    ],
)
def test_what_the_parser_loses_is_noticed_and_kept(body: str) -> None:
    data = ("<html><body>" + body.replace("{}", "<p>保留的一段文字</p>")).encode()
    if len(data) > 10_000_000:
        assert reason_of(data) == "too_large"  # after the strip: more than any report
        return
    raw = raw_of(data)
    assert "保留的一段文字" in raw.text
    assert "text_loss" in [note.code for note in raw.notes]


def test_a_healthy_page_has_no_note_of_loss() -> None:
    for html in PAGES.values():
        assert codes(html.encode()) == ["encoding"]


@pytest.mark.parametrize("pattern", ["a{}=1", 'a{}=">"', "a{}", "a{}='<'"])
def test_hundreds_of_thousands_of_attributes_do_not_hang(pattern: str) -> None:
    attributes = " ".join(pattern.format(i) for i in range(200_000))
    began = time.monotonic()
    raw = raw_of(f"<html><body><p {attributes}>一、总体情况</p></body></html>".encode())
    assert time.monotonic() - began < 10
    assert "一、总体情况" in raw.text


def test_a_page_without_text_says_so() -> None:
    assert reason_of(b"<html><body><img src=a.png></body></html>") == "no_text"


def test_metadata_marked_attributes_survive_entities() -> None:
    head = METAS.replace(TITLE, "云岭区&#x5e74;度报告&amp;总结")
    assert raw_of(page("<p>正文</p>", head).encode()).hints["title"] == "云岭区年度报告&总结"


def test_lines_of_preformatted_text_are_lines() -> None:
    source = text()
    lines = [line for line in source.split("\n") if line.strip()]
    for tag in ("<pre>", '<div style="white-space: pre-wrap">'):
        closing = "</" + tag[1:4] + ">"
        raw = raw_of(f"<html><body>{tag}\n{source}\n{closing}</body></html>".encode())
        assert [line for line in raw.text.split("\n") if line] == [
            " ".join(line.split()) for line in lines
        ]


def test_a_title_broken_over_lines_is_shown_whole() -> None:
    lines = ["云岭市人民政府", "关于2023年度法治政府建设情况的报告"]
    body = "".join(f"<p>{line}</p>" for line in [*lines, *text().split("\n")[1:]])
    page = (
        '<html><head><meta name="ArticleTitle" content="云岭市人民政府关于2023年度法治政府建设情况的报告">'
        f'</head><body><ul><li><a href="1">首页</a></li></ul><div id="zoom">{body}</div></body></html>'
    )
    raw = raw_of(page.encode())
    hidden = "".join(span.of(raw.text) for span in raw.furniture_hints)
    assert hidden == "首页"


def test_the_unit_above_a_title_outside_the_text_is_shown() -> None:
    body = "".join(f"<div>{line}</div>" for line in text().split("\n")[1:])
    page = (
        "<html><head><title>云岭市2023年法治政府建设情况</title></head><body><div><a>首页</a></div><div>"
        "<h1>云岭市司法局<br>关于云岭市2023年法治政府建设情况的报告</h1>"
        f"<div>{body}</div></div></body></html>"
    )
    raw = raw_of(page.encode())
    hidden = "".join(span.of(raw.text) for span in raw.furniture_hints)
    assert "云岭市司法局" not in hidden


def test_a_report_that_stands_twice_is_shown_once() -> None:
    copy = f"<h1>{TITLE}</h1>{wrapped('<p>{}</p>')}"
    for screens in (
        f"<div class=pc>{copy}</div><div class=wap>{copy}</div>",
        f"<div>{copy}</div><div>{copy}</div>",
    ):
        raw = raw_of(page(menu() + screens + foot()).encode())
        visible = [squeezed(line) for line in visible_lines(raw)]
        assert [visible.count(squeezed(line)) for line in (TITLE, *paragraphs())] == [
            [squeezed(p) for p in (TITLE, *paragraphs())].count(squeezed(line))
            for line in (TITLE, *paragraphs())
        ]
        assert raw.text.count(TITLE) == 2


def test_sentences_of_the_site_are_hidden_though_they_end_like_sentences() -> None:
    best = "为了获得最佳浏览效果，建议使用新版浏览器访问本网站，部分功能在旧版中可能无法使用。"
    claim = "声明：凡注明来源为本网的稿件，版权均属本网所有，未经授权不得转载、摘编。"
    body = f"{menu()}<div>{best}</div><h1>{TITLE}</h1>{wrapped('<p>{}</p>')}<p>{claim}</p>{foot()}"
    visible = "\n".join(visible_lines(raw_of(page(body).encode())))
    assert TITLE in visible
    assert paragraphs()[-1] in visible
    assert claim not in visible


def test_headlines_that_only_a_script_makes_links_are_no_report() -> None:
    news = "".join(f"<div onclick='go({i})'>全区优化营商环境大会召开</div>" for i in range(40))
    body = f"<div><h1>{TITLE}</h1><p>{paragraphs()[0]}</p><p>落实责任，成效明显。</p></div><div>{news}</div>"
    visible = visible_lines(raw_of(page(body).encode()))
    assert visible == [TITLE, paragraphs()[0], "落实责任，成效明显。"]


def test_a_list_of_documents_in_the_report_is_shown() -> None:
    listed = [f"白石区行政规范性文件之{i}" for i in range(12)]
    items = "".join(f"<li>{line}</li>" for line in listed)
    body = f"{menu()}<div><h1>{TITLE}</h1>{wrapped('<p>{}</p>')}<ul>{items}</ul></div>{foot()}"
    assert set(listed) <= set(visible_lines(raw_of(page(body).encode())))


@pytest.mark.parametrize("label", ["gb2312", "gbk", "big5"])
def test_a_label_of_pairs_does_not_win_over_utf8_whose_bytes_make_pairs_too(label: str) -> None:
    source = page("<p>法治政府建设报告公开</p>", f"<meta charset={label}>").replace(TITLE, "报告")
    raw = raw_of(source.encode("utf-8"))
    assert raw.notes[0].values == {"name": "utf-8"}
    assert "法治政府建设报告公开" in raw.text


@pytest.mark.parametrize("label", ["windows-1252", "iso-8859-15", "koi8-r", "unicode", "none"])
def test_a_label_that_holds_for_any_bytes_is_no_evidence(label: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    raw = raw_of(page(f"<div>{wrapped('<p>{}</p>')}</div>", head).encode("gb18030"))
    assert raw.notes[0].values == {"name": "gb18030"}
    assert paragraphs()[1] in raw.text


def test_a_big5_page_is_read_by_its_label() -> None:
    source = (
        "<html><head><meta charset=big5></head><body><p>本鎮依法行政年度報告公開</p></body></html>"
    )
    raw = raw_of(source.encode("big5"))
    assert raw.notes[0].values == {"name": "big5hkscs"}
    assert raw.text == "本鎮依法行政年度報告公開"


def test_a_byte_order_mark_wins_over_the_label() -> None:
    head = '<meta charset="gb2312">'
    source = page(f"<div>{wrapped('<p>{}</p>')}</div>", head)
    for data in (source.encode("utf-8-sig"), source.encode("utf-16")):
        assert paragraphs()[0] in raw_of(data).text


def test_a_sentence_of_the_report_about_consent_is_not_hidden() -> None:
    line = "重大执法决定未经法制审核同意的，一律不得作出，全年审核重大执法决定58件。"
    raw = raw_of(page(f"{menu()}<div><p>{line}</p>{wrapped('<p>{}</p>')}</div>{foot()}").encode())
    assert line in visible_lines(raw)
