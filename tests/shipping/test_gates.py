"""Each gate lets a sound bundle through and names the one thing that is wrong with another."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from made_up_bundle import MODULES, executable, little_elf, little_pe, made_up, write
from shipping import gates
from shipping.contents import KEPT_XCB, needed
from shipping.gates import figures_of, problems_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights and links of Linux")

Gate: TypeAlias = Callable[[gates.Bundle], Iterator[str]]

CEILING = {"GLIBC": "2.31", "GLIBCXX": "3.4.28"}
TRACE = "/home/builder/piyue"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return made_up(tmp_path)


def judged(bundle: Path) -> list[str]:
    return problems_of(bundle, windows=False, ceiling=CEILING, traces=(TRACE,), named=False)


def test_a_sound_bundle_passes(bundle: Path) -> None:
    assert judged(bundle) == []


def test_a_folder_without_a_program_is_said_so(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, windows=True)
    assert "piyue.exe is missing" in problem


def new_library(*needs: str, search: str = "", asks: str = "GLIBC_2.17") -> Callable[[Path], None]:
    data = little_elf(["libc.so.6", *needs], search=search, asks={"libc.so.6": [asks]})
    return lambda root: _write(root, "_internal/PySide6/Qt/lib/libQt6Gui.so.6", data)


def new_file(name: str, data: bytes = b"") -> Callable[[Path], None]:
    return lambda root: _write(root, name, data)


def new_module(name: str, code: bytes = b"code") -> Callable[[Path], None]:
    return lambda root: _write(root, "piyue", executable({**MODULES, name: code}))


def without(name: str) -> Callable[[Path], None]:
    return lambda root: (root / "_internal" / name).unlink()


def _write(root: Path, name: str, data: bytes) -> None:
    write(root / name, data)


def link(name: str, target: str) -> Callable[[Path], None]:
    return lambda root: (root / "_internal" / name).symlink_to(target)


def open_to_all(root: Path) -> None:
    (root / "_internal" / "jieba" / "dict.txt").chmod(0o666)


PLUGINS = "_internal/PySide6/Qt/plugins"
SPOILT: dict[str, tuple[Gate, Callable[[Path], None], str]] = {
    "unknown file beside the program": (
        gates.names_agreed_on,
        new_file("notes.txt"),
        "nobody decided that this ships: notes.txt",
    ),
    "unknown library": (
        gates.names_agreed_on,
        new_file("_internal/libfoo.so.1"),
        "nobody decided that this ships: _internal/libfoo.so.1",
    ),
    "library that hides the system's": (
        gates.nothing_that_was_left_out,
        new_file("_internal/PySide6/Qt/lib/libstdc++.so.6"),
        "decided not to ship: _internal/PySide6/Qt/lib/libstdc++.so.6",
    ),
    "plug-in that was left out": (
        gates.nothing_that_was_left_out,
        new_file(f"{PLUGINS}/platforms/libqvnc.so"),
        "decided not to ship",
    ),
    "no input method": (
        gates.everything_needed,
        without("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so"),
        "missing: PySide6/Qt/plugins/platforminputcontexts",
    ),
    "no cursor helper": (
        gates.everything_needed,
        without("libxcb-cursor.so.0"),
        "missing: libxcb-cursor.so",
    ),
    "no words of Qt": (
        gates.everything_needed,
        without("PySide6/Qt/translations/qtbase_zh_CN.qm"),
        "missing: PySide6/Qt/translations",
    ),
    "no dictionary": (
        gates.everything_needed,
        without("jieba/dict.txt"),
        "missing: jieba/dict.txt",
    ),
    "library of TLS": (
        gates.no_way_into_a_network,
        new_file("_internal/PySide6/libnss3.so"),
        "could open a connection: _internal/PySide6/libnss3.so",
    ),
    "module of TLS": (gates.no_way_into_a_network, new_module("ssl"), "connection: ssl"),
    "client of the web": (
        gates.no_way_into_a_network,
        new_module("http.client"),
        "connection: http.client",
    ),
    "module of tests": (gates.no_tests, new_module("openpyxl.tests.test_cell"), "of tests ships"),
    "link to nothing": (
        gates.sound_links_and_rights,
        link("PySide6/Qt/lib/libQt6Svg.so.6", "gone.so"),
        "link to nothing",
    ),
    "absolute link": (
        gates.sound_links_and_rights,
        link("PySide6/Qt/lib/libQt6Svg.so.6", "/usr/lib"),
        "absolute target",
    ),
    "link that leaves": (
        gates.sound_links_and_rights,
        link("app/outside", "../../.."),
        "leaves the bundle",
    ),
    "file that everybody may write": (
        gates.sound_links_and_rights,
        open_to_all,
        "everybody may write",
    ),
    "library of few desktops": (
        gates.only_libraries_of_a_desktop,
        new_library("libfoo.so.3"),
        "libfoo.so.3 is neither in the bundle nor on every desktop",
    ),
    "search in a folder of the maker": (
        gates.no_search_outside,
        new_library(search="/opt/py/lib"),
        "looks for libraries in /opt/py/lib",
    ),
    "too new a C library": (
        gates.runs_on_the_oldest_system,
        new_library(asks="GLIBC_2.34"),
        "asks for GLIBC 2.34, above 2.31",
    ),
    "path of the maker in a file": (
        gates.no_trace_of_the_building_machine,
        new_file("_internal/app/resources/x.json", f'"{TRACE}/src"'.encode()),
        "x.json holds the path",
    ),
    "path of the maker in a module": (
        gates.no_trace_of_the_building_machine,
        new_module("app.ui", TRACE.encode()),
        "the module app.ui holds the path",
    ),
    "no order of Chinese words": (
        gates.orders_chinese_words,
        new_file("_internal/PySide6/Qt/lib/libicudata.so.73"),
        "there is no ICU",
    ),
    "too large": (
        gates.small_enough,
        lambda root: os.truncate(root / "_internal/jieba/dict.txt", 131_000_000),
        "more than 130",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_one_fault_is_named_once_by_one_gate(bundle: Path, name: str) -> None:
    gate, spoil, expected = SPOILT[name]
    spoil(bundle)
    (problem,) = judged(bundle)
    assert expected in problem
    examined = gates.Bundle(bundle, windows=False, ceiling=CEILING, traces=(TRACE,))
    assert [each for each in gates.GATES if list(each(examined))] == [gate]


def test_every_gate_is_tried() -> None:
    of_windows = {gates.only_libraries_of_windows}  # tried below
    assert {gate for gate, _, _ in SPOILT.values()} | of_windows == set(gates.GATES)


def test_a_damaged_library_or_program_is_a_problem_of_its_own(bundle: Path) -> None:
    new_file("_internal/app/cut.so", little_elf(["libc.so.6"])[:150])(bundle)
    (problem,) = judged(bundle)
    assert "cut.so" in problem
    new_file("piyue", little_elf())(bundle)
    (problem,) = judged(bundle)
    assert "carries no archive" in problem


def test_what_the_notices_do_not_name_is_a_problem(bundle: Path) -> None:
    (problem,) = problems_of(bundle, windows=False, ceiling=CEILING, traces=(TRACE,))
    assert "PySide6" in problem


def test_without_a_ceiling_versions_are_only_told(bundle: Path) -> None:
    new_library(asks="GLIBC_2.38")(bundle)
    assert problems_of(bundle, windows=False, traces=(), named=False) == []
    assert figures_of(bundle, windows=False)["highest GLIBC asked for"] == "2.38"


@pytest.fixture
def windows_bundle(tmp_path: Path) -> Path:
    root = tmp_path / "piyue"
    for name in needed(windows=True):
        write(root / "_internal" / name, little_pe() if name.endswith(".dll") else b"")
    write(root / "piyue.exe", executable(MODULES, little_pe(["KERNEL32.dll"])))
    return root


def judged_windows(bundle: Path) -> list[str]:
    return problems_of(bundle, windows=True, traces=(), named=False)


def test_names_of_windows_are_compared_without_regard_to_case(windows_bundle: Path) -> None:
    write(windows_bundle / "_internal" / "vcruntime140.DLL", little_pe())
    assert judged_windows(windows_bundle) == []
    write(windows_bundle / "_internal" / "LibCrypto-3.dll", little_pe())
    assert any("LibCrypto" in problem for problem in judged_windows(windows_bundle))


def test_a_library_that_windows_does_not_have_must_ship(windows_bundle: Path) -> None:
    inside = windows_bundle / "_internal"
    write(
        inside / "python311.dll", little_pe(["VCRUNTIME140.dll"], delayed=["api-ms-win-x-l1-1.dll"])
    )
    (problem,) = judged_windows(windows_bundle)
    assert "vcruntime140.dll is neither in the bundle nor in Windows 10" in problem
    write(inside / "VCRUNTIME140.dll", little_pe())
    assert judged_windows(windows_bundle) == []
    write(inside / "python311.dll", little_pe(delayed=["ssleay32.dll"]))
    assert "ssleay32.dll" in judged_windows(windows_bundle)[0]


def test_a_file_for_windows_that_is_none_is_said(windows_bundle: Path) -> None:
    write(windows_bundle / "_internal" / "python311.dll", b"MZ")
    (problem,) = judged_windows(windows_bundle)
    assert "python311.dll" in problem


def test_the_helpers_of_the_display_are_asked_for() -> None:
    assert all(any(want.startswith(name) for want in needed(windows=False)) for name in KEPT_XCB)
