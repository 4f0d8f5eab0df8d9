"""The parsing process: only the file at fault fails, whatever happens to the process."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import UnreadableFile
from app.domain.report import ParsedReport
from app.files.reading import read_report
from app.files.wire import parsed_from_json, parsed_to_json
from app.files.worker import Worker
from files.reading_fixtures import PAGES, TITLE, docx, latin_pdf, paragraph, paragraphs, text

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="stops a process by signal")


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "来件"
    path.mkdir()
    return path


def reports(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number:03}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(f"第{number}号\n{text()}", encoding="utf-8")
    return paths


def slow_page(folder: Path) -> Path:
    """A page that takes some seconds: a hundred thousand paragraphs and links."""
    path = folder / "slow.html"
    rows = "<p><a href=x>链接</a>正文，一段文字。</p>" * 150_000
    path.write_text(f"<html><body>{rows}</body></html>", encoding="utf-8")
    return path


def unordered(parsed: ParsedReport) -> ParsedReport:
    """With its search tokens sorted: they are a set, which each process orders its own way."""
    return replace(parsed, search_tokens=" ".join(sorted((parsed.search_tokens or "").split())))


def outcome(result: ParsedReport | UnreadableFile) -> str:
    return result.reason if isinstance(result, UnreadableFile) else "read"


def test_a_report_comes_back_as_it_was_understood(worker: Worker, folder: Path) -> None:
    files = {
        "甲.txt": text().encode("gb18030"),
        "乙.html": PAGES["trs_editor"].encode(),
        "丙.docx": docx("".join(paragraph(line) for line in [TITLE, *paragraphs()])),
        "丁.pdf": latin_pdf(["Annual report of the district in 2023."]),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
        assert unordered(worker.parse(folder / name)) == unordered(read_report(folder / name))


def test_a_parsed_report_survives_its_json(folder: Path) -> None:
    path = folder / "甲.html"
    path.write_text(PAGES["trs_editor"], encoding="utf-8")
    parsed = read_report(path)
    assert parsed.furniture
    assert parsed.sections
    assert parsed_from_json(parsed_to_json(parsed)) == parsed


def test_reasons_come_back_with_their_values(worker: Worker, folder: Path) -> None:
    for name, data, reason in (
        ("空.txt", b"", "empty"),
        ("旧.doc", b"GIF89a" + bytes(50), "unsupported"),
        ("乱.txt", bytes(range(256)) * 9, "binary"),
    ):
        (folder / name).write_bytes(data)
        with pytest.raises(UnreadableFile) as caught:
            worker.parse(folder / name)
        assert (caught.value.reason, caught.value.file_name) == (reason, name)
    assert outcome(next(worker.parse_many([folder / "没有.txt"]))[1]) == "not_found"


def test_many_files_come_back_in_order(worker: Worker, folder: Path) -> None:
    paths = reports(folder, 30)
    paths.insert(7, folder / "没有.txt")
    found = list(worker.parse_many(iter(paths)))
    assert [file.path for file, _ in found] == paths
    for file, result in found:
        assert outcome(result) == ("not_found" if file.name == "没有.txt" else "read")
        assert isinstance(result, UnreadableFile) or result.file_name == file.name


def test_paths_that_are_not_wanted_are_left_out(worker: Worker, folder: Path) -> None:
    paths = reports(folder, 5)
    found = worker.parse_many(paths, keep=lambda file: file.name != "002.txt")
    assert [file.name for file, _ in found] == ["000.txt", "001.txt", "003.txt", "004.txt"]


@POSIX_ONLY
def test_a_killed_process_costs_one_file(worker: Worker, folder: Path) -> None:
    slow = slow_page(folder)
    paths = [*reports(folder, 2), slow, *reports(folder, 6)]
    results = worker.parse_many(paths)
    found = [outcome(next(results)[1]) for _ in range(2)]
    time.sleep(0.3)  # the child is at the slow page now
    assert worker.process_id is not None
    os.kill(worker.process_id, signal.SIGKILL)
    found += [outcome(result) for _, result in results]
    assert found == ["read", "read", "crashed", *["read"] * 6]


@POSIX_ONLY
def test_a_hanging_process_times_out_and_the_rest_goes_on(folder: Path) -> None:
    worker = Worker(seconds=2)
    paths = reports(folder, 6)
    worker.parse(paths[0])
    assert worker.process_id is not None
    os.kill(worker.process_id, signal.SIGSTOP)
    began = time.monotonic()
    found = list(worker.parse_many(paths))
    assert [outcome(result) for _, result in found] == ["timeout", *["read"] * 5]
    assert isinstance(found[0][1], UnreadableFile)
    assert found[0][1].values == {"limit": 2}
    assert 2 <= time.monotonic() - began < 8
    worker.close()


def test_a_slow_file_times_out(folder: Path) -> None:
    worker = Worker(seconds=2)
    with pytest.raises(UnreadableFile) as caught:
        worker.parse(slow_page(folder))
    assert caught.value.reason == "timeout"
    assert worker.parse(reports(folder, 1)[0]).text.endswith(text())
    worker.close()


@pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="the limit is the kernel's on Linux"
)
def test_memory_is_limited(folder: Path) -> None:
    worker = Worker(memory_bytes=160 << 20)
    (_, page), *others = worker.parse_many([slow_page(folder), *reports(folder, 2)])
    # Where memory ends inside libxml2, its part of the page is given up, and that is said.
    said = {"text_loss"} & {note.code for note in getattr(page, "notes", ())}
    assert outcome(page) == "memory" or said
    assert [outcome(result) for _, result in others] == ["read", "read"]
    worker.close()


def test_a_process_is_replaced_after_its_share_of_requests(folder: Path) -> None:
    worker = Worker(requests_per_process=3)
    paths = reports(folder, 10)
    seen: set[int | None] = set()
    for _, result in worker.parse_many(paths):
        assert outcome(result) == "read"
        seen.add(worker.process_id)
    assert len(seen) >= 3
    worker.close()


@POSIX_ONLY
def test_a_process_that_died_idle_is_replaced_in_silence(worker: Worker, folder: Path) -> None:
    paths = reports(folder, 2)
    worker.parse(paths[0])
    assert worker.process_id is not None
    os.kill(worker.process_id, signal.SIGKILL)
    time.sleep(0.3)
    assert worker.parse(paths[1]).file_name == "001.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="on Windows its job ends them")
@pytest.mark.parametrize("ends", ["killed", "timeout", "closed"])
def test_what_the_process_started_ends_with_it(folder: Path, ends: str) -> None:
    worker = Worker(seconds=1)
    path = reports(folder, 1)[0]
    worker.parse(path)
    process = worker.process_id
    assert process is not None
    inherited = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    own = {name: value for name, _, value in (line.partition(b"=") for line in inherited) if name}
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    helper = subprocess.Popen(command, env=own, start_new_session=True)
    stranger = subprocess.Popen(command, start_new_session=True)
    if ends == "killed":
        os.kill(process, signal.SIGKILL)
    elif ends == "timeout":
        os.kill(process, signal.SIGSTOP)
        assert outcome(next(worker.parse_many([path]))[1]) == "timeout"
    else:
        worker.close()
    assert helper.wait(10) == -signal.SIGKILL
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()
    worker.close()


def test_the_real_reports_pass_through(worker: Worker, real_reports: dict[str, Path]) -> None:
    found = list(worker.parse_many(real_reports.values()))
    assert len(found) == len(real_reports)
    for file, parsed in found:
        assert not isinstance(parsed, UnreadableFile)
        assert parsed.text == file.path.read_text(encoding="utf-8")
        assert parsed.sections
        assert [n.values for n in parsed.notes if n.code == "encoding"] == [{"name": "utf-8"}]


def test_giving_up_does_not_hold_up_what_comes_next(worker: Worker, folder: Path) -> None:
    paths = reports(folder, 3)
    results = worker.parse_many([paths[0], slow_page(folder), slow_page(folder), paths[1]])
    assert outcome(next(results)[1]) == "read"
    results.close()
    began = time.monotonic()
    assert worker.parse(paths[2]).file_name == "002.txt"
    assert time.monotonic() - began < 3


def test_threads_share_one_process(worker: Worker, folder: Path) -> None:
    paths = reports(folder, 24)
    found: dict[str, str] = {}

    def parse(part: list[Path]) -> None:
        for file, result in worker.parse_many(part):
            assert isinstance(result, ParsedReport)
            found[file.name] = result.text

    threads = [threading.Thread(target=parse, args=(paths[start::3],)) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {path.name: path.read_text(encoding="utf-8") for path in paths}


def test_words_are_cut_in_the_process(worker: Worker) -> None:
    lines = ["全面推进依法行政", "", "𠮷祥街道mixed 中English"]
    ends = worker.words(lines)
    assert len(ends) == 3
    assert ends[1] == ()
    assert [row[-1] for row in (ends[0], ends[2])] == [8, len(lines[2])]


@POSIX_ONLY
def test_an_interrupt_is_not_the_processs_business(worker: Worker, folder: Path) -> None:
    path = reports(folder, 1)[0]
    worker.parse(path)
    before = worker.process_id
    assert before is not None
    os.kill(before, signal.SIGINT)
    assert worker.parse(path).file_name == path.name
    assert worker.process_id == before


def test_the_process_ends_with_the_pipe(folder: Path) -> None:
    worker = Worker()
    worker.parse(reports(folder, 1)[0])
    child = worker.process_id
    worker.close()
    worker.close()
    assert child is not None
    if sys.platform != "win32":
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)
    with pytest.raises(UnreadableFile):
        worker.parse(folder / "000.txt")


def test_no_folder_name_reaches_the_log(
    worker: Worker, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    broken = folder / "坏.docx"
    broken.write_bytes(b"PK\x03\x04" + bytes(90))
    for _, result in worker.parse_many([broken, folder / "没有.txt", *reports(folder, 1)]):
        assert folder.name not in repr(result)
    assert folder.name not in caplog.text


def test_nothing_heavy_is_imported_in_the_window() -> None:
    heavy = ("lxml", "pypdfium2", "jieba", "app.text.understand", "app.files.reading")
    code = f"import sys, app.files.worker; print([m for m in {heavy!r} if m in sys.modules])"
    path = str(Path(__file__).resolve().parents[2] / "src")
    shown = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert shown.stdout.strip() == b"[]"
