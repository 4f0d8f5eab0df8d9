"""Holding a library: another process is seen, a crash leaves nothing, requests arrive once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.holding import Asking, Hold, Request, ask, holder, is_held

OTHER = """
import sys
from pathlib import Path
from app.store.holding import Hold
hold = Hold.take(Path(sys.argv[1]), Path(sys.argv[2]))
print("held" if hold else "refused", flush=True)
sys.stdin.readline()
for request in hold.requests() if hold else ():
    print(len(request.files), *request.files, flush=True)
sys.stdin.readline()
"""


class Other:
    """Another process that holds a library until it is killed."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", OTHER, folder, library],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PYTHONIOENCODING": "utf-8",
            },
        )
        self.said = self.line()

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def go_on(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "open"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "库𠮷.piyue"
    path.write_bytes(b"x")
    return path


def test_another_process_is_seen_and_named_until_it_dies(folder: Path, library: Path):
    assert not is_held(folder, library)
    other = Other(folder, library)
    assert other.said == "held"
    assert is_held(folder, library)
    assert Hold.take(folder, library) is None
    assert holder(folder, library) == other.process.pid
    other.kill()  # as a crash does: nothing was released
    hold = Hold.take(folder, library)
    assert hold is not None
    another = Other(folder, library)
    assert another.said == "refused"
    another.kill()
    hold.release()
    hold.release()
    assert not is_held(folder, library)


def test_a_library_is_known_by_any_name_it_has(folder: Path, library: Path, tmp_path: Path):
    link = tmp_path / "另一个名字.piyue"
    try:
        link.symlink_to(library)
    except OSError:
        pytest.skip("no links on this system")
    other = Other(folder, link)
    assert is_held(folder, library)
    assert not is_held(folder, tmp_path / "别的.piyue")
    other.kill()


def test_a_request_arrives_once_with_its_files(folder: Path, library: Path):
    other = Other(folder, library)
    files = (Path("/报送/云岭区 2023.docx"), Path("/报送/乙"))
    asking = Asking(folder, library, Request(files))
    assert not asking.is_answered
    other.go_on()
    assert other.line() == "2 " + " ".join(map(str, files))
    assert asking.is_answered
    assert asking.give_up()
    assert [path.suffix for path in folder.iterdir()] == [".lock"]
    other.kill()


def test_a_window_that_does_not_answer_is_asked_in_vain(
    folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
):
    other = Other(folder, library)
    monkeypatch.setattr("app.store.holding.PATIENCE_S", 0.05)
    assert not ask(folder, library, Request())
    assert [path.suffix for path in folder.iterdir()] == [".lock"]  # nothing is left to be found
    other.kill()


def test_a_window_that_ends_meanwhile_is_waited_for_no_longer(folder: Path, library: Path):
    other = Other(folder, library)
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 1:
            other.kill()

    assert not ask(folder, library, Request(), wait)
    assert len(waits) == 10


def test_a_request_that_cannot_be_read_still_asks_to_come_forward(folder: Path, library: Path):
    hold = Hold.take(folder, library)
    assert hold is not None
    (lock,) = folder.iterdir()
    lock.with_suffix(".1.ask").write_bytes(b"{")
    assert hold.requests() == [Request()]
    assert hold.requests() == []
    hold.release()


def test_where_nothing_can_be_locked_nobody_is_kept_from_working(
    tmp_path: Path, library: Path, caplog: pytest.LogCaptureFixture
):
    (tmp_path / "file").touch()
    hold = Hold.take(tmp_path / "file" / "open", library)
    assert hold is not None
    assert hold.requests() == []
    hold.release()
    assert "not watched" in caplog.text
    caplog.clear()


def test_two_windows_of_one_process_do_not_shut_each_other_out(folder: Path, library: Path):
    first, second = Hold.take(folder, library), Hold.take(folder, library)
    assert first is not None
    assert second is not None
    second.release()
    first.release()
