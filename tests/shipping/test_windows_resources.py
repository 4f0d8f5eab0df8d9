"""Icons and version resources for Windows, made and read back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app import __version__
from shipping import icons, windows_resources
from shipping.bundle import BuildFailed


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As the build draws them: in a process of its own."""
    folder = tmp_path_factory.mktemp("drawn")
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, icons.__file__, str(folder)], env=quiet, check=True)
    return folder


@pytest.mark.parametrize("name", icons.ICONS)
def test_an_icon_holds_every_size_drawn_for_itself(drawn: Path, name: str):
    pictures = icons.unpacked((drawn / f"{name}.ico").read_bytes())
    assert tuple(picture.size for picture in pictures) == icons.SIZES
    for picture in pictures:
        image = QImage.fromData(picture.png)
        assert (image.width(), image.height()) == (picture.size, picture.size)
        colours = {image.pixel(x, picture.size // 2) for x in range(picture.size)}
        assert len(colours) > 3  # something is drawn, not one flat square


def test_the_two_kinds_of_file_look_different_from_each_other(drawn: Path):
    assert (drawn / "library.ico").read_bytes() != (drawn / "pack.ico").read_bytes()


def test_the_pictures_of_the_installer_are_bitmaps_in_its_proportions(drawn: Path):
    for name, width, height in (("welcome", 164, 314), ("header", 150, 57)):
        image = QImage(str(drawn / f"{name}.bmp"))
        assert (image.width(), image.height()) == (2 * width, 2 * height)


def test_packing_and_unpacking_an_icon_gives_the_same_pictures():
    pictures = [
        icons.Picture(size, b"\x89PNG\r\n\x1a\n" + bytes([size % 256])) for size in (16, 256)
    ]
    assert icons.unpacked(icons.packed(pictures)) == pictures


@pytest.mark.parametrize("data", [b"MZ\0\0\0\0", icons.packed([icons.Picture(16, b"BM")])])
def test_what_is_no_icon_is_not_read_as_one(data: bytes):
    with pytest.raises(ValueError, match="icon"):
        icons.unpacked(data)


def test_the_version_of_the_source_is_the_program_s():
    assert windows_resources.version_of_source() == __version__


def test_the_version_resource_names_the_program_in_chinese():
    text = windows_resources.version_resource("piyue-cli", "1.20.3")
    assert "filevers=(1, 20, 3, 0)" in text
    for name, value in (
        ("FileVersion", "1.20.3"),
        ("ProductName", "批阅"),
        ("OriginalFilename", "piyue-cli.exe"),
    ):
        assert f"StringStruct('{name}', '{value}')" in text
    assert "080404b0" in text  # Simplified Chinese, in Unicode
    names = re.findall(r"\b([A-Z]\w+)\(", text)
    assert set(names) == {
        *("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable"),
        *("StringStruct", "VarFileInfo", "VarStruct"),
    }
    compile(text, "version", "eval")  # PyInstaller evaluates it


@pytest.mark.parametrize("version", ["1.2", "1.2.70000", "next"])
def test_what_cannot_be_a_version_of_windows_is_refused(version: str):
    with pytest.raises(BuildFailed):
        windows_resources.numbers(version)


def test_both_programs_carry_all_three_icons_in_one_order(tmp_path: Path):
    for name in windows_resources.DESCRIPTIONS:
        given = windows_resources.of_program(name, tmp_path)
        assert given["icon"] == [str(tmp_path / f"{icon}.ico") for icon in icons.ICONS]
        assert given["version"] == str(tmp_path / f"{name}.version")
