"""The Linux package and archive: what is in them, and that the same tree gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

if sys.platform == "win32":
    pytest.skip("packages for Linux are made on Linux", allow_module_level=True)

from app.cli.arguments import COMMANDS, GLOBAL, shown
from app.cli.exits import Exit
from shipping import deb, desktop, interpreter, linux, manual, needs, packing, tarball
from shipping.bundle import BuildFailed
from shipping.contents import OF_A_DESKTOP
from shipping.packing import Item

EPOCH = 1795305600
NO_NEEDS = needs.Needs(("libc6 (>= 2.28)",), ("fonts-noto-cjk | fonts-wqy-zenhei",))


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A tiny bundle: a program that names itself, a library, a link."""
    folder = tmp_path / "bundle"
    (folder / "_internal").mkdir(parents=True)
    (folder / "piyue").write_text("\x7fELF: not really\n")
    (folder / "piyue").chmod(0o755)
    (folder / "_internal" / "libicu.so.73.1").write_bytes(b"\x7fELF")
    (folder / "_internal" / "libicu.so.73").symlink_to("libicu.so.73.1")
    (folder / "_internal" / "批阅.txt").write_text("中文文件名", encoding="utf-8")
    return folder


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    folder = tmp_path / "icons"
    (folder / "scalable" / "apps").mkdir(parents=True)
    (folder / "scalable" / "apps" / "piyue.svg").write_text("<svg/>")
    return folder


def made_deb(bundle: Path, icons: Path, target: Path) -> Path:
    tree = deb.package_tree(bundle, icons, "0.2.0", EPOCH)
    fields = deb.control("0.2.0", tree, NO_NEEDS)
    deb.write_deb(target, tree, fields, EPOCH, packing.QUICK_FILTERS)
    return target


# --- what the package needs of the system ------------------------------------------------


def test_a_package_is_known_for_every_library_that_a_desktop_brings() -> None:
    assert set(OF_A_DESKTOP) <= needs.PACKAGES.keys() | needs.OPTIONAL.keys()


def test_versions_come_from_the_files_and_packages_from_the_table() -> None:
    found = needs.needs_of(
        {"libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1", "libglib-2.0.so.0"},
        {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 21)},
    )
    assert found.depends == (
        "libc6 (>= 2.28)",
        "libgcc-s1 | libgcc1",
        "libglib2.0-0 | libglib2.0-0t64",
        "libstdc++6 (>= 5)",
    )
    assert "fonts-noto-cjk" in found.recommends[0]


def test_a_library_that_only_a_plug_in_asks_for_is_recommended() -> None:
    found = needs.needs_of({"libc.so.6", "libcups.so.2"}, {"GLIBC": (2, 28)})
    assert found.depends == ("libc6 (>= 2.28)",)
    assert "libcups2 | libcups2t64" in found.recommends


def test_an_unknown_library_fails_the_build_by_name() -> None:
    with pytest.raises(BuildFailed, match=r"libmystery\.so\.4"):
        needs.needs_of({"libc.so.6", "libmystery.so.4"}, {"GLIBC": (2, 28)})


# --- what a desktop is told ----------------------------------------------------------------


def test_the_entry_has_chinese_names_and_opens_both_of_our_types() -> None:
    lines = dict(
        line.split("=", 1) for line in desktop.entry().splitlines() if not line.startswith("[")
    )
    assert lines["Name[zh_CN]"] == "批阅"
    assert lines["Exec"] == "piyue %F"
    for kind in desktop.TYPES:
        assert kind.name in lines["MimeType"].split(";")


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="no validator here")
@pytest.mark.parametrize("program", ["piyue", desktop.quoted("/home/张 三/opt/piyue")])
def test_the_entry_is_valid(program: str, tmp_path: Path) -> None:
    file = tmp_path / "piyue.desktop"
    file.write_text(desktop.entry(program), encoding="utf-8")
    done = subprocess.run(
        ["desktop-file-validate", str(file)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_our_types_are_sub_classes_of_what_they_are() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    root = ElementTree.fromstring(desktop.mime_types())
    found = {
        kind.get("type"): (
            kind.find(f"{space}sub-class-of").get("type"),  # type: ignore[union-attr]
            kind.find(f"{space}glob").get("pattern"),  # type: ignore[union-attr]
        )
        for kind in root
    }
    assert found == {
        "application/vnd.piyue.library": ("application/vnd.sqlite3", "*.piyue"),
        "application/vnd.piyue.pack": ("application/zip", "*.piyuepack"),
    }
    assert "批阅报告库" in desktop.mime_types()


def test_the_metadata_is_well_formed_and_names_the_release() -> None:
    root = ElementTree.fromstring(desktop.metainfo("0.2.0", EPOCH))
    release = root.find("releases/release")
    assert release is not None
    assert (release.get("version"), release.get("date")) == ("0.2.0", "2026-11-22")


def test_every_drawing_of_an_icon_is_there() -> None:
    for drawing in desktop.DRAWINGS.values():
        ElementTree.parse(linux.ROOT / drawing)
    places = desktop.icon_places(desktop.DRAWINGS)
    assert places["48x48/mimetypes/application-vnd.piyue.library.png"][1] == 48
    assert places["scalable/apps/piyue.svg"] == ("resources/icons/logo.svg", None)


# --- the manual ----------------------------------------------------------------------------


@pytest.mark.parametrize("side", [manual.CHINESE, manual.ENGLISH])
def test_the_man_page_says_every_command_option_and_ending(side: int) -> None:
    page = manual.page("0.2.0", EPOCH, side)
    bare = page.replace("\\:", "").replace("\\-", "-")
    for command in COMMANDS:
        assert f".SS {command.name}\n" in page
        for option in command.options:
            assert shown(option, side).replace("~", "\\(ti") in bare
    for option in GLOBAL:
        assert option.says[side][1:].replace("-", "-") in bare
    assert set(manual.ENDINGS) == set(Exit)


@pytest.mark.skipif(not shutil.which("man"), reason="no man here")
@pytest.mark.parametrize("side", [manual.CHINESE, manual.ENGLISH])
def test_the_man_page_is_set_without_a_warning(side: int, tmp_path: Path) -> None:
    file = tmp_path / "piyue.1"
    file.write_text(manual.page("0.2.0", EPOCH, side), encoding="utf-8")
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", str(file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "MANWIDTH": "80", "PAGER": "cat", "LC_ALL": "C.UTF-8"},
        check=False,
    )
    if "nroff" in done.stderr or "groff" in done.stderr:
        pytest.skip("man has no groff here")
    assert (done.returncode, done.stderr) == (0, "")
    assert ("离线", "network")[side] in done.stdout


def test_requests_and_escapes_in_a_text_stay_text() -> None:
    assert manual._plain(".br") == "\\&.br"
    assert manual._text("甲乙，丙") == "甲\\:乙，\\:丙"
    assert "\\\\:" not in manual._text("甲\\乙")


# --- the archives --------------------------------------------------------------------------


def test_the_same_tree_gives_the_same_bytes(bundle: Path, icons: Path, tmp_path: Path) -> None:
    first = made_deb(bundle, icons, tmp_path / "a" / "p.deb").read_bytes()
    for path in bundle.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (1, 1))
    assert made_deb(bundle, icons, tmp_path / "b" / "p.deb").read_bytes() == first


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="no dpkg here")
def test_dpkg_reads_the_package_back(bundle: Path, icons: Path, tmp_path: Path) -> None:
    package = made_deb(bundle, icons, tmp_path / "p.deb")
    out = tmp_path / "out"
    subprocess.run(["dpkg-deb", "-R", str(package), str(out)], check=True)
    assert sorted(path.name for path in (out / "DEBIAN").iterdir()) == ["control", "md5sums"]
    assert (out / "usr/bin/piyue").readlink() == Path("/opt/piyue/piyue")
    assert (out / "opt/piyue/piyue").stat().st_mode & 0o777 == 0o755
    assert (out / "opt/piyue/_internal/libicu.so.73.1").stat().st_mode & 0o777 == 0o644
    assert (out / "opt/piyue/_internal/libicu.so.73").readlink() == Path("libicu.so.73.1")
    for line in (out / "DEBIAN/md5sums").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.md5((out / name).read_bytes()).hexdigest() == digest
    fields = subprocess.run(
        ["dpkg-deb", "-f", str(package), "Package", "Version", "Depends"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert fields.splitlines() == [
        "Package: piyue",
        "Version: 0.2.0",
        "Depends: libc6 (>= 2.28)",
    ]


def test_the_size_is_counted_as_the_policy_says() -> None:
    tree = {"opt/a": Item(b"x" * 1025), "opt/b": Item(link="a")}
    assert "Installed-Size: 4\n" in deb.control("1", tree, NO_NEEDS)  # 2 + 1 and one folder


# --- for one person ------------------------------------------------------------------------


@pytest.fixture
def unpacked(bundle: Path, icons: Path, tmp_path: Path) -> Path:
    target = tmp_path / "p.tar.xz"
    tree = tarball.archive_tree(bundle, icons, "0.2.0", EPOCH)
    tarball.write_archive(target, tree, EPOCH, packing.QUICK_FILTERS)
    with tarfile.open(target) as tar:
        tar.extractall(tmp_path / "解开 的", filter="data")
    return tmp_path / "解开 的" / "piyue-0.2.0-linux-x86_64"


def run_script(script: Path, home: Path, *words: str, **more: str) -> tuple[int, str]:
    env: Mapping[str, str] = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "zh_CN.UTF-8",
        **more,
    }
    done = subprocess.run(
        ["sh", str(script), *words],
        env=dict(env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def files_in(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return {path.relative_to(folder).as_posix() for path in found}


def test_the_script_installs_and_takes_away_only_what_it_brought(
    unpacked: Path, tmp_path: Path
) -> None:
    home = tmp_path / "家 home"
    own = home / ".local/share/applications/other.desktop"
    own.parent.mkdir(parents=True)
    own.write_text("[Desktop Entry]\n")
    code, told = run_script(unpacked / "install-for-me.sh", home)
    assert (code, "批阅已装好" in told) == (0, True), told
    program = home / ".local/opt/piyue"
    assert (program / "piyue").stat().st_mode & 0o100
    assert (home / ".local/bin/piyue").resolve() == program / "piyue"
    entry = (home / ".local/share/applications/piyue.desktop").read_text(encoding="utf-8")
    assert f'Exec="{program}/piyue" %F\n' in entry
    assert "@PROGRAM@" not in entry
    assert (home / ".local/share/mime/packages/piyue.xml").is_file()

    code, told = run_script(unpacked / "install-for-me.sh", home)  # over itself: an upgrade
    assert code == 0, told
    code, told = run_script(program / "install-for-me.sh", home, "--uninstall")
    assert (code, "已卸载" in told) == (0, True), told
    left = files_in(home) - {".local/share/applications/mimeinfo.cache"}
    assert left == {".local/share/applications/other.desktop"}


def test_the_script_leaves_a_folder_alone_that_it_did_not_make(
    unpacked: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    foreign = home / ".local/opt/piyue"
    foreign.mkdir(parents=True)
    (foreign / "mine.txt").write_text("keep")
    code, _ = run_script(unpacked / "install-for-me.sh", home)
    assert code == 1
    assert (foreign / "mine.txt").read_text() == "keep"
    assert run_script(unpacked / "install-for-me.sh", home, "--uninstall")[0] == 1


def test_the_script_installs_where_it_is_told_and_finds_itself_there(
    unpacked: Path, tmp_path: Path
) -> None:
    home, place = tmp_path / "home", tmp_path / "opt" / "批阅"
    assert run_script(unpacked / "install-for-me.sh", home, PIYUE_TO=str(place))[0] == 0
    assert (place / "piyue").is_file()
    assert run_script(place / "install-for-me.sh", home, "--uninstall")[0] == 0
    assert not place.exists()
    assert files_in(home) == set()
    assert not (home / ".local").exists() or not any((home / ".local").iterdir())


# --- the interpreter -----------------------------------------------------------------------


def test_only_patches_that_mend_faults_are_taken_and_in_their_order() -> None:
    series = ["deb-setup.diff", "CVE-2024-0450.patch", "argparse-no-shutil.diff",
              "0001-3.11-gh-123270-Replaced.patch", "skip-xml-tests-expat-CVE-2023-52425.patch"]  # fmt: skip
    assert interpreter.mending(series, interpreter.MENDING["python"]) == [
        "CVE-2024-0450.patch",
        "0001-3.11-gh-123270-Replaced.patch",
    ]


GOOD: dict[str, object] = {
    "python": "3.11.2",
    "sqlite": "3.46.1",
    "fts5": True,
    "json": True,
    "options": ["OMIT_LOAD_EXTENSION"],
    "waits": True,
    "numbers": [20.085536923, 1.584962501],
}


def test_an_interpreter_passes_only_with_a_sqlite_that_can_do_everything() -> None:
    assert interpreter.problems_of(GOOD) == []
    assert interpreter.problems_of({**GOOD, "sqlite": "3.34.1"}) == [
        "SQLite 3.34.1 is older than 3.40"
    ]
    assert interpreter.problems_of({**GOOD, "fts5": False}) == ["no fts5"]


def test_the_version_is_read_from_the_source() -> None:
    from app import __version__

    assert linux.version_of() == __version__
