"""The search page over a real library, with real job threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.anchor import Span
from app.ui.jobs import Jobs
from app.ui.search import search_page
from app.ui.search.facets import CheckRow
from app.ui.search.hit_model import FoundHit, Group
from app.ui.search.preview import Preview
from app.ui.search.search_page import SearchPage
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from ui.parts.conftest import LEVELS, tag_id
from ui.parts.entering import compose, enter

Show = Callable[[QWidget, int, int], None]

YUNLING = "云岭区2023年度报告\n一、成效\n办理行政复议案件70件，行政复议纠错3件。\n二、不足\n行政复议人手少。"
NANLING = "南岭市2022年度报告\n一、成效\n行政复议中心建成。办理ＡＢｃ案。"


@pytest.fixture
def page(look: Look, workspace: Workspace, shown: Show) -> Iterator[SearchPage]:
    first = builders.section(YUNLING, "一、", "成效", end=YUNLING.index("二、"))
    sections = (first, builders.section(YUNLING, "二、", "不足"))
    workspace.importing.store(
        [
            (builders.parsed(YUNLING, organisation="云岭区人民政府", sections=sections), {}),
            (
                builders.parsed(
                    NANLING, organisation="南岭市人民政府", year="2022", level="city",
                    file_name="南岭.txt",
                ),
                {},
            ),
        ]
    )  # fmt: skip
    jobs = Jobs()
    page = SearchPage(look, workspace, jobs, LEVELS)
    shown(page, 1366, 690)
    page.field.setFocus()
    yield page
    page.close()
    jobs.close()


def ask(qtbot: QtBot, page: SearchPage, text: str) -> None:
    with qtbot.waitSignal(page.searched):
        enter(page.field, text)


def rows(page: SearchPage) -> list[str]:
    """The list as it is read: names of reports, words around hits."""
    found: list[str] = []
    for entry in page.model.entries:
        if isinstance(entry, Group):
            found.append(f"{entry.name} {entry.count}")
        else:
            found.append(f"{entry.section}|{entry.hit.before[-4:]}[{entry.hit.match}]")
    return found


def facet(page: SearchPage, word: str) -> CheckRow:
    return next(b for b in page.facets.findChildren(CheckRow) if b.text() == word)


def test_typing_searches_after_a_pause(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "行政复议")
    assert rows(page) == [
        "云岭区 2023 3",
        "一、成效|办理[行政复议]",
        "一、成效|70件，[行政复议]",
        "二、不足|[行政复议]",
        "南岭市 2022 1",
        "|[行政复议]",
    ]
    assert page.counts.text().startswith("4 处 · 2 份报告")


def test_composing_searches_nothing(qtbot: QtBot, page: SearchPage) -> None:
    with qtbot.assertNotEmitted(page.searched, wait=search_page.PAUSE_MS * 2):
        compose(page.field, "xing zheng")


def test_the_first_hit_is_chosen_and_enter_opens_it(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "纠错")
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    assert page.view.hasFocus()
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert opened.args is not None
    assert (opened.args[0].match, opened.args[1]) == ("纠错", False)
    with qtbot.waitSignal(page.opened) as beside:
        qtbot.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert beside.args is not None
    assert beside.args[1] is True


def test_a_double_click_and_the_buttons_open_too(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "纠错")
    place = page.view.visualRect(page.model.index(1)).center()
    with qtbot.waitSignal(page.opened):
        qtbot.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.opened) as beside:
        qtbot.mouseClick(page.beside_button, Qt.MouseButton.LeftButton)
    assert beside.args is not None
    assert beside.args[1] is True


def test_no_hit_says_so_and_opens_nothing(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "𠮷祥麒麟")
    assert page.message.isVisible()
    assert page.message.text() == "没有找到“𠮷祥麒麟”"
    assert not page.open_button.isEnabled()


def test_an_empty_field_asks_nothing(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "行政复议")
    with qtbot.waitSignal(page.searched) as searched:
        qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert searched.args == [None]
    assert page.model.rowCount() == 0
    assert page.message.isVisible()


def test_width_and_case_count_only_when_asked(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "abc")
    assert page.model.hit_count == 1
    with qtbot.waitSignal(page.searched):
        qtbot.mouseClick(page.exact_button, Qt.MouseButton.LeftButton)
    assert page.model.hit_count == 0


def test_facets_narrow_and_keep_the_focus(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "行政复议")
    box = facet(page, "2022")
    box.setFocus()
    with qtbot.waitSignal(page.searched):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert rows(page)[0] == "南岭市 2022 1"
    assert page.counts.text().startswith("1 处 · 1 份报告")
    assert facet(page, "2022") is box
    assert box.hasFocus()
    with qtbot.waitSignal(page.searched):
        qtbot.mouseClick(page.facets.clear_button, Qt.MouseButton.LeftButton)
    assert page.model.hit_count == 4
    assert not box.isChecked()


def test_facets_of_two_kinds_must_both_hold(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "行政复议")
    with qtbot.waitSignal(page.searched):
        facet(page, "2022").click()
    with qtbot.waitSignal(page.searched):
        facet(page, "区县").click()
    assert page.model.hit_count == 0
    assert page.advice.text() == "可去掉左侧的筛选"


def test_a_group_closes_by_click_and_by_arrow(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "行政复议")
    head = page.view.visualRect(page.model.index(0))
    point = QPoint(head.x() + 60, head.center().y())
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert rows(page)[:2] == ["云岭区 2023 3", "南岭市 2022 1"]
    assert not page.open_button.isEnabled()
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert len(rows(page)) == 6
    page.view.setCurrentIndex(page.model.index(2))
    qtbot.keyClick(page.view, Qt.Key.Key_Left)
    assert page.view.currentIndex().row() == 0


def test_more_hits_follow_when_the_end_comes_in_sight(
    qtbot: QtBot, page: SearchPage, workspace: Workspace
) -> None:
    long = builders.parsed("甲乙" * 500, organisation="长文区", file_name="长.txt")
    workspace.importing.store([(long, {})])
    ask(qtbot, page, "甲")
    assert page.model.hit_count == search_page.PAGE
    assert page.counts.text().startswith("500 处")
    for _ in range(4):
        page.view.scrollToBottom()
        qtbot.wait(30)
    qtbot.waitUntil(lambda: page.model.hit_count == 500)
    assert page.model.rowCount() == 501


def test_only_the_last_question_is_answered(qtbot: QtBot, page: SearchPage) -> None:
    for typed in ("行", "行政", "行政复"):
        page.field.setText(typed)
        page.search()
    with qtbot.waitSignal(page.searched) as searched:
        page.start("纠错")
    assert searched.args is not None
    assert searched.args[0].text == "纠错"
    qtbot.wait(50)
    assert page.model.hit_count == 1


def test_a_hit_shows_the_tags_that_stand_on_it(
    qtbot: QtBot, page: SearchPage, workspace: Workspace
) -> None:
    report = workspace.library.reports()[0]
    start = YUNLING.index("行政复议纠错")
    tag = tag_id(workspace, "G1")
    workspace.annotating.highlight(report.id, Span(start, start + 8), [tag])
    ask(qtbot, page, "行政复议")
    hits = [entry for entry in page.model.entries if isinstance(entry, FoundHit)]
    assert [bool(found.marks) for found in hits] == [False, True, False, False]
    assert hits[1].marks[0][0] == "teal"


def test_another_library_begins_empty(qtbot: QtBot, page: SearchPage, workspace: Workspace) -> None:
    ask(qtbot, page, "行政复议")
    with qtbot.waitSignal(page.searched):
        facet(page, "2022").click()
    page.set_workspace(workspace)
    assert page.field.text() == ""
    assert page.model.rowCount() == 0
    ask(qtbot, page, "行政复议")
    assert page.model.hit_count == 4


def test_the_chosen_hit_is_shown_in_its_text(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "行政复议")
    preview = page.findChild(Preview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.name.text() == "云岭区 2023")
    assert preview.path.text() == "一、成效"
    assert len(preview.page.hits) == 3
    page.view.setCurrentIndex(page.model.index(5))
    qtbot.waitUntil(lambda: preview.name.text() == "南岭市 2022")
    start, end = preview.page.current_hit or (0, 0)
    assert preview.page.toPlainText()[start:end] == "行政复议"


def test_a_narrow_page_leaves_the_text_out(qtbot: QtBot, page: SearchPage) -> None:
    ask(qtbot, page, "行政复议")
    preview = page.findChild(Preview)
    assert preview is not None
    assert preview.isVisible()
    page.resize(1000, 690)
    assert not preview.isVisible()
