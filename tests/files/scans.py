"""Scanned files without a scanner: pages drawn as pictures, put into a PDF of images."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from files.reading_fixtures import pdf

DOTS = 200
WIDTH, HEIGHT = 1656, 2339
"""A4 at DOTS; rows of whole words of memory, so that none ends in noise."""


def drawn(paragraphs: Sequence[str], font: QFont, pixels: int = 36) -> QImage:
    """One page with its paragraphs set in lines, grey as a scanner makes it."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    chosen = QFont(font)
    chosen.setPixelSize(pixels)
    painter = QPainter(image)
    painter.setFont(chosen)
    painter.setPen(QColor("black"))
    y = 200.0
    wrap = Qt.TextFlag.TextWordWrap
    for paragraph in paragraphs:
        room = QRectF(180, y, WIDTH - 360, HEIGHT)
        used = painter.boundingRect(room, wrap, "　　" + paragraph)
        painter.drawText(room, wrap, "　　" + paragraph)
        y = used.bottom() + 16
    painter.end()
    return image


def scanned_pdf(images: Sequence[QImage]) -> bytes:
    """A PDF whose pages are these pictures and nothing else."""
    kids = b" ".join(b"%d 0 R" % (3 + 3 * i) for i in range(len(images)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(images)),
    ]
    for i, image in enumerate(images):
        first = 3 + 3 * i
        pixels = bytes(image.constBits())
        head = (
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
            b" /BitsPerComponent 8 /Length %d >>\nstream\n"
        )
        content = b"q 595 0 0 842 0 0 cm /I Do Q"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /XObject << /I %d 0 R >> >> >>" % (first + 1, first + 2),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            head % (image.bytesPerLine(), image.height(), len(pixels)) + pixels + b"\nendstream",
        ]
    return pdf(objects)
