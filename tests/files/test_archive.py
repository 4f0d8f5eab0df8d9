"""Reports in archives: listed under their names, read one by one, nothing else opened."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.domain.incoming import Incoming
from app.files import limits
from app.files.archive import list_members, read_member
from app.files.reading import read_report
from files.reading_fixtures import docx, paragraph, text

REPORT = text().encode()


def zipped(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def named_by_windows(names: Iterable[str]) -> bytes:
    """An archive whose names are in the bytes of a Chinese Windows, with no mark to say so."""
    raw = [name.encode("gbk") for name in names]
    data = zipped((chr(65 + n) * len(name), REPORT) for n, name in enumerate(raw))
    for n, name in enumerate(raw):
        data = data.replace(bytes([65 + n]) * len(name), name)
    return data


def without_marks(data: bytes) -> bytes:
    """The archive as written by a program that does not mark its names as UTF-8."""
    out = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := out.find(mark, start)) >= 0:
            out[start + flags + 1] &= ~0x08
            start += 4
    return bytes(out)


def archive(folder: Path, data: bytes, name: str = "包.zip") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def ways(folder: Path, *names: str | zipfile.ZipInfo) -> list[tuple[str, ...]] | None:
    return list_members(archive(folder, zipped((name, REPORT) for name in names)))


def reason_of(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        list_members(path)
    assert caught.value.file_name == path.name
    return caught.value.reason


def test_reports_are_listed_in_the_order_of_their_names(tmp_path: Path) -> None:
    found = ways(tmp_path, "目录/乙.docx", "目录/甲.txt", "丙.pdf", "图.png", "目录/空/")
    assert found == [("丙.pdf",), ("目录/乙.docx",), ("目录/甲.txt",)]


def test_system_files_and_parts_of_saved_pages_are_passed_over(tmp_path: Path) -> None:
    found = ways(
        tmp_path, "__MACOSX/._a.txt", ".DS_Store", "Thumbs.db", "~$a.docx", ".x/a.txt", "页.HTM",
        "页_files/main.html", "页_files/附件.docx", "另_files/独立.html",
    )  # fmt: skip
    assert found == [("另_files/独立.html",), ("页.HTM",), ("页_files/附件.docx",)]


def test_names_of_chinese_windows_are_read(tmp_path: Path) -> None:
    names = ["乗車/报告.txt", "法治政府建设〔2023〕.docx"]  # 乗 ends in the byte of a backslash
    found = list_members(archive(tmp_path, named_by_windows(names)))
    assert found == [(name,) for name in names]


def test_names_in_utf8_are_read_with_and_without_their_mark(tmp_path: Path) -> None:
    data = zipped([("𠮷祥/报告.txt", REPORT)])
    for made in (data, without_marks(data)):
        assert list_members(archive(tmp_path, made)) == [("𠮷祥/报告.txt",)]
        (tmp_path / "包.zip").unlink()


def test_a_name_given_beside_in_utf8_is_taken(tmp_path: Path) -> None:
    member = zipfile.ZipInfo("report.txt")
    field = struct.pack("<BI", 1, zlib.crc32(b"report.txt")) + "报告.txt".encode()
    member.extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert ways(tmp_path, member) == [("报告.txt",)]


def test_names_lead_nowhere_and_stay_apart(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        found = ways(tmp_path, "../../甲.txt", "甲.txt", "甲.txt", "C:\\乙.txt", "/丙\n.txt")
    assert found == [
        ("C:/乙.txt",),
        ("丙\ufffd.txt",),
        ("甲 (2).txt",),
        ("甲 (3).txt",),
        ("甲.txt",),
    ]
    assert not list(tmp_path.parent.glob("甲*"))


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    data = zipped([("QQQQ", REPORT), ("甲.txt", REPORT)]).replace(b"QQQQ", b"\0\0\0\0")
    assert list_members(archive(tmp_path, data)) == [("甲.txt",)]


def test_every_member_is_read_under_its_name(tmp_path: Path) -> None:
    inner = zipped([("深/报告.docx", docx(paragraph("里面的报告")))])
    path = archive(tmp_path, zipped([("内.zip", inner), ("报告.txt", REPORT)]))
    found = list_members(path)
    assert found == [("内.zip", "深/报告.docx"), ("报告.txt",)]
    parsed = [read_report(Incoming(path, way)) for way in found]
    assert [p.file_name for p in parsed] == ["包.zip › 内.zip › 深/报告.docx", "包.zip › 报告.txt"]
    assert [p.text for p in parsed] == ["里面的报告", text()]


def test_archives_three_deep_are_named_and_not_opened(tmp_path: Path) -> None:
    deepest = zipped([("报告.txt", REPORT)])
    path = archive(tmp_path, zipped([("乙.zip", zipped([("甲.zip", deepest)]))]))
    assert list_members(path) == [("乙.zip", "甲.zip")]
    with pytest.raises(UnreadableFile) as caught:
        read_member(path, ("乙.zip", "甲.zip"), "包")
    assert caught.value.reason == "nested_archives"


@pytest.mark.parametrize("kind", ["docx", "txt"])
def test_a_document_is_no_archive_whatever_its_name(tmp_path: Path, kind: str) -> None:
    data = docx(paragraph("正文")) if kind == "docx" else REPORT
    assert list_members(archive(tmp_path, data, "报告.zip")) is None


def locked(data: bytes) -> bytes:
    """The archive with its members marked as encrypted."""
    out = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := out.find(mark, start)) >= 0:
            out[start + flags] |= 1
            start += 4
    return bytes(out)


def test_locked_members_are_named_and_a_locked_archive_once(tmp_path: Path) -> None:
    assert (
        reason_of(archive(tmp_path, locked(zipped([("甲.txt", REPORT)])), "锁.zip")) == "encrypted"
    )
    data = zipped([("甲.txt", REPORT), ("乙.txt", REPORT)])
    first = data.find(b"PK\x01\x02")
    mixed = bytearray(data)
    mixed[first + 8] |= 1
    path = archive(tmp_path, bytes(mixed))
    assert list_members(path) == [("乙.txt",), ("甲.txt",)]
    with pytest.raises(UnreadableFile) as caught:
        read_member(path, ("甲.txt",), "包 › 甲")
    assert (caught.value.reason, caught.value.file_name) == ("encrypted", "包 › 甲")


def test_bombs_and_endless_directories_are_refused(tmp_path: Path) -> None:
    bomb = zipped([("a.txt", bytes(limits.ZIP_RATIO_FROM + 1))])
    assert reason_of(archive(tmp_path, bomb, "弹.zip")) == "suspicious"
    many = zipped((f"{n}.txt", b"") for n in range(limits.ZIP_MEMBERS + 1))
    assert reason_of(archive(tmp_path, many, "多.zip")) == "suspicious"


def test_a_member_that_lies_about_its_size_is_damage(tmp_path: Path) -> None:
    data = bytearray(zipped([("甲.txt", REPORT * 50)]))
    place = data.find(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 10)
    with pytest.raises(UnreadableFile) as caught:
        read_member(archive(tmp_path, bytes(data)), ("甲.txt",), "x")
    assert caught.value.reason == "damaged"


def test_cut_broken_and_empty_archives_are_told_apart(tmp_path: Path) -> None:
    data = zipped([("甲.txt", REPORT)])
    assert reason_of(archive(tmp_path, data[: len(data) // 2], "断.zip")) == "truncated"
    assert reason_of(archive(tmp_path, zipped([("图.png", b"x")]), "图.zip")) == "no_members"
    assert reason_of(tmp_path / "没有.zip") == "not_found"


def test_the_file_is_not_held_open(tmp_path: Path) -> None:
    path = archive(tmp_path, zipped([("甲.txt", REPORT)]))
    list_members(path)
    read_member(path, ("甲.txt",), "x")
    path.write_bytes(zipped([("乙.txt", b"other")]))  # noticed, though the name is the same
    assert list_members(path) == [("乙.txt",)]


NAMES = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1, max_size=12
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.lists(NAMES, min_size=1, max_size=6, unique=True), cut=st.integers(0, 400))
def test_any_names_and_any_cut_are_listed_or_refused(
    tmp_path: Path, names: list[str], cut: int
) -> None:
    data = zipped((f"{name}.txt", REPORT) for name in names)
    path = archive(tmp_path, data[: len(data) - cut] if cut > 200 else data)
    try:
        found = list_members(path)
        assert found
        for way in found:
            assert read_member(path, way, "x") == REPORT
            assert "\n" not in Incoming(path, way).name
    except UnreadableFile as error:
        assert error.reason in ("no_members", "truncated", "damaged")  # noqa: PT017 - refusing is one of two good ends
