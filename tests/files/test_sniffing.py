"""What a file is, whatever it is called."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

import pytest

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.reading import FORMATS, read_raw, read_report
from app.files.sniffing import sniff
from app.files.suffixes import REPORT_SUFFIXES, SUFFIXES
from files.doc_samples import compound
from files.reading_fixtures import (
    PAGES,
    docx,
    latin_pdf,
    package,
    paragraph,
    raw_of,
    reason_of,
    text,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize("name", ["报告.txt", "报告.doc", "报告", "报告.pdf"])
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("text", text().encode()),
        ("text", text().encode("gb18030")),
        ("text", codecs.BOM_UTF16_LE + text().encode("utf-16-le")),
        ("html", PAGES["trs_editor"].encode()),
        ("html", codecs.BOM_UTF16_LE + PAGES["wechat"].encode("utf-16-le")),
        ("docx", docx(paragraph("正文"))),
        ("docx", docx(paragraph("正文"), main="docs/main.xml")),
        ("pdf", latin_pdf(["Report"])),
        ("pdf", b"\n\n" + latin_pdf(["Report"])),
        ("doc", ole("WordDocument")),
        ("xls", ole("Workbook")),
        ("rtf", b"{\\rtf1\\ansi"),
        ("ofd", package([("OFD.xml", "<OFD/>")])),
        ("odt", package([("mimetype", "x"), ("content.xml", "<x/>")])),
        ("epub", package([("META-INF/container.xml", "<x/>")])),
        ("xlsx", package([("xl/workbook.xml", "<x/>")])),
        ("archive", package([("报告.txt", text())])),
        (
            "mhtml",
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related",
        ),
        ("image", b"\x89PNG\r\n\x1a\n" + bytes(99)),
        ("word_2003", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>'),
    ],
)
def test_content_decides_and_not_the_name(kind: str, data: bytes, name: str) -> None:
    assert sniff(data, name) == kind


def test_only_the_root_of_a_compound_file_decides() -> None:
    inside = "EncryptedPackage".encode("utf-16-le")
    report = compound({"WordDocument": inside, "1Table": b"", "ObjectPool": inside})
    assert sniff(report, "报告.doc") == "doc"
    assert sniff(compound({"Workbook": "WordDocument".encode("utf-16-le")}), "报告.doc") == "xls"
    with pytest.raises(UnreadableFile) as caught:
        sniff(compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), "报告.docx")
    assert caught.value.reason == "encrypted"


def test_a_fragment_of_html_needs_its_name() -> None:
    fragment = "<p>一、总体情况</p><p>二、不足</p>".encode()
    assert sniff(fragment, "正文.html") == "html"
    assert sniff(fragment, "正文.txt") == "text"


def test_a_text_about_html_stays_text() -> None:
    assert sniff("网站改版采用 <html5> 标准，一、总体情况".encode(), "a.txt") == "text"


@pytest.mark.parametrize("kind", ["xls", "image"])
def test_what_cannot_be_read_yet_is_named(kind: str) -> None:
    data = {"xls": ole("Workbook"), "image": b"GIF89a" + bytes(50)}[kind]
    with pytest.raises(UnreadableFile) as caught:
        read_raw(data, "报告.docx")
    assert (caught.value.reason, caught.value.values) == ("unsupported", {"kind": kind})
    assert caught.value.file_name == "报告.docx"


def test_an_empty_file_is_empty() -> None:
    assert reason_of(b"", "报告.html") == "empty"


def test_a_word_file_with_a_password_is_encrypted() -> None:
    assert reason_of(ole("EncryptedPackage"), "报告.docx") == "encrypted"


def test_a_cut_package_is_truncated() -> None:
    data = docx("".join(paragraph(line) for line in text().split("\n")))
    assert reason_of(data[: len(data) // 2]) == "truncated"


def test_a_cut_archive_is_not_taken_for_the_document_inside_it() -> None:
    inner = docx(paragraph("报告"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("甲.txt", "另一份报告")
        archive.writestr("乙.docx", inner)
    data = buffer.getvalue()
    assert sniff(data, "甲.zip") == "archive"
    end_of_inner = data.rindex(inner) + len(inner)
    assert reason_of(data[:end_of_inner]) == "damaged"


def test_a_package_of_too_many_members_is_suspicious() -> None:
    many = package((f"{i}.xml", "") for i in range(limits.ZIP_MEMBERS + 1))
    assert reason_of(many) == "suspicious"


def test_blank_text_holds_no_report(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_text("　\n \n", encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_report(path)
    assert caught.value.reason == "no_text"


def test_a_missing_file_and_a_folder_are_not_found(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(UnreadableFile) as caught:
            read_report(path)
        assert caught.value.reason == "not_found"
        assert caught.value.file_name == path.name
        assert str(tmp_path.parent) not in repr(caught.value)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(UnreadableFile) as caught:
        read_report(path)
    assert (caught.value.reason, caught.value.values["limit"]) == ("too_large", 100)


def test_a_large_text_is_refused_by_its_own_limit() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_raw(b"a" * (limits.TEXT_BYTES + 1), "大.txt")
    assert caught.value.reason == "too_large"


def test_folder_scans_look_for_every_format_and_for_archives() -> None:
    assert {".txt", ".html", ".htm", ".docx", ".pdf", ".doc", ".wps", ".ofd"} <= REPORT_SUFFIXES
    assert {".zip", ".rar", ".7z"} <= REPORT_SUFFIXES
    assert {format_.kind for format_ in FORMATS} <= set(SUFFIXES)


def test_a_report_is_understood_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "云岭区.txt"
    path.write_bytes(text().encode("gb18030"))
    parsed = read_report(path)
    assert parsed.text == text()
    assert parsed.media_type == "text/plain"
    assert parsed.file_name == "云岭区.txt"
    assert parsed.metadata.title.value == text().split("\n")[0]
    assert [s.label for s in parsed.sections if s.level == 1] == ["一、", "二、", "三、"]
    assert raw_of(path.read_bytes()).notes[0] in parsed.notes
