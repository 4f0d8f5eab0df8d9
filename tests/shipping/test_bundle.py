"""What ships is decided by name, and what PyInstaller leaves is put in order."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from made_up_bundle import little_elf, made_up, write
from shell import ROOT
from shipping.bundle import tidy
from shipping.contents import ships
from shipping.display import display
from shipping.elf import read_elf

of_linux = pytest.mark.skipif(sys.platform != "linux", reason="rights and libraries of Linux")


def test_every_picture_of_the_manual_ships() -> None:
    pages = (ROOT / "resources" / "help").glob("*.md")
    named = {
        name
        for page in pages
        for name in re.findall(r"pictures/([\w.-]+)", page.read_text("utf-8"))
    }
    assert named
    for name in named:
        assert (ROOT / "resources" / "help" / "pictures" / name).is_file()
        assert ships(f"app/resources/help/pictures/{name}", windows=False), name


@pytest.mark.parametrize(
    ("name", "linux", "windows"),
    [
        ("libxcb-cursor.so.0", True, True),
        ("libX11.so.6", False, True),
        ("PySide6/Qt/lib/libstdc++.so.6", False, True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True, True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True, True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False, False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True, True),
        ("PySide6\\opengl32sw.dll", False, False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True, True),
        ("PySide6/Qt/translations/qtbase_de.qm", False, False),
        ("app/resources/translations/piyue_en.ts", True, True),
        ("jieba/dict.txt", True, True),
        ("jieba/finalseg/prob_emit.p", False, False),
        ("pypinyin/core.pyi", False, False),
        ("lxml-6.1.3.dist-info/METADATA", False, False),
    ],
)
def test_what_ships_is_decided_by_name(name: str, *, linux: bool, windows: bool) -> None:
    assert ships(name, windows=False) is linux
    assert ships(name, windows=True) is windows


@of_linux
def test_files_are_put_in_order(tmp_path: Path) -> None:
    root = made_up(tmp_path)
    library = write(
        root / "_internal" / "python3.11" / "math.so",
        little_elf(["libm.so.6"], search="/opt/py/lib"),
    )
    data = write(root / "_internal" / "jieba" / "dict.txt", "法治".encode())
    data.chmod(0o777)
    tidy(root)
    elf = read_elf(library)
    assert elf is not None
    assert elf.search == ()
    assert data.stat().st_mode & 0o777 == 0o644
    assert (root / "piyue").stat().st_mode & 0o777 == 0o755
    assert (root / "_internal" / "libQt6Core.so.6").is_symlink()


def test_without_an_x_server_there_is_the_platform_without_a_display(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with display() as shown:
        assert shown == {"QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb")
def test_an_x_server_is_started_on_a_free_number_and_ended() -> None:
    with display() as one, display() as other:
        assert one["QT_QPA_PLATFORM"] == "xcb"
        assert one["DISPLAY"] != other["DISPLAY"]
        sockets = [Path(f"/tmp/.X11-unix/X{shown['DISPLAY'][1:]}") for shown in (one, other)]
        assert all(socket.exists() for socket in sockets)
    assert not any(socket.exists() for socket in sockets)
