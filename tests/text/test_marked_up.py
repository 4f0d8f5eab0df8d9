"""HTML with positions: the text as it is read, and where each passage of the source stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.marked_up import ByteMap, MarkedUp


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<p>一\n  段 </p>\n\n<p>二</p>", "一 段\n二"),
        ("<div><p>一<br>二<br/><br>三</p></div>", "一\n二\n\n三"),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", "甲\t乙\n丙"),
        ("<h1>题</h1>正文 <b>粗</b>体&amp;&lt;𠮷&#x20BB7;", "题\n正文 粗体&<𠮷𠮷"),
        ("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"),
        ("<style>p{}</style><p title='a>b'>x</p><!-- <p>no</p> -->", "x"),
        ("a < b <c", "a < b <c"),
        ("", ""),
        ("\ufeff<p>\ufeff甲</p>", "甲"),
        ("<p>甲\u2028乙</p>", "甲 乙"),
    ],
)
def test_a_document_is_read_as_it_is_shown(html: str, text: str) -> None:
    assert MarkedUp(html).text == text


def test_positions_of_the_source_lead_to_their_words() -> None:
    read = MarkedUp("\n<p>甲乙 <b>𠮷</b>\n丙</p>\n<p>丁 戊</p>")
    assert read.source == "\n甲乙 𠮷\n丙\n丁 戊"
    for words in ("甲乙", "乙 𠮷", "𠮷\n丙", "丙\n丁", "戊"):
        start = read.source.index(words)
        span = read.span(start, start + len(words))
        assert span is not None
        assert read.text[slice(*span)].split() == words.split()


def test_blanks_alone_and_what_lies_outside_are_no_passage() -> None:
    read = MarkedUp("<p>甲</p> <p>乙</p>")
    assert read.span(1, 2) is None
    assert read.span(0, 0) is None
    assert read.span(0, 99) is None
    assert read.span(-1, 1) is None


@given(st.text(st.sampled_from("甲𠮷 a\n\té<>&;p/\"'br-!"), max_size=60))
def test_any_source_is_read_and_every_range_stays_inside(html: str) -> None:
    read = MarkedUp(html)
    for start in range(len(read.source)):
        for end in range(start, len(read.source) + 1):
            span = read.span(start, end)
            if span is not None:
                assert "".join(read.text[slice(*span)].split()) == "".join(
                    read.source[start:end].split()
                )


@given(st.text(max_size=30), st.data())
def test_bytes_are_counted_as_utf8_counts_them(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    sizes = [len(part.encode("utf-8", "surrogatepass")) for part in (text[:start], text[:end])]
    assert ByteMap(text).span(sizes[0], sizes[1]) == (start, end)


def test_a_range_that_cuts_a_character_takes_it_whole() -> None:
    assert ByteMap("甲𠮷乙").span(1, 5) == (0, 2)
    assert ByteMap("甲").span(0, 4) is None
    assert ByteMap("甲").span(2, 1) is None
