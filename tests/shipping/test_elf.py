"""What a library asks of the system is read rightly from its file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from made_up_bundle import MODULES, executable, little_elf, write
from shipping.archive import NotFrozen, frozen_in, modules_of_zip
from shipping.elf import (
    Damaged,
    elves_in,
    forget_search_outside,
    highest,
    needed_of,
    needing,
    read_elf,
)


def test_needed_libraries_own_name_search_and_versions_are_read(tmp_path: Path) -> None:
    asks = {"libc.so.6": ["GLIBC_2.2.5", "GLIBC_2.28"], "libstdc++.so.6": ["GLIBCXX_3.4.21"]}
    path = write(
        tmp_path / "libx.so.1",
        little_elf(
            ["libc.so.6", "libstdc++.so.6"], soname="libx.so.1", search="$ORIGIN:/opt/a", asks=asks
        ),
    )
    elf = read_elf(path)
    assert elf is not None
    assert elf.needed == ("libc.so.6", "libstdc++.so.6")
    assert elf.soname == "libx.so.1"
    assert elf.search == ("$ORIGIN", "/opt/a")
    assert elf.versions == {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 21)}


def test_versions_are_compared_as_numbers(tmp_path: Path) -> None:
    write(tmp_path / "a.so", little_elf(["libc.so.6"], asks={"libc.so.6": ["GLIBC_2.4"]}))
    write(tmp_path / "b.so", little_elf(["libc.so.6"], asks={"libc.so.6": ["GLIBC_2.17"]}))
    assert highest(elves_in(tmp_path)) == {"GLIBC": (2, 17)}


def test_packed_relocations_stand_for_the_loader_that_knows_them(tmp_path: Path) -> None:
    asks = {"libc.so.6": ["GLIBC_2.17", "GLIBC_ABI_DT_RELR"]}
    elf = read_elf(write(tmp_path / "a.so", little_elf(["libc.so.6"], asks=asks)))
    assert elf is not None
    assert elf.versions == {"GLIBC": (2, 36)}


def test_private_symbols_have_no_version(tmp_path: Path) -> None:
    asks = {"libQt6Core.so.6": ["Qt_6", "Qt_6.9", "Qt_6_PRIVATE_API"]}
    elf = read_elf(write(tmp_path / "a.so", little_elf(["libQt6Core.so.6"], asks=asks)))
    assert elf is not None
    assert elf.versions == {"Qt": (6, 9)}


def test_what_lies_in_the_bundle_need_not_come_from_the_system(tmp_path: Path) -> None:
    write(
        tmp_path / "lib" / "liba.so.1", little_elf(["libb.so.2", "libc.so.6"], soname="liba.so.1")
    )
    write(tmp_path / "lib" / "renamed.so", little_elf(["libc.so.6"], soname="libb.so.2"))
    write(tmp_path / "program", little_elf(["liba.so.1", "libX11.so.6"]))
    assert needed_of(tmp_path) == {"libc.so.6", "libX11.so.6"}
    assert needing(tmp_path)["libX11.so.6"] == ["program"]


def test_other_files_are_no_libraries_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    assert read_elf(write(tmp_path / "note.txt", "𠮷".encode())) is None
    path = write(tmp_path / "cut.so", little_elf(["libc.so.6"])[:150])
    with pytest.raises(Damaged, match=r"cut\.so"):
        read_elf(path)


@pytest.mark.skipif(sys.platform != "linux", reason="reads this system's own Python")
def test_the_reader_agrees_with_objdump_about_a_real_program() -> None:
    python = Path(sys.executable).resolve()
    elf = read_elf(python)
    assert elf is not None
    try:
        told = subprocess.run(["objdump", "-p", python], capture_output=True, text=True, check=True)
    except FileNotFoundError:
        pytest.skip("objdump is not installed")
    lines = [line.split() for line in told.stdout.splitlines()]
    assert list(elf.needed) == [line[1] for line in lines if line[:1] == ["NEEDED"]]


def test_folders_outside_the_bundle_are_forgotten_and_the_rest_stays(tmp_path: Path) -> None:
    asks = {"libc.so.6": ["GLIBC_2.17"]}
    library = little_elf(["libc.so.6", "libm.so.6"], soname="x", search="/home/a/lib", asks=asks)
    path = write(tmp_path / "x.so", library)
    before = read_elf(path)
    assert forget_search_outside(path)
    elf = read_elf(path)
    assert elf is not None
    assert before is not None
    assert (elf.needed, elf.soname, elf.versions) == (before.needed, "x", before.versions)
    assert elf.search == ()
    assert b"/home/a" not in path.read_bytes()
    assert not forget_search_outside(path), "a second time there is nothing to forget"


def test_folders_inside_the_bundle_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "x.so", little_elf(["libc.so.6"], search="$ORIGIN/Qt/lib"))
    assert not forget_search_outside(path)
    elf = read_elf(path)
    assert elf is not None
    assert elf.search == ("$ORIGIN/Qt/lib",)


def test_the_modules_of_a_frozen_program_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "piyue", executable(MODULES))
    assert dict(frozen_in(path).unpacked()) == MODULES


def test_a_program_that_is_not_frozen_or_was_cut_off_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotFrozen):
        frozen_in(write(tmp_path / "plain", little_elf()))
    with pytest.raises(NotFrozen):
        frozen_in(write(tmp_path / "cut", executable(MODULES)[400:]))


def test_modules_of_a_zip_are_named_as_they_are_imported(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "base_library.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("re/__init__.pyc", b"")
        package.writestr("encodings/gb18030.pyc", b"")
    assert modules_of_zip(path) == ["re", "encodings.gb18030"]
