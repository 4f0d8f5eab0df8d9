"""The PDF of an export: found by search, listed by PDF readers, the same every time."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw
from PySide6.QtWidgets import QApplication

import exchange_samples
from app.domain.annotation import Scope
from app.domain.errors import Cancelled, Invalid
from app.domain.filters import Filter
from app.settings import Settings
from app.ui.printing.write_pdf import write_pdf
from app.ui.theme import Look
from app.workspace.progress import Watched
from app.workspace.workspace import Workspace
from ui.printing.paper_samples import said_in, without_blanks

SOURCE = Path(__file__).resolve().parents[3] / "src"


@pytest.fixture(scope="module")
def workspace(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    del qapp
    made = exchange_samples.make(tmp_path_factory.mktemp("samples"))
    exchange_samples.fill(made)
    made.close()
    path, settings = made.library.path, Settings(reviewer_name="李审阅")
    made = Workspace.open(path, made.paths, settings, painter=write_pdf)
    yield made
    made.close()


@pytest.fixture(scope="module")
def file(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All three reports in one file."""
    target = tmp_path_factory.mktemp("one") / "全部.pdf"
    [written] = workspace.exporting.export("pdf", target, options={"files": "one"})
    return written


def test_every_quote_comment_reply_and_name_can_be_found(workspace: Workspace, file: Path) -> None:
    said = said_in(file.read_bytes())
    pieces = ["𠮷祥街道率先", "Smith&𠮷", "=SUM(A1)"]
    for row in workspace.annotating.rows():
        pieces += [row.annotation.comment, *(tag.short_name or tag.name for tag, _ in row.tags)]
        pieces += [part for reply, _ in row.replies for part in reply.text.split("\n")]
    missing = {one for one in map(without_blanks, pieces) if one not in said}
    assert not missing


def annotations(file: Path) -> list[dict[str, Any]]:
    """What PDF readers know of the annotations, in order of the pages."""
    document = pypdfium2.PdfDocument(file)
    found: list[dict[str, Any]] = []
    for number, page in enumerate(document):
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            fields: dict[str, Any] = {
                key: _string(annotation, key)
                for key in ("Contents", "T", "NM", "M", "Subj", "State", "StateModel")
            }
            fields["page"], fields["kind"] = number, raw.FPDFAnnot_GetSubtype(annotation)
            fields["answers"] = bool(raw.FPDFAnnot_HasKey(annotation, b"IRT"))
            fields["quads"] = _quads(annotation)
            found.append(fields)
            raw.FPDFPage_CloseAnnot(annotation)
    document.close()
    return found


def _string(annotation: Any, key: str) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key.encode(), None, 0)
    buffer = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFAnnot_GetStringValue(annotation, key.encode(), pointer, length)
    return buffer.raw[:-2].decode("utf-16-le")


def _quads(annotation: Any) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each line."""
    found: list[tuple[float, float, float, float]] = []
    for index in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = raw.FS_QUADPOINTSF()
        raw.FPDFAnnot_GetAttachmentPoints(annotation, index, quad)
        found.append((quad.x1, quad.y3, quad.x2, quad.y1))
    return found


def test_every_annotation_is_one_that_pdf_readers_list(workspace: Workspace, file: Path) -> None:
    listed = {one["NM"]: one for one in annotations(file)}
    rows = workspace.annotating.rows()
    for row in rows:
        one, a = listed[str(row.annotation.id)], row.annotation
        assert one["T"] == row.reviewer.name
        assert a.comment.replace("\n", "\r") in one["Contents"]
        assert all(path in one["Subj"] for _, path in row.tags)
        assert one["M"] == f"D:{a.edited:%Y%m%d%H%M%S}Z"
        assert (one["kind"] == raw.FPDF_ANNOT_HIGHLIGHT) == (a.scope is not Scope.REPORT)
        for reply, who in row.replies:
            answer = listed[str(reply.id)]
            assert (answer["T"], answer["answers"]) == (who.name, True)
            assert answer["Contents"] == reply.text.replace("\n", "\r")
    resolved = sum(row.annotation.resolved for row in rows)
    states = [(one["StateModel"], one["State"]) for one in listed.values() if one["State"]]
    assert states == [("Review", "Completed")] * resolved


def test_the_marked_words_lie_under_the_marks(workspace: Workspace, file: Path) -> None:
    document = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage() for page in document]
    said: dict[str, str] = {}
    for one in annotations(file):
        if one["kind"] == raw.FPDF_ANNOT_HIGHLIGHT:
            words = "".join(pages[one["page"]].get_text_bounded(*quad) for quad in one["quads"])
            said[one["NM"]] = without_blanks(words)
    document.close()
    for row in workspace.annotating.rows(Filter()):
        quote = without_blanks(row.quote)
        if row.annotation.scope is Scope.PASSAGE and len(quote) < 60:
            assert quote in said[str(row.annotation.id)]


def test_every_object_stands_where_the_table_of_the_file_says(file: Path) -> None:
    data = file.read_bytes()
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    lines = data[start:].split(b"\n")
    assert lines[0] == b"xref"
    for number in range(1, int(lines[1].split()[1])):
        assert data[int(lines[2 + number][:10]) :].startswith(b"%d 0 obj\n" % number)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_reads_the_same_words_in_order(workspace: Workspace, file: Path) -> None:
    ran = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    assert ran.stderr == b""
    words = without_blanks(ran.stdout.decode())
    for row in workspace.annotating.rows():
        if row.annotation.comment:
            assert without_blanks(row.annotation.comment) in words
    report = workspace.library.reports()[0]
    [first, *_] = [line.strip() for line in workspace.library.text(report.id).split("\n") if line]
    assert without_blanks(first) in words


def test_what_stands_for_a_comment_leads_to_it_and_back(file: Path) -> None:
    document = pypdfium2.PdfDocument(file)
    pairs: list[tuple[int, int]] = []
    for number, page in enumerate(document):
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, place, link):
            target = raw.FPDFLink_GetDest(document, link)
            pairs.append((number, raw.FPDFDest_GetDestPageIndex(document, target)))
    document.close()
    assert pairs
    assert sorted(pairs) == sorted((there, here) for here, there in pairs)


def test_headings_are_bookmarks_below_their_report(workspace: Workspace, file: Path) -> None:
    document = pypdfium2.PdfDocument(file)
    marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert document.get_metadata_dict()["Title"] == workspace.library.path.stem
    document.close()
    titles = [report.title for report in workspace.library.reports()]
    assert [title for level, title in marks if level == 0] == titles
    assert (1, "一、主要举措和成效") in marks
    assert (2, "（一）深化“放管服”改革") in marks
    assert (1, "页边放不下的批注") in marks


def test_one_report_is_one_file_and_says_what_it_is(workspace: Workspace, tmp_path: Path) -> None:
    files = workspace.exporting.export("pdf", tmp_path / "各份")
    reports = workspace.library.reports()
    assert [path.stem for path in files] == [report.title for report in reports]
    document = pypdfium2.PdfDocument(files[0])
    about = document.get_metadata_dict()
    document.close()
    assert about["Title"] == reports[0].title
    assert about["Author"] == reports[0].metadata.organisation.value
    assert (about["Creator"], about["Producer"]) == ("Piyue", "Piyue")


def test_the_command_line_writes_the_same_bytes_with_any_seeds(tmp_path: Path) -> None:
    made = exchange_samples.make(tmp_path)
    exchange_samples.fill(made)
    made.close()
    written: list[bytes] = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.pdf"
        words = ("--library", made.library.path, "export", "--format", "pdf", "--out", target)
        subprocess.run(  # our own interpreter
            [sys.executable, "-m", "app", *map(str, words), "--option", "files=one"],
            check=True,
            env={
                **os.environ,
                "PIYUE_HOME": str(tmp_path / "home"),
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(SOURCE),
            },
            capture_output=True,
        )
        written.append(target.read_bytes())
    assert written[0] == written[1]
    assert "𠮷祥街道率先" in said_in(written[0])


def test_an_export_can_be_stopped_between_two_pages(workspace: Workspace, tmp_path: Path) -> None:
    report = workspace.library.reports()[0].id
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int, what: str) -> None:
        del what
        told.append((done, total))
        if done:
            watched.cancel()

    watched = Watched(tell)
    with pytest.raises(Cancelled):
        workspace.exporting.export("pdf", tmp_path / "a.pdf", progress=watched, report=report)
    assert told[-1][0] == 1 < told[-1][1]
    assert list(tmp_path.iterdir()) == []


def test_without_a_chinese_font_the_package_is_named(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Look, "has_chinese_font", property(lambda _: False, lambda *_: None), raising=False
    )
    with pytest.raises(Invalid, match="no_chinese_font"):
        workspace.exporting.export("pdf", tmp_path / "a.pdf", options={"files": "one"})
    assert list(tmp_path.iterdir()) == []


def test_a_library_without_a_painter_has_no_such_format(tmp_path: Path) -> None:
    made = exchange_samples.make(tmp_path)
    assert "pdf" not in made.exporting.formats()
    made.close()


def test_comments_are_left_out_when_only_the_text_is_wanted(
    workspace: Workspace, tmp_path: Path
) -> None:
    options = {"files": "one", "notes": "none"}
    [written] = workspace.exporting.export("pdf", tmp_path / "a.pdf", options=options)
    assert annotations(written) == []
    assert "请核对" not in said_in(written.read_bytes())


def test_a3_shows_the_same_larger(workspace: Workspace, file: Path, tmp_path: Path) -> None:
    options = {"files": "one", "paper": "a3"}
    [written] = workspace.exporting.export("pdf", tmp_path / "a.pdf", options=options)
    document = pypdfium2.PdfDocument(written)
    assert document[0].get_size() == (842, 1191)
    document.close()
    assert said_in(written.read_bytes()) == said_in(file.read_bytes())
