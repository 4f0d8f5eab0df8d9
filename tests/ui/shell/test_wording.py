"""Wording: everything that can go wrong has a sentence, and names are as people say them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

import builders
from app.domain.errors import Invalid, LibraryError, NotFound, UnreadableFile, WriteFailed
from app.domain.report import METADATA_FIELDS, NOTE_CODES, Level, Note, ReadingStatus
from app.ui.naming import unit_name
from app.ui.wording import Wording

ACTIONS = [
    "codebook",
    "reviewer",
    "annotate",
    "comment",
    "tag",
    "untag",
    "retag",
    "span",
    "delete_annotations",
    "create_tag",
    "rename_tag",
    "recolour_tag",
    "redefine_tag",
    "move_tag",
    "retire_tag",
    "delete_tag",
    "slot",
    "correct",
    "status",
    "import",
    "pin",
    "part",
    "unpin",
    "remove_reports",
    "undo",
    "redo",
]


@pytest.fixture
def wording(qapp: QCoreApplication) -> Wording:
    return Wording()


@pytest.mark.parametrize("reason", UnreadableFile.REASONS)
def test_every_unreadable_file_is_named_with_the_reason(wording: Wording, reason: str) -> None:
    words = wording.unreadable(UnreadableFile("甲.pdf", reason, limit=60, unit="pages"))
    assert words.startswith("甲.pdf：")
    assert "{" not in words
    assert words.endswith("。")


@pytest.mark.parametrize("reason", LibraryError.REASONS)
def test_every_library_error_has_a_sentence(wording: Wording, reason: str) -> None:
    words = wording.problem(LibraryError("/文档/督察.piyue", reason, found=14, known=11))
    assert "{" not in words
    assert "！" not in words


@pytest.mark.parametrize("code", NOTE_CODES)
def test_every_note_has_a_sentence(wording: Wording, code: str) -> None:
    values = {"name": "gb18030", "count": 3, "lines": 3, "percent": 3, "pages": 3}
    assert wording.note(Note(code, values)) not in {code, ""}


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_has_a_name(wording: Wording, action: str) -> None:
    assert wording.action(action) != wording.action("something unheard of")


def test_every_level_status_and_field_has_a_name(wording: Wording) -> None:
    assert set(wording.levels()) == set(Level)
    assert set(wording.statuses()) == set(ReadingStatus)
    assert tuple(wording.fields()) == METADATA_FIELDS


@pytest.mark.parametrize(
    "problem",
    [
        Invalid("name_taken", name="行政复议"),
        Invalid("something_new"),
        NotFound("report", "x"),
        WriteFailed("/文档/批注.xlsx", "disk_full"),
        WriteFailed("/文档/批注.xlsx", "something_new"),
    ],
)
def test_other_trouble_is_said_in_whole_sentences(wording: Wording, problem: Exception) -> None:
    assert wording.problem(problem).endswith("。")
    assert "{" not in wording.problem(problem)


@pytest.mark.parametrize(
    ("organisation", "short"),
    [
        ("重庆市大足区人民政府", "大足区"),
        ("兰州新区管理委员会", "兰州新区"),
        ("安康高新区", "安康高新区"),
        ("云岭区", "云岭区"),
        ("湖南省云岭市人民政府办公室", "云岭市"),
        ("人民政府", "人民政府"),
        ("𠮷祥街道办事处", "𠮷祥街道办事处"),
    ],
)
def test_a_unit_is_called_by_its_short_name(organisation: str, short: str) -> None:
    assert unit_name(organisation) == short


def test_a_recognised_text_is_named_as_one_before_its_place(wording: Wording) -> None:
    known = builders.report()
    assert not wording.standing(known).startswith("识别所得")
    guessed = replace(known, notes=(Note("recognised", {"pages": 2, "words": 9}),))
    assert wording.standing(guessed).startswith("识别所得")
