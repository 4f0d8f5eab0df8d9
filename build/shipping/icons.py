"""Icons and pictures for Windows, drawn from the vectors at build time.

As a program of its own (`python icons.py FOLDER`, with the PySide6 of the bundle and no
display) it draws everything that the installer and the program's file need.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
"""What Explorer asks for, from 100 to 250 per cent."""

ICONS = {
    "piyue": ROOT / "resources" / "icons" / "logo.svg",
    "library": ROOT / "build" / "icons" / "library.svg",
    "pack": ROOT / "build" / "icons" / "pack.svg",
}
PAPER, INK, SEAL = "#FBF7F0", "#211D18", "#B0341F"

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """One size of an icon, as a PNG."""

    size: int
    png: bytes


def packed(pictures: Sequence[Picture]) -> bytes:
    """An `.ico` of pictures in several sizes.

    Source: the format as Windows has read it since Vista (PNG inside, 256 written as 0).
    """
    head = struct.pack("<HHH", 0, 1, len(pictures))
    entries, offset = b"", len(head) + 16 * len(pictures)
    for picture in pictures:
        side = picture.size % 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture.png), offset)
        offset += len(picture.png)
    return head + entries + b"".join(picture.png for picture in pictures)


def unpacked(ico: bytes) -> list[Picture]:
    """The pictures of an `.ico`.

    Raises:
        ValueError: it is none, or not as packed() makes them.
    """
    reserved, kind, count = struct.unpack_from("<HHH", ico)
    if (reserved, kind) != (0, 1):
        raise ValueError("not an icon")
    found: list[Picture] = []
    for number in range(count):
        side, _, _, _, _, _, length, offset = struct.unpack_from("<BBBBHHII", ico, 6 + 16 * number)
        png = ico[offset : offset + length]
        if len(png) != length or not png.startswith(_PNG):
            raise ValueError("an icon that ends early, or holds no PNG")
        found.append(Picture(side or 256, png))
    return found


# --- drawing ---------------------------------------------------------------------


def draw(folder: Path) -> None:
    """Draw every icon and both pictures of the installer into a folder."""
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(["icons", "-platform", "offscreen"])
    folder.mkdir(parents=True, exist_ok=True)
    for name, vector in ICONS.items():
        pictures = [Picture(size, _png(vector, size)) for size in SIZES]
        (folder / f"{name}.ico").write_bytes(packed(pictures))
    _paper(328, 628, logo=150, top=84).save(str(folder / "welcome.bmp"))
    _paper(300, 114, logo=78, top=18, beside=True).save(str(folder / "header.bmp"))
    del app


def _png(vector: Path, size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImageWriter

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(_drawn(vector, size))
    return bytes(data.data())


def _drawn(vector: Path, size: int):
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImageReader

    # The image plug-in draws the vector at the asked size, not a small one made larger.
    reader = QImageReader(str(vector))
    reader.setScaledSize(QSize(size, size))
    image = reader.read()
    if image.isNull():
        raise ValueError(f"{vector.name}: {reader.errorString()}")
    return image


def _paper(width: int, height: int, *, logo: int, top: int, beside: bool = False):
    """A piece of paper with the seal and a red rule, for the pages of the installer."""
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QImage, QPainter

    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("#FFFFFF" if beside else PAPER))
    painter = QPainter(image)
    left = width - logo - 20 if beside else (width - logo) // 2
    painter.drawImage(left, top, _drawn(ICONS["piyue"], logo))
    if not beside:
        painter.fillRect(QRect(width - 6, 0, 6, height), QColor(SEAL))
        painter.setOpacity(0.16)
        for line in range(7):  # lines of a report, one of them marked
            y = 320 + line * 34
            shade = QColor("#F2C94C") if line == 2 else QColor(INK)
            painter.setOpacity(0.8 if line == 2 else 0.16)
            painter.fillRect(QRect(64, y, 200 if line % 3 else 140, 10), shade)
    painter.end()
    return image


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    draw(Path(sys.argv[1]))
