"""What Windows shows of a program without starting it: its version, its maker, its icons."""

from __future__ import annotations

import re
from pathlib import Path

from shell import ROOT, WORK, call, environment
from shipping.bundle import BuildFailed

ICONS = WORK / "shipping" / "icons"
PRODUCT, MAKER = "批阅", "The Piyue authors"
DESCRIPTIONS = {
    "piyue": "批阅 Piyue",
    "piyue-cli": "批阅命令行 Piyue command line",
}
"""The programs: one with a window, one for the command line, which Windows keeps apart."""

ICON_ORDER = ("piyue", "library", "pack")
"""In the program's file; the installer names them by number."""

_CHINESE, _UNICODE = 0x0804, 1200


def numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers of a version resource.

    Raises:
        BuildFailed: the version has no three numbers at its beginning.
    """
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    if found is None or any(int(part) > 65_535 for part in found.groups()):
        raise BuildFailed(f"{version} cannot be a version of a Windows program")
    major, minor, patch = (int(part) for part in found.groups())
    return major, minor, patch, 0


def version_resource(name: str, version: str) -> str:
    """The version resource of one of the programs, as PyInstaller reads it."""
    four = numbers(version)
    words = {
        "CompanyName": MAKER,
        "FileDescription": DESCRIPTIONS[name],
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": f"© {MAKER}",
        "OriginalFilename": f"{name}.exe",
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0x0,\n"
        "    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        "  kids=[\n"
        f"    StringFileInfo([StringTable('{_CHINESE:04x}{_UNICODE:04x}', [{strings}])]),\n"
        f"    VarFileInfo([VarStruct('Translation', [{_CHINESE}, {_UNICODE}])]),\n"
        "  ],\n)\n"
    )


def version_of_source(root: Path = ROOT) -> str:
    """The version that the program gives itself."""
    text = (root / "src" / "app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        raise BuildFailed("the source does not say its version")
    return found.group(1)


def make_resources(python: Path, version: str, folder: Path = ICONS) -> Path:
    """Draw the icons and write the version resources, for piyue.spec and the installer.

    Args:
        python: of this machine, with PySide6.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if call(python, Path(__file__).with_name("icons.py"), folder, env=environment()) != 0:
        raise BuildFailed("the icons could not be drawn; the lines above say why")
    for name in DESCRIPTIONS:
        resource = version_resource(name, version)
        (folder / f"{name}.version").write_text(resource, encoding="utf-8")
    return folder


def of_program(name: str, folder: Path = ICONS) -> dict[str, object]:
    """What piyue.spec gives to the program's file on Windows."""
    return {
        "icon": [str(folder / f"{icon}.ico") for icon in ICON_ORDER],
        "version": str(folder / f"{name}.version"),
    }
