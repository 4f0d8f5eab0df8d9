"""PDF: paragraphs out of lines, and a clear word where there is no text to be had."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPageSize, QPainter, QPdfWriter

from app.files.pdf_glyphs import repaired
from app.files.sheet_join import paragraphs as joined_paragraphs
from app.files.sheets import Sheet, SheetLine
from files.reading_fixtures import (
    TITLE,
    image_pdf,
    latin_pdf,
    pdf,
    raw_of,
    reason_of,
    squeezed,
    visible_lines,
)
from files.reading_fixtures import paragraphs as written

FONT = "Noto Sans CJK SC"
PARAGRAPHS = [line.replace("𠮷", "吉") for line in written()]  # which Qt's PDF maps wrongly
EM = 20.0


@pytest.fixture
def font(qapp: object) -> QFont:
    if FONT not in QFontDatabase.families():
        pytest.skip(f"{FONT} is not installed: no Chinese PDF can be made here")
    chinese = QFont(FONT)
    chinese.setPixelSize(int(EM))
    return chinese


def broken(paragraph: str, font: QFont, width: float) -> list[str]:
    """Lines as a typesetter breaks them: full, no mark at the start of a line."""
    metrics = QFontMetricsF(font)
    lines = [""]
    for character in "　　" + paragraph:
        full = metrics.horizontalAdvance(lines[-1] + character) > width
        if full and character not in "，。、；：”）》？！":
            lines.append("")
        lines[-1] += character
    return lines


def print_pdf(path: Path, font: QFont, texts: Sequence[str], columns: int = 1) -> bytes:
    """Set paragraphs on A4 with a running head and page numbers."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20))
    writer.setResolution(100)
    painter = QPainter(writer)
    painter.setFont(font)
    gap = 2 * EM
    width = (writer.width() - gap * (columns - 1)) / columns
    number = 0
    column, y = columns, 0.0
    for paragraph in texts:
        for line in broken(paragraph, font, width - 4):
            if column == columns or y > writer.height() - 3 * EM:
                column += 1
                y = 3 * EM
                if column >= columns:
                    if number:
                        writer.newPage()
                    column = 0
                    number += 1
                    painter.drawText(0, int(EM), "云岭区人民政府文件")
                    foot = QRectF(0, writer.height() - 1.5 * EM, writer.width(), 1.5 * EM)
                    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"— {number} —")
            painter.drawText(int(column * (width + gap)), int(y), line)
            y += 1.5 * EM
    painter.end()
    return path.read_bytes()


def test_paragraphs_are_whole_across_lines_and_pages(tmp_path: Path, font: QFont) -> None:
    raw = raw_of(print_pdf(tmp_path / "a.pdf", font, [TITLE, *PARAGRAPHS]))
    visible = [squeezed(line) for line in visible_lines(raw)]
    wanted = [squeezed(line) for line in PARAGRAPHS]
    assert sum(line in visible for line in wanted) >= 0.95 * len(wanted)
    together = "".join(visible)
    assert [line for line in wanted if line not in together] == []


def test_running_heads_and_page_numbers_are_hidden_and_kept(tmp_path: Path, font: QFont) -> None:
    raw = raw_of(print_pdf(tmp_path / "a.pdf", font, [TITLE, *PARAGRAPHS]))
    assert "云岭区人民政府文件" in raw.text
    assert "— 2 —" in raw.text
    visible = visible_lines(raw)
    assert not any("政府文件" in line or line.startswith("—") for line in visible)


def test_radicals_of_the_font_come_out_as_characters(tmp_path: Path, font: QFont) -> None:
    raw = raw_of(print_pdf(tmp_path / "a.pdf", font, PARAGRAPHS))
    assert not any("\u2e80" <= character <= "\u2fdf" for character in raw.text)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path, font: QFont) -> None:
    raw = raw_of(print_pdf(tmp_path / "a.pdf", font, PARAGRAPHS, columns=2))
    together = squeezed("".join(visible_lines(raw)))
    wanted = [squeezed(line) for line in PARAGRAPHS]
    assert sum(line in together for line in wanted) >= 0.95 * len(wanted)


def test_a_font_that_does_not_name_its_characters_is_said(tmp_path: Path, font: QFont) -> None:
    nameless = print_pdf(tmp_path / "a.pdf", font, PARAGRAPHS).replace(b"/ToUnicode", b"/ToUnicodX")
    assert reason_of(nameless) == "garbled_fonts"


def test_a_character_that_the_font_does_not_name_is_marked_not_guessed(
    tmp_path: Path, font: QFont
) -> None:
    raw = raw_of(print_pdf(tmp_path / "a.pdf", font, [*PARAGRAPHS, "𠮷祥街道建成公园1处。"]))
    assert visible_lines(raw)[-1] == "\ufffd祥街道建成公园1处。", "Qt does not name 𠮷"
    assert ("replaced", {"count": 1}) in [(n.code, dict(n.values)) for n in raw.notes]


def test_a_broken_twin_of_a_pdf_gets_its_reason(tmp_path: Path, font: QFont) -> None:
    whole = print_pdf(tmp_path / "a.pdf", font, PARAGRAPHS)
    assert reason_of(whole[: len(whole) // 2]) == "truncated"
    assert reason_of(whole[: len(whole) - 2000]) == "truncated"
    assert reason_of(b"%PDF-1.7\n" + random.Random(1).randbytes(9_000)) in ("truncated", "damaged")
    assert reason_of(b"%PDF-1.7\n" + bytes(900) + b"\nstartxref\n0\n%%EOF") == "damaged"


def test_random_damage_never_hangs_or_crashes(tmp_path: Path, font: QFont) -> None:
    dice = random.Random(5)
    whole = print_pdf(tmp_path / "a.pdf", font, PARAGRAPHS)
    for _ in range(8):
        data = bytearray(whole)
        for _ in range(400):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            reason = reason_of(bytes(data))
        except AssertionError:
            continue
        assert reason in ("damaged", "truncated", "garbled_fonts", "no_text", "encrypted")


# --- files made by hand, without any font ----------------------------------------------


def test_latin_lines_are_read_and_joined() -> None:
    raw = raw_of(latin_pdf(["Annual report on the rule of law of the", "district in 2023."]))
    assert raw.text == "Annual report on the rule of law of the district in 2023."
    assert raw.notes == ()


def test_a_pdf_with_a_password_is_encrypted() -> None:
    lock = (
        b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904"
        b" /O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >>"
        b" /ID [<0123456789abcdef0123456789abcdef> <0123456789abcdef0123456789abcdef>]"
    )
    assert reason_of(latin_pdf(["Secret"], lock)) == "encrypted"


def test_pages_of_images_only_are_a_scan() -> None:
    assert reason_of(image_pdf()) == "scanned"


def test_pages_without_text_beside_others_are_counted() -> None:
    raw = raw_of(
        image_pdf(3, ["Annual report on the rule of law of the district, with annexes."] * 4)
    )
    assert raw.text.startswith("Annual report")
    assert [(n.code, dict(n.values)) for n in raw.notes] == [
        ("mixed_scan", {"pages": 2, "numbers": "2-3"})
    ]


def test_empty_pages_have_no_text() -> None:
    empty = pdf(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        )
    )
    assert reason_of(empty) == "no_text"


def test_a_font_without_characters_is_garbled() -> None:
    table = b" ".join(b"<%02x> <e%03x>" % (code, code) for code in range(32, 127))
    unicode_map = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff>"
        b" endcodespacerange 95 beginbfchar " + table + b" endbfchar endcmap end"
    )
    data = latin_pdf(["A report whose font maps to private codes"])
    objects = [
        part.partition(b" 0 obj\n")[2].rpartition(b"\n")[0] for part in data.split(b"endobj\n")[:5]
    ]
    objects[4] = objects[4].replace(b" >>", b" /ToUnicode 6 0 R >>")
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(unicode_map), unicode_map))
    assert reason_of(pdf(objects)) == "garbled_fonts"


# --- joining, without any file -----------------------------------------------------------


def row(y: float, text: str, left: float = 72, right: float = 472) -> SheetLine:
    return SheetLine(y + 16, y, left, right, text, 16)


def sheet(*lines: SheetLine, image: bool = False) -> Sheet:
    return Sheet(lines, 595, 842, image)


def test_a_paragraph_over_two_pages_stays_whole_around_its_page_number() -> None:
    first = sheet(row(700, "前半段没有说完的一行文字"), row(30, "— 1 —", 280, 320))
    second = sheet(row(760, "后半段。"), row(30, "— 2 —", 280, 320))
    lines = joined_paragraphs([first, second])
    assert [(line.text, line.furniture) for line in lines] == [
        ("前半段没有说完的一行文字后半段。", False),
        ("— 1 —", True),
        ("— 2 —", True),
    ]


def test_an_indented_line_begins_a_paragraph() -> None:
    page = sheet(
        row(700, "上一段的最后一行。"), row(680, "下一段第一行", left=104), row(660, "接着写")
    )
    assert [line.text for line in joined_paragraphs([page])] == [
        "上一段的最后一行。",
        "下一段第一行接着写",
    ]


def test_a_short_line_ends_its_paragraph() -> None:
    page = sheet(row(700, "满行" * 12), row(680, "短行。", right=150), row(660, "新的一段"))
    assert [line.text for line in joined_paragraphs([page])] == ["满行" * 12 + "短行。", "新的一段"]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    page = sheet(
        row(700, "满行" * 12),
        row(680, "关于法治政府建设情况的报告", right=400),
        row(660, "省人民政府："),
    )
    assert [line.text for line in joined_paragraphs([page])][1:] == ["省人民政府："]


def test_a_word_carried_over_whole_leaves_its_line_full() -> None:
    page = sheet(
        row(700, "满行" * 12), row(680, "网站地址是", right=400), row(660, "www.example.gov.cn。")
    )
    assert joined_paragraphs([page])[0].text.endswith("网站地址是www.example.gov.cn。")


def test_a_numbered_section_begins_below_a_full_line() -> None:
    page = sheet(
        row(700, "办结率达到98.5%，满意度持续提升，成效明显。"),
        row(680, "二、存在的不足和下一步工作打算以及其他情况说明"),
        row(660, "（一）力量不足。二是见下文"),
        row(640, "三是培训。"),
    )
    assert [line.text for line in joined_paragraphs([page])] == [
        "办结率达到98.5%，满意度持续提升，成效明显。",
        "二、存在的不足和下一步工作打算以及其他情况说明",
        "（一）力量不足。二是见下文三是培训。",
    ]


def test_gaps_between_chinese_and_figures_are_the_typesetters() -> None:
    page = sheet(row(700, "办理 70 件，占 98.5% 以上，the rule of law"))
    assert joined_paragraphs([page])[0].text == "办理70件，占98.5%以上，the rule of law"


def test_radicals_without_a_decomposition_are_repaired_too() -> None:
    assert repaired("⻓期⻅效，⽂⽣⽤⼾，𠮷凉") == "长期见效，文生用户，𠮷凉"
    assert repaired("原样㎡①Ⅲ") == "原样㎡①Ⅲ"
