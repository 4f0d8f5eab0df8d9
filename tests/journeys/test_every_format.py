"""Every kind of file goes through the window and the command line; broken ones get a sentence."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.files.reading import FORMATS
from app.main import main
from app.paths import resource
from app.ui.importing.item import ReviewItem, Verdict
from app.ui.main_window import MainWindow
from fuzz import oracle
from fuzz.seeds import SEEDS, Seed
from journeys.gestures import wait_until

Start = Callable[..., MainWindow]

LINES = frozenset({"text", "html", "markdown"})
"""Kinds whose first half is a whole file; only bytes that are no text at all spoil them."""

IN_HELP = {
    "text": "| TXT |",
    "html": "| HTML |",
    "docx": "| DOCX |",
    "pdf": "| PDF |",
    "doc": "| DOC、WPS |",
    "rtf": "| RTF |",
    "odt": "ODT",
    "flat_odt": "FODT",
    "flat_opc": "平面 OPC",
    "word_2003": "Word 2003 XML",
    "epub": "| EPUB |",
    "mhtml": "MHT",
    "markdown": "| MD |",
    "archive": "| ZIP |",
    "ofd": "| OFD |",
}


def of_kind(kind: str) -> Seed:
    return SEEDS[kind]()[0]


def spoilt(kind: str) -> bytes:
    data = of_kind(kind).data
    return random.Random(7).randbytes(len(data)) if kind in LINES else data[: len(data) // 2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of each kind named after it, and its broken twin.

    They are chosen one by one: in a folder, an .xml file is passed over.
    """
    folder = tmp_path / "各种文件"
    folder.mkdir()
    for kind in SEEDS:
        suffix = Path(of_kind(kind).name).suffix
        (folder / f"{kind}{suffix}").write_bytes(of_kind(kind).data)
        (folder / f"坏的{kind}{suffix}").write_bytes(spoilt(kind))
    return folder


def kind_of(name: str) -> str:
    """Of a file of the folder, or of what lay in the archive."""
    return Path(name.partition(" › ")[0]).stem


def test_no_kind_is_left_out() -> None:
    assert {one.kind for one in FORMATS} | {"archive"} == set(SEEDS) == set(IN_HELP)


def test_every_kind_is_read_in_the_window_and_broken_ones_are_told(
    start: Start, folder: Path
) -> None:
    window = start(folder.parent / "库.piyue")
    window.transfers.bring_in(sorted(folder.iterdir()))
    desk = window.imports
    wait_until(lambda: desk.is_read, 60)
    window.show_page("import")
    page = desk.page()
    items: list[ReviewItem] = page.model.items
    read = {kind_of(item.examined.file): item for item in items if item.parsed is not None}
    assert set(read) == set(SEEDS)
    for kind, item in read.items():
        assert item.parsed is not None
        if kind != "archive":
            assert oracle.lost(of_kind(kind).words, item.parsed) == "", kind
        assert item.value("year").value == "2023", kind
        assert item.value("organisation").value, kind
    failed = [item for item in items if item.verdict is Verdict.FAILED]
    assert {kind_of(item.examined.file).removeprefix("坏的") for item in failed} == set(SEEDS)
    for item in failed:
        words = page.model.words.verdict(item)
        assert words.endswith("。"), item.examined.file
    wanted = len(page.model.chosen())
    assert wanted
    QTest.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    reporting = window.workspace.reporting
    wait_until(lambda: len(reporting.list()) == wanted, 60)
    for line in reporting.list():
        kind = kind_of(line.report.file_name)
        if kind != "archive":
            stored = reporting.text(line.report.id)
            parsed = read[kind].parsed
            assert parsed is not None
            assert stored == parsed.text, kind
    wait_until(lambda: desk.is_idle, 60)


def test_every_kind_is_imported_by_the_command_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "库.piyue"
    code = main(
        ["--library", str(library), "import", "--json", *map(str, sorted(folder.iterdir()))]
    )
    rows = json.loads(capsys.readouterr().out)
    assert code == 1  # some failed
    done = {kind_of(row["file"]) for row in rows if row["status"] in ("added", "duplicate")}
    assert done == set(SEEDS)
    for row in rows:
        if kind_of(row["file"]).startswith("坏的"):
            assert row["status"] == "failed", row
            assert Path(row["file"]).name in row["error"]["message"], row


@pytest.mark.parametrize("kind", sorted(SEEDS))
def test_the_manual_names_every_kind(kind: str) -> None:
    assert IN_HELP[kind] in resource("help/library.md").read_text("utf-8")
