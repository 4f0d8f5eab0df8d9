"""Plain text in every encoding that Chinese files come in."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.files.encodings import decode
from app.files.reading import read_report
from files.reading_fixtures import raw_of, reason_of, text

COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子法治政府建设依行政执法"
TRADITIONAL = (
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子"
)
MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
)
NAMES = {"gbk": "gb18030", "gb2312": "gb18030", "big5": "big5hkscs"}
LENGTHS = (8, 20, 60, 300, 2000)


def words_of(alphabet: str, extra: str = "") -> st.SearchStrategy[str]:
    """Prose-like text: mostly common characters, some of everything else."""
    common = st.text(alphabet, min_size=8, max_size=60)
    rest = st.text(extra + "，。、0123456789 abc\n", max_size=6)
    return st.tuples(common, rest, common).map("".join)


def encoded(source: str, encoding: str) -> tuple[bytes, str]:
    """Bytes, and the part of the source that the encoding can carry."""
    data = source.encode(encoding, "ignore")
    return data, data.decode(encoding)


def same_start(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb18030", "gbk", "gb2312", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("length", LENGTHS)
def test_chinese_is_decoded_at_every_length(encoding: str, length: int) -> None:
    source = text().replace("\n", "") * 2
    for start in range(0, 400, 37):
        data, expected = encoded(source[start : start + length], encoding)
        decoded = decode(data)
        assert decoded is not None
        assert (decoded.text, decoded.encoding) == (expected, NAMES.get(encoding, encoding))


@pytest.mark.parametrize("length", LENGTHS)
def test_traditional_chinese_in_big5_is_decoded(length: int) -> None:
    source = "本縣政府依法行政工作報告，現將年度情況說明如下：一、完善組織與權責；" * 80
    data, expected = encoded(source[:length], "big5")
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (expected, "big5hkscs")


@settings(deadline=None)
@given(words_of(COMMON, "𠮷龘镕〔〕“”①"), st.sampled_from(["utf-8", "gb18030"]))
def test_any_simplified_text_comes_back(source: str, encoding: str) -> None:
    decoded = decode(source.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.replaced) == (source, encoding, 0)


@settings(deadline=None)
@given(words_of(TRADITIONAL))
def test_any_traditional_text_comes_back_from_big5(source: str) -> None:
    data = source.encode("big5hkscs")
    try:
        other = data.decode("gb18030")
    except UnicodeDecodeError:
        other = ""
    assume(sum(c in COMMON for c in other) < len(other) / 4)  # else it is either
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == source


@settings(deadline=None)
@given(words_of(COMMON, "𠮷龘〔〕"), st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_any_text_comes_back_from_utf16_without_a_mark(source: str, encoding: str) -> None:
    decoded = decode(source.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (source, encoding)


@settings(deadline=None)
@given(st.text(min_size=1).filter(lambda t: "\0" not in t), st.sampled_from(MARKED))
def test_a_byte_order_mark_decides(source: str, marked: tuple[bytes, str]) -> None:
    mark, encoding = marked
    source = source.encode("utf-8", "ignore").decode()
    decoded = decode(mark + source.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (source, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("broken", [b"\xff", b"\x80", b"\x07"])
def test_a_broken_byte_costs_one_place_and_not_the_encoding(encoding: str, broken: bytes) -> None:
    source = encoded(text(), encoding)[1]
    data = source.encode(encoding)
    for place in range(len(data) // 3, len(data) // 3 + 12):
        decoded = decode(data[:place] + broken + data[place + 1 :])
        assert decoded is not None
        assert decoded.encoding == encoding
        assert decoded.replaced == decoded.text.count("\ufffd") <= 3
        kept = same_start(decoded.text, source) + same_start(decoded.text[::-1], source[::-1])
        assert kept >= len(source) - 3


def test_a_lost_byte_does_not_shift_the_rest_of_a_gb18030_line() -> None:
    line = "全区依法行政工作会议召开，部署年度重点任务，强调压实责任。" * 6
    data = line.encode("gb18030")
    decoded = decode(data[:100] + data[101:])
    assert decoded is not None
    assert decoded.text.endswith(line[60:])
    assert decoded.replaced == decoded.text.count("\ufffd") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_file_cut_inside_a_character_keeps_the_rest(encoding: str) -> None:
    source = text()
    data = source.encode(encoding)[:-1]
    raw = raw_of(data)
    assert raw.text.startswith(source[:-1])
    assert [(n.code, dict(n.values)) for n in raw.notes] == [
        ("encoding", {"name": encoding}),
        ("replaced", {"count": 1}),
    ]


def test_the_source_is_kept_character_by_character() -> None:
    source = "　　一、总体情况\n\n（一）㈠①Ⅲ½㎡％…\u00a0\u2002𠮷﨑\n2.1万件\t98.5%\n"
    assert raw_of(source.encode()).text == source


def test_line_ends_become_line_feeds() -> None:
    assert raw_of("一、甲\r\n二、乙\r三、丙".encode()).text == "一、甲\n二、乙\n三、丙"


def test_a_null_character_is_replaced_and_counted() -> None:
    raw = raw_of(("政府工作报告\0" + text()).encode())
    assert "\0" not in raw.text
    assert ("replaced", {"count": 1}) in [(n.code, dict(n.values)) for n in raw.notes]


def test_ascii_is_utf8() -> None:
    raw = raw_of(b"Annual report 2023\n1. Results\n")
    assert raw.notes[0].values == {"name": "utf-8"}


def test_a_few_odd_bytes_in_ascii_are_no_reason_to_refuse_it() -> None:
    raw = raw_of(b"Annual report of the district, see caf\xe9 and \x81 below.\n" * 3)
    assert raw.text.startswith("Annual report of the district")


def test_hard_line_breaks_are_kept_in_the_text() -> None:
    prose = ("全区各级机关坚持依法行政，健全制度，规范程序，压实责任，" * 8)[:-1] + "。"
    lines: list[str] = []
    for _ in range(6):
        lines += ["　　" + prose[:34]] + [prose[i : i + 36] for i in range(34, len(prose), 36)]
    assert raw_of("\n".join(lines).encode("gb18030")).text == "\n".join(lines)


def test_of_two_byte_order_marks_only_the_first_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF8 * 2 + text().encode())
    assert read_report(path).text == "\ufeff" + text()


@pytest.mark.parametrize("size", [50, 5_000, 200_000])
def test_random_bytes_are_no_text(size: int) -> None:
    assert reason_of(b"\x01" + os.urandom(size)) == "binary"


def test_a_program_is_no_text() -> None:
    assert reason_of(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40) == "binary"


def test_seven_megabytes_are_decoded() -> None:
    source = text() * 1200
    decoded = decode(source.encode("gb18030"))
    assert decoded is not None
    assert decoded.text == source


@pytest.mark.parametrize(
    ("encoding", "source"),
    [
        ("gb18030", "3.强化考核问效"),
        ("gb18030", "执法通”平台亮证"),
        ("big5hkscs", "遇有重大爭議仍須仰"),
    ],
)
def test_a_short_text_cut_inside_its_last_character_loses_only_that(
    encoding: str, source: str
) -> None:
    decoded = decode(source.encode(encoding)[:-1])
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (source[:-1] + "\ufffd", encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_short_utf16_text_of_odd_size_was_cut(encoding: str) -> None:
    decoded = decode("法治政府建设工作报告".encode(encoding)[:-1])
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == ("法治政府建设工作报\ufffd", encoding)
