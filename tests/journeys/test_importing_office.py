"""Word and WPS files of every age come in through the window, and what is wrong is said."""

from __future__ import annotations

from pathlib import Path

from app.settings import Settings
from app.ui.importing.item import ReviewItem, Verdict
from files.doc_samples import DELETED, Document, Lvl, P, Use, in_list
from files.reading_fixtures import docx, paragraph, text
from journeys.conftest import Starter
from journeys.gestures import drop, press, wait_until

LISTED = (Lvl(39, "%1、"), Lvl(37, "（%2）"), Lvl(0, "%3."))


def typed(place: str) -> list[str]:
    return text().replace("云岭", place).split("\n")


def listed(place: str) -> Document:
    """The report with its numbers computed by Word and a word of it deleted."""
    paragraphs: list[P] = []
    for line in typed(place):
        level = next((n for n, mark in enumerate(("、", "）", ".")) if mark in line[1:4]), None)
        if level is None or line[0] not in "一二三（12":
            paragraphs.append(P(line))
            continue
        words = line.partition("、）."[level])[2]
        end = len(words.encode("utf-16-le")) // 2
        paragraphs.append(P(f"{words}删", in_list(1, level), [(end, end + 1, DELETED)]))
    return Document(paragraphs, lists=[LISTED], uses=[Use(0)])


def test_word_and_wps_files_come_in_and_what_is_wrong_is_said(
    start: Starter, tmp_path: Path
) -> None:
    folder = tmp_path / "报送"
    folder.mkdir()
    whole = listed("青山").bytes()
    files = {
        "青山.wps": whole,
        "白山.doc": docx("".join(paragraph(line) for line in typed("白山"))),  # is a DOCX
        "半截.doc": whole[: len(whole) // 2],
        "有密码.doc": Document([P("密")], flags=0x0100).bytes(),
        "很旧.doc": Document([P("旧")], version=0x68).bytes(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    window = start()
    window.menus.set_libreoffice("never")
    assert Settings.of_user(window.paths.config).libreoffice == "never"
    drop(window, [folder])
    wait_until(lambda: window.imports.is_read)
    items: dict[str, ReviewItem] = {i.name: i for i in window.imports.page().model.items}
    reasons = {name: i.examined.error.reason for name, i in items.items() if i.examined.error}
    assert reasons == {"半截.doc": "truncated", "有密码.doc": "encrypted", "很旧.doc": "too_old"}
    wps = items["青山.wps"]
    assert wps.verdict is Verdict.READY
    assert wps.parsed is not None
    assert wps.parsed.text == "\n".join(typed("青山"))
    assert {note.code for note in wps.notes} == {"automatic_numbers", "tracked_changes"}
    press(window.imports.page().import_button)
    wait_until(lambda: window.imports.is_idle)
    assert window.workspace is not None
    assert {r.file_name for r in window.workspace.library.reports()} == {"青山.wps", "白山.doc"}
