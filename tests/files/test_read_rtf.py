"""Rich Text documents: what Word shows is what is read."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.files.read_rtf import read
from files.reading_fixtures import TITLE, raw_of, reason_of, text

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}"
    r"{\f2\fnil\fcharset2{\*\panose 05000000000000000000}Wingdings;}{\f3\fnil\fcharset136 PMingLiU;}}"
)
HEAD = r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + r"{\colortbl;\red0\green0\blue0;}"


def escaped(text: str) -> str:
    """As Word writes it: every character beyond ASCII by its UTF-16 codes."""
    pieces: list[str] = []
    for character in text:
        if character in "\\{}":
            pieces.append("\\" + character)
        elif character.isascii():
            pieces.append(character)
        else:
            data = character.encode("utf-16-le")
            units = (int.from_bytes(data[i : i + 2], "little") for i in range(0, len(data), 2))
            pieces += [f"\\u{unit - 0x10000 if unit > 0x7FFF else unit}?" for unit in units]
    return "".join(pieces)


def in_bytes(text: str, encoding: str = "gb18030") -> str:
    """As old programs write it: the bytes of an encoding."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def rtf(body: str, head: str = HEAD) -> bytes:
    return f"{head}\\pard {body}\\par}}".encode("latin-1")


def lines_of(body: str, head: str = HEAD) -> list[str]:
    return raw_of(rtf(body, head)).text.split("\n")


def test_paragraphs_come_out_one_by_one() -> None:
    body = "\\par\r\n".join(escaped(line) for line in text().split("\n"))
    raw = raw_of(rtf(body))
    assert raw.text == text()
    assert raw.notes == ()


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        (HEAD, r"\f1 "),  # only the font says so
        (r"{\rtf1\ansi\ansicpg936\deff0" + FONTS, ""),  # only the file says so
        (r"{\rtf1\ansi", ""),  # nobody says so
        (HEAD, ""),  # the file says something else
    ],
)
def test_gbk_bytes_are_read(head: str, mark: str) -> None:
    shown = "云岭区法治政府建设情况报告〔2023〕5号、“双随机”"
    assert lines_of(mark + in_bytes(shown), head) == [shown]


def test_big5_bytes_are_read_by_their_font() -> None:
    assert lines_of(r"\f3 " + in_bytes("法治政府建設", "big5")) == ["法治政府建設"]


def test_western_letters_stay_western() -> None:
    assert lines_of(r"caf\'e9 20\'b0C \'93x\'94") == ["café 20°C “x”"]


def test_the_second_byte_may_be_written_plainly() -> None:
    data = "誠実俊榹倇俓".encode("gb18030")  # some second bytes are \ { } and letters
    plain = "".join(
        f"\\{chr(b)}" if chr(b) in "\\{}" else chr(b) if 0x20 < b < 0x7F else f"\\'{b:02x}"
        for b in data
    )
    assert lines_of(r"\f1 " + plain) == ["誠実俊榹倇俓"]


def test_fallback_characters_are_passed_over() -> None:
    assert lines_of(r"{\uc2 \u27861\'b7\'a8}\u27835\'3f {\uc0\u25919}ok") == ["法治 政ok"]
    assert lines_of(r"\u8220\ldblquote x\u8221\rdblquote ") == ["“x”"]


def test_list_numbers_stand_before_their_paragraphs() -> None:
    body = (
        r"{\listtext\pard\plain " + escaped("一、") + r"\tab}" + escaped("总体情况") + r"\par "
        r"{\listtext 1.\tab}2023" + escaped("年工作") + r"\par {\listtext\'b7\tab}x\par "
        r"{\pntext\f2\'6c\tab}{\*\pn\pnlvlblt{\pntxtb\'b7}}y"
    )
    raw = raw_of(rtf(body))
    assert raw.text.split("\n") == ["一、总体情况", "1. 2023年工作", "• x", "• y"]
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("automatic_numbers", {"count": 2})]


def test_pictures_and_objects_never_become_text() -> None:
    picture = r"{\pict\wmetafile8\picw100{\*\picprop{\sp{\sn a}{\sv b}}}" + "0123abcd" * 40 + "}"
    loose = r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict\pngblip 8950}}}}}"
    bytes_ = r"{\pict\jpegblip\bin12 }}}\par x{{{\\}"
    object_ = r"{\object\objemb{\*\objclass Excel}{\*\objdata 010500}{\result {\pict 00ff}}}"
    shape = r"{\*\shppict{\pict 89504e}}{\nonshppict{\pict 0100}}"
    assert lines_of(f"a{picture}b{loose}c{bytes_}d{object_}e{shape}f") == ["abcdef"]


def test_tables_become_rows_with_tabs() -> None:
    def row(*cells: str) -> str:
        inside = "".join(rf"\pard\intbl {escaped(cell)}\cell " for cell in cells)
        return rf"\trowd\cellx100\cellx200 {inside}\row "

    body = row("指标", "数量") + row("许可", "") + row("", "3,412") + r"\pard " + escaped("尾")
    assert lines_of(body) == ["指标\t数量", "许可\t", "\t3,412", "尾"]


def test_two_paragraphs_of_one_cell_stay_in_it() -> None:
    body = r"\trowd\cellx1 \pard\intbl a\par b\cell \pard\intbl c\cell\row\pard d"
    assert lines_of(body) == ["a b\tc", "d"]


def test_a_table_that_arranges_prose_is_read_as_paragraphs() -> None:
    long = "深化改革" * 20
    body = (
        rf"\trowd\cellx1\pard\intbl {escaped(long)}\par {escaped(long)}\cell\pard\intbl x\cell\row "
    )
    assert lines_of(body) == [long, long, "x"]


def test_nested_tables_keep_their_rows() -> None:
    inner = (
        r"\pard\intbl\itap2 1\nestcell 2\nestcell{\*\nesttableprops\trowd\cellx1\nestrow}"
        r"{\nonesttables\par}"
    )
    body = rf"\trowd\cellx1\pard\intbl a\par {inner}\pard\intbl b\cell c\cell\row\pard z"
    assert lines_of(body) == ["a", "1\t2", "b", "c", "z"]


def test_notes_stand_at_the_end() -> None:
    body = r"x{\super\chftn{\footnote\pard\plain{\super\chftn} one{\i\'85}}}y{\footnote\ftnalt two}\par z"
    assert lines_of(body) == ["x[注1]y[注2]", "z", "[注1] one…", "[注2] two"]


def test_text_boxes_come_once_after_their_paragraph() -> None:
    box = (
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn wz}{\sv 1}}{\shptxt \pard\plain in\par side\par}}"
        r"{\shprslt{\*\do\dptxbx{\dptxbxtext\pard in\par side\par}}}}"
    )
    assert lines_of(f"a{box}b\\par c") == ["ab", "in", "side", "c"]


def test_deletions_and_hidden_text_are_left_out_and_counted() -> None:
    raw = raw_of(
        rtf(r"a{\deleted\revauthdel1 gone}b{\revised in}c{\v secret}d{\deleted{\footnote x}}")
    )
    assert raw.text == "abincd"
    assert {n.code: n.values for n in raw.notes} == {
        "tracked_changes": {"count": 1},
        "hidden_text": {"count": 1},
    }


def test_fields_show_their_result() -> None:
    body = r'{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt \ul link}}{\*\bkmkstart m}{\*\bkmkend m}'
    assert lines_of(body) == ["link"]


def test_heads_feet_comments_and_properties_are_no_text() -> None:
    body = (
        r"{\info{\title T}{\author A}}{\header\pard h\par}{\footerf f}{\*\generator g;}"
        r"a{\*\annotation\pard c\par}{\stylesheet{\s1 heading 1;}}{\*\unknown u{v}}b"
    )
    assert lines_of(body) == ["ab"]


def test_a_pair_of_writings_is_read_once() -> None:
    assert lines_of(r"{\upr{\'b7\'a8}{\*\ud{\u27861?}}}") == ["法"]


def test_symbols_are_drawn() -> None:
    assert lines_of(r"{\f2 \'fe}x{\f2 l}") == ["☑x●"]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95, 0.999])
def test_a_cut_file_is_truncated(share: float) -> None:
    data = rtf("\\par ".join(escaped(line) for line in text().split("\n")))
    assert reason_of(data[: int(len(data) * share)]) == "truncated"


def test_groups_closed_too_early_are_damage() -> None:
    assert reason_of(rtf(r"a\par}b\par c\par ")) == "damaged"


def test_deep_groups_are_refused() -> None:
    assert reason_of(b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_001) == "suspicious"


def test_a_huge_bin_is_passed_over_or_cut_short() -> None:
    assert reason_of(rb"{\rtf1 a{\pict\bin2000000000 x}}") == "truncated"
    assert lines_of(r"a\bin3 }}}b") == ["ab"]


def test_a_file_without_words_holds_no_text() -> None:
    assert reason_of(rb"{\rtf1\ansi{\pict 0011}\par}") == "no_text"


def test_it_may_be_called_anything_and_begin_late() -> None:
    assert raw_of(b"\xef\xbb\xbf\r\n" + rtf("x"), "报告.doc").text == "x"


def test_characters_without_meaning_are_counted() -> None:
    raw = raw_of(rtf(r"\f1 \'ff\'ff x"))
    assert [n.code for n in raw.notes] == ["replaced"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_any_cut_and_any_change_is_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(
        rtf(r"{\listtext 1.\tab}" + escaped(TITLE) + r"\trowd\intbl a\cell\row{\footnote n}")
    )
    for _ in range(rng.randrange(4)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    data = data[: rng.randrange(len(data) + 1)] if rng.random() < 0.5 else data
    try:
        assert read(bytes(data), "a").text.strip()
    except UnreadableFile as error:
        assert error.reason in ("truncated", "damaged", "no_text", "suspicious")  # noqa: PT017 - refusing is one of two good ends
