"""Web pages saved as one file: old and new, with their frames."""

from __future__ import annotations

import base64
import quopri
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.files.raw import Raw
from app.files.read_mhtml import read
from files.browser_saving import saved_by_chromium
from files.reading_fixtures import (
    PAGES,
    TITLE,
    page,
    paragraphs,
    raw_of,
    reason_of,
    visible_lines,
    wrapped,
)

_HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x.gov.cn/a.html\r\n"
    "Subject: =?utf-8?Q?=E6=8A=A5?=\r\nMIME-Version: 1.0\r\n"
)


def without_address(raw: Raw) -> Raw:
    """What an archive tells beyond the page itself is where it was saved from."""
    return replace(raw, notes=tuple(note for note in raw.notes if note.code != "address"))


def part(
    data: bytes,
    transfer: str = "quoted-printable",
    kind: str = "text/html",
    location: str = "http://x.gov.cn/a.html",
    id_: str = "",
) -> bytes:
    body = {
        "quoted-printable": quopri.encodestring(data).replace(b"\n", b"\r\n"),
        "base64": base64.encodebytes(data),
        "8bit": data,
    }[transfer]
    headers = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {transfer}\r\n"
    headers += f"Content-ID: <{id_}>\r\n" if id_ else ""
    headers += f"Content-Location: {location}\r\n"
    return headers.encode() + b"\r\n" + body


def mhtml(*parts: bytes, more: str = "", head: str = _HEAD) -> bytes:
    boundary = "----=_NextPart_000"
    top = f'{head}Content-Type: multipart/related;\r\n\ttype="text/html";{more}\r\n\tboundary="{boundary}"\r\n\r\n'
    return (
        top.encode()
        + b"".join(b"\r\n--" + boundary.encode() + b"\r\n" + one for one in parts)
        + f"\r\n--{boundary}--\r\n".encode()
    )


PICTURE = part(b"\x89PNG" + bytes(300), "base64", "image/png", "http://x.gov.cn/a.png")


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_the_page_reads_as_if_saved_by_itself(transfer: str) -> None:
    source = PAGES["trs_editor"].encode()
    assert without_address(raw_of(mhtml(part(source, transfer), PICTURE))) == raw_of(source)


def test_the_charset_of_the_part_comes_first() -> None:
    source = PAGES["br_in_one_cell"].replace("<head>", "<head><meta charset=utf-8>")
    raw = raw_of(mhtml(part(source.encode("gb18030"), kind='text/html; charset="gb2312"')))
    assert visible_lines(raw)[1:] == visible_lines(raw_of(PAGES["br_in_one_cell"].encode()))[1:]
    assert raw.notes[0].values == {"name": "gb18030"}


def test_a_wrong_charset_of_the_part_is_not_believed() -> None:
    source = PAGES["wechat"].encode("gb18030")
    raw = raw_of(mhtml(part(source, kind="text/html; charset=utf-8")))
    assert visible_lines(raw) == visible_lines(raw_of(source))


def test_old_files_of_one_part_are_read() -> None:
    head = "From: <Saved by Microsoft Internet Explorer 5>\r\nMIME-Version: 1.0\r\n"
    data = head.encode() + part(
        PAGES["wechat"].encode("gb18030"), kind='text/html;\r\n\tcharset="gb2312"'
    )
    assert TITLE in raw_of(data, "报告.doc").text


def test_the_part_named_as_start_is_the_page() -> None:
    other = part(b"<p>other</p>", location="http://x/o")
    main = part(PAGES["wechat"].encode(), id_="main@x")
    raw = raw_of(mhtml(other, main, more='\r\n\tstart="<main@x>";'))
    assert without_address(raw) == raw_of(PAGES["wechat"].encode())


def framed(reference: str) -> bytes:
    return f'<html><head><title>{TITLE}</title></head><body><iframe src="{reference}"></iframe></body></html>'.encode()


@pytest.mark.parametrize(
    "reference", ["cid:frame-1@mhtml.blink", "inner.html", "http://x.gov.cn/inner.html"]
)
def test_frames_are_put_where_they_stand(reference: str) -> None:
    inner = part(
        page(wrapped("<p>{}</p>")).encode(),
        location="http://x.gov.cn/inner.html",
        id_="frame-1@mhtml.blink",
    )
    raw = raw_of(mhtml(part(framed(reference)), inner))
    assert visible_lines(raw) == paragraphs()
    assert ("frames", 1) in [(n.code, n.values.get("count")) for n in raw.notes]


def test_a_frame_that_was_not_saved_is_said() -> None:
    assert reason_of(mhtml(part(framed("cid:none")))) == "frames_missing"


def test_frames_that_hold_themselves_end() -> None:
    own = "http://x.gov.cn/b.html"
    loop = part(f"<p>圈内的文字</p><iframe src='{own}'></iframe>".encode(), location=own)
    assert raw_of(mhtml(part(framed(own)), loop)).text == "圈内的文字"


def test_a_cut_file_is_truncated_or_whole() -> None:
    data = mhtml(part(PAGES["wechat"].encode()), PICTURE)
    assert reason_of(data[: len(data) // 2]) == "truncated"
    cut = without_address(raw_of(data[:-200]))
    assert cut == raw_of(PAGES["wechat"].encode()), "only the picture is cut"


def test_deep_parts_and_pages_without_text_are_refused() -> None:
    deep = b"x"
    for number in range(40):
        mark = f"b{number}"
        deep = (
            f"Content-Type: multipart/mixed; boundary={mark}\r\n\r\n--{mark}\r\n".encode()
            + deep
            + f"\r\n--{mark}--\r\n".encode()
        )
    assert reason_of(b"MIME-Version: 1.0\r\n" + deep) == "suspicious"
    assert reason_of(mhtml(PICTURE)) == "no_text"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_any_cut_and_any_change_is_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(mhtml(part(PAGES["wechat"].encode()), PICTURE))
    for _ in range(rng.randrange(5)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    try:
        raw = read(bytes(data[: rng.randrange(len(data) + 1)]), "a")
    except UnreadableFile:
        return
    assert raw.text.strip()


def test_what_chromium_saves_is_read_with_its_frames(tmp_path: Path) -> None:
    (tmp_path / "inner.html").write_text(page(wrapped("<p>{}</p>")), encoding="utf-8")
    (tmp_path / "outer.html").write_text(
        f"<!DOCTYPE html><meta charset=utf-8><title>{TITLE}</title><h1>{TITLE}</h1>"
        '<iframe src="inner.html" width=900></iframe>',
        encoding="utf-8",
    )
    raw = raw_of(saved_by_chromium(tmp_path / "outer.html"))
    assert visible_lines(raw) == [TITLE, *paragraphs()]
    assert [n.code for n in raw.notes] == ["encoding", "frames"]
