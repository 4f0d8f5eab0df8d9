"""Harmful files through the whole program: the command line, the import, the worker.

One run of the program imports every row of the table (harmful.py) and a few good files
between them; the tests look at what became of each, and of the machine around it.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from app.files.worker import Worker
from files.harmful import SECRET, SLOW, Case, cases, html
from files.reading_fixtures import TITLE, text
from fuzz.mutating import repacked, unpacked
from fuzz.seeds import SEEDS

SOURCE = Path(__file__).resolve().parents[2] / "src"
LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
ROWS = cases()
GOOD = 4


@dataclass(frozen=True)
class Run:
    """One import by the program, with folders of its own for everything."""

    folder: Path
    library: Path
    results: dict[str, dict[str, Any]]
    code: int
    said: str
    left: dict[str, list[str]]


def imported(top: Path, files: dict[str, bytes], *more: Path) -> Run:
    """Write the files, import them with the program, look around."""
    source = top / "机密文件夹"
    for name in ("机密文件夹", "tmp", "cwd", "home"):
        (top / name).mkdir(parents=True)
    for name, data in files.items():
        (source / name).write_bytes(data)
    environment = {
        **os.environ,
        **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(top / "tmp")),
        "PIYUE_HOME": str(top / "home"),
        "PYTHONPATH": str(SOURCE),
        "PYTHONUTF8": "1",
    }
    library = top / "库.piyue"
    words = [
        "--library",
        str(library),
        "--json",
        "import",
        *map(str, (*more, *sorted(source.iterdir()))),
    ]
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "app", *words],
        cwd=top / "cwd",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert ran.stdout, ran.stderr
    rows = json.loads(ran.stdout)
    left = {
        name: sorted(str(p.relative_to(top)) for p in (top / name).rglob("*"))
        for name in ("tmp", "cwd", "机密文件夹")
    }
    return Run(
        source,
        library,
        {Path(row["file"]).name: row for row in rows},
        ran.returncode,
        ran.stderr,
        left,
    )


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    files = {f"{100 + i} {case.name}": case.make() for i, case in enumerate(ROWS)}
    for i in range(GOOD):
        place = 100 + i * len(ROWS) // GOOD
        files[f"{place} 好.txt"] = f"第{i}号\n{text()}".encode()
    return imported(tmp_path_factory.mktemp("harm"), files)


@pytest.mark.parametrize("case", ROWS, ids=[case.name for case in ROWS])
def test_a_harmful_file_is_read_or_refused_as_the_table_says(harmed: Run, case: Case) -> None:
    row = harmed.results[f"{100 + ROWS.index(case)} {case.name}"]
    found = row["error"]["reason"] if row["error"] else "read"
    assert found in case.expected
    if found == "read":
        assert row["report"]
        assert case.keeps in shown(harmed, row["report"])


def shown(run: Run, report: str) -> str:
    from app.paths import Paths
    from app.settings import Settings
    from app.workspace.workspace import Workspace

    workspace = Workspace.open(run.library, Paths.of_user(), Settings())
    try:
        return workspace.reporting.text(workspace.reporting.resolve(report).id)
    finally:
        workspace.close()


def test_the_good_files_between_them_are_read(harmed: Run) -> None:
    good = [row for name, row in harmed.results.items() if name.endswith("好.txt")]
    assert [row["status"] for row in good] == ["added"] * GOOD
    assert all(row["title"] == TITLE for row in good)


def test_every_refusal_is_a_sentence_and_none_is_a_defect(harmed: Run) -> None:
    errors = [row["error"] for row in harmed.results.values() if row["error"]]
    assert errors
    assert all(error["message"] for error in errors)
    assert not {error["reason"] for error in errors} & {"crashed", "memory", "timeout"}
    assert "Traceback" not in harmed.said


def test_nothing_is_unpacked_or_left_on_the_disk(harmed: Run) -> None:
    assert harmed.left["tmp"] == []
    assert harmed.left["cwd"] == []
    assert len(harmed.left["机密文件夹"]) == len(ROWS) + GOOD
    beside = {p.name for p in harmed.folder.parent.iterdir() if not p.name.startswith("库.piyue")}
    assert beside == {"机密文件夹", "tmp", "cwd", "home"}


def test_no_folder_of_the_source_is_kept(harmed: Run) -> None:
    """Neither in the library nor in an index or a log."""
    name = harmed.folder.name
    kept = [
        *harmed.library.parent.glob("库.piyue*"),
        *harmed.library.parent.joinpath("home").rglob("*"),
    ]
    for path in kept:
        if path.is_file():
            data = path.read_bytes()
            assert name.encode() not in data, path.name
            assert str(harmed.folder.parent).encode() not in data or path.suffix == ".json", (
                path.name
            )
    assert name not in harmed.said


@pytest.mark.long
@pytest.mark.parametrize("case", SLOW, ids=[case.name for case in SLOW])
def test_what_only_time_and_memory_stop_costs_that_one_file(tmp_path: Path, case: Case) -> None:
    worker = Worker(seconds=10, memory_bytes=700 << 20)
    good, bad = tmp_path / "好.txt", tmp_path / case.name
    good.write_text(text(), encoding="utf-8")
    bad.write_bytes(case.make())
    outcomes = [outcome for _, outcome in worker.parse_many([bad, good])]
    worker.close()
    assert getattr(outcomes[0], "reason", "read") in case.expected
    assert getattr(outcomes[1], "reason", "read") == "read"


# --- files that are none, and files too large to touch -----------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="sparse files and pipes of POSIX")
def test_what_is_no_file_or_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge, pipe, link = tmp_path / "大.txt", tmp_path / "管道.txt", tmp_path / "设备.txt"
    with huge.open("wb") as file:
        file.truncate(500 << 20)
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    folder = tmp_path / "文件夹.docx"
    folder.mkdir()
    with opened_files(tmp_path) as seen:
        run = imported(tmp_path / "a", {"好.txt": text().encode()}, huge, pipe, link, folder)
    reasons = {name: row["error"] and row["error"]["reason"] for name, row in run.results.items()}
    assert reasons == {
        "大.txt": "too_large", "管道.txt": "not_found", "设备.txt": "not_found", "好.txt": None,
    }  # fmt: skip
    assert "管道.txt" not in seen  # whoever opens it waits for ever


# --- nothing is fetched --------------------------------------------------------------------


@contextmanager
def opened_files(folder: Path) -> Iterator[set[str]]:
    """Names of the files of a folder that are opened meanwhile, asked of the kernel."""
    seen: set[str] = set()
    if sys.platform != "linux":
        yield seen
        return
    kernel = ctypes.CDLL(None, use_errno=True)
    handle = kernel.inotify_init1(os.O_NONBLOCK)
    opened = 0x20
    assert kernel.inotify_add_watch(handle, os.fsencode(folder), opened) >= 0
    try:
        yield seen
    finally:
        while select.select([handle], [], [], 0)[0]:
            events = os.read(handle, 1 << 16)
            while events:
                length = int.from_bytes(events[12:16], sys.byteorder)
                seen.add(os.fsdecode(events[16 : 16 + length].rstrip(b"\0")))
                events = events[16 + length :]
        os.close(handle)


class Bait(BaseHTTPRequestHandler):
    """Answers and remembers whatever is asked of it."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server of this machine, and what it was asked."""
    asked: list[str] = []
    bait = type("Bait", (Bait,), {"asked": asked})
    listening = ThreadingHTTPServer(("127.0.0.1", 0), bait)
    thread = threading.Thread(target=listening.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    thread.join()
    listening.server_close()


def referring(where: str) -> dict[str, bytes]:
    """A good file of every format that is read, referring to another in every way we know."""
    tags = (
        f'<link rel=stylesheet href="{where}/a.css"><script src="{where}/a.js"></script>'
        f'<base href="{where}/"><meta http-equiv=refresh content="0;url={where}/a.html">'
    )
    inner = (
        f'<img src="{where}/a.png"><iframe src="{where}/b.html"></iframe><object data="{where}/c">'
        f'</object><style>@import "{where}/d.css";</style><p style="background:url({where}/e.png)">'
        f'<img src="a/b.png"><video src="{where}/f.mp4"></video><embed src="{where}/g.swf">'
    )
    relation = (
        f'<Relationship Id="r9" TargetMode="External" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/attachedTemplate" Target="{where}/t.dotx"/>'
        f'<Relationship Id="r8" TargetMode="External" Type="x/image" Target="{where}/i.png"/>'
    )
    made: dict[str, bytes] = {
        "网页.html": html(f"<p>{text()}</p>{inner}", tags),
        "带类型.html": f'<!DOCTYPE html SYSTEM "{where}/x.dtd">'.encode()
        + html(f"<p>{text()}</p>"),
    }
    for kind, make in SEEDS.items():
        seed = make()[0]
        members = unpacked(seed.data) if seed.data.startswith(b"PK") else None
        if members is None:
            data = seed.data.replace(b"</body>", inner.encode() + b"</body>")
            data = data.replace(
                b"\\f0 ",
                b'\\f0 {\\field{\\*\\fldinst INCLUDEPICTURE "%s/r.png"}}' % where.encode(),
                1,
            )
        else:
            data = repacked(
                [
                    (name, content.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
                     .replace(b"</body>", inner.replace("<img src=", "<img alt='' src=").encode() + b"</body>")
                     .replace(b"</office:text>", f'<text:p><drawing:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{where}/o.png"/></text:p></office:text>'.encode()))
                    for name, content in members
                ]
            )  # fmt: skip
        made[f"{kind}-{seed.name}"] = data
    return made


@LINUX_ONLY
def test_nothing_a_file_refers_to_is_loaded(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    address, asked = server
    bait = tmp_path / "饵"
    bait.mkdir()
    for name in (
        "a.png",
        "a.css",
        "x.dtd",
        "t.dotx",
        "i.png",
        "b.html",
        "r.png",
        "o.png",
        "看得见",
    ):
        (bait / name).write_text(SECRET, encoding="utf-8")
    files = {f"网 {name}": data for name, data in referring(address).items()}
    files |= {f"盘 {name}": data for name, data in referring(f"file://{bait}").items()}
    files |= {f"径 {name}": data for name, data in referring(str(bait)).items()}
    with opened_files(bait) as seen:
        (bait / "看得见").read_text(encoding="utf-8")
        run = imported(tmp_path / "a", files)
    assert sum(row["report"] is not None for row in run.results.values()) >= 6
    assert asked == []
    assert seen == {"看得见"}
    assert SECRET.encode() not in run.library.read_bytes()
