"""Where a page was saved from: told by the browser or by the page, never a place on a computer."""

from __future__ import annotations

import pytest

from app.domain.report import Note
from app.files.page_address import LONGEST, web_address
from app.files.read_html import read
from app.files.read_mhtml import read as read_mhtml

BODY = "<body><h1>云岭区2023年度法治政府建设情况报告</h1><p>2023年，坚持依法行政。</p></body>"
SAVED = "<!-- saved from url=(0042)https://www.yunling.gov.cn/2024/t1.html?a=1 -->"
CANONICAL = '<link rel="canonical" href="https://www.yunling.gov.cn/c.html">'
OPEN_GRAPH = '<meta property="og:url" content="http://yunling.gov.cn/o.html">'


def address(head: str, before: str = "") -> str:
    page = f"<!DOCTYPE html>\n{before}<html><head><meta charset=utf-8>{head}</head>{BODY}</html>"
    raw = read(page.encode(), "a.html")
    return next((str(n.values["url"]) for n in raw.notes if n.code == "address"), "")


def test_the_mark_of_the_browser_counts_before_what_the_page_declares() -> None:
    assert address(CANONICAL, SAVED) == "https://www.yunling.gov.cn/2024/t1.html?a=1"
    assert address(OPEN_GRAPH + CANONICAL) == "https://www.yunling.gov.cn/c.html"
    assert address(OPEN_GRAPH) == "http://yunling.gov.cn/o.html"
    assert address("") == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "file:///C:/Users/me/a.html",
        "C:\\a.html",
        "/2024/t1.html",
        "https://user:secret@www.yunling.gov.cn/a",
        "https://www.yunling.gov.cn/a b",
        "javascript:alert(1)//a.b",
        "http://[::1",
        "http://localhost/a",
        f"https://a.cn/{'x' * LONGEST}",
        "https://a.cn/\x00",
    ],
)
def test_what_is_no_address_of_the_web_is_left_out(text: str) -> None:
    assert web_address(text) == ""


def test_an_archive_knows_best_where_its_page_was_saved_from() -> None:
    archive = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.yunling.gov.cn/s.html\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n'
        "\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
        "Content-Location: https://www.yunling.gov.cn/p.html\r\n\r\n"
        f"<html><head><meta charset=utf-8>{CANONICAL}</head>{BODY}</html>\r\n--b--\r\n"
    )
    notes = read_mhtml(archive.encode(), "a.mht").notes
    assert [n for n in notes if n.code == "address"] == [
        Note("address", {"url": "https://www.yunling.gov.cn/s.html"})
    ]
