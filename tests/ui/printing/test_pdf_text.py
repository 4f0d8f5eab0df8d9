"""What the glyphs of a PDF that Qt painted are called."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from app.files.pdf_objects import Pdf
from app.ui.printing.pdf_text import Samples, draw_samples, name_glyphs
from app.ui.theme import Look
from ui.printing.paper_samples import page_texts


def found(font: QFont, texts: Sequence[str]) -> str:
    """What can be found in a file in which these texts are painted, without line breaks."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    p = QPainter(writer)
    p.setFont(font)
    samples = Samples()
    for number, text in enumerate(texts, 2):
        p.drawText(QPointF(0, 30 * number), text)
        samples.add([(font, text)])
    writer.newPage()
    draw_samples(p, samples.all)
    p.end()
    pdf = Pdf(bytes(buffer.data().data()))
    name_glyphs(pdf, samples.all)
    out = BytesIO()
    pdf.write(out, {})
    [page] = page_texts(out.getvalue())
    return "".join(page.splitlines())


@pytest.mark.parametrize("serif", [False, True])
@pytest.mark.parametrize("bold", [False, True])
def test_every_character_is_called_by_its_own_name(
    qapp: QApplication, serif: bool, bold: bool
) -> None:
    texts = [
        "高一行文，“引号”——破折号……省略",
        "\U00020bb7祥、\U00020000、\U0002f800",  # beyond the first plane
        "A1 b2(3)[4] 审结63件；fi ffi",  # figures beside letters, ligatures
        "2–3‒4 1/2 ① Ⅷ ㎡ ％",
        "葛\U000e0100城",  # a variant of a character
    ]
    said = found(Look("light").font(14, bold=bold, serif=serif), texts)
    # Two dashes are one glyph, and the variant is none of its own in this font.
    assert said == "".join(texts).replace("‒", "–").replace("\U000e0100", "")


def test_a_bold_that_is_drawn_twice_is_named_once(qapp: QApplication) -> None:
    families = [one for one in QFontDatabase.families() if len(QFontDatabase.styles(one)) == 1]
    plain = [one for one in families if QFontDatabase.isSmoothlyScalable(one)]
    if not plain:
        pytest.skip("every font has a bold of its own")
    font = QFont(plain[0])
    font.setPixelSize(14)
    font.setBold(True)
    assert found(font, ["A1 b2", "a\u00a0b"]) == "A1 b2a b"


def test_a_single_character_that_no_font_has_can_still_be_found(qapp: QApplication) -> None:
    missing = "\U0003106c"
    assert found(Look("light").font(14), [f"甲{missing}乙"]) == f"甲{missing}乙"
