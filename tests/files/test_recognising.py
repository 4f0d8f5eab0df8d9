"""Recognition of picture pages: found without being run, bounded, marked as a guess."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase

from app.domain.errors import UnreadableFile
from app.domain.incoming import Incoming
from app.files import limits
from app.files.recognising import recognised_report
from app.files.tesseract import RecognitionFailed, Tesseract, find_tesseract, recognise
from app.files.worker import Worker
from files.reading_fixtures import TITLE, image_pdf, latin_pdf, paragraphs
from files.scans import drawn, scanned_pdf
from files.test_read_ofd import picture_file

FONT = "Noto Serif CJK SC"
TABLE = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)
PAGE = "1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t"
NOT_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")


def word(line: int, left: int, text: str, confidence: float, width: int = 80) -> str:
    return f"5\t1\t1\t1\t{line}\t1\t{left}\t{100 * line}\t{width}\t40\t{confidence}\t{text}"


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def stand_in(folder: Path, script: str) -> Tesseract:
    """A program that behaves as told, where Tesseract would be."""
    if sys.platform == "win32":
        pytest.skip("a script is no program there")
    program = folder / "tesseract"
    # Not the interpreter in the first line: its path may be long, or hold a blank.
    said = folder / "tesseract.py"
    said.write_text(f"import os, sys, time\n{script}\n", encoding="utf-8")
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{said}' \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    models = folder / "tessdata"
    models.mkdir(exist_ok=True)
    (models / "chi_sim.traineddata").write_bytes(b"")
    return Tesseract(program, models)


def install(monkeypatch: pytest.MonkeyPatch, program: Tesseract) -> None:
    monkeypatch.setenv("PATH", f"{program.program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TESSDATA_PREFIX", str(program.models))


def answering(*rows: str) -> str:
    table = "\n".join((TABLE, PAGE, *rows))
    return f"sys.stdin.buffer.read()\nsys.stdout.buffer.write({table!r}.encode())"


# --- where it is ---------------------------------------------------------------------


def test_it_is_found_where_windows_installs_it(tmp_path: Path) -> None:
    folder = tmp_path / "Tesseract-OCR"
    (folder / "tessdata").mkdir(parents=True)
    (folder / "tesseract.exe").write_bytes(b"")
    known = {"PATH": "", "ProgramFiles": str(tmp_path)}
    assert find_tesseract(known) is None, "without Chinese it is of no use"
    (folder / "tessdata" / "chi_sim.traineddata").write_bytes(b"")
    assert find_tesseract(known) == Tesseract(folder / "tesseract.exe", folder / "tessdata")


@NOT_WINDOWS
def test_it_is_found_on_the_path_and_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    program = stand_in(tmp_path, f"open({str(mark)!r}, 'w')")
    found = find_tesseract({"PATH": str(tmp_path), "TESSDATA_PREFIX": str(tmp_path)})
    assert found == program
    assert not mark.exists()


# --- what it says --------------------------------------------------------------------


@NOT_WINDOWS
def test_words_become_lines_with_a_place_and_a_count_of_doubts(tmp_path: Path) -> None:
    rows = (
        word(1, 100, "法治", 96), word(1, 200, "𠮷", 30, 40), word(1, 260, "rule", 80),
        word(1, 350, "of", 90, 40), word(2, 100, "2023年", 91),
    )  # fmt: skip
    found = recognise(stand_in(tmp_path, answering(*rows)), b"P5 1 1 255\n0", 500, 1000)
    assert [line.text for line in found.sheet.lines] == ["法治𠮷rule of", "2023年"]
    first = found.sheet.lines[0]
    assert (first.left, first.right, first.top, first.bottom) == (50, 195, 950, 930)
    assert (found.words, found.doubtful, found.confidence) == (5, 1, 387)


@NOT_WINDOWS
@pytest.mark.parametrize(
    ("script", "reason"),
    [("time.sleep(60)", "timeout"), ("sys.exit(3)", "crashed")],
)
def test_a_program_that_hangs_or_dies_costs_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    monkeypatch.setattr(limits, "RECOGNITION_SECONDS", 0.5)
    with pytest.raises(RecognitionFailed) as failed:
        recognise(stand_in(tmp_path, script), b"P5 1 1 255\n0", 500, 1000)
    assert failed.value.reason == reason


@NOT_WINDOWS
def test_noise_from_the_program_is_no_text(tmp_path: Path) -> None:
    script = "sys.stdout.buffer.write(b'\\xff\\t1\\n5\\t' * 99)"
    assert recognise(stand_in(tmp_path, script), b"", 500, 1000).words == 0


# --- through the parsing process -----------------------------------------------------


@NOT_WINDOWS
def test_each_picture_page_is_recognised_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: Worker
) -> None:
    install(monkeypatch, stand_in(tmp_path, answering(word(10, 100, "一、总体情况", 88))))
    path = tmp_path / "报告.pdf"
    path.write_bytes(image_pdf(3, ["Annual report on the rule of law, with two annexes."] * 4))
    steps: list[tuple[int, int]] = []
    report = recognised_report(worker, Incoming(path), lambda *step: steps.append(step))
    assert report.text.count("一、总体情况") == 2
    assert report.text.startswith("Annual report")
    assert [(n.code, dict(n.values)) for n in report.notes if n.code != "no_outline"] == [
        ("recognised", {"pages": 2, "words": 2, "doubtful": 0, "confidence": 88})
    ]
    assert [s for i, s in enumerate(steps) if s not in steps[:i]] == [(0, 2), (1, 2), (2, 2)]


@NOT_WINDOWS
def test_pictures_of_an_ofd_file_are_recognised_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: Worker
) -> None:
    install(monkeypatch, stand_in(tmp_path, answering(word(10, 100, "一、总体情况", 88))))
    path = tmp_path / "报告.ofd"
    path.write_bytes(picture_file())
    assert recognised_report(worker, Incoming(path), _no).text == "一、总体情况\n一、总体情况"


@NOT_WINDOWS
def test_a_page_that_fails_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: Worker
) -> None:
    once = f"""
mark = {str(tmp_path / "once")!r}
if os.path.exists(mark): sys.exit(1)
open(mark, "w").close()
"""
    install(monkeypatch, stand_in(tmp_path, once + answering(word(10, 100, "一、总体情况", 88))))
    path = tmp_path / "报告.pdf"
    path.write_bytes(image_pdf(2))
    notes = {n.code: dict(n.values) for n in recognised_report(worker, Incoming(path), _no).notes}
    assert notes["recognised"]["pages"] == 1
    assert notes["mixed_scan"] == {"pages": 1, "numbers": "2"}


@NOT_WINDOWS
def test_given_up_in_the_middle_nothing_goes_on_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: Worker
) -> None:
    mark = tmp_path / "pid"
    script = f"open({str(mark)!r}, 'w').write(str(os.getpid()) + '.')\ntime.sleep(300)"
    install(monkeypatch, stand_in(tmp_path, script))
    path = tmp_path / "报告.pdf"
    path.write_bytes(image_pdf(1))

    def watch(done: int, total: int) -> None:
        if mark.exists() and mark.read_text().endswith("."):
            raise KeyError(done, total)

    with pytest.raises(KeyError):
        recognised_report(worker, Incoming(path), watch)
    number = int(mark.read_text().rstrip("."))
    end = time.monotonic() + 20
    while _runs(number) and time.monotonic() < end:
        time.sleep(0.02)
    assert not _runs(number)
    path.write_bytes(latin_pdf(["The next file is read as ever."]))
    assert worker.parse(path).text == "The next file is read as ever."


def test_without_the_program_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: Worker
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "报告.pdf"
    path.write_bytes(image_pdf(1))
    with pytest.raises(UnreadableFile) as problem:
        recognised_report(worker, Incoming(path), _no)
    assert problem.value.reason == "no_recogniser"


def test_a_file_without_pictures_is_simply_read(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("一、总体情况\n二、下一步", "utf-8")
    assert recognised_report(worker, Incoming(path), _no).text == "一、总体情况\n二、下一步"


def test_a_scan_of_a_report_comes_back_as_its_paragraphs(
    tmp_path: Path, worker: Worker, qapp: object
) -> None:
    if find_tesseract() is None:
        pytest.skip("Tesseract with chi_sim is not installed")
    if FONT not in QFontDatabase.families():
        pytest.skip(f"{FONT} is not installed: no page can be drawn here")
    path = tmp_path / "扫描.pdf"
    wanted = [TITLE, *paragraphs()[:3]]
    path.write_bytes(scanned_pdf([drawn(wanted, QFont(FONT))]))
    report = recognised_report(worker, Incoming(path), _no)
    assert report.metadata.title.value == TITLE
    lines = report.text.split("\n")
    assert lines[0] == TITLE
    assert lines[1] == wanted[1], report.text
    assert any(line.startswith("一、主要举措和成效") for line in lines)


def _no(done: int, total: int) -> None:
    del done, total


def _runs(number: int) -> bool:
    """Whether a process is alive, not merely waiting to be collected."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"
