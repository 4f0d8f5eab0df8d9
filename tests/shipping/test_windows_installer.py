"""The installer for Windows: its lists, its words, and what makensis makes of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from shell import ROOT
from shipping import nsis
from shipping.bundle import BuildFailed
from shipping.icons import Picture, packed

SCRIPT = nsis.SCRIPT.read_text(encoding="utf-8")
WORDS = (ROOT / "build" / "windows" / "words.nsh").read_text(encoding="utf-8")


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    folder = tmp_path / "piyue"
    for name in ("piyue.exe", "piyue-cli.exe", "_internal/a b/中文.txt", "_internal/x/y.dll"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x" * 600)
    (folder / "_internal" / "empty").mkdir()
    return folder


def listed(contents: nsis.Contents) -> list[str]:
    return nsis.installed_list(contents).decode("utf-16-le").split("\r\n")[:-1]


def test_the_list_of_what_was_installed_names_every_file_and_every_folder(payload: Path):
    lines = listed(nsis.Contents.of(payload))
    assert lines[:4] == [
        "_internal\\a b\\中文.txt",
        "_internal\\x\\y.dll",
        "piyue-cli.exe",
        "piyue.exe",
    ]
    assert set(lines[4:]) == {
        "_internal\\",
        "_internal\\a b\\",
        "_internal\\x\\",
        "_internal\\empty\\",
    }


def test_folders_are_removed_from_the_innermost_outwards(payload: Path):
    (payload / "_internal" / "a b" / "deep" / "deeper").mkdir(parents=True)
    folders = [line for line in listed(nsis.Contents.of(payload)) if line.endswith("\\")]
    for number, folder in enumerate(folders):
        assert not any(later.startswith(folder) for later in folders[number + 1 :])


def test_following_the_list_leaves_nothing_but_what_somebody_else_has_put_there(payload: Path):
    contents = nsis.Contents.of(payload)
    own = payload / "_internal" / "a b" / "mine.txt"
    own.write_text("mine")
    for line in listed(contents):
        path = payload / line.replace("\\", "/")
        if line.endswith("\\"):
            if not any(path.iterdir()):
                path.rmdir()
        else:
            path.unlink()
    assert [p for p in payload.rglob("*") if p.is_file()] == [own]
    assert not (payload / "_internal" / "x").exists()


def test_every_file_is_installed_into_its_own_folder(payload: Path):
    script = nsis.payload_script(payload, nsis.Contents.of(payload))
    assert 'SetOutPath "$INSTDIR"\nFile "' in script
    assert 'SetOutPath "$INSTDIR\\_internal\\a b"\nFile "' in script
    assert script.count("File ") == 4


@pytest.mark.parametrize("name", ["a..b", "C:x", "$x", "tab\there"])
def test_a_name_that_could_not_be_removed_again_is_refused(tmp_path: Path, name: str):
    (tmp_path / name).write_text("x")
    with pytest.raises(BuildFailed):
        nsis.Contents.of(tmp_path)


def test_every_sentence_is_there_in_both_languages():
    pairs = re.findall(r'^!insertmacro WORDS (\w+) "([^"]+)" "([^"]+)"$', WORDS, re.MULTILINE)
    assert len(pairs) == WORDS.count("!insertmacro WORDS")
    for name, chinese, english in pairs:
        assert re.search(r"[\u4e00-\u9fff]", chinese), name
        assert not re.search(r"[\u4e00-\u9fff]", english.replace("批阅", "")), name
        for field in ("${VERSION}", "$INSTDIR"):
            assert (field in chinese) == (field in english), name
    assert len({name for name, _, _ in pairs}) == len(pairs)


def test_every_sentence_that_is_said_exists_and_every_one_is_said():
    known = set(re.findall(r"WORDS (\w+) \"", WORDS))
    said = set(re.findall(r"\$\((\w+)\)", SCRIPT)) - {"LICENCE"}
    assert said == known


def test_the_chinese_comes_first_because_it_is_shown_where_neither_fits():
    languages = re.findall(r'^!insertmacro MUI_LANGUAGE "(\w+)"', SCRIPT, re.MULTILINE)
    assert languages == ["SimpChinese", "English"]


def test_nobody_needs_to_be_an_administrator_and_nothing_of_the_machine_is_touched():
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"\b(HKLM|HKCR|SHCTX)\b|PROGRAMFILES|SetShellVarContext all", SCRIPT)


def test_folders_are_only_emptied_by_force_where_everything_is_ours():
    forced = re.findall(r'^\s*RMDir /r "([^"]+)"', SCRIPT, re.MULTILINE)
    assert forced == [
        "$LOCALAPPDATA\\Piyue\\cache",
        "$LOCALAPPDATA\\Piyue\\logs",
        "$APPDATA\\Piyue",
    ]


def test_the_words_of_makensis_hold_the_version_and_the_size(tmp_path: Path, payload: Path):
    words = nsis.arguments(
        drawn=tmp_path,
        lists=tmp_path,
        outfile=tmp_path / "x.exe",
        version="0.2.0",
        contents=nsis.Contents.of(payload),
        amd64=False,
    )
    assert "-DVERSION=0.2.0" in words
    assert "-DNUMBERS=0.2.0.0" in words
    assert "-DKIB=3" in words  # 2400 bytes
    assert "-DAMD64" not in words
    assert "-WX" in words  # warnings fail
    assert words[-1] == str(nsis.SCRIPT)


def test_a_licence_is_broken_into_lines_by_the_page_and_not_by_its_file():
    text = "批阅是免费的软件，\n不提供担保。\n\nPermission is\n  hereby granted\n\n用 MIT\n许可；\nQt 例外"
    assert nsis.reflowed(text) == (
        "批阅是免费的软件，不提供担保。\n\nPermission is hereby granted\n\n用 MIT 许可；Qt 例外"
    )


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not installed")
def test_makensis_compiles_the_installer_without_a_warning(tmp_path: Path, payload: Path):
    drawn = tmp_path / "drawn"
    drawn.mkdir()
    (drawn / "piyue.ico").write_bytes(ICON)
    for name in ("welcome.bmp", "header.bmp"):
        (drawn / name).write_bytes(BITMAP)
    made = nsis.make_installer(
        payload,
        tmp_path / "Piyue-Setup.exe",
        version="0.2.0",
        drawn=drawn,
        licences=("许可", "Licence"),
        work=tmp_path / "lists",
    )
    program = made.read_bytes()
    assert program.startswith(b"MZ")
    for word in ("批阅安装程序", "Piyue installer", "The Piyue authors"):
        assert word.encode("utf-16-le") in program
    listing = subprocess.run(["file", made], capture_output=True, text=True, check=False).stdout
    assert not listing or "PE32" in listing


def png(size: int) -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        whole = kind + body
        return struct.pack("!I", len(body)) + whole + struct.pack("!I", zlib.crc32(whole))

    head = struct.pack("!IIBBBBB", size, size, 8, 6, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xb0\x34\x1f\xff" * size) * size)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


ICON = packed([Picture(size, png(size)) for size in (16, 32, 256)])
BITMAP = bytes.fromhex(
    "424d3a000000000000003600000028000000010000000100000001001800000000000400000000000000000000000000000000000000"
    "1f34b000"
)
