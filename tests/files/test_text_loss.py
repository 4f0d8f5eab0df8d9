"""Words of a web page are not lost in silence: counted against a plain strip of its tags."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.files.html_tree import han_count, parse, stripped_lines
from app.files.raw import Raw
from app.files.read_html import read
from files.reading_fixtures import (
    foot,
    links,
    menu,
    page,
    paragraphs,
    raw_of,
    squeezed,
    text,
    visible_lines,
    wrapped,
)


@pytest.mark.parametrize(
    "hiding",
    [
        '<div style="display:none">{}</div>',
        '<textarea id="content" hidden>{}</textarea>',
        "<noscript><div>{}</div></noscript>",
    ],
)
def test_a_report_that_only_scripts_would_show_is_read_and_said(hiding: str) -> None:
    body = hiding.replace("{}", wrapped("<p>{}</p>") if "div" in hiding else text())
    raw = raw_of(page(menu() + body + foot()).encode())
    shown = {squeezed(line) for line in visible_lines(raw)}
    assert {squeezed(line) for line in paragraphs()} <= shown
    assert [note.code for note in raw.notes] == ["encoding", "unhidden"]


def test_hidden_menus_beside_a_report_are_furniture() -> None:
    body = f'<div id="zoom">{wrapped("<p>{}</p>")}</div><div hidden>{links(400)}</div>'
    raw = raw_of(page(menu() + body).encode())
    assert not any("安全生产工作会议" in line for line in visible_lines(raw))
    assert "安全生产工作会议" in raw.text
    assert [note.code for note in raw.notes] == ["encoding"]


def test_words_of_a_table_outside_its_cells_are_kept() -> None:
    rows = "<tr><td>复议</td><td>70</td></tr><tr><form><td>诉讼</td><td>12</td></form></tr>"
    table = f"<table><caption>表一　案件</caption>{rows}</table>"
    found = raw_of(page(f"<div>{wrapped('<p>{}</p>')}{table}</div>").encode()).text.split("\n")
    start = found.index("表一 案件")
    assert found[start : start + 3] == ["表一 案件", "复议\t70", "诉讼\t12"]


SOUP = st.lists(
    st.one_of(
        st.sampled_from([
            "<p>", "</p>", "<div>", "</div>", "<br>", "<span>", "</span>", "<table>", "<tr>", "<td>", "</td>",
            "</tr>", "</table>", "<caption>", "<a href=x>", "</a>", "<!-- 注 -->", "<b", "<", ">", "&lt;", "&", "<li>",
            "<select>", "<option>", "</select>", "<textarea>", "</textarea>", "<div style='display:none'>", "<form>",
            "</form>", "<title>", "</title>", "<script>", "</script>", "<pre>", "</pre>", "<svg>", "<body>", "<html>",
            "<template>", "<noscript>", "<iframe>", "</iframe>", "<h1>", "</h1>", "<x-y>", "\n", " ", "<center>",
        ]),
        st.sampled_from(["一、加强组织领导", "𠮷祥街道，", "法治政府建设情况。" * 4, "首页", "abc "]),
    ),
    min_size=3,
    max_size=40,
)  # fmt: skip


def read_or_reason(data: bytes) -> Raw | str:
    try:
        return read(data, "a.html")
    except UnreadableFile as error:
        return error.reason


@settings(max_examples=150, deadline=None)
@example(["<title>", *["一、加强组织领导"] * 3])
@given(SOUP)
def test_whatever_the_tags_most_of_the_words_come_out_or_it_is_said(pieces: list[str]) -> None:
    source = "".join(pieces)
    counted = parse(source.encode(), "a.html")
    raw = read_or_reason(source.encode())
    titles = (
        0
        if counted.root is None
        else sum(han_count("".join(t.itertext())) for t in counted.root.iter("title"))
    )
    if isinstance(raw, str):
        assert raw == "no_text"  # a browser, too, shows nothing of a title that never ends
        assert counted.han - titles < 20 or not stripped_lines(counted.source)
        return
    if "text_loss" not in {note.code for note in raw.notes}:
        assert not counted.is_short_of(han_count(raw.text) + titles)
