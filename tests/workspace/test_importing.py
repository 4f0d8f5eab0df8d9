"""Importing real files through the worker: what is stored, what is not, and why."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from app.domain.anchor import Span
from app.domain.change import Change, Entity
from app.domain.errors import Cancelled, Invalid
from app.domain.report import Source
from app.workspace.importing import BATCH, Status
from app.workspace.progress import Watched
from app.workspace.workspace import Workspace
from files.reading_fixtures import image_pdf
from files.test_recognising import answering, install, stand_in, word
from workspace.conftest import Opener
from workspace.samples import TEXT, parsed


def text_of(name: str, year: str = "2023") -> str:
    return TEXT.replace("云岭区", name).replace("2023", year)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports, in folders, among files that are none of our business."""
    top = tmp_path / "报告"
    (top / "乡镇").mkdir(parents=True)
    (top / ".git").mkdir()
    (top / "b 云岭区.txt").write_text(text_of("云岭区"), encoding="utf-8")
    (top / "a 青山县.txt").write_bytes(text_of("青山县").encode("gb18030"))
    (top / "乡镇" / "白水镇.txt").write_text(text_of("白水镇"), encoding="utf-8")
    (top / "乡镇" / "~$白水镇.docx").write_bytes(b"lock")
    (top / ".隐藏.txt").write_text("不要", encoding="utf-8")
    (top / ".git" / "x.txt").write_text("不要", encoding="utf-8")
    (top / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    return top


def test_a_folder_is_walked_in_the_order_of_names(workspace: Workspace, folder: Path) -> None:
    results = workspace.importing.add([folder])
    assert [r.file for r in results] == ["a 青山县.txt", "b 云岭区.txt", "白水镇.txt"]
    assert {r.status for r in results} == {Status.ADDED}
    assert [line.report.file_name for line in workspace.reporting.list()] == [
        r.file for r in results
    ]


def test_an_imported_report_has_text_outline_and_metadata(
    workspace: Workspace, folder: Path
) -> None:
    (result,) = workspace.importing.add([folder / "a 青山县.txt"])
    assert result.report is not None
    assert workspace.reporting.text(result.report.id) == text_of("青山县")
    assert result.report.metadata.year.value == "2023"
    headings = [s.heading for s in workspace.reporting.outline(result.report.id)]
    assert "存在的不足" in headings


def test_a_named_file_is_always_tried_and_its_reason_told(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    paths = [folder / "照片.jpg", tmp_path / "没有.txt", folder / "b 云岭区.txt", empty]
    results = workspace.importing.add(paths)
    assert [r.status for r in results] == [
        Status.FAILED, Status.FAILED, Status.ADDED, Status.FAILED,
    ]  # fmt: skip
    reasons = [r.error.reason if r.error else None for r in results]
    assert reasons[1:] == ["not_found", None, "empty"]
    assert results[0].error is not None
    assert results[0].error.file_name == "照片.jpg"


def test_the_same_text_is_stored_once(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("一.txt", "二.txt"):
        (tmp_path / name).write_text(text_of("云岭区"), encoding="utf-8")
    (tmp_path / "三.txt").write_bytes(text_of("云岭区").encode("gb18030"))
    paths = [tmp_path / name for name in ("一.txt", "二.txt", "三.txt")]
    first = workspace.importing.add(paths)
    assert [r.status for r in first] == [Status.ADDED, Status.DUPLICATE, Status.DUPLICATE]
    assert len({r.report.id for r in first if r.report}) == 1
    again = workspace.importing.add(paths)
    assert [r.status for r in again] == [Status.DUPLICATE] * 3
    assert all(r.report == first[0].report for r in again)


def test_a_corrected_file_of_the_same_text_overwrites_no_correction(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "一.txt"
    file.write_text(text_of("云岭区"), encoding="utf-8")
    report = workspace.importing.add([file])[0].report
    assert report is not None
    corrected = workspace.reporting.correct(report.id, {"organisation": "云岭区政府办"})
    file.write_bytes(text_of("云岭区").encode("utf-16"))
    (again,) = workspace.importing.add([file])
    assert (again.status, again.report) == (Status.DUPLICATE, corrected)
    items = [(parsed("云岭区"), {"organisation": "别的"})]
    assert workspace.importing.store(items)[0] == corrected


def test_a_batch_is_one_step_of_undo(workspace: Workspace, folder: Path) -> None:
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    workspace.importing.add([folder])
    imports = [c for c in heard if c.action == "import"]
    assert len(imports) == 1
    assert len(imports[0].touched(Entity.REPORT)) == 3
    workspace.history.undo()
    assert workspace.reporting.list() == []
    workspace.history.redo()
    assert len(workspace.reporting.list()) == 3
    assert workspace.library.check() == []


def test_many_reports_are_stored_a_batch_at_a_time(workspace: Workspace) -> None:
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    items = [(parsed(f"第{n}镇"), {}) for n in range(BATCH + 5)]
    reports = workspace.importing.store(items)
    sizes = [len(c.edits) for c in heard if c.action == "import"]
    assert sizes == [BATCH, 5]
    assert [r.metadata.region.value for r in reports] == [f"第{n}镇" for n in range(BATCH + 5)]


def test_examining_stores_nothing_and_names_duplicates(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    workspace.importing.add([folder / "b 云岭区.txt"])
    copy = tmp_path / "青山县副本.txt"
    copy.write_text(text_of("青山县"), encoding="utf-8")
    bad = tmp_path / "空.txt"
    bad.write_bytes(b"")
    table = workspace.importing.examine([bad, folder, copy])
    assert [e.file for e in table] == [
        "空.txt", "a 青山县.txt", "b 云岭区.txt", "白水镇.txt", "青山县副本.txt",
    ]  # fmt: skip
    assert table[0].error is not None
    assert table[2].duplicate_of == workspace.reporting.list()[0].report.id
    assert [e.same_as for e in table] == [None, None, None, None, 1]
    assert len(workspace.reporting.list()) == 1


def test_corrections_made_at_import_count_as_a_persons(workspace: Workspace) -> None:
    items = [(parsed(), {"year": "2022", "level": "city"})]
    (report,) = workspace.importing.store(items)
    assert (report.metadata.year.value, report.metadata.year.source) == ("2022", Source.USER)
    assert report.metadata.level.value == "city"
    with pytest.raises(Invalid, match="bad_value"):
        workspace.importing.store([(parsed("乙"), {}), (parsed("丙"), {"year": "22"})])
    assert len(workspace.reporting.list()) == 1


def test_progress_counts_files_to_the_end(workspace: Workspace, folder: Path) -> None:
    steps: list[tuple[int, int]] = []
    workspace.importing.add([folder], Watched(lambda done, total, _: steps.append((done, total))))
    assert steps[0] == (0, 3)
    assert steps[-1] == (3, 3)
    assert steps == sorted(steps)


def test_after_cancelling_what_was_stored_stays_and_the_rest_is_named(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.workspace.importing.BATCH", 2)
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(text_of(f"第{n}镇"), encoding="utf-8")
    watched = Watched(lambda done, *_: watched.cancel() if done == 4 else None)
    results = workspace.importing.add(sorted(tmp_path.glob("*.txt")), watched)
    assert [r.status for r in results] == [Status.ADDED] * 4 + [Status.CANCELLED] * 2
    assert len(workspace.reporting.list()) == 4
    assert workspace.library.check() == []
    more = workspace.importing.add(sorted(tmp_path.glob("*.txt")))
    assert [r.status for r in more] == [Status.DUPLICATE] * 4 + [Status.ADDED] * 2


def test_examining_can_be_cancelled(workspace: Workspace, folder: Path) -> None:
    watched = Watched(lambda *_: None)
    watched.cancel()
    with pytest.raises(Cancelled):
        workspace.importing.examine([folder], watched)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' file names are text")
def test_a_file_name_in_gb18030_bytes_is_read_as_such(workspace: Workspace, tmp_path: Path) -> None:
    top = tmp_path / "旧"
    top.mkdir()
    names = (("青山县.txt", text_of("青山县")), ("无题.txt", "只有一句话。"), ("空.txt", ""))
    for name, text in names:
        path = os.fsencode(top) + b"/" + name.encode("gb18030")
        Path(os.fsdecode(path)).write_text(text, encoding="utf-8")
    results = workspace.importing.add([top])
    assert {r.file: r.status for r in results} == {
        "青山县.txt": Status.ADDED, "无题.txt": Status.ADDED, "空.txt": Status.FAILED,
    }  # fmt: skip
    assert {r.error.file_name for r in results if r.error} == {"空.txt"}
    assert {line.report.file_name for line in workspace.reporting.list()} == {
        "青山县.txt", "无题.txt",
    }  # fmt: skip


def test_an_empty_folder_gives_no_results(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert workspace.importing.add([tmp_path / "空"]) == []
    assert workspace.importing.add([]) == []
    assert workspace.history.can_undo() is None


def test_imports_survive_reopening(reopen: Opener, folder: Path) -> None:
    reopen().importing.add([folder])
    assert len(reopen().reporting.list()) == 3


# --- what else uses the worker or the texts ---------------------------------------------


def test_word_boundaries_are_computed_once_and_kept(reopen: Opener) -> None:
    workspace = reopen()
    report = workspace.importing.store([(parsed(), {})])[0]
    assert workspace.words.ends(report.id) is None
    ends = workspace.words.compute(report.id)
    lines = TEXT.split("\n")
    assert len(ends) == len(lines)
    assert [of_line[-1] if of_line else 0 for of_line in ends] == [len(line) for line in lines]
    assert reopen().words.ends(report.id) == ends


def test_words_are_missing_until_they_are_computed(workspace: Workspace) -> None:
    report = workspace.importing.store([(parsed(), {})])[0]
    assert workspace.words.missing() == [report.id]
    workspace.words.compute(report.id)
    assert workspace.words.missing() == []


def test_a_resting_worker_is_started_again_when_it_is_needed(workspace: Workspace) -> None:
    report = workspace.importing.store([(parsed(), {})])[0]
    ends = workspace.words.compute(report.id)
    workspace.words.rest()
    workspace.words.rest()
    assert workspace.words.compute(report.id) == ends


def test_a_closed_library_starts_no_worker(workspace: Workspace) -> None:
    report = workspace.importing.store([(parsed(), {})])[0]
    text = workspace.library.text(report.id)
    workspace.close()
    with pytest.raises(Cancelled):
        workspace._parsing.worker()
    assert text


def test_annotations_made_during_an_import_stay_in_order(
    workspace: Workspace, tmp_path: Path
) -> None:
    (report,) = workspace.importing.store([(parsed(), {})])
    for n in range(120):
        (tmp_path / f"{n:03}.txt").write_text(text_of(f"第{n}镇"), encoding="utf-8")
    work = threading.Thread(target=workspace.importing.add, args=([tmp_path],))
    work.start()
    made = 0
    while work.is_alive():
        workspace.annotating.highlight(report.id, Span(made % 50, made % 50 + 3))
        made += 1
    work.join()
    assert len(workspace.reporting.list()) == 121
    undone: list[int] = []
    while workspace.history.can_undo():
        change = workspace.history.undo()
        assert change.reverses is not None
        undone.append(workspace.library.change(change.reverses).sequence)
    assert undone == sorted(undone, reverse=True)
    assert workspace.reporting.list() == []
    assert workspace.library.check() == []


def test_two_imports_at_once_store_a_text_once(workspace: Workspace, folder: Path) -> None:
    works = [threading.Thread(target=workspace.importing.add, args=([folder],)) for _ in range(2)]
    for work in works:
        work.start()
    for work in works:
        work.join()
    assert len(workspace.reporting.list()) == 3
    assert workspace.library.check() == []


# --- picture pages -------------------------------------------------------------------


def test_a_scan_is_recognised_on_request_and_stays_marked(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, stand_in(tmp_path, answering(word(10, 100, "一、总体情况", 88))))
    (tmp_path / "扫描.pdf").write_bytes(image_pdf(2))
    (scan,) = workspace.importing.examine([tmp_path / "扫描.pdf"])
    assert scan.error is not None
    assert scan.error.reason == "scanned"
    assert workspace.importing.can_recognise()
    steps: list[tuple[int, int, str]] = []
    read = workspace.importing.recognise(scan, Watched(lambda *step: steps.append(step)))
    assert read.error is None
    assert read.choices.recognise
    assert read.parsed is not None
    (report,) = workspace.importing.store([(read.parsed, {})])
    assert report.notes[0].code == "recognised"
    assert steps[0] == (0, 2, "扫描.pdf")
    assert steps[-1] == (2, 2, "扫描.pdf")


def test_a_scan_that_cannot_be_recognised_says_why(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "扫描.pdf").write_bytes(image_pdf(2))
    (scan,) = workspace.importing.examine([tmp_path / "扫描.pdf"])
    read = workspace.importing.recognise(scan)
    assert read.error is not None
    assert read.error.reason == "no_recogniser"
    assert not workspace.importing.can_recognise()


def test_a_folder_with_scans_is_recognised_where_that_is_wished(
    workspace: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, stand_in(tmp_path, answering(word(10, 100, "一、总体情况", 88))))
    (folder / "扫描.pdf").write_bytes(image_pdf(1))
    steps: list[str] = []
    watched = Watched(lambda *step: steps.append(step[2]))
    results = workspace.importing.add([folder], watched, recognise=True)
    assert {r.status for r in results} == {Status.ADDED}
    assert "扫描.pdf 0/1" in steps
