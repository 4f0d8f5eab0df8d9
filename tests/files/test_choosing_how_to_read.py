"""A person's word on how a file is to be read: encoding, line breaks, the whole page."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.domain.incoming import ENCODINGS, Choices, Incoming
from app.domain.report import ParsedReport
from app.files.encodings import decode_as
from app.files.reading import read_report

TEXT = "云岭区2023年度法治政府建设情况报告\n一、主要成效\n𠮷祥街道办结3件，满意率100%。\n"

PAGE = """<html><head><meta charset="utf-8"><title>云岭区2023年度法治政府建设情况报告</title></head>
<body><div class="nav"><a href="/">首页</a> <a href="/x">政务公开</a></div>
<div id="zoom"><p>云岭区2023年度法治政府建设情况报告</p><p>一、主要成效</p>
<p>全年办结行政复议案件70件，依法行政能力进一步提升，群众满意。</p></div>
<div class="footer"><p>主办：云岭区人民政府</p><p>京ICP备00000000号</p></div></body></html>"""


def read(path: Path, **choices: object) -> ParsedReport:
    return read_report(Incoming(path, choices=Choices(**choices)))  # type: ignore[arg-type]


def note(report: ParsedReport, code: str) -> dict[str, object] | None:
    return next((dict(n.values) for n in report.notes if n.code == code), None)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(ENCODINGS))
def test_every_offered_encoding_takes_back_what_it_wrote(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return  # Big5 does not hold every character
    # Big5 has characters of which two are written alike.
    if data.decode(encoding) != text or any(data.startswith(m) for m in MARKS):
        return
    decoded = decode_as(data, encoding)
    assert (decoded.text, decoded.replaced) == (text, 0)


MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\x84\x31\x95\x33")


def test_what_is_no_encoding_of_text_is_refused() -> None:
    for name in ("zip", "rot13", "idna", "没有这种"):
        with pytest.raises(LookupError):
            decode_as(b"abc", name)


def test_a_file_is_read_in_the_encoding_that_was_chosen(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_bytes(TEXT.encode("gb18030"))
    assert read(file).text == TEXT
    wrong = read(file, encoding="big5hkscs")
    assert wrong.text != TEXT
    assert note(wrong, "encoding") == {"name": "big5hkscs"}
    right = read(file, encoding="gbk")
    assert right.text == TEXT
    assert right.file_sha256 == wrong.file_sha256


def test_bytes_that_do_not_fit_the_chosen_encoding_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_bytes(TEXT.encode("gb18030"))
    found = read(file, encoding="utf-8")
    replaced = note(found, "replaced")
    assert replaced is not None
    assert replaced["count"] == found.text.count("\ufffd") > 0


def test_a_file_that_looks_like_no_text_is_read_when_a_person_says_how(tmp_path: Path) -> None:
    file = tmp_path / "怪.txt"
    file.write_bytes(b"\x01\x02\x03" * 40 + TEXT.encode("gb18030"))
    with pytest.raises(UnreadableFile):
        read(file)
    assert TEXT in read(file, encoding="gb18030").text


def test_a_web_page_is_read_in_the_encoding_that_was_chosen(tmp_path: Path) -> None:
    file = tmp_path / "页.html"
    file.write_bytes(PAGE.encode("gb18030").replace(b'charset="utf-8"', b'charset="big5"'))
    chosen = read(file, encoding="gb18030")
    assert "依法行政能力" in chosen.text
    assert note(chosen, "encoding") == {"name": "gb18030"}


def test_the_whole_page_hides_nothing_and_loses_no_metadata(tmp_path: Path) -> None:
    file = tmp_path / "页.html"
    file.write_text(PAGE, encoding="utf-8")
    usual, whole = read(file), read(file, whole_page=True)
    assert usual.furniture
    assert whole.furniture == ()
    assert (whole.body.start, whole.body.end) == (0, len(whole.text))
    assert whole.text == usual.text
    assert whole.metadata == usual.metadata
    assert note(usual, "furniture")
    assert note(whole, "furniture") is None


def test_breaks_are_kept_when_a_person_says_so(tmp_path: Path) -> None:
    line = "云岭区坚持以人民为中心，推进依法行政，各项工作取得新成效。"
    paragraph = "\n".join(line[k : k + 24] for k in range(0, len(line), 24))
    body = "\n".join(
        f"　　{(line * 3)[:22]}\n{(line * 5)[:24]}\n{(line * 2)[:24]}" for _ in range(9)
    )
    file = tmp_path / "折行.txt"
    file.write_text(f"云岭区2023年度法治政府建设情况报告\n{paragraph}\n{body}\n", encoding="utf-8")
    usual, kept = read(file), read(file, keep_breaks=True)
    assert note(usual, "unwrapped")
    assert note(kept, "unwrapped") is None
    assert kept.text == usual.text
