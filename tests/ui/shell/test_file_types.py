"""A file dialog that lists an open library leaves it alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.ui.libraries import is_same

OPEN = """
import sys, time
from pathlib import Path
from app.paths import Paths
from app.settings import Settings
from app.workspace.workspace import Workspace

folder = Path(sys.argv[1])
path = folder / sys.argv[2]
workspace = Workspace.open(path, Paths.of_user(), Settings(), create=True)

def locked():
    mine = {str(path.stat().st_ino) for path in folder.glob(f"{path.name}*")}
    # The sixth word is device and file; a line of somebody waiting has an arrow before it.
    lines = Path("/proc/locks").read_text().replace(" -> ", " ").splitlines()
    held = [line.split()[5].split(":")[2] for line in lines]
    return sorted(number for number in held if number in mine)

before = locked()
"""

LOOK_AT_FOLDER = (
    OPEN
    + """
from PySide6.QtWidgets import QFileDialog
from app.ui.application import application
app = application(Settings())
dialog = QFileDialog(None, "", str(folder))
dialog.show()
until = time.monotonic() + 1.0
while time.monotonic() < until:
    app.processEvents()
    time.sleep(0.01)
assert before and locked() == before, (before, locked())
dialog.close()
workspace.close()
"""
)

IMPORT_ITSELF = (
    OPEN
    + """
assert workspace.bringing.format_of(path) is None
(result,) = workspace.importing.add([path])
assert result.error.reason == "library", result.error
assert before and locked() == before, (before, locked())
workspace.close()
"""
)


@pytest.mark.skipif(sys.platform != "linux", reason="locks of a process are POSIX's")
def test_a_file_dialog_does_not_take_the_locks_of_an_open_library(
    tmp_path: Path, own_home: Path
) -> None:
    _run(LOOK_AT_FOLDER, tmp_path, "督察.piyue")


@pytest.mark.skipif(sys.platform != "linux", reason="locks of a process are POSIX's")
@pytest.mark.parametrize("name", ["督察.piyue", "督察.db"])
def test_an_open_library_given_to_import_is_named_and_keeps_its_locks(
    tmp_path: Path, own_home: Path, name: str
) -> None:
    _run(IMPORT_ITSELF, tmp_path, name)


def _run(code: str, folder: Path, name: str) -> None:
    command = [sys.executable, "-c", code, str(folder), name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_an_open_library_is_not_opened_again_under_another_name(
    tmp_path: Path, own_home: Path
) -> None:
    path = tmp_path / "督察.piyue"
    path.touch()
    other = tmp_path / "别名.piyue"
    other.symlink_to(path)
    assert is_same(path, other)
    (tmp_path / "下级").mkdir()
    assert is_same(path, tmp_path / "下级" / ".." / "督察.piyue")
    assert not is_same(path, tmp_path / "没有.piyue")
